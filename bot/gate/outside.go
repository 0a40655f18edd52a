package gate

import (
	"fmt"
	"strings"
)

// outsideName tells of a name in the statement that stands nowhere in the
// passages.
func (c *Checker) outsideName(s *statement, e evidence, passages []int) string {
	for _, n := range s.names {
		if words := substance(s.words[n.first:n.end]); !c.holds(words, e, passages) && !c.holdsPart(words, e, passages) {
			whole := strings.TrimSpace(s.raw[s.words[n.first].Start:s.words[n.end-1].End])
			return fmt.Sprintf("the name %q does not stand in the passage", whole)
		}
	}
	return ""
}

// substance leaves out the words that hold a name together.
func substance(name []word) []word {
	var words []word
	for _, w := range name {
		if !w.stop && !connects(w.lower) {
			words = append(words, w)
		}
	}
	return words
}

// holds reports whether the words of a name stand together in the passages,
// their titles or headings.
func (c *Checker) holds(name []word, e evidence, passages []int) bool {
	if c.together(name, e.words) {
		return true
	}
	for _, i := range passages {
		if c.together(name, c.contexts[i].words) {
			return true
		}
		for j := range c.sources[i] {
			if s := &c.sources[i][j]; !s.instructs && c.together(name, s.words) {
				return true
			}
		}
	}
	return false
}

// holdsPart reports whether the last word of a name stands in the passages and
// the whole name in another that was offered: a first name may stand before the
// passage begins.
func (c *Checker) holdsPart(name []word, e evidence, passages []int) bool {
	if len(name) < 2 || !c.holds(name[len(name)-1:], e, passages) {
		return false
	}
	var all []int
	for i := range c.passages {
		all = append(all, i)
	}
	return c.holds(name, e, all)
}

// nameReach is how many other words may stand between the words of a name.
const nameReach = 6

// together reports whether the words of a name stand close to each other.
func (c *Checker) together(name, words []word) bool {
	if len(name) == 0 {
		return true
	}
	for i, v := range words {
		if !c.sameName(name[0], v) && !initials(name[0], words[i:]) {
			continue
		}
		near := words[max(0, i-nameReach-len(name)):min(len(words), i+nameReach+len(name))]
		all := true
		for _, w := range name[1:] {
			all = all && c.among(w, near)
		}
		if all {
			return true
		}
	}
	return false
}

func (c *Checker) among(w word, words []word) bool {
	for _, v := range words {
		if c.sameName(w, v) {
			return true
		}
	}
	return false
}

const (
	// A people and its country begin alike and end differently, as Kazakh and
	// Kazakhstan: nameStem letters at least, and at most nameEnding more.
	nameStem   = 4
	nameEnding = 4
)

// sameName reports whether two words of names mean the same.
func (c *Checker) sameName(a, b word) bool {
	if a.lower == b.lower || a.term == b.term {
		return true
	}
	if !b.capital() || !a.capital() {
		return false
	}
	if prefix, longer := shorter(a.lower, b.lower); len(prefix) >= nameStem && strings.HasPrefix(longer, prefix) &&
		len(longer) <= len(prefix)+nameEnding {
		return true
	}
	if len(a.lower) > nameStem && len(b.lower) > nameStem && a.lower[:nameStem] == b.lower[:nameStem] &&
		abs(len(a.lower)-len(b.lower)) <= nameEnding {
		return true
	}
	r := c.relate(a, b)
	return r == Same || r == Derived || r == Synonym
}

// shorter orders two words by their length.
func shorter(a, b string) (short, long string) {
	if len(a) <= len(b) {
		return a, b
	}
	return b, a
}

// initials reports whether the word is made of the initials of the capitalised
// words that the others begin with, as EU is of European Union. Small words
// between them are passed over.
func initials(w word, words []word) bool {
	return acronym(w.surface) && spells(strings.Trim(strings.ReplaceAll(w.surface, ".", ""), "s"), words)
}

// spells reports whether the letters are the initials of the words. Two letters
// are too few for words in lower case.
func spells(letters string, words []word) bool {
	small := len(letters) > 2
	for i := 0; i < len(words) && letters != ""; i++ {
		switch {
		case words[i].lower[0] == letters[0]|0x20 && (small || words[i].capital()):
			letters = letters[1:]
		case i == 0 || !words[i].stop && !connects(words[i].lower):
			return false
		}
	}
	return letters == ""
}
