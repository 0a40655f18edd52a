package corpus

// A Document is one text of the corpus, as a reader made it from a file or a
// record of a file. Every offset in this package and beyond is a byte offset
// into Text. For UTF-8 plain text and Markdown, Text is the file itself.
type Document struct {
	// ID names the document within one index: the slash-separated path below
	// the indexed root, or the _id of a BEIR record.
	ID string
	// Path is the file that the document was read from. Many BEIR records
	// share one Path.
	Path string
	// Source is the name of the source that it came from, "" for the files and
	// folders that are indexed without a name.
	Source string

	Title     string
	Author    string
	Publisher string
	// Date is as the source gives it, ISO 8601 where it could be understood.
	Date string
	URL  string
	// Version is what the document says of its version, such as "2.1"; "" if
	// it says nothing.
	Version string
	// Language is an ISO 639-1 code, "" when it could not be told.
	Language string

	// Audience lists the labels of those who may see the document. Empty
	// means everyone.
	Audience []string

	// Sections are the document's headed parts in order, without overlaps. A
	// section ends where the next begins, whatever their levels.
	Sections []Section
	// Pages are where the pages of a printed document begin in Text, in order;
	// none if it has no pages.
	Pages []Page
	// Links lead to parts of the document that have addresses of their own, in
	// order.
	Links []Link
	Text  string
	// Body is the byte offset into Text where the document proper begins: past
	// a byte order mark and front matter, which are never split into chunks.
	Body int

	// Hash is the hex SHA-256 of everything above that indexing depends on.
	// Equal hashes mean that nothing has to be done.
	Hash string
}

// A Section is a stretch of a document under one heading.
type Section struct {
	// Title is the heading's text; "" for text before the first heading.
	Title string
	// Level is 1 for the top heading, as in Markdown; 0 for text before the
	// first heading, and for a named part of a program, which has a Title but
	// no line that is its heading.
	Level int
	// Start and End are byte offsets into Document.Text; Start is where the
	// heading's line begins.
	Start, End int
}

// A Span is a half-open range of bytes of a document's text.
type Span struct {
	Start, End int
}

// A Chunk is the unit that is indexed: some neighbouring sentences of one
// document.
type Chunk struct {
	// Start and End are byte offsets into Document.Text, on rune boundaries.
	Start, End int
	// Text is Document.Text[Start:End].
	Text string
	// Section is the title of the nearest heading, "" if there is none.
	Section string
	// Sentences are the sentences of the chunk, as byte offsets into
	// Document.Text, in order, within [Start, End). A list item, a table row
	// or a line of code counts as a sentence.
	Sentences []Span
}

// Context is what stands in front of a chunk's text when it is indexed, though
// it is no part of the passage: the document's title and the nearest heading.
func (c Chunk) Context(title string) string {
	switch {
	case c.Section == "" || c.Section == title:
		return title
	case title == "":
		return c.Section
	}
	return title + "\n" + c.Section
}
