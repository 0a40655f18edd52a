package gate

import (
	_ "embed"
	"fmt"
	"strings"
)

// restrictionList are words that exclude each other, those of one kind in a
// line. The first word of the line says of what kind they are: "rank" words may
// not be left out before the word that they restrict, the others only not be
// exchanged.
//
//go:embed lists/restrictions.txt
var restrictionList string

// restrictions tell the kinds of words.
type restrictions struct {
	ranks map[string]bool
	// kinds is the line that a word of another kind stands in, from 1.
	kinds map[string]int
}

func newRestrictions() restrictions {
	r := restrictions{ranks: map[string]bool{}, kinds: map[string]int{}}
	for number, line := range entries(restrictionList) {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			if words[0] == "rank" {
				r.ranks[w] = true
			} else {
				r.kinds[w] = number + 1
			}
		}
	}
	return r
}

// restricted tells of a word such as "deputy" that the statement leaves out, or
// of one such as "monthly" that stands where the evidence has another of its
// kind.
func (c *Checker) restricted(s *statement, e evidence, a alignment) string {
	said := map[string]bool{}
	for _, w := range s.words {
		said[w.lower] = true
	}
	held := map[string]bool{}
	kinds := map[int]string{}
	for _, w := range e.words {
		held[w.lower] = true
		if kind := c.gate.restrictions.kinds[w.lower]; kind != 0 {
			kinds[kind] = w.lower
		}
	}
	for i, w := range s.words {
		kind := c.gate.restrictions.kinds[w.lower]
		if kind != 0 && !held[w.lower] && kinds[kind] != "" && a.credit[i] < credits(Synonym) {
			return fmt.Sprintf("the evidence says %q where the statement says %q", kinds[kind], w.surface)
		}
		j := a.to[i]
		if j > 0 && a.credit[i] >= credits(Derived) && c.gate.restrictions.ranks[e.words[j-1].lower] && !said[e.words[j-1].lower] &&
			e.words[j-1].sentence == e.words[j].sentence {
			return fmt.Sprintf("the evidence says %q, which the statement leaves out", e.words[j-1].surface)
		}
	}
	return ""
}
