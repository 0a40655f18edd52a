package ooxml

import (
	"context"

	"footnote/corpus"
	"footnote/corpus/compose"
	"footnote/corpus/markup"
	"footnote/corpus/office"
	"footnote/corpus/table"
)

// A Reader reads documents, presentations and workbooks. The zero Reader is
// ready to use.
type Reader struct {
	// MaxRows limits the rows that are read of each sheet; 0 means
	// table.MaxRows.
	MaxRows int
}

// A kind reads the main part of one kind of file into a writer. The error may
// be a doubt.
type kind func(file *file) error

// kinds are the kinds of files by the roots of their main parts.
var kinds = map[string]kind{
	"document":     readWord,
	"presentation": readSlides,
	"workbook":     readWorkbook,
}

// A file is a file while it is read.
type file struct {
	parts
	name      string
	main      string
	relations map[string]relation // of the main part
	writer    compose.Writer
	title     string // as it stands in the text
	maxRows   int
	// doubt is what is wrong with it though it could be read.
	doubt error
}

// Read implements corpus.Reader.
func (r Reader) Read(ctx context.Context, name string, data []byte) (corpus.Document, error) {
	files, err := office.Open(data)
	if err != nil {
		return corpus.Document{}, err
	}
	f := &file{name: name, parts: parts{ctx, files}, maxRows: r.MaxRows, writer: compose.Writer{Max: office.MaxText}}
	if f.maxRows <= 0 {
		f.maxRows = table.MaxRows
	}
	relations, err := f.parts.relations("")
	if err != nil {
		return corpus.Document{}, err
	}
	properties, err := f.properties(relations)
	if err != nil {
		return corpus.Document{}, err
	}
	if f.main = f.related(relations, "officeDocument"); f.main == "" {
		return corpus.Document{}, office.Fault("is an archive but no file of Microsoft Office; if it holds documents, unpack it")
	}
	read, err := f.kind()
	if err != nil {
		return corpus.Document{}, err
	}
	if f.relations, err = f.parts.relations(f.main); err != nil {
		return corpus.Document{}, err
	}
	if err := read(f); err != nil {
		return corpus.Document{}, err
	}
	doc, err := properties.Document(name, f.title, &f.writer)
	if err == nil {
		err = f.doubt
	}
	return doc, err
}

// kind finds out what the file is.
func (f *file) kind() (kind, error) {
	root := ""
	err := f.read(f.main, func(r *markup.Reader) error {
		return r.Each(func(e markup.Element) error {
			root = e.Name.Local
			return errFound
		})
	})
	if read := kinds[root]; read != nil {
		return read, nil
	}
	if err != nil && err != errFound && f.ctx.Err() != nil {
		return nil, err
	}
	return nil, office.Fault("is a file of Microsoft Office in a form that is not known, such as a binary workbook or a drawing; save it as .docx, .xlsx or .pptx")
}

var errFound = office.Fault("found")
