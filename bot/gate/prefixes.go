package gate

import (
	"fmt"
	"strings"
)

// negativePrefix reports whether a is b with a prefix that turns it into its
// contrary.
func negativePrefix(a, b string) bool {
	if len(b) < prefixedLength || !strings.HasSuffix(a, b) {
		return false
	}
	switch strings.TrimSuffix(strings.TrimSuffix(a, b), "-") {
	case "in", "un", "non", "dis", "im", "ir", "il":
		return true
	}
	return false
}

// prefixedLength is how many letters a word has at least whose prefix negates.
const prefixedLength = 5

// prefixed tells of a word such as "complete" that the statement says of a thing
// of which the evidence says "incomplete", or the other way round.
func (c *Checker) prefixed(s *statement, e evidence) string {
	for i, w := range s.words {
		if w.stop || len(w.lower) < prefixedLength {
			continue
		}
		for j, v := range e.words {
			if !negativePrefix(v.lower, w.lower) && !negativePrefix(w.lower, v.lower) || s.says(v.lower) {
				continue
			}
			if of, ok := contentBefore(e.text, j); ok && of.sentence == v.sentence && closeBefore(s.text, i, of) {
				return fmt.Sprintf("the evidence says %q where the statement says %q", v.surface, w.surface)
			}
		}
	}
	return ""
}

func (s *statement) says(lower string) bool {
	for _, w := range s.words {
		if w.lower == lower {
			return true
		}
	}
	return false
}

// subjectReach is how many words before what is said of it a thing may stand.
const subjectReach = 6

// closeBefore reports whether a word stands close before the i-th of a text.
func closeBefore(t text, i int, w word) bool {
	for _, v := range t.words[max(0, i-subjectReach):i] {
		if v.term == w.term {
			return true
		}
	}
	return false
}

// contentBefore is the nearest word before the i-th that says something.
func contentBefore(t text, i int) (word, bool) {
	for k := i - 1; k >= 0; k-- {
		if !t.words[k].stop {
			return t.words[k], true
		}
	}
	return word{}, false
}
