package gate

import (
	"fmt"
	"slices"
	"strings"
)

// outsideName tells of a name in the statement that stands nowhere in the
// passages.
func (c *Checker) outsideName(s *statement, e evidence, passages []int) string {
	stands := func(name []word) bool {
		words := substance(name)
		return c.holds(words, e, passages) || c.holdsPart(words, e, passages)
	}
	for _, n := range s.names {
		name := s.words[n.first:n.end]
		if parts := c.parted(name); !stands(name) && (len(parts) == 1 || slices.ContainsFunc(parts, func(p []word) bool { return !stands(p) })) {
			return fmt.Sprintf("the name %q does not stand in the passage", strings.TrimSpace(s.raw[name[0].Start:name[len(name)-1].End]))
		}
	}
	return ""
}

// outsideTerm tells of a word in lower case that no dictionary has, such as the
// name of a drug, and that stands nowhere in the passages.
func (c *Checker) outsideTerm(s *statement, e evidence, passages []int) string {
	if c.gate.thesaurus == nil || s.language != "en" && s.language != "" {
		return ""
	}
	for _, i := range s.content {
		w := s.words[i]
		if w.capital() || s.numeral(i) || strings.ContainsAny(w.lower, "0123456789") || len(w.lower) < longTerm ||
			len(c.gate.thesaurus.Lemmas(nominative(w.lower))) > 0 || c.gate.lists.openers[nominative(w.lower)] || c.compound(w.lower) || c.holds([]word{w}, e, passages) {
			continue
		}
		return fmt.Sprintf("the word %q does not stand in the passage", w.surface)
	}
	return ""
}

// compound reports whether a word is two words of the language written as one,
// such as "seafloor".
func (c *Checker) compound(w string) bool {
	for i := 3; i <= len(w)-3; i++ {
		if len(c.gate.thesaurus.Lemmas(w[:i])) > 0 && len(c.gate.thesaurus.Lemmas(w[i:])) > 0 {
			return true
		}
	}
	return false
}

// longTerm is how many letters a term has at least.
const longTerm = 6

// parted splits a name at an "of" behind two words or more, and behind a country
// that it begins with: Ann Lee of Norden and the US Supreme Court are two names,
// the Bank of Norden is one.
func (c *Checker) parted(name []word) [][]word {
	if len(name) > 1 && c.gate.lists.aliases[nominative(name[0].lower)] != 0 {
		return append([][]word{name[:1]}, c.parted(name[1:])...)
	}
	for i, w := range name {
		if i >= 2 && w.lower == "of" {
			return [][]word{name[:i], name[i+1:]}
		}
	}
	return [][]word{name}
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
		if len(name) >= longName {
			if c.runs(name, words[i:]) {
				return true
			}
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

// longName is how many words a name has that must not be shortened inside: an
// Institute for Regional Integration Studies is none of Regional Studies.
const longName = 3

// runs reports whether the words begin with the name, small words apart.
func (c *Checker) runs(name, words []word) bool {
	for _, v := range words {
		if len(name) == 0 {
			return true
		}
		switch {
		case c.sameName(name[0], v):
			name = name[1:]
		case !v.stop && !connects(v.lower) && !c.given(v):
			return false
		}
	}
	return len(name) == 0
}

// given reports whether the word may be a given name or an initial, which is
// often left out: US President Trump. It is no word of the language.
func (c *Checker) given(w word) bool {
	return w.capital() && (c.gate.thesaurus == nil || c.gate.thesaurus.Parts(w.lower) == 0 || len(w.lower) < 3)
}

func (c *Checker) among(w word, words []word) bool {
	for _, v := range words {
		if c.sameName(w, v) {
			return true
		}
	}
	return false
}

// nameStem is how many letters a people and its country share at least.
const nameStem = 4

// nameEndings are how the names of countries, peoples and languages end behind
// what they share: Kazakh and Kazakhstan, West and Western, China and Chinese.
var nameEndings = []string{"", "a", "an", "ans", "ern", "ers", "er", "ese", "i", "ia", "ian", "ians", "ic", "ish", "istan", "land", "n", "ns", "o", "s", "stan", "y"}

// sameName reports whether two words of names mean the same.
func (c *Checker) sameName(a, b word) bool {
	if a.lower == b.lower || a.term == b.term {
		return true
	}
	if !b.capital() || !a.capital() {
		return false
	}
	a.lower, b.lower = nominative(a.lower), nominative(b.lower)
	if a.lower == b.lower || sameStem(a.lower, b.lower) || c.gate.lists.aliases[a.lower] != 0 && c.gate.lists.aliases[a.lower] == c.gate.lists.aliases[b.lower] {
		return true
	}
	r := c.relate(a, b)
	return r == Same || r == Derived || r == Synonym
}

// nominative is a name without the ending of its genitive and without points.
func nominative(name string) string {
	for _, ending := range []string{"'s", "’s", "'", "’"} {
		name = strings.TrimSuffix(name, ending)
	}
	return strings.ReplaceAll(name, ".", "")
}

// sameStem reports whether two names differ by their endings only.
func sameStem(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	// The longest common beginning may hold a letter of both endings.
	for ; n >= nameStem; n-- {
		if slices.Contains(nameEndings, a[n:]) && slices.Contains(nameEndings, b[n:]) {
			return true
		}
	}
	return false
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
