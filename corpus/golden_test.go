package corpus

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads the samples in testdata and compares all that was made of
// them with what stands beside them.
func TestGolden(t *testing.T) {
	var samples []string
	for _, pattern := range []string{"testdata/text/*", "testdata/markdown/*", "testdata/html/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, found...)
	}
	read := 0
	for _, sample := range samples {
		if filepath.Ext(sample) == ".golden" || FormatOf(sample) == Unknown {
			continue
		}
		read++
		t.Run(filepath.ToSlash(sample), func(t *testing.T) {
			data, err := os.ReadFile(sample)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Read(filepath.ToSlash(sample), data)
			if err != nil {
				t.Fatal(err)
			}
			checkDocument(t, doc)
			if FormatOf(sample) != HTML && doc.Text != string(data) {
				t.Error("the text is not the file, byte for byte")
			}
			got := dump(doc)
			if *update {
				if err := os.WriteFile(sample+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(sample + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("differs from the golden file (-want +got); if that is right, run with -update:\n%s", diff)
			}
		})
	}
	if read < 5 {
		t.Errorf("only %d samples were found", read)
	}
}

// dump writes a document for people to read.
func dump(doc Document) string {
	var b strings.Builder
	for _, f := range []struct{ name, value string }{
		{"id", doc.ID}, {"title", doc.Title}, {"author", doc.Author}, {"publisher", doc.Publisher}, {"date", doc.Date},
		{"url", doc.URL}, {"language", doc.Language}, {"audience", strings.Join(doc.Audience, "|")},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", f.name, f.value)
		}
	}
	fmt.Fprintf(&b, "body: %d\n", doc.Body)
	for _, s := range doc.Sections {
		fmt.Fprintf(&b, "section %d %q %d-%d starts %q\n", s.Level, s.Title, s.Start, s.End, prefix(doc.Text[s.Start:s.End], 30))
	}
	if FormatOf(doc.Path) == HTML {
		b.WriteString("----\n" + doc.Text)
	}
	return b.String()
}
