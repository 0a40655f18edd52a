package snowball

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// A run is a word as it stands in the text, or a stretch of a script that is
// written without spaces.
type run struct {
	corpus.Span
	// unspaced is set when the run has to be cut into pairs of characters.
	unspaced bool
	// hyphened is set when a single hyphen joins the run to the one before.
	hyphened bool
}

// A scanner cuts text into runs. It follows the word boundaries of Unicode
// (UAX 29) but takes host names, paths and identifiers apart at dots and
// underscores, since people search for their parts.
type scanner struct {
	text              string
	splitAtApostrophe bool
	pos               int
}

// A class is what a rune is to a scanner.
type class uint8

const (
	other class = iota
	letter
	digit
	unspaced
	// extender continues whatever it follows: a mark or an invisible joiner.
	extender
)

func (s *scanner) next() (run, bool) {
	hyphened := s.hyphen()
	for s.pos < len(s.text) {
		c, size := s.at(s.pos)
		switch c {
		case letter, digit:
			start := s.pos
			s.word()
			return run{Span: corpus.Span{Start: start, End: s.pos}, hyphened: hyphened}, true
		case unspaced:
			start := s.pos
			for c == unspaced || c == extender {
				s.pos += size
				c, size = s.at(s.pos)
			}
			return run{Span: corpus.Span{Start: start, End: s.pos}, unspaced: true, hyphened: hyphened}, true
		}
		s.pos += size
		hyphened = false
	}
	return run{}, false
}

// hyphen passes over a single hyphen right behind a run and in front of
// another.
func (s *scanner) hyphen() bool {
	if s.pos == 0 {
		return false
	}
	r, size := utf8.DecodeRuneInString(s.text[s.pos:])
	if r != '-' && r != '\u2010' && r != '\u2011' {
		return false
	}
	if c, _ := s.at(s.pos + size); c == other || c == extender {
		return false
	}
	s.pos += size
	return true
}

// word moves behind the word that starts here.
func (s *scanner) word() {
	start, before := s.pos, other
	for {
		c, size := s.at(s.pos)
		switch c {
		case letter, digit:
			before = c
		case extender:
		case unspaced:
			return
		default:
			if size = s.joiner(start, before); size == 0 {
				return
			}
		}
		s.pos += size
	}
}

// joiner is the length of what stands here and belongs to the word all the
// same, 0 if nothing does. A joiner needs a letter or digit behind it, except
// for the last dot of an acronym and the signs of C++ and C#.
func (s *scanner) joiner(start int, before class) int {
	if s.pos == len(s.text) {
		return 0
	}
	r, size := utf8.DecodeRuneInString(s.text[s.pos:])
	after, _ := s.at(s.pos + size)
	switch r {
	case '\'', '’', 'ʼ', '＇':
		if before == letter && after == letter && !s.splitAtApostrophe || thousands(s.text[start:s.pos], s.text[s.pos+size:]) {
			return size
		}
	case '.':
		if before == digit && after == digit || before == letter && s.dottedLetter(start, after) {
			return size
		}
	case ',', '٫', '٬':
		if before == digit && after == digit {
			return size
		}
	case '\u00a0', '\u202f':
		if thousands(s.text[start:s.pos], s.text[s.pos+size:]) {
			return size
		}
	case '+':
		if before == letter && strings.HasPrefix(s.text[s.pos:], "++") {
			if c, _ := s.at(s.pos + 2); c == other {
				return 2
			}
		}
	case '#':
		if before == letter && after == other && utf8.RuneCountInString(s.text[start:s.pos]) == 1 {
			return 1
		}
	}
	return 0
}

// dottedLetter reports whether the dot here is one of an acronym such as U.S.:
// it follows a single letter that starts the word or follows a dot, and
// either a single letter follows, or it is the last of several dots.
func (s *scanner) dottedLetter(start int, after class) bool {
	word := s.text[start:s.pos]
	dot := strings.LastIndexByte(word, '.')
	if utf8.RuneCountInString(word[dot+1:]) != 1 {
		return false
	}
	if after != letter {
		return dot >= 0
	}
	_, size := s.at(s.pos + 1)
	c, _ := s.at(s.pos + 1 + size)
	return c == other
}

// thousands reports whether a sign between two texts groups digits by three.
func thousands(before, after string) bool {
	lead := len(before) - len(strings.TrimRight(before, digits))
	if lead < 1 || lead > 3 {
		return false
	}
	n := 0
	for n < len(after) && after[n] >= '0' && after[n] <= '9' {
		n++
	}
	return n == 3
}

// at is the class and length of the rune at a place.
func (s *scanner) at(pos int) (class, int) {
	if pos >= len(s.text) {
		return other, 0
	}
	if b := s.text[pos]; b < utf8.RuneSelf {
		return asciiClass(b), 1
	}
	r, size := utf8.DecodeRuneInString(s.text[pos:])
	return classOf(r), size
}

func asciiClass(b byte) class {
	switch {
	case 'a' <= b|0x20 && b|0x20 <= 'z':
		return letter
	case '0' <= b && b <= '9':
		return digit
	}
	return other
}

func classOf(r rune) class {
	switch {
	case unicode.IsLetter(r):
		if r >= 0x0e00 && (unicode.In(r, unspacedScripts...) || r == 'ー') {
			return unspaced
		}
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsMark(r), r == '\u00ad', r == '\u200c', r == '\u200d':
		return extender
	case unicode.Is(unicode.Nl, r):
		return letter
	}
	return other
}

// unspacedScripts are written without spaces between words, or, as Korean,
// with particles joined to them.
var unspacedScripts = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}
