package readertest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Golden reads the samples of a pattern such as "testdata/*.docx" and compares
// all that was made of each with the golden file beside it. There must be
// as many samples as told, or more.
func Golden(t *testing.T, reader corpus.Reader, pattern string, fewest int) {
	t.Helper()
	samples, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(samples) < fewest {
		t.Errorf("%d samples of %s, want %d", len(samples), pattern, fewest)
	}
	for _, sample := range samples {
		t.Run(filepath.Base(sample), func(t *testing.T) {
			data, err := os.ReadFile(sample)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Read(t, reader, filepath.ToSlash(sample), data)
			compare(t, sample+".golden", Dump(doc, err))
		})
	}
}

// Dump writes a document for people to read.
func Dump(doc corpus.Document, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "fault: %v\n", err)
	}
	for _, f := range []struct{ name, value string }{
		{"title", doc.Title}, {"author", doc.Author}, {"publisher", doc.Publisher}, {"date", doc.Date}, {"language", doc.Language},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", f.name, f.value)
		}
	}
	for _, p := range doc.Pages {
		line, _, _ := strings.Cut(doc.Text[p.Start:], "\n")
		fmt.Fprintf(&b, "page %s at %d: %.40q\n", p.Label, p.Start, line)
	}
	for _, s := range doc.Sections {
		fmt.Fprintf(&b, "section %d %q %d-%d\n", s.Level, s.Title, s.Start, s.End)
	}
	b.WriteString("----\n" + doc.Text)
	return b.String()
}

func compare(t *testing.T, golden, got string) {
	t.Helper()
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
		t.Errorf("differs from the golden file (-want +got); if that is right, run with -update:\n%s", diff)
	}
}
