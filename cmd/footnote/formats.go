package main

import (
	"path/filepath"

	"footnote/corpus"
	"footnote/corpus/asciidoc"
	"footnote/corpus/chatlog"
	"footnote/corpus/epub"
	"footnote/corpus/ooxml"
	"footnote/corpus/opendocument"
	"footnote/corpus/pdf"
	"footnote/corpus/rst"
	"footnote/corpus/sourcecode"
	"footnote/corpus/table"
)

// pdfiumFolder keeps what PDFium was compiled to, in the data folder.
const pdfiumFolder = "pdfium"

// The extensions of office programs. The old ones of Microsoft's are among
// them, and RTF: what they name is read if it is new inside, and refused in words if not.
var (
	microsoft = []string{".docx", ".docm", ".dotx", ".dotm", ".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb",
		".doc", ".dot", ".ppt", ".pps", ".xls", ".xlt", ".rtf"}
	openDocument = []string{".odt", ".ott", ".odp", ".otp", ".ods", ".ots", ".odg", ".fodt", ".fodp", ".fods", ".fodg"}
)

// readers are those of the formats that corpus leaves to others, by the
// extensions of names. They may keep what they need again below dir. The
// caller calls done when all is read.
func readers(dir string) (all corpus.Readers, done func()) {
	portable := pdf.New(filepath.Join(dir, pdfiumFolder))
	all = corpus.Readers{
		".pdf": portable,
		".rst": rst.Reader{}, ".rest": rst.Reader{},
		".adoc": asciidoc.Reader{}, ".asciidoc": asciidoc.Reader{},
		".csv": table.Reader{}, ".tsv": table.Reader{}, ".tab": table.Reader{},
		".epub": epub.Reader{},
	}
	for _, extension := range microsoft {
		all[extension] = ooxml.Reader{}
	}
	for _, extension := range openDocument {
		all[extension] = opendocument.Reader{}
	}
	chats := chatlog.New()
	for _, extension := range chatlog.Extensions() { // those of other files as well
		all[extension] = chats
	}
	for _, extension := range sourcecode.Extensions() {
		all[extension] = sourcecode.Reader{}
	}
	return all, func() { _ = portable.Close() }
}
