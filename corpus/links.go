package corpus

import "slices"

// A Link leads to a part of a document, such as one message of a conversation.
type Link struct {
	// Start is the byte offset into Document.Text where the part begins; it ends
	// where the next one does.
	Start int
	// URL is its address, "" if it has none.
	URL string
}

// LinkOf is the address of the part of a document in which a span begins, or of
// the document; "" if neither has one.
func (d *Document) LinkOf(span Span) string {
	i, found := slices.BinarySearchFunc(d.Links, span.Start, func(l Link, offset int) int { return l.Start - offset })
	if !found {
		i--
	}
	if i < 0 || d.Links[i].URL == "" {
		return d.URL
	}
	return d.Links[i].URL
}
