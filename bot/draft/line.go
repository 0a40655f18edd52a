package draft

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A lineKind is what a line of Markdown is.
type lineKind int

const (
	runningText lineKind = iota // prose or a list item
	blankLine                   // nothing, or a rule
	headingLine
	quoteLine
	rowLine
	fenceLine
	codeLine
)

const jsonFence = "(?:```[ \t]*(?i:json)?[ \t\r]*\n\\s*)?"

var (
	jsonStart = regexp.MustCompile(`^\s*` + jsonFence + `(?:\{|\[\s*\{)`)
	jsonDraft = regexp.MustCompile(`^\s*` + jsonFence + `\{\s*"(?:statements|answered)"`)
	// jsonPrefix is what may still become one of them.
	jsonPrefix = regexp.MustCompile("^\\s*(?:`{1,2}|```[ \t]*(?i:j|js|jso|json)?[ \t\r]*)?$|" + `^\s*` + jsonFence + `(?:\{\s*(?:"[a-z]{0,10})?|\[\s*)?$`)

	// jsonOpening is what stands before JSON.
	jsonOpening = regexp.MustCompile(`^\s*` + jsonFence)

	headingStart    = regexp.MustCompile(`^#{1,6}(?:\s|$)`)
	rule            = regexp.MustCompile(`^(?:-{3,}|={3,}|_{3,}|\*{3,})$`)
	fenceStart      = regexp.MustCompile("^(`{3,}|~{3,})[^`]*$")
	itemStart       = regexp.MustCompile(`^(?:[-*+•–‣▪●·]|\d{1,3}[.)]|\(?[a-z]\))[ \t]+`)
	tableRule       = regexp.MustCompile(`^[|\s:+-]*-[|\s:+-]*$`)
	trailingMarkers = regexp.MustCompile(`(?i)(?:[\s,;]*` + bracket + `)+[\s.]*$`)
)

// kindOf tells a line by what is known of it, at least its first word.
func kindOf(line string) lineKind {
	text := strings.TrimSpace(line)
	switch {
	case len(line) > longestLine:
		return runningText
	case text == "" || rule.MatchString(text):
		return blankLine
	case headingStart.MatchString(text):
		return headingLine
	case text[0] == '>':
		return quoteLine
	case text[0] == '|':
		return rowLine
	case fenceStart.MatchString(text):
		return fenceLine
	}
	return runningText
}

// jsonHead is how many bytes tell at most whether JSON begins.
const jsonHead = 128

// json reports whether JSON begins at the line that is to be read, or must wait
// to tell. A whole reply that begins with a brace is meant as JSON, be it a
// draft or not.
func (p *plain) json(final bool) (is, wait bool) {
	if !p.whole || p.fence != nil || strings.IndexByte("`{[", p.buf[0]) < 0 {
		return false, false
	}
	head := p.buf[:min(len(p.buf), jsonHead)]
	if jsonDraft.MatchString(head) || !p.begun && jsonStart.MatchString(head) {
		return true, false
	}
	return false, !final && len(head) < jsonHead && jsonPrefix.MatchString(head)
}

// wrapped is how many characters a line has at least that was broken because
// it was full.
const wrapped = 40

// joins reports whether the next line goes on with the unit.
func (u *unit) joins(next string) bool {
	const tail = 64
	before := strings.TrimSpace(string(u.clean[max(0, len(u.clean)-tail):]) + u.space + u.held)
	if endsSentence(before) || strings.HasSuffix(before, ":") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	return u.width >= wrapped && !u.marked || unicode.IsLower(r) || unicode.IsDigit(r) ||
		strings.HasSuffix(before, ",") || strings.HasSuffix(before, ";")
}

// whole returns the sentences of a unit that has this text only.
func (u *unit) whole(text string) []Statement {
	return append(u.add(text), u.end()...)
}

// sourcesStart is how a list of sources behind a reply begins.
var sourcesStart = regexp.MustCompile(`(?i)^(?:sources?|references?|citations?|footnotes?|bibliography|quellen?|belege|références|fuentes|fontes|fonti|bronnen|источники)\s*(?::|$)`)

// saysNoAnswer reports whether a sentence is the token for no answer, alone or
// in front of an explanation.
func saysNoAnswer(text string) bool {
	text = strings.ToUpper(strings.TrimLeftFunc(text, isNoWord))
	for _, token := range []string{NoAnswer, "NO ANSWER"} {
		rest, ok := strings.CutPrefix(text, token)
		if ok && (rest == "" || strings.ContainsAny(rest[:1], ".:!,;*_`\"'-") || !strings.ContainsFunc(rest, isWordRune)) {
			return true
		}
	}
	return false
}

func isNoWord(r rune) bool { return !isWordRune(r) }
