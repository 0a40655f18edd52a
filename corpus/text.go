package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readText makes a document of plain text. Its text is the file.
func readText(data []byte) (Document, *Fault) {
	doc, fault := readUnstructured(data)
	if fault != nil && fault.Kind != Doubtful {
		return doc, fault
	}
	blocks := paragraphsOf(doc.Text, doc.Body)
	headings := textHeadings(blocks)
	if t, ok := titleLine(blocks); ok {
		doc.Title = t.text
		if len(headings) == 0 || headings[0].start > t.start {
			headings = append([]head{{title: t.text, level: 1, start: t.start}}, headings...)
		} else {
			headings[0].level = 1
		}
	}
	doc.Sections = sectionsOf(doc.Text, doc.Body, headings)
	byline(&doc, blocks)
	return doc, fault
}

// readUnstructured makes a document of text of any kind.
func readUnstructured(data []byte) (Document, *Fault) {
	source, fault := decode(data)
	if fault != nil && fault.Kind != Doubtful {
		return Document{}, fault
	}
	doc := Document{Text: source}
	if strings.HasPrefix(source, string(utf8BOM)) {
		doc.Body = len(utf8BOM)
	}
	return doc, fault
}

// A textLine is a line of plain text without the white space around it.
type textLine struct {
	text  string
	start int // of the line itself, white space included
}

// paragraphsOf splits text from body on into blocks of lines between blank
// lines; a form feed starts a block as well.
func paragraphsOf(source string, body int) [][]textLine {
	var blocks [][]textLine
	var block []textLine
	for at := body; at < len(source); {
		end := len(source)
		if i := strings.IndexByte(source[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		if source[at] == '\f' && block != nil {
			blocks, block = append(blocks, block), nil
		}
		if s := strings.TrimSpace(source[at:end]); s != "" {
			block = append(block, textLine{text: s, start: at})
		} else if block != nil {
			blocks, block = append(blocks, block), nil
		}
		at = end
	}
	if block != nil {
		blocks = append(blocks, block)
	}
	return blocks
}

// titleLine returns the first line if it looks like a title: short, no
// sentence, and followed by a blank line or by longer text.
func titleLine(blocks [][]textLine) (textLine, bool) {
	if len(blocks) == 0 || len(blocks) == 1 && len(blocks[0]) == 1 {
		return textLine{}, false
	}
	first := blocks[0][0]
	s := first.text
	switch {
	case columns(s) > 2*maxHeading || letters(s) < 3 || !strings.ContainsFunc(s, unicode.IsLetter) || !startsLikeHeading(s) || endsLikeSentence(s):
		return textLine{}, false
	case creditLine.MatchString(s) || noticeLine.MatchString(s) || strings.Contains(s, "。"):
		return textLine{}, false
	}
	if len(blocks[0]) > 1 && len(blocks[0][1].text) <= len(s) && !underline.MatchString(blocks[0][1].text) {
		return textLine{}, false
	}
	return first, true
}

// startsLikeHeading reports whether a line starts with a capital, a digit, or
// a letter of a script that has no capitals.
func startsLikeHeading(s string) bool {
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			return !unicode.IsLower(r)
		case unicode.IsDigit(r):
			return true
		case unicode.IsPunct(r) && strings.ContainsRune("\"'“‘«„¿¡", r):
			continue
		default:
			return false
		}
	}
	return false
}

// endsLikeSentence reports whether a line ends as sentences and their parts
// do. A question may be a heading, unless somebody asks it in the text.
func endsLikeSentence(s string) bool {
	bare := strings.TrimRight(s, "\"'”’»)」")
	r, _ := utf8.DecodeLastRuneInString(bare)
	if (r == '?' || r == '？') && len(bare) < len(s) {
		return true
	}
	return strings.ContainsRune(".!,;:…。！，；：、-–—", r)
}
