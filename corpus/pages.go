package corpus

import "slices"

// A Page is a page of a printed document.
type Page struct {
	// Label is what is printed on the page or else its number: "12", "iv".
	Label string
	// Start is the byte offset into Document.Text where the page begins.
	Start int
}

// PagesOf tells on which page of a document a span stands, or on which pages:
// "12" or "12–13"; "" if the document has no pages.
func (d *Document) PagesOf(span Span) string {
	first := d.pageAt(span.Start)
	last := d.pageAt(max(span.Start, span.End-1))
	if first == last || last == "" {
		return first
	}
	if first == "" {
		return last
	}
	return first + "–" + last
}

// pageAt is the label of the page that holds an offset.
func (d *Document) pageAt(offset int) string {
	i, found := slices.BinarySearchFunc(d.Pages, offset, func(p Page, offset int) int { return p.Start - offset })
	if !found {
		i--
	} else {
		// Of pages without text, which begin where the next one does, the last
		// holds what follows.
		for i+1 < len(d.Pages) && d.Pages[i+1].Start == offset {
			i++
		}
	}
	if i < 0 {
		return ""
	}
	return d.Pages[i].Label
}
