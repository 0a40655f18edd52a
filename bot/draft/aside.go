package draft

import (
	"regexp"
	"unicode"
	"unicode/utf8"
)

// Numbers that only stand for passages where there are passages of those
// numbers: superscripts, and numbers in round brackets behind a sentence.

var superscripts = [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}

func superscript(r rune) (digit int, ok bool) {
	for i, s := range superscripts {
		if string(r) == s {
			return i, true
		}
	}
	return 0, false
}

const roundNumbers = `\(\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*\)`

var (
	roundStart = regexp.MustCompile(`^` + roundNumbers)
	// roundEnd follows a word, not a number: "§ 5 (1)" is no marker.
	roundEnd = regexp.MustCompile(`[^\d\s,(](\s*(?:` + roundNumbers + `[\s,]*)+)[.!?…]?$`)
	// target is where a marker that is a link leads within the page.
	target = regexp.MustCompile(`^\(#[^()\s]*\)`)
)

// offered reports whether all are numbers of passages.
func (s *scanner) offered(markers []int) bool {
	for _, m := range markers {
		if m < 1 || m > s.passages {
			return false
		}
	}
	return len(markers) > 0
}

// asideAt reads the number of a passage that is held, as markerAt does.
func (s *scanner) asideAt(final bool) (n int, markers []int, wait bool) {
	if s.held[0] == '(' {
		found := target.FindString(s.held)
		if found != "" && s.marked && s.space == "" {
			return len(found), nil, false
		}
		markers = markersIn(roundStart.FindString(s.held))
		if !s.offered(markers) || !endsSentence(string(tail(s.clean))) {
			return 0, nil, false
		}
		return len(roundStart.FindString(s.held)), markers, false
	}
	var digits []int
	value := 0
	for n < len(s.held) {
		r, w := utf8.DecodeRuneInString(s.held[n:])
		digit, ok := superscript(r)
		if !ok {
			break
		}
		digits, value = append(digits, digit), min(10*value+digit, 1000)
		n += w
	}
	if n == 0 || n == len(s.held) && !final {
		return 0, nil, n > 0
	}
	markers = []int{value}
	if !s.offered(markers) {
		markers = digits
	}
	next, _ := utf8.DecodeRuneInString(s.held[n:])
	if !s.offered(markers) || unicode.IsLetter(next) || !s.takesNote() {
		return 0, nil, false
	}
	return n, markers, false
}

// shortUnit is how many letters a unit of measurement has at most, which may be
// squared, as in km².
const shortUnit = 3

// takesNote reports whether a superscript that follows is a note: behind a mark
// or a word that is no unit.
func (s *scanner) takesNote() bool {
	if s.marked || s.space != "" {
		return true
	}
	before := tail(s.clean)
	letters := 0
	for len(before) > 0 {
		r, w := utf8.DecodeLastRune(before)
		if letters == 0 && !unicode.IsLetter(r) {
			return unicode.IsPunct(r)
		}
		if !unicode.IsLetter(r) {
			break
		}
		letters++
		before = before[:len(before)-w]
	}
	return letters > shortUnit
}

// tail is the end of what was read, long enough to tell a word.
func tail(text []byte) []byte { return text[max(0, len(text)-64):] }

// withoutNumbers takes the numbers of passages in round brackets off the end of
// a sentence.
func (s *scanner) withoutNumbers(text string) (string, []int) {
	at := roundEnd.FindStringSubmatchIndex(text)
	if at == nil {
		return text, nil
	}
	markers := markersIn(text[at[2]:at[3]])
	if !s.offered(markers) {
		return text, nil
	}
	return text[:at[2]] + text[at[3]:], markers
}
