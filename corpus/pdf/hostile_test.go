package pdf

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/readertest"
	"footnote/corpus/readertest/hostile"
)

// TestHostile: whatever a file does, it is read or a fault tells why not, in
// time. Every one after it is read as if nothing had been.
func TestHostile(t *testing.T) {
	r := shared(t)
	for name, data := range hostile.PDFs() {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			start := time.Now()
			doc, err := r.Read(ctx, name+".pdf", data)
			t.Logf("%v, %d bytes of text: %v", time.Since(start).Round(time.Millisecond), len(doc.Text), err)
			if ctx.Err() != nil {
				t.Fatal("it takes more than a minute")
			}
			if fault := new(corpus.Fault); err != nil && !errors.As(err, &fault) {
				t.Errorf("no fault but %v", err)
			} else if err == nil || fault.Kind == corpus.Doubtful {
				readertest.Check(t, doc)
			}
		})
	}
	doc, err := r.Read(t.Context(), "good.pdf", hostile.OnePage(hostile.Stream([]byte(hostile.PDFWords), 1)))
	if err != nil || !strings.Contains(doc.Text, "dug in 1887 by men") {
		t.Errorf("after them a good file gives %q, %v", doc.Text, err)
	}
}

// TestTruncated cuts a file at many places.
func TestTruncated(t *testing.T) {
	data, err := os.ReadFile("testdata/columns.pdf")
	if err != nil {
		t.Fatal(err)
	}
	r := shared(t)
	for at := 0; at < len(data); at += 1 + len(data)/60 {
		doc, err := readertest.Read(t, r, "cut.pdf", data[:at])
		if err == nil && at < len(data)/3 && len(doc.Text) > 2000 {
			t.Errorf("%d of %d bytes give all the text", at, len(data))
		}
	}
}

// TestTimeEnds ends the time in the middle of a file.
func TestTimeEnds(t *testing.T) {
	r := shared(t)
	long := hostile.OnePage(hostile.Stream(bytes.Repeat([]byte(hostile.PDFWords), 3000), 1))
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if doc, err := r.Read(ctx, "long.pdf", long); err == nil {
		t.Skipf("%d bytes were read in time", len(doc.Text))
	}
	readertest.EndOfTime(t, r, "long.pdf", long)
	if _, err := r.Read(t.Context(), "long.pdf", long); err != nil {
		t.Errorf("with time the same file gives %v", err)
	}
}
