package corpus

import (
	"strings"

	"golang.org/x/net/html"
)

// Decode makes text of the bytes of a file for readers of formats that are
// text: UTF-8 as it is, without its byte order mark; other encodings as far as
// they can be told. The error is a *Fault; one of kind Doubtful comes with
// the text.
func Decode(data []byte) (string, error) {
	text, fault := decode(data)
	if fault == nil {
		return strings.TrimPrefix(text, string(utf8BOM)), nil
	}
	return strings.TrimPrefix(text, string(utf8BOM)), fault
}

// ISODate turns a date as people write it into ISO 8601, without the time of
// day, if it can be told for certain; otherwise it is returned as it is.
func ISODate(s string) string { return isoDate(s) }

// HTMLText is the text of a page of HTML that is all content, such as the
// chapter of a book: nothing is left out as the furniture of a site. Sections
// are nil when there are no headings. The error is a *Fault; one of kind
// Doubtful comes with the text.
func HTMLText(data []byte) (text string, sections []Section, err error) {
	source, fault := decodeHTML(data)
	if fault != nil && fault.Kind != Doubtful {
		return "", nil, fault
	}
	page, parseErr := html.ParseWithOptions(strings.NewReader(source), html.ParseOptionEnableScripting(false))
	if parseErr != nil {
		return "", nil, refused("cannot be read as HTML (%w)", parseErr)
	}
	r := renderer{drop: neverRead}
	r.render(page)
	if text = r.out.String(); text != "" {
		text += "\n"
	}
	if fault != nil {
		err = fault
	}
	return text, sectionsOf(text, 0, r.heads), err
}
