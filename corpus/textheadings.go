package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxHeading = 80 // columns that a heading in plain text may take, see columns
	minProse   = 60 // bytes from which on a block is prose for certain
)

var (
	numbered  = regexp.MustCompile(`^(\d{1,2}(\.\d{1,2}){0,3}\.?|[IVXLC]{1,6}\.|[A-Z][.)])\s+\p{L}`)
	chapter   = regexp.MustCompile(`(?i)^(chapter|part|section|article|appendix|annex)\s+([0-9IVXLC]+|[A-Z])\b`)
	hashes    = regexp.MustCompile(`^(#{1,6})\s+`)
	underline = regexp.MustCompile(`^(={3,}|-{3,}|~{3,}|\*{3,})$`)

	// What stands alone on short lines, and heads nothing: labels, credits of
	// pictures, times and addresses, what sites put between paragraphs, the
	// head of a printed page, the end of a sentence.
	keyValue    = regexp.MustCompile(`^[\p{L} ]{1,24}[:：]\s*\S`)
	creditLine  = regexp.MustCompile(`(?i)^(photo|foto|image|picture|illustration|cartoon|video)s?( by\b| credit|\s*:|$)|^(media caption|credit)|/(getty|afp|reuters|ap|epa)\b|getty images`)
	noticeLine  = regexp.MustCompile(`(?i)^(posted|published|(last )?updated|advertisement|read (more|also)|continue reading|share this|follow us|sign up|subscribe|powered by)\b`)
	clockTime   = regexp.MustCompile(`\d:\d\d|://|@|\.(com|org|net)\b`)
	pageLayout  = regexp.MustCompile(`\S\s{3,}\S|[|\t]`)
	sentenceEnd = regexp.MustCompile(`\p{Ll}{3}[.!?]["”’)]?\s+[\p{Lu}(]|[。！？].`)
)

// textHeadings finds the lines of plain text that are clearly headings. What
// is a heading depends on what follows, so the blocks are gone through from
// the last.
func textHeadings(blocks [][]textLine) []head {
	var heads []head
	follows := false // a heading or prose comes next
	for i := len(blocks) - 1; i >= 0; i-- {
		block := blocks[i]
		inner := innerHeadings(block)
		for j := len(inner) - 1; j >= 0; j-- {
			heads = append(heads, inner[j])
		}
		if h, ok := blockHeading(block, follows); ok {
			heads = append(heads, h)
			continue
		}
		follows = isProse(block)
	}
	for i, j := 0, len(heads)-1; i < j; i, j = i+1, j-1 {
		heads[i], heads[j] = heads[j], heads[i]
	}
	return heads
}

// blockHeading tells whether a block is a heading: a single line, or one that
// is underlined.
func blockHeading(block []textLine, follows bool) (head, bool) {
	l := block[0]
	underlined := len(block) > 1 && underline.MatchString(block[1].text)
	switch {
	case underlined && isHeadingText(l.text):
		return head{title: l.text, level: 2, start: l.start}, true
	case len(block) > 1 || !follows:
		return head{}, false
	}
	title := hashes.ReplaceAllString(l.text, "")
	if !isHeadingText(title) {
		return head{}, false
	}
	return head{title: title, level: headingLevel(l.text), start: l.start}, true
}

// isHeadingText reports whether a line that stands alone reads like a heading.
func isHeadingText(s string) bool {
	if len(s) > utf8.UTFMax*maxHeading || columns(s) > maxHeading || !startsLikeHeading(s) || endsLikeSentence(s) || len(strings.Fields(s)) > 12 || isDate(s) {
		return false
	}
	for _, other := range []*regexp.Regexp{creditLine, noticeLine, clockTime, pageLayout, sentenceEnd} {
		if other.MatchString(s) {
			return false
		}
	}
	switch {
	case numbered.MatchString(s) || chapter.MatchString(s):
		return true
	case keyValue.MatchString(s):
		return false
	}
	return letters(s) > 2
}

// columns measures s in Latin letters: a sign of East Asia says as much as
// three of them.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			n += 2
		}
	}
	return n
}

// headingLevel is the depth of a heading below the title, which has level 1.
func headingLevel(s string) int {
	if m := hashes.FindString(s); m != "" {
		return strings.Count(m, "#")
	}
	if m := numbered.FindStringSubmatch(s); m != nil {
		return 2 + strings.Count(strings.TrimRight(m[1], "."), ".")
	}
	return 2
}

// innerHeadings finds the headings in a block whose lines are whole
// paragraphs: short lines in title case between long ones.
func innerHeadings(block []textLine) []head {
	const long = 120 // longer than the lines of text that is wrapped
	var heads []head
	for i, l := range block {
		if i+1 < len(block) && (i == 0 || len(block[i-1].text) > long) && len(block[i+1].text) > long &&
			isHeadingText(l.text) && (inTitleCase(l.text) || strings.HasSuffix(l.text, "?")) {
			heads = append(heads, head{title: l.text, level: headingLevel(l.text), start: l.start})
		}
	}
	return heads
}

// inTitleCase reports whether most words start with a capital, short ones
// apart. A script without capitals has no title case.
func inTitleCase(s string) bool {
	upper, lower := 0, 0
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r) && len(w) > 3:
			lower++
		}
	}
	return upper >= 2 && upper > 2*lower
}

// isProse reports whether a block is text that a heading may stand above.
func isProse(block []textLine) bool {
	size := 0
	for _, l := range block {
		size += len(l.text)
	}
	last := block[len(block)-1].text
	return size >= minProse || endsLikeSentence(last) && len(strings.Fields(last)) > 3
}
