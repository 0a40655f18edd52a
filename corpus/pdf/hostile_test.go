package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/readertest"
)

// written writes a PDF of numbered objects, the first of which is the catalog.
func written(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// stream is an object with data, compressed as often as is told.
func stream(data []byte, times int) string {
	var filters string
	for range times {
		data, filters = zipped(data), filters+"/FlateDecode "
	}
	return filtered(data, filters)
}

func zipped(data []byte) []byte {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(data)
	w.Close()
	return packed.Bytes()
}

// filtered is an object with data that is compressed.
func filtered(data []byte, filters string) string {
	return fmt.Sprintf("<</Length %d /Filter [%s]>>\nstream\n%s\nendstream", len(data), filters, data)
}

const (
	pageOf  = "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R>>"
	fontOf1 = "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>"
)

// onePage is a PDF of one page with content.
func onePage(content string) []byte {
	return written("<</Type/Catalog /Pages 2 0 R>>", "<</Type/Pages /Kids [3 0 R] /Count 1>>", pageOf, content, fontOf1)
}

const words20 = "BT /F 12 Tf 50 700 Td (The harbour of Lindvik was dug in 1887 by men from Bergen.) Tj ET\n"

// hostile are files that were made to do harm, or that came to it.
func hostile() map[string][]byte {
	text := stream([]byte(words20), 1)
	tail := []string{pageOf, text, fontOf1}
	catalog := "<</Type/Catalog /Pages 2 0 R>>"
	pages := "<</Type/Pages /Kids [3 0 R] /Count 1>>"
	with := func(first ...string) []byte { return written(append(first, tail...)...) }
	return map[string][]byte{
		"nothing":                 {},
		"zeros":                   make([]byte, 1<<16),
		"only a mark":             []byte("%PDF-1.7"),
		"mark and zeros":          append([]byte("%PDF-1.7\n"), make([]byte, 1<<20)...),
		"a zip":                   []byte("PK\x03\x04%PDF-"),
		"pages in a circle":       with(catalog, "<</Type/Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3>>"),
		"page is catalog":         with(catalog, "<</Type/Pages /Kids [1 0 R] /Count 1>>"),
		"parent in a circle":      written(catalog, pages, "<</Type/Page /Parent 3 0 R /Contents 4 0 R>>", text),
		"a billion pages":         with(catalog, "<</Type/Pages /Kids [3 0 R] /Count 1000000000>>"),
		"minus one page":          with(catalog, "<</Type/Pages /Kids [3 0 R] /Count -1>>"),
		"one page, many times":    with(catalog, "<</Type/Pages /Kids ["+strings.Repeat("3 0 R ", 30_000)+"] /Count 30000>>"),
		"no pages":                written("<</Type/Catalog>>"),
		"pages of the wrong type": with(catalog, "(no pages)"),
		"outline in a circle": with("<</Type/Catalog /Pages 2 0 R /Outlines 6 0 R>>", pages, pageOf, text, fontOf1,
			"<</First 7 0 R /Last 7 0 R>>", "<</Title (A) /Parent 6 0 R /Next 7 0 R /First 7 0 R>>"),
		"outline of two in a circle": with("<</Type/Catalog /Pages 2 0 R /Outlines 6 0 R>>", pages, pageOf, text, fontOf1,
			"<</First 7 0 R /Last 8 0 R>>", "<</Title (A) /Parent 6 0 R /Next 8 0 R>>", "<</Title (B) /Parent 6 0 R /Next 7 0 R /First 6 0 R>>"),
		"labels in a circle":     with("<</Type/Catalog /Pages 2 0 R /PageLabels 6 0 R>>", pages, pageOf, text, fontOf1, "<</Kids [6 0 R]>>"),
		"deep arrays":            with(catalog, pages, "<</Type/Page /Parent 2 0 R /Contents "+strings.Repeat("[", 200_000)+">>"),
		"deep content":           onePage(stream([]byte(strings.Repeat("q ", 1_000_000)+words20), 1)),
		"deep arrays in content": onePage(stream([]byte(strings.Repeat("[", 1_000_000)+words20), 1)),
		"content in itself": written(catalog, pages, "<</Type/Page /Parent 2 0 R /Contents [4 0 R 4 0 R 3 0 R] /Resources <</XObject <</X 4 0 R>>>>>>",
			"<</Type/XObject /Subtype/Form /BBox [0 0 9 9] /Resources <</XObject <</X 4 0 R>>>> /Length 5>>\nstream\n/X Do\nendstream"),
		"bomb":                 onePage(filtered(packedZeros(400), "/FlateDecode")),
		"bomb in a bomb":       onePage(filtered(zipped(packedZeros(2048)), "/FlateDecode /FlateDecode")),
		"bomb of text":         onePage(stream(bytes.Repeat([]byte(words20), 1<<16), 2)),
		"length too long":      bytes.ReplaceAll(onePage(text), []byte("/Length "), []byte("/Length 9999999")),
		"length of itself":     written(catalog, pages, pageOf, "<</Length 4 0 R>>\nstream\n"+words20+"\nendstream", fontOf1),
		"xref in a circle":     append(onePage(text), []byte("xref\n0 0\ntrailer\n<</Root 1 0 R /Prev 9>>\nstartxref\n9\n%%EOF")...),
		"unknown cipher":       bytes.Replace(onePage(text), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt <</Filter/Odd /V 99>>"), 1),
		"numbers without end":  onePage(stream([]byte("BT /F 1e308 Tf 1e308 -1e308 1e308 1e308 1e308 1e308 Tm (a) Tj 99999999999999999999 0 Td (b) Tj ET "+words20), 1)),
		"letters everywhere":   onePage(stream(scattered(20_000), 1)),
		"letters on one line":  onePage(stream([]byte("BT /F 1 Tf 1 1 Td "+strings.Repeat("(a) Tj 9 0 Td ", 20_000)+"ET"), 1)),
		"letters in one place": onePage(stream([]byte("BT /F 9 Tf 50 50 Td "+strings.Repeat("(a) Tj -20 0 Td 20 0 Td ", 20_000)+"ET"), 1)),
		"picture without end":  onePage(stream([]byte("BI /W 2000000000 /H 2000000000 /BPC 8 /CS /RGB ID x EI "+words20), 1)),
	}
}

// scattered writes letters of many sizes all over a page.
func scattered(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "BT /F %d Tf %d %d Td (%c) Tj ET\n", 1+i*7%90, i*7919%600, i*104729%800, 'a'+i%26)
	}
	return b.Bytes()
}

// packedZeros is what some MiB of zeros are compressed to. From the second on,
// all are compressed to the same.
func packedZeros(mebibytes int) []byte {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	ends := make([]int, 2)
	for i := range ends {
		w.Write(make([]byte, 1<<20))
		w.Flush()
		ends[i] = packed.Len()
	}
	again := bytes.Repeat(packed.Bytes()[ends[0]:ends[1]], mebibytes-1)
	return append(packed.Bytes()[:ends[0]:ends[0]], again...)
}

// TestHostile: whatever a file does, it is read or a fault tells why not, in
// time. Every one after it is read as if nothing had been.
func TestHostile(t *testing.T) {
	r := shared(t)
	for name, data := range hostile() {
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
	doc, err := r.Read(t.Context(), "good.pdf", onePage(stream([]byte(words20), 1)))
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
	long := onePage(stream(bytes.Repeat([]byte(words20), 3000), 1))
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
