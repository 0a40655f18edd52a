package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trim takes the white space off both ends of a span.
func trim(text string, sp Span) Span {
	for sp.Start < sp.End {
		c := text[sp.Start]
		if c > ' ' && c < utf8.RuneSelf {
			break
		}
		r, w := utf8.DecodeRuneInString(text[sp.Start:sp.End])
		if !unicode.IsSpace(r) {
			break
		}
		sp.Start += w
	}
	for sp.Start < sp.End {
		r, w := utf8.DecodeLastRuneInString(text[sp.Start:sp.End])
		if !unicode.IsSpace(r) {
			break
		}
		sp.End -= w
	}
	return sp
}

// cutBefore returns the best place after start and not after limit to cut text
// that has no end of a sentence there: behind a clause mark, else at a space,
// else between two runes. It looks only at the latter half of what may be kept.
func cutBefore(text string, start, limit int) int {
	if limit >= len(text) {
		return len(text)
	}
	limit = runeStart(text, start, limit)
	half := start + (limit-start)/2
	space := -1
	for i := limit; i > half; i-- {
		switch c := text[i]; {
		case c == ' ' || c == '\n' || c == '\t':
			if isClauseMark(text[i-1]) {
				return i
			}
			if space < 0 {
				space = i
			}
		case c >= 0xE0 && i < limit:
			if r, w := utf8.DecodeRuneInString(text[i:]); strings.ContainsRune("，、；：", r) && i+w <= limit {
				return i + w
			}
		}
	}
	if space >= 0 {
		return space
	}
	return limit
}

func isClauseMark(c byte) bool {
	return c == ',' || c == ';' || c == ':' || c == ')'
}

// runeStart moves i back to the start of the rune it is in, but not to start or
// before.
func runeStart(text string, start, i int) int {
	for back := i; back > start && back > i-utf8.UTFMax; back-- {
		if utf8.RuneStart(text[back]) {
			return back
		}
	}
	_, w := utf8.DecodeRuneInString(text[start:])
	return max(i, start+w)
}
