package sqlitestore

import (
	"strconv"

	"footnote/corpus"
	"footnote/retrieval"
)

// state is the content of the one row that sums up the store.
type state struct {
	retrieval.State
	dimensions int
	next       retrieval.ChunkID // the next to hand out
}

func (s *state) encode() []byte {
	var e encoder
	e.number(int(s.Generation))
	e.number(int(s.Contents))
	e.number(s.Documents)
	e.number(s.Chunks)
	e.number(s.Embedded)
	e.number(s.dimensions)
	e.number(int(s.next))
	e.text(s.Model)
	e.texts(s.Roots)
	return e.sealed("state")
}

func (s *state) decode(row []byte) error {
	d, err := unseal(row, "state")
	if err != nil {
		return err
	}
	s.Generation = int64(d.number())
	s.Contents = int64(d.number())
	s.Documents = d.number()
	s.Chunks = d.number()
	s.Embedded = d.number()
	s.dimensions = d.number()
	s.next = retrieval.ChunkID(d.number())
	s.Model = d.text()
	s.Roots = d.texts()
	return d.end()
}

// documentKey is the number of a document within the file.
type documentKey int64

func (k documentKey) place() string { return "document " + strconv.FormatInt(int64(k), 10) }

// A head is what searching needs to know of a document. It is stored apart
// from the rest, which may be long.
type head struct {
	id       string
	first    retrieval.ChunkID
	chunks   int
	title    string
	language string
	audience []string
}

func (h *head) encode() []byte {
	var e encoder
	e.number(int(h.first))
	e.number(h.chunks)
	e.text(h.title)
	e.text(h.language)
	e.texts(h.audience)
	return e.sealed(h.id)
}

func decodeHead(id string, row []byte) (head, error) {
	d, err := unseal(row, id)
	if err != nil {
		return head{}, err
	}
	h := head{id: id}
	h.first = retrieval.ChunkID(d.number())
	h.chunks = d.number()
	h.title = d.text()
	h.language = d.text()
	h.audience = d.texts()
	return h, d.end()
}

func (h *head) end() retrieval.ChunkID { return h.first + retrieval.ChunkID(h.chunks) }

// encodeMore makes what a document's head leaves out, without the text.
func encodeMore(doc *corpus.Document) []byte {
	var e encoder
	for _, s := range []string{doc.Path, doc.Author, doc.Publisher, doc.Date, doc.URL, doc.Hash} {
		e.text(s)
	}
	e.number(len(doc.Sections))
	for _, s := range doc.Sections {
		e.text(s.Title)
		e.number(s.Level)
		e.number(s.Start)
		e.number(s.End)
	}
	// What came later is left out where there is none: a row without it is as
	// it always was.
	named := doc.Source != "" || doc.Version != "" || len(doc.Links) > 0
	if len(doc.Pages) > 0 || named {
		e.number(len(doc.Pages))
	}
	for _, p := range doc.Pages {
		e.text(p.Label)
		e.number(p.Start)
	}
	if named {
		e.text(doc.Source)
		e.text(doc.Version)
	}
	if len(doc.Links) > 0 {
		e.number(len(doc.Links))
	}
	for _, l := range doc.Links {
		e.number(l.Start)
		e.text(l.URL)
	}
	return e.sealed(doc.ID)
}

// decodeDocument puts a document together from its head and the rest.
func decodeDocument(h head, more []byte) (retrieval.StoredDocument, error) {
	doc := retrieval.StoredDocument{First: h.first, Chunks: h.chunks}
	doc.ID, doc.Title, doc.Language, doc.Audience = h.id, h.title, h.language, h.audience
	d, err := unseal(more, h.id)
	if err != nil {
		return doc, err
	}
	for _, s := range []*string{&doc.Path, &doc.Author, &doc.Publisher, &doc.Date, &doc.URL, &doc.Hash} {
		*s = d.text()
	}
	if n := d.count(); n > 0 {
		doc.Sections = make([]corpus.Section, n)
	}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		s.Title = d.text()
		s.Level = d.number()
		s.Start = d.number()
		s.End = d.number()
	}
	if d.rest != "" {
		if n := d.count(); n > 0 {
			doc.Pages = make([]corpus.Page, n)
		}
	}
	for i := range doc.Pages {
		doc.Pages[i] = corpus.Page{Label: d.text(), Start: d.number()}
	}
	if d.rest != "" {
		doc.Source, doc.Version = d.text(), d.text()
	}
	if d.rest != "" {
		doc.Links = make([]corpus.Link, d.count())
	}
	for i := range doc.Links {
		doc.Links[i] = corpus.Link{Start: d.number(), URL: d.text()}
	}
	return doc, d.end()
}

func chunkPlace(id retrieval.ChunkID) string {
	return "chunk " + strconv.FormatUint(uint64(id), 10)
}

// encodeChunk stores a chunk's text beside that of its document, so that
// reading some chunks does not read whole documents.
func encodeChunk(id retrieval.ChunkID, c *corpus.Chunk) []byte {
	e := encoder{bytes: make([]byte, 0, len(c.Text)+len(c.Section)+4*len(c.Sentences)+32)}
	e.number(c.Start)
	e.number(c.End)
	e.text(c.Section)
	e.number(len(c.Sentences))
	at := c.Start
	for _, s := range c.Sentences {
		e.number(s.Start - at)
		e.number(s.End - s.Start)
		at = s.End
	}
	e.text(c.Text)
	return e.sealed(chunkPlace(id))
}

func decodeChunk(id retrieval.ChunkID, row []byte) (corpus.Chunk, error) {
	d, err := unseal(row, chunkPlace(id))
	if err != nil {
		return corpus.Chunk{}, err
	}
	c := corpus.Chunk{Start: d.number(), End: d.number(), Section: d.text()}
	if n := d.count(); n > 0 {
		c.Sentences = make([]corpus.Span, n)
	}
	at := c.Start
	for i := range c.Sentences {
		start := at + d.number()
		at = start + d.number()
		c.Sentences[i] = corpus.Span{Start: start, End: at}
	}
	c.Text = d.text()
	return c, d.end()
}

// storedChunk puts a chunk together with what is known of its document.
func storedChunk(id retrieval.ChunkID, h *head, row []byte) (retrieval.StoredChunk, error) {
	c, err := decodeChunk(id, row)
	if err != nil {
		return retrieval.StoredChunk{}, err
	}
	if id < h.first || id >= h.end() {
		return retrieval.StoredChunk{}, errDamaged
	}
	return retrieval.StoredChunk{
		Chunk:    c,
		ID:       id,
		Document: h.id,
		Number:   int(id - h.first),
		Title:    h.title,
		Language: h.language,
		Audience: h.audience,
	}, nil
}
