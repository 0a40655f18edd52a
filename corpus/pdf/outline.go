package pdf

import (
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// An entry is one of a document's outline, which viewers show beside it.
type entry struct {
	title string
	level int // from 1
	page  int // from 0, or -1
}

const (
	// maxEntries is how many entries of an outline are read: it may bite its
	// own tail.
	maxEntries = 5000
	// maxLevels is how deep they may stand in each other.
	maxLevels = 6
)

// outline lists a document's outline. What is wrong with it is left out.
func (o opened) outline() []entry {
	var all []entry
	o.entries(nil, 1, &all)
	return all
}

func (o opened) entries(parent *references.FPDF_BOOKMARK, level int, all *[]entry) {
	if level > maxLevels {
		return
	}
	first, err := o.FPDFBookmark_GetFirstChild(&requests.FPDFBookmark_GetFirstChild{Document: o.document, Bookmark: parent})
	if err != nil {
		return
	}
	for at := first.Bookmark; at != nil && len(*all) < maxEntries; {
		e := entry{level: level, page: o.target(*at)}
		if title, err := o.FPDFBookmark_GetTitle(&requests.FPDFBookmark_GetTitle{Bookmark: *at}); err == nil {
			e.title = title.Title
		}
		*all = append(*all, e)
		o.entries(at, level+1, all)
		next, err := o.FPDFBookmark_GetNextSibling(&requests.FPDFBookmark_GetNextSibling{Document: o.document, Bookmark: *at})
		if err != nil {
			return
		}
		at = next.Bookmark
	}
}

// target is the page that an entry leads to, or -1.
func (o opened) target(at references.FPDF_BOOKMARK) int {
	dest, err := o.FPDFBookmark_GetDest(&requests.FPDFBookmark_GetDest{Document: o.document, Bookmark: at})
	if err != nil || dest.Dest == nil {
		return -1
	}
	index, err := o.FPDFDest_GetDestPageIndex(&requests.FPDFDest_GetDestPageIndex{Document: o.document, Dest: *dest.Dest})
	if err != nil {
		return -1
	}
	return index.Index
}

// bare is a title without what may differ between an outline and a page: white
// space, marks and the number in front.
func bare(title string) string {
	title = strings.ToLower(title)
	number := strings.IndexFunc(title, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && !unicode.IsSpace(r) })
	if number > 0 && number < len(title) {
		title = title[number:]
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, title)
}
