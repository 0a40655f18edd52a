package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A scanner takes the markers out of running text. What it has put into clean
// never changes, however the text arrives.
type scanner struct {
	passages int    // that there are
	held     string // not yet decided on
	clean    []byte
	marks    []mark
	// space is white space, behind a marker also commas, that counts only when
	// no marker follows.
	space  string
	marked bool // a marker was the last thing read
	code   bool // within `code`
	// stopped counts the characters since a mark that ends sentences in
	// scripts without spaces, from 1.
	stopped int
}

// A mark is a marker that was taken out of clean at an offset.
type mark struct {
	at      int
	markers []int
}

// stoppedReach is how many characters behind a full stop of a script without
// spaces tell whether the sentence ends there.
const stoppedReach = 8

func (s *scanner) write(text string) { s.held += text }

// scan reads on. It stops and returns true where a word is complete, so that a
// sentence before it may be; false when more text is needed.
func (s *scanner) scan(final bool) bool {
	for s.held != "" {
		r, w := utf8.DecodeRuneInString(s.held)
		if !s.code {
			n, markers, wait := markerAt(s.held, final)
			if wait {
				return false
			}
			if n == 0 {
				if n, markers, wait = s.asideAt(final); wait {
					return false
				}
			}
			if n > 0 {
				s.mark(markers)
				s.held = s.held[n:]
				continue
			}
		}
		s.held = s.held[w:]
		switch {
		case unicode.IsSpace(r):
			if complete := s.space == "" && len(s.clean) > 0; s.addSpace(' ') && complete {
				return true
			}
		case s.marked && (r == ',' || r == ';'):
			s.addSpace(r)
		default:
			if s.put(r) {
				return true
			}
		}
	}
	return false
}

func (s *scanner) mark(markers []int) {
	if len(markers) > 0 {
		s.marks = append(s.marks, mark{len(s.clean), markers})
	}
	s.space, s.marked = "", true
}

// addSpace reports whether the space was not there yet.
func (s *scanner) addSpace(r rune) bool {
	if strings.HasSuffix(s.space, string(r)) {
		return false
	}
	s.space += string(r)
	return true
}

// put takes in a character that is part of the text, and the space before it.
// It reports whether enough stands behind a full stop of a script without
// spaces.
func (s *scanner) put(r rune) bool {
	space := s.space
	if s.marked && space == "" && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '(') {
		space = " "
	}
	if len(s.clean) > 0 {
		s.clean = append(s.clean, space...)
	}
	s.space, s.marked = "", false
	s.clean = utf8.AppendRune(s.clean, r)
	switch r {
	case '`':
		s.code = !s.code
	case '。', '！', '？', '｡', '।', '॥', '؟', '۔':
		s.stopped = 0
		s.stopped++
		return false
	}
	if s.stopped > 0 {
		s.stopped++
	}
	if s.stopped == stoppedReach {
		s.stopped = 0
		return true
	}
	return false
}
