package main

import (
	"path/filepath"

	"footnote/corpus"
	"footnote/corpus/pdf"
	"footnote/corpus/rst"
)

// pdfiumFolder keeps what PDFium was compiled to, in the data folder.
const pdfiumFolder = "pdfium"

// readers are those of the formats that corpus leaves to others, by the
// extensions of names. They may keep what they need again below dir. The
// caller calls done when all is read.
func readers(dir string) (all corpus.Readers, done func()) {
	portable := pdf.New(filepath.Join(dir, pdfiumFolder))
	all = corpus.Readers{
		".pdf": portable,
		".rst": rst.Reader{}, ".rest": rst.Reader{},
	}
	return all, func() { _ = portable.Close() }
}
