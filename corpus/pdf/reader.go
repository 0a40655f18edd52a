package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	pdfium "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"

	"footnote/corpus"
)

// A Reader reads PDF. It may read files side by side.
type Reader struct {
	engine engine
}

// New makes a reader. PDFium is compiled when the first file is read, which
// takes seconds; what came of it is kept in the folder cache, if that is not
// "", and then takes a fraction of a second the next time.
func New(cache string) *Reader {
	return &Reader{engine: engine{cache: cache}}
}

// Close lets go of what was compiled. Nothing can be read after it.
func (r *Reader) Close() error { return r.engine.close() }

// headReach is how far from the start of a file its mark may stand.
const headReach = 1024

// Read makes a document of a file.
func (r *Reader) Read(ctx context.Context, name string, data []byte) (corpus.Document, error) {
	if len(data) == 0 {
		return corpus.Document{}, &corpus.Fault{Err: errors.New("the file is empty")}
	}
	if !bytes.Contains(data[:min(len(data), headReach)], []byte("%PDF-")) {
		return corpus.Document{}, &corpus.Fault{Err: errors.New("is no PDF, whatever its name says; give it the name of what it is, or save it anew")}
	}
	in, done, err := r.engine.open(ctx)
	if ctx.Err() != nil {
		return corpus.Document{}, ctx.Err()
	}
	if err != nil {
		return corpus.Document{}, &corpus.Fault{Kind: corpus.Unread, Err: err}
	}
	defer done()
	document, err := in.OpenDocument(&requests.OpenDocument{File: &data})
	if ctx.Err() != nil {
		return corpus.Document{}, ctx.Err()
	}
	if err != nil {
		return corpus.Document{}, refusal(err)
	}
	o := opened{Pdfium: in, document: document.Document}
	sheets, err := o.sheets(ctx)
	if ctx.Err() != nil {
		return corpus.Document{}, ctx.Err()
	}
	if err != nil {
		return corpus.Document{}, &corpus.Fault{Err: err}
	}
	if err := pagesAtFault(sheets); err != nil && isEmpty(sheets) {
		return corpus.Document{}, &corpus.Fault{Err: err}
	} else if isEmpty(sheets) {
		return corpus.Document{}, &corpus.Fault{Err: errors.New(textless)}
	}
	doc := compose(ctx, sheets, o.outline())
	o.about(&doc)
	if ctx.Err() != nil {
		return corpus.Document{}, ctx.Err()
	}
	if strings.TrimSpace(doc.Text) == "" {
		return corpus.Document{}, &corpus.Fault{Err: errors.New(textless)}
	}
	if err := pagesAtFault(sheets); err != nil {
		return doc, &corpus.Fault{Kind: corpus.Doubtful, Err: err}
	}
	return doc, nil
}

// textless is said of files whose pages hold neither text nor pictures.
const textless = "holds no text; if a viewer shows some, run OCR on it, for instance ocrmypdf, and index the result"

// refusal says why a file could not be opened.
func refusal(err error) *corpus.Fault {
	switch {
	case errors.Is(err, pdfium.ErrPassword):
		err = errors.New("is protected by a password; remove it, for instance with qpdf --decrypt, and index the result")
	case errors.Is(err, pdfium.ErrSecurity):
		err = errors.New("is encrypted in a way that is not known; remove it, for instance with qpdf --decrypt, and index the result")
	case errors.Is(err, pdfium.ErrFormat), errors.Is(err, pdfium.ErrFile), errors.Is(err, pdfium.ErrPage):
		err = errors.New("is damaged; perhaps it was not copied whole, or qpdf can mend it")
	default:
		err = errors.New(unreadable)
	}
	return &corpus.Fault{Err: err}
}

// unreadable is said of what PDFium gives up.
const unreadable = "is damaged or needs too much memory; perhaps it was not copied whole, or qpdf can mend it"

func isEmpty(sheets []sheet) bool {
	for _, s := range sheets {
		if len(s.runs) > 0 {
			return false
		}
	}
	return true
}

// pagesAtFault names the pages that gave no text although there is something on
// them.
func pagesAtFault(sheets []sheet) error {
	var pictured, broken []int
	for _, s := range sheets {
		switch {
		case s.broken:
			broken = append(broken, s.number+1)
		case s.pictured:
			pictured = append(pictured, s.number+1)
		}
	}
	pictured = withoutCovers(pictured, len(sheets))
	var faults []string
	if len(pictured) == len(sheets) && len(sheets) > 0 {
		faults = append(faults, "holds pictures of text only; run OCR on it, for instance ocrmypdf, and index the result")
	} else if len(pictured) > 0 {
		faults = append(faults, fmt.Sprintf("%s only pictures, which were not read; if there is text in them, run OCR, for instance ocrmypdf", named(pictured, "holds", "hold")))
	}
	if len(broken) == len(sheets) && len(sheets) > 0 {
		faults = append(faults, unreadable)
	} else if len(broken) > 0 {
		faults = append(faults, named(broken, "is", "are")+" damaged or too large, and left out")
	}
	if len(faults) == 0 {
		return nil
	}
	return errors.New(strings.Join(faults, "; "))
}

// withoutCovers leaves out the first and the last page of a longer document, if
// they alone hold pictures: these are the covers of a book.
func withoutCovers(pictured []int, pages int) []int {
	for _, page := range pictured {
		if page != 1 && page != pages || pages < 5 {
			return pictured
		}
	}
	return nil
}

// named writes "page 3 holds", "pages 3 to 7 and 9 hold".
func named(pages []int, one, many string) string {
	if len(pages) == 1 {
		return fmt.Sprintf("page %d %s", pages[0], one)
	}
	var ranges []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		switch {
		case i == j:
			ranges = append(ranges, fmt.Sprint(pages[i]))
		default:
			ranges = append(ranges, fmt.Sprintf("%d to %d", pages[i], pages[j]))
		}
		i = j + 1
	}
	const most = 10
	if len(ranges) > most {
		ranges = append(ranges[:most:most], "others")
	}
	last := len(ranges) - 1
	list := ranges[last]
	if last > 0 {
		list = strings.Join(ranges[:last], ", ") + " and " + ranges[last]
	}
	return fmt.Sprintf("pages %s %s", list, many)
}
