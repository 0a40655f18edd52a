package corpus

import (
	"errors"
	"path"
	"path/filepath"
	"strings"
)

// A Format is a form of file that this package reads.
type Format int

const (
	// Unknown is a file whose name does not tell what is in it. If it is text,
	// it is read without looking for a title or headings: most often it is the
	// source of a program or a table.
	Unknown Format = iota
	// PlainText is text without markup.
	PlainText
	// Markdown is CommonMark, with or without front matter.
	Markdown
	// HTML is a web page.
	HTML
	// JSONLines holds one document a line, in the form of the BEIR benchmark;
	// it may be compressed with gzip.
	JSONLines
)

// FormatOf tells a file's format by its name.
func FormatOf(name string) Format {
	name = strings.ToLower(name)
	switch path.Ext(strings.TrimSuffix(name, ".gz")) {
	case ".jsonl", ".ndjson":
		return JSONLines
	}
	extension := path.Ext(name)
	if strings.Trim(extension, ".0123456789") == "" {
		return PlainText // README, LICENSE, GPL-2.0
	}
	switch extension {
	case ".txt", ".text", ".rst", ".adoc", ".asciidoc", ".org":
		return PlainText
	case ".md", ".markdown", ".mdown", ".mkd":
		return Markdown
	case ".html", ".htm", ".xhtml":
		return HTML
	}
	return Unknown
}

// Read makes a document of a whole file's data. The format is that of the
// name. ID and Path are the name. A *Fault of kind
// Doubtful comes with a document; any other error comes without.
func Read(name string, data []byte) (doc Document, err error) {
	// A library that trips over one file must not end the walk.
	defer func() {
		if p := recover(); p != nil {
			fault := broken(p)
			fault.Path = name
			doc, err = Document{}, fault
		}
	}()
	var fault *Fault
	switch FormatOf(name) {
	case Markdown:
		doc, fault = readMarkdown(data)
	case HTML:
		doc, fault = readHTML(data)
	case JSONLines:
		return Document{}, &Fault{Path: name, Err: errors.New("holds one document a line; read it with ReadJSONLines")}
	case PlainText:
		doc, fault = readText(data)
	default:
		doc, fault = readUnstructured(data)
	}
	if fault != nil {
		fault.Path = name
		if fault.Kind != Doubtful {
			return Document{}, fault
		}
		err = fault
	}
	return finished(doc, name), err
}

// fileTitle is the title of a file that has none: its name, without the
// extension that told its format.
func fileTitle(name string) string {
	base, extension := strings.ToValidUTF8(filepath.Base(name), "\ufffd"), filepath.Ext(name)
	if FormatOf(name) == Unknown || strings.Trim(extension, ".0123456789") == "" {
		return base
	}
	return strings.TrimSuffix(base, extension)
}

// complete fills in what every format leaves open.
func complete(doc *Document) {
	doc.Title = clip(doc.Title, maxTitle)
	doc.Language = languageCode(doc.Language)
	if doc.Language == "" {
		doc.Language = DetectLanguage(doc.Text[doc.Body:])
	}
	doc.Hash = doc.ContentHash()
}
