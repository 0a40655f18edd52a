package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSplitGolden splits the sample documents and compares the chunks with what
// stands beside them.
func TestSplitGolden(t *testing.T) {
	samples, err := filepath.Glob("testdata/split/documents/*")
	if err != nil || len(samples) < 3 {
		t.Fatalf("%d samples: %v", len(samples), err)
	}
	for _, sample := range samples {
		t.Run(filepath.Base(sample), func(t *testing.T) {
			data, err := os.ReadFile(sample)
			if err != nil {
				t.Fatal(err)
			}
			doc := Document{Text: string(data), Language: "en"}
			if filepath.Ext(sample) == ".md" {
				if doc, err = Read(sample, data); err != nil {
					t.Fatal(err)
				}
			}
			chunks := Splitter{}.Split(doc)
			checkChunks(t, doc, chunks, DefaultMaxTokens)
			golden := filepath.Join("testdata/split", filepath.Base(sample)+".chunks")
			got := dumpChunks(doc, chunks)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("differs from %s (-want +got); if that is right, run with -update:\n%s", golden, diff)
			}
		})
	}
}

// dumpChunks writes chunks for people to read: a sentence stands after ">", what
// is not to be quoted after "-", and a sentence that is repeated after "+".
func dumpChunks(doc Document, chunks []Chunk) string {
	var b strings.Builder
	end := 0
	for i, c := range chunks {
		fmt.Fprintf(&b, "chunk %d, %d-%d, %d tokens, section %q\n", i+1, c.Start, c.End, Tokens(c.Text), c.Section)
		at := c.Start
		for _, s := range append(c.Sentences[:len(c.Sentences):len(c.Sentences)], Span{c.End, c.End}) {
			if rest := strings.TrimSpace(doc.Text[at:s.Start]); rest != "" {
				fmt.Fprintf(&b, "- %q\n", rest)
			}
			mark := ">"
			if s.End <= end {
				mark = "+"
			}
			if s.Start < s.End {
				fmt.Fprintf(&b, "%s %q\n", mark, doc.Text[s.Start:s.End])
			}
			at = s.End
		}
		end = c.End
	}
	return b.String()
}
