package corpus

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"
)

// DefaultMaxRecord is how long a line of JSON Lines may be by default, in bytes.
const DefaultMaxRecord = 32 << 20

// maxRecordFaults is how many lines of one file are reported one by one.
const maxRecordFaults = 10

// ReadJSONLines yields the documents of a file in the form of the BEIR
// benchmark, one JSON object a line: _id, title, text, and perhaps metadata
// with author, publisher, date, url, language and audience. Data compressed
// with gzip is recognised. Only one line is in memory at a time; one longer
// than maxRecord is a fault, as is each that is no document. Errors are
// *Fault, and reading goes on after them. ID is the _id, Path the name.
func ReadJSONLines(name string, source io.Reader, maxRecord int) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		r := recordReader{name: name, yield: yield}
		r.read(source, maxRecord)
	}
}

type recordReader struct {
	name  string
	yield func(Document, error) bool

	line      int // the number of the line at hand
	documents int
	faults    int
}

// read goes through the lines until the end or until yield says stop.
func (r *recordReader) read(source io.Reader, maxRecord int) {
	unpacked, err := uncompressed(source)
	if err != nil {
		r.fault(0, unread("cannot be unpacked (%w); compress it anew", err))
		return
	}
	lines := lineReader{source: bufio.NewReaderSize(unpacked, 64<<10), limit: maxRecord}
	for goOn := true; goOn; {
		data, err := lines.next()
		bomb := new(Fault)
		r.line++
		switch {
		case errors.Is(err, io.EOF):
			r.summary()
			return
		case errors.Is(err, bufio.ErrTooLong):
			goOn = r.fault(r.line, refused("the line is longer than %d bytes; split it into several documents", maxRecord))
		case errors.As(err, &bomb):
			r.fault(0, bomb)
			return
		case err != nil:
			r.fault(0, unread("cannot be read beyond line %d (%w); it is half-written or damaged, make it anew", r.line, err))
			return
		default:
			goOn = r.take(data, lines.cut)
		}
	}
}

// take yields the document of a line, and reports whether to go on. cut is set
// for a line without an end.
func (r *recordReader) take(data []byte, cut bool) bool {
	if r.line == 1 {
		data = bytes.TrimPrefix(data, utf8BOM)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return true
	}
	doc, fault := readRecord(data)
	if cut && fault != nil && errors.Is(fault, errJSON) {
		r.fault(0, unread("the last line, %d, is cut off as in a half-written file; make it anew", r.line))
		return false
	}
	if fault != nil && !r.fault(r.line, fault) {
		return false
	}
	if fault != nil && fault.Kind != Doubtful {
		if r.documents == 0 && r.faults == 10*maxRecordFaults {
			r.fault(0, refused("this is no JSON Lines file of documents ({\"_id\", \"title\", \"text\"} a line); it was given up after %d lines", r.line))
			return false
		}
		return true
	}
	r.documents++
	doc.Path = r.name
	complete(&doc)
	return r.yield(doc, nil)
}

// summary tells what was not reported line by line.
func (r *recordReader) summary() {
	switch {
	case r.faults > maxRecordFaults:
		r.yield(Document{}, &Fault{Path: r.name, Err: fmt.Errorf("%d more lines are faulty", r.faults-maxRecordFaults)})
	case r.faults == 0 && r.documents == 0:
		r.fault(0, refused("the file is empty"))
	}
}

// fault yields f; of a file with very many faulty lines, only the first.
func (r *recordReader) fault(line int, f *Fault) bool {
	f.Path, f.Line = r.name, line
	if line > 0 {
		if r.faults++; r.faults > maxRecordFaults {
			return true
		}
	}
	return r.yield(Document{}, f)
}

// uncompressed returns source, unpacked if it is gzip.
func uncompressed(source io.Reader) (io.Reader, error) {
	packed := &counter{from: source}
	buffered := bufio.NewReader(packed)
	if magic, _ := buffered.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return buffered, nil
	}
	unpacked, err := gzip.NewReader(buffered)
	return &honest{counter{from: unpacked}, packed}, err
}

// A counter counts what is read.
type counter struct {
	from io.Reader
	read int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.read += int64(n)
	return n, err
}

// An honest reader gives up on what was packed to do harm.
type honest struct {
	counter
	packed *counter
}

func (h *honest) Read(p []byte) (int, error) {
	const most, matters = 200, 64 << 20 // times the packed size, from this size on
	n, err := h.counter.Read(p)
	if h.read > matters && h.read > most*h.packed.read {
		return 0, refused("is packed more than %d times smaller than it is, which no honest file is; leave it out", most)
	}
	return n, err
}

// A lineReader reads lines up to a limit and passes over longer ones.
type lineReader struct {
	source *bufio.Reader
	limit  int
	line   []byte
	// cut is set when the last line did not end in a line end.
	cut bool
}

// next returns a line, valid until the following call; bufio.ErrTooLong for
// one over the limit; io.EOF after the last.
func (l *lineReader) next() ([]byte, error) {
	l.line = l.line[:0]
	read, long := 0, false
	for {
		part, err := l.source.ReadSlice('\n')
		read += len(part)
		if long = long || read > l.limit; !long {
			l.line = append(l.line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && read > 0:
			l.cut = true
		case err != nil:
			return nil, err
		}
		if long {
			return nil, bufio.ErrTooLong
		}
		return l.line, nil
	}
}

var errJSON = errors.New("the line is no JSON")

// readRecord makes a document of one line.
func readRecord(data []byte) (Document, *Fault) {
	var record struct {
		ID       json.RawMessage `json:"_id"`
		Title    *string         `json:"title"`
		Text     *string         `json:"text"`
		Metadata map[string]any  `json:"metadata"`
	}
	if err := json.Unmarshal(data, &record); err != nil {
		wrong := new(json.UnmarshalTypeError)
		switch typed := errors.As(err, &wrong); {
		case typed && wrong.Field != "":
			return Document{}, refused("the field %s is of the wrong type, %s", wrong.Field, wrong.Value)
		case typed:
			return Document{}, refused("the line is no JSON object, but of the type %s; mend or remove it", wrong.Value)
		}
		return Document{}, refused("%w (%w); mend or remove it", errJSON, err)
	}
	id := recordID(record.ID)
	if id == "" {
		return Document{}, refused("the document has no _id; give it one")
	}
	if record.Text == nil {
		return Document{}, refused("document %q has no text; give it one or remove the line", id)
	}
	meta, err := metadataOf(record.Metadata)
	if err != nil {
		return Document{}, refused("the metadata of document %q is wrong: %w", id, err)
	}
	doc := Document{ID: id, Text: *record.Text}
	if record.Title != nil {
		doc.Title = oneLine(*record.Title)
	}
	meta.apply(&doc)
	if !utf8.Valid(data) {
		return doc, doubtful("document %q is not valid UTF-8; the broken characters were replaced", id)
	}
	return doc, nil
}

// recordID reads an _id, which is a string or a number.
func recordID(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return oneLine(s)
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}
