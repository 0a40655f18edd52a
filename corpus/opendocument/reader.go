package opendocument

import (
	"bytes"
	"context"
	"io"

	"footnote/corpus"
	"footnote/corpus/archive"
	"footnote/corpus/compose"
	"footnote/corpus/markup"
	"footnote/corpus/office"
	"footnote/corpus/table"
)

// A Reader reads texts, presentations, spreadsheets and drawings. The zero
// Reader is ready to use.
type Reader struct {
	// MaxRows limits the rows that are read of each sheet; 0 means
	// table.MaxRows.
	MaxRows int
}

// A file is a file while it is read.
type file struct {
	ctx     context.Context
	r       *markup.Reader // of the part that is read
	name    string
	maxRows int
	writer  compose.Writer
	styles  map[string]style
	lists   map[string]listStyle
	title   string // as it stands in the text
	about   office.Properties
	// known is set when it is of a kind that can be read.
	known bool
	// doubt is what is wrong with it though it could be read.
	doubt error
	// cells counts those of all sheets, size the text of a document.
	cells, size int
	counts      listCounts
}

// Read implements corpus.Reader.
func (r Reader) Read(ctx context.Context, name string, data []byte) (corpus.Document, error) {
	f := &file{ctx: ctx, name: name, maxRows: r.MaxRows, writer: compose.Writer{Max: office.MaxText},
		styles: map[string]style{}, lists: map[string]listStyle{}}
	if f.maxRows <= 0 {
		f.maxRows = table.MaxRows
	}
	if err := f.readData(data); err != nil {
		return corpus.Document{}, err
	}
	if !f.known {
		return corpus.Document{}, office.Fault("is no text, presentation, spreadsheet or drawing of OpenDocument, whatever its name says; open and save it anew")
	}
	doc, err := f.about.Document(name, f.title, &f.writer)
	if err == nil {
		err = f.doubt
	}
	return doc, err
}

// readData reads a flat file, or the parts of a packed one in the order in
// which they explain each other.
func (f *file) readData(data []byte) error {
	if isFlat(data) {
		return f.readPart(bytes.NewReader(data))
	}
	files, err := office.Open(data)
	if err != nil {
		return err
	}
	if err := f.checkEncryption(files); err != nil {
		return err
	}
	for _, part := range []string{"meta.xml", "styles.xml", "content.xml"} {
		if !files.Has(part) {
			continue
		}
		from, err := files.Open(f.ctx, part)
		if err != nil {
			return err
		}
		err = f.readPart(from)
		from.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// isFlat reports whether a file is XML and no archive.
func isFlat(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	return bytes.HasPrefix(data, []byte("<")) && bytes.Contains(data[:min(len(data), 10_000)], []byte("urn:oasis:names:tc:opendocument"))
}

// checkEncryption fails for what only a password opens.
func (f *file) checkEncryption(files *archive.Archive) error {
	const manifest = "META-INF/manifest.xml"
	if !files.Has(manifest) {
		return nil
	}
	from, err := files.Open(f.ctx, manifest)
	if err != nil {
		return err
	}
	defer from.Close()
	r := markup.New(f.ctx, from)
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		if e.Name.Local == "encryption-data" {
			return office.Fault("is encrypted; save it without a password")
		}
		return r.Each(visit)
	}
	return r.Each(visit)
}

// readPart reads what is in a part, whichever it is.
func (f *file) readPart(from io.Reader) error {
	f.r = markup.New(f.ctx, from)
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		switch e.Name.Local {
		case "document", "document-content", "document-meta", "document-styles":
			return f.r.Each(visit)
		case "meta":
			return f.r.Each(f.meta)
		case "styles", "automatic-styles":
			return f.r.Each(f.style)
		case "body":
			return f.r.Each(f.body)
		}
		return nil
	}
	return f.r.Each(visit)
}

// meta reads what the file says about itself.
func (f *file) meta(e markup.Element) error {
	text, err := f.r.Text()
	switch e.Name.Local {
	case "title":
		f.about.Title = text
	case "initial-creator":
		f.about.Author = text
	case "creator": // who changed it last
		if f.about.Author == "" {
			f.about.Author = text
		}
	case "date":
		f.about.Modified = text
	case "creation-date":
		f.about.Created = text
	case "language":
		f.about.Language = text
	}
	return err
}

// body reads what people see.
func (f *file) body(e markup.Element) error {
	switch e.Name.Local {
	case "text":
		f.known = true
		return f.text()
	case "presentation", "drawing":
		f.known = true
		return f.pages()
	case "spreadsheet":
		f.known = true
		return f.sheets()
	}
	return nil
}
