package markup

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"footnote/corpus"
)

const (
	// maxDepth is how many elements may lie in each other. The readers of
	// formats call themselves that deep at the most.
	maxDepth = 400
	// maxPiece is how long a tag or a text may be, in bytes.
	maxPiece = 8 << 20
	// lookAfter is after how many tokens it is asked whether time is over.
	lookAfter = 1000
)

// An Element is the start of an element.
type Element = xml.StartElement

// A Reader reads one file of XML from start to end. Its place is inside of an
// element: first of none, and while a function that got an element runs, inside
// of that one.
type Reader struct {
	ctx    context.Context
	from   *xml.Decoder
	depth  int
	tokens int
}

// New makes a reader of XML in any encoding that it says it has.
func New(ctx context.Context, from io.Reader) *Reader {
	marked := transform.NewReader(from, unicode.BOMOverride(encoding.Nop.NewDecoder()))
	d := xml.NewDecoder(&pieces{from: marked})
	d.Strict = false // the entities of HTML stand in many files
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return input, nil // decoded by its byte order mark
		}
		return charset.NewReaderLabel(label, input)
	}
	return &Reader{ctx: ctx, from: d}
}

// Each calls visit with each element right inside of the place, and leaves the
// place. What visit leaves unread of an element is passed over.
func (r *Reader) Each(visit func(e Element) error) error {
	return r.Mixed(visit, func(string) {})
}

// Mixed is Each for elements among text, which it hands to text.
func (r *Reader) Mixed(visit func(e Element) error, text func(string)) error {
	place := r.depth
	for {
		token, err := r.next()
		if err == io.EOF && place == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.CharData:
			text(string(token))
		case xml.EndElement:
			if r.depth < place {
				return nil
			}
		case xml.StartElement:
			if err := visit(token); err != nil {
				return err
			}
			for r.depth > place {
				if _, err := r.next(); err != nil {
					return err
				}
			}
		}
	}
}

// Text is all text inside of the place, which it leaves.
func (r *Reader) Text() (string, error) {
	var b strings.Builder
	var inside func(Element) error
	inside = func(Element) error {
		return r.Mixed(inside, func(s string) { b.WriteString(s) })
	}
	err := inside(Element{})
	return b.String(), err
}

// next reads a token and keeps count of the depth.
func (r *Reader) next() (xml.Token, error) {
	if r.tokens++; r.tokens%lookAfter == 0 && r.ctx.Err() != nil {
		return nil, r.ctx.Err()
	}
	token, err := r.from.Token()
	if err != nil {
		return nil, r.explain(err)
	}
	switch token.(type) {
	case xml.StartElement:
		if r.depth++; r.depth > maxDepth {
			return nil, fault("nests its parts more than %d deep, which no honest document does; leave it out", maxDepth)
		}
	case xml.EndElement:
		r.depth--
	}
	return token, nil
}

// explain makes a fault of an error of the parser.
func (r *Reader) explain(err error) error {
	var fine *corpus.Fault
	if err == io.EOF && r.depth == 0 || errors.As(err, &fine) || r.ctx.Err() != nil {
		return err
	}
	return fault("is damaged: its XML is wrong (%s); save or fetch it anew", strings.ToValidUTF8(err.Error(), "\ufffd"))
}

// Attr is the value of an attribute by its local name; of several, the one in
// no namespace or that of the element.
func Attr(e Element, name string) string {
	value := ""
	for _, a := range e.Attr {
		if a.Name.Local != name {
			continue
		}
		if a.Name.Space == "" || a.Name.Space == e.Name.Space {
			return a.Value
		}
		value = a.Value
	}
	return value
}

// AttrIn is the value of an attribute in a namespace that ends as told.
func AttrIn(e Element, space, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && strings.HasSuffix(a.Name.Space, space) {
			return a.Value
		}
	}
	return ""
}

// pieces passes XML on as long as no tag or text of it is over the limit: the
// parser holds each as a whole.
type pieces struct {
	from io.Reader
	size int
}

func (p *pieces) Read(b []byte) (int, error) {
	n, err := p.from.Read(b)
	if last := bytes.LastIndexByte(b[:n], '<'); last >= 0 {
		p.size = n - last
	} else {
		p.size += n
	}
	if p.size > maxPiece {
		return 0, fault("holds a single text or tag of more than %d MiB, which no honest document does; leave it out", maxPiece>>20)
	}
	return n, err
}

func fault(format string, args ...any) error {
	return &corpus.Fault{Err: fmt.Errorf(format, args...)}
}
