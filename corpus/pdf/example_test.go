package pdf_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"footnote/corpus"
	"footnote/corpus/pdf"
)

func Example() {
	reader := pdf.New(filepath.Join(os.TempDir(), "footnote-test-pdfium"))
	defer reader.Close()
	data, err := os.ReadFile("testdata/ieee.pdf")
	if err != nil {
		panic(err)
	}
	doc, err := reader.Read(context.Background(), "ieee.pdf", data)
	if err != nil {
		panic(err)
	}
	section := doc.Sections[1]
	fmt.Println(section.Title, "on page", doc.PagesOf(corpus.Span{Start: section.Start, End: section.End}))
	// Output: I. INTRODUCTION on page 1
}
