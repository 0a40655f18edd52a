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
	// alike is the least similarity at which a word counts as a relative of a
	// term, on a scale where 1 is equality.
	alike = 0.55
	// related is the same for one that is but a slip or two away.
	related = 0.2
	// misspeltCredit is what a word is worth for a term that it is a
	// misspelling of, or the other way round.
	misspeltCredit = 0.8
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

// misspelt reports whether one slip makes one word of the other, or two where
// both are long. A slip is a letter missed, added, changed, or swapped with its
// neighbour.
func misspelt(a, b string) bool {
	const long = 8
	slips := 1
	if len(a) >= long && len(b) >= long {
		slips = 2
	}
	return within([]rune(strings.ToLower(a)), []rune(strings.ToLower(b)), slips)
}

// within reports whether b can be made of a by the given number of slips. It
// skips what is equal and tries each kind of slip at the first difference.
func within(a, b []rune, slips int) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	switch {
	case len(a) == 0 || len(b) == 0:
		return len(a)+len(b) <= slips
	case slips == 0:
		return false
	case within(a[1:], b, slips-1), within(a, b[1:], slips-1), within(a[1:], b[1:], slips-1):
		return true
	}
	return len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && within(a[2:], b[2:], slips-1)
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
		similarity := dice(grams, m.wordGrams)
		switch {
		case similarity >= related && misspelt(word, m.terms[i].Surface):
			found = append(found, likeness{i, misspeltCredit})
		case similarity >= alike:
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
