package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// words counts how often a document has each word, in lower case, to tell the
// hyphens that part words at the ends of lines from those that belong to them.
type words map[string]int

// count takes up the words of a line, but for the last if it is parted, and the
// first of a line that goes on with such a one.
func (w words) count(line string, goesOn bool) {
	fields := strings.Fields(line)
	for i, field := range fields {
		if i == 0 && goesOn || i == len(fields)-1 && strings.HasSuffix(field, "-") {
			continue
		}
		field = strings.ToLower(strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
		if field != "" {
			w[field]++
		}
	}
}

// joined puts two lines of a paragraph together.
func joined(above, below string, known words) string {
	if above == "" || below == "" {
		return above + below
	}
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	switch {
	case isIdeograph(last) && isIdeograph(first), isWideMark(last) && isIdeograph(first), isIdeograph(last) && isWideMark(first),
		isWideMark(last) && isWideMark(first):
		return above + below
	case last != '-':
		return above + " " + below
	}
	head := above[:len(above)-1]
	before, _ := utf8.DecodeLastRuneInString(head)
	switch {
	case !unicode.IsLetter(before) && !unicode.IsDigit(before):
		return above + " " + below // a dash
	case isSuspended(below):
		return above + " " + below
	case !unicode.IsLower(first) || !unicode.IsLetter(before):
		return above + below // Nord-Süd, 3-fold, a-1
	case keepsHyphen(head, below, known):
		return above + below
	}
	return head + below
}

func isWideMark(r rune) bool {
	return 0x3000 <= r && r <= 0x303f || 0xff00 <= r && r <= 0xff65
}

// isSuspended reports whether a text goes on as "pre- and postwar" does.
func isSuspended(below string) bool {
	word, _, _ := strings.Cut(below, " ")
	switch word {
	case "and", "or", "und", "oder", "bzw.", "et", "ou", "y", "o", "и", "или", "to":
		return true
	}
	return false
}

// keepsHyphen decides by what else the document has: "well-known" with its
// hyphen in the middle of a line, or "wellknown".
func keepsHyphen(head, below string, known words) bool {
	last := strings.ToLower(lastWord(head))
	next := strings.ToLower(firstWord(below))
	together, parted := known[last+next], known[last+"-"+next]
	switch {
	case together != parted:
		return parted > together
	case strings.Contains(last, "-"):
		return true // state-of-the-
	}
	switch last {
	case "self", "well", "cross", "quasi":
		return true
	case "half", "all", "high", "low", "long", "short", "one", "two", "three", "four", "six", "nord", "süd":
		return known[next] > 0
	case "по":
		return strings.HasSuffix(next, "ому") || strings.HasSuffix(next, "ему") || strings.HasSuffix(next, "ски")
	}
	switch next {
	case "либо", "нибудь", "таки", "même", "mêmes":
		return true
	}
	// Two long words that both stand alone elsewhere are rarely syllables.
	const long = 6
	return utf8.RuneCountInString(last) >= long && utf8.RuneCountInString(next) >= long && known[last] > 0 && known[next] > 0
}

func lastWord(s string) string {
	at := strings.LastIndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' && r != '’'
	})
	if at < 0 {
		return s
	}
	_, width := utf8.DecodeRuneInString(s[at:])
	return s[at+width:]
}

func firstWord(s string) string {
	at := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	if at < 0 {
		return s
	}
	return strings.TrimRight(s[:at], "-")
}
