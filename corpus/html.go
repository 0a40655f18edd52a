package corpus

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readHTML makes a document of what people read on a web page.
func readHTML(data []byte) (Document, *Fault) {
	source, fault := decodeHTML(data)
	if fault != nil && fault.Kind != Doubtful {
		return Document{}, fault
	}
	// Without scripting, so that what stands in noscript is parsed as well.
	page, err := html.ParseWithOptions(strings.NewReader(source), html.ParseOptionEnableScripting(false))
	if err != nil {
		return Document{}, refused("cannot be read as HTML (%w)", err)
	}
	var doc Document
	pageMetadata(page).apply(&doc)
	text, heads := readableText(page)
	if strings.TrimSpace(text) == "" {
		return Document{}, refused("the page holds no text; if a browser shows some, save it from there")
	}
	doc.Text = text
	doc.Sections = sectionsOf(text, 0, heads)
	byline(&doc, paragraphsOf(text, 0))
	doc.Language = pageLanguage(doc.Language, text)
	if doc.Title == "" {
		doc.Title = markdownTitle(heads)
	}
	return doc, fault
}

// pageLanguage believes what a page says of its language, unless it says
// English: that is what templates say when nobody has changed them.
func pageLanguage(said, text string) string {
	if len(text) < 500 || languageCode(said) != "en" {
		return said
	}
	if found := DetectLanguage(text); found != "" {
		return found
	}
	return said
}

// decodeHTML makes text of a page's bytes: UTF-8 where it is valid, or else
// the encoding that the page declares.
func decodeHTML(data []byte) (string, *Fault) {
	if utf8.Valid(data) || utf16Order(data) != nil {
		text, fault := decode(data)
		return strings.TrimPrefix(text, string(utf8BOM)), fault
	}
	if encoding, name, certain := charset.DetermineEncoding(data[:min(len(data), 4096)], ""); certain || name != "windows-1252" {
		if name != "utf-8" {
			if text, err := encoding.NewDecoder().Bytes(data); err == nil {
				return string(text), nil
			}
		}
	}
	text, fault := decode(data)
	return strings.TrimPrefix(text, string(utf8BOM)), fault
}

// readableText renders the part of the page that people read. The page is
// judged strictly first; if that leaves next to nothing, as it may on a page
// of links, more and more is let pass.
func readableText(page *html.Node) (string, []head) {
	body := firstElement(page, atom.Body)
	if body == nil {
		body = page
	}
	whole := newPruner(body, false)
	attempts := []*pruner{contentRoot(body), newPruner(body, true), whole}
	least := whole.size[body] / 10
	for _, p := range attempts {
		r := renderer{drop: p.drop}
		r.render(p.root)
		if text := r.out.String(); letters(text) > least {
			return text + "\n", r.heads
		}
	}
	r := renderer{drop: neverRead}
	r.render(body)
	return r.out.String(), r.heads
}
