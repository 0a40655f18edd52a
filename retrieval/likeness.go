package retrieval

import (
	"slices"
	"strings"
)

// A likeness says that a word looks like a term of the query.
type likeness struct {
	term   int
	credit float64
}

const (
	// alike is the least similarity at which a word counts as a misspelling or
	// a relative of a term, on a scale where 1 is equality.
	alike = 0.55
	// leastTrigrams is how many a term needs for being recognised misspelt.
	leastTrigrams = 4
	// compoundCredit is what a compound is worth for one of its parts, and
	// leastPart how long that must be, in bytes.
	compoundCredit = 0.6
	leastPart      = 6
	// lengthDifference is how many bytes a misspelling may be longer or
	// shorter.
	lengthDifference = 4
)

// compounds reports whether a word is a compound that begins or ends with the
// part, as Heizungsanlage does with Heizung, or cybersecurity with security.
func compounds(word, part string) bool {
	n := len(part)
	return n >= leastPart && len(word) > n+lengthDifference &&
		(strings.EqualFold(word[:n], part) || strings.EqualFold(word[len(word)-n:], part))
}

// likenesses returns the terms that a word looks like. Words repeat, and most
// are like none.
func (m *Matcher) likenesses(word string) []likeness {
	if known, ok := m.alike[word]; ok {
		return known
	}
	var found []likeness
	m.wordGrams = appendTrigrams(m.wordGrams[:0], word)
	for i, grams := range m.grams {
		if compounds(word, m.terms[i].Surface) {
			found = append(found, likeness{i, compoundCredit})
			continue
		}
		d := len(word) - len(m.terms[i].Surface)
		if len(grams) < leastTrigrams || d > lengthDifference || d < -lengthDifference {
			continue
		}
		if similarity := dice(grams, m.wordGrams); similarity >= alike {
			found = append(found, likeness{i, similarity * similarity})
		}
	}
	m.alike[word] = found
	return found
}

// A trigram is three characters, of 21 bits each.
type trigram uint64

// appendTrigrams appends the character trigrams of a word with its ends
// marked, in lower case for ASCII.
func appendTrigrams(grams []trigram, word string) []trigram {
	const three = 1<<63 - 1
	last, n := trigram('^'), 1
	add := func(r rune) {
		if last, n = (last<<21|trigram(r))&three, n+1; n >= 3 {
			grams = append(grams, last)
		}
	}
	for _, r := range word {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		add(r)
	}
	add('$')
	return grams
}

// dice is twice the number of shared trigrams over the number of all.
func dice(a, b []trigram) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	shared := 0
	for _, g := range a {
		if slices.Contains(b, g) {
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}
