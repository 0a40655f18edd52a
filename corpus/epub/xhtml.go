package epub

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	// closed is an element of XML without content: HTML would take what
	// follows for its content.
	closed = regexp.MustCompile(`<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)/>`)
	// aside is what readers do not read aloud: the number of a note in the text,
	// the way back from the note, the source of a formula.
	aside = regexp.MustCompile(`(?s)<a\b[^<>]*(?:epub:type|role|class)="[^"]*(?:noteref|footnote-ref|footnoteRef|backlink|footnote-back)[^"]*"[^<>]*>.*?</a>` +
		`|<annotation\b[^<>]*>.*?</annotation>`)
	link = regexp.MustCompile(`(?s)<a\b[^<>]*\bhref=[^<>]*>(.*?)</a>`)
	tag  = regexp.MustCompile(`<[^<>]*>`)
)

// empty are the elements of HTML that never have content.
var empty = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true}

// plainHTML makes HTML of a chapter's XHTML, without the numbers of notes.
func plainHTML(data []byte) []byte {
	data = closed.ReplaceAllFunc(data, func(element []byte) []byte {
		parts := closed.FindSubmatch(element)
		if empty[strings.ToLower(string(parts[1]))] {
			return element
		}
		return bytes.Join([][]byte{[]byte("<"), parts[1], parts[2], []byte("></"), parts[1], []byte(">")}, nil)
	})
	return aside.ReplaceAll(data, nil)
}

// isListOfLinks reports whether a chapter is a table of contents: several
// links, and hardly anything else.
func isListOfLinks(data []byte, text string) bool {
	const fewest = 3
	links := link.FindAllSubmatch(data, -1)
	size := 0
	for _, l := range links {
		size += len(bytes.TrimSpace(tag.ReplaceAll(l[1], nil)))
	}
	return len(links) >= fewest && size*10 > len(text)*7
}
