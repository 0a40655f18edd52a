package retrieval

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Matcher tells how much of a query stands in a text, word by word.
type Matcher struct {
	analyzer Analyzer
	terms    []Term
	forms    map[string]int // term number by form
	grams    [][]string     // character trigrams of each term's surface form
	total    float64        // sum of the weights
}

// NewMatcher returns a matcher for the terms of a query.
func NewMatcher(analyzer Analyzer, terms []Term) *Matcher {
	m := &Matcher{analyzer: analyzer, terms: terms, forms: map[string]int{}}
	for i, t := range terms {
		for _, f := range t.Forms {
			if _, taken := m.forms[f]; !taken {
				m.forms[f] = i
			}
		}
		m.total += t.IDF
		m.grams = append(m.grams, trigrams(t.Surface))
	}
	return m
}

// Terms are the query's terms, in the order of Match.Credit.
func (m *Matcher) Terms() []Term { return m.terms }

// A Match is what a Matcher saw in a text.
type Match struct {
	// Credit is how surely each term stands there: 1 for a form of it, less
	// for a word that merely looks alike, as with a misspelling.
	Credit []float64
	// Places are the terms in the order in which they stand in the text.
	Places []Place
	// Words counts the text's words, stop words included.
	Words int
}

// A Place is an occurrence of a term: the Term-th stands as the Word-th word.
type Place struct {
	Term, Word int
}

// alike is the least similarity at which a word counts as a misspelling or a
// relative of a term, on a scale where 1 is equality.
const alike = 0.55

// Match looks for the terms in a text of the given language.
func (m *Matcher) Match(text, language string) Match {
	match := Match{Credit: make([]float64, len(m.terms))}
	missing := make(map[string]bool)
	for token := range m.tokens(text, language) {
		if i, ok := m.forms[token.Term]; ok {
			match.Credit[i] = max(match.Credit[i], m.credit(i, text, token))
			match.Places = append(match.Places, Place{i, match.Words})
		} else if !token.Stop {
			missing[text[token.Start:token.End]] = true
		}
		match.Words++
	}
	m.fuzzy(&match, missing)
	return match
}

// nameCredit is what a word in a name is worth for a common word of the query:
// the Organization in a name does not tell who organized something.
const nameCredit = 0.5

func (m *Matcher) credit(term int, text string, token Token) float64 {
	asked, _ := utf8.DecodeRuneInString(m.terms[term].Surface)
	stands, _ := utf8.DecodeRuneInString(text[token.Start:])
	if unicode.IsLower(asked) && unicode.IsUpper(stands) && inSentence(text[:token.Start]) &&
		!strings.EqualFold(m.terms[term].Surface, text[token.Start:token.End]) {
		return nameCredit
	}
	return 1
}

// inSentence reports whether a word behind the text stands inside a sentence,
// where only names have capitals.
func inSentence(before string) bool {
	before = strings.TrimRight(before, " ")
	r, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == ','
}

func (m *Matcher) tokens(text, language string) func(func(Token) bool) {
	return func(yield func(Token) bool) { m.analyzer.Terms(text, language, yield) }
}

// fuzzy gives the terms that were not found some credit for the word that is
// most like them.
func (m *Matcher) fuzzy(match *Match, words map[string]bool) {
	for i, credit := range match.Credit {
		if credit > 0 || len(m.grams[i]) < 4 {
			continue
		}
		best := 0.0
		for w := range words {
			if d := len(w) - len(m.terms[i].Surface); d > 4 || d < -4 {
				continue
			}
			best = max(best, dice(m.grams[i], trigrams(w)))
		}
		if best >= alike {
			match.Credit[i] = best * best
		}
	}
}

// Coverage is the share of the query that the credits make up, weighted by
// IDF: 1 when every term has full credit, 0 for a query without terms.
func (m *Matcher) Coverage(credit []float64) float64 {
	if m.total == 0 {
		return 0
	}
	sum := 0.0
	for i, c := range credit {
		sum += c * m.terms[i].IDF
	}
	return sum / m.total
}

// share is Coverage of some of the terms only: 1 when there are none such.
func (m *Matcher) share(credit []float64, counts func(term int) bool) float64 {
	sum, total := 0.0, 0.0
	for i, c := range credit {
		if counts(i) {
			sum += c * m.terms[i].IDF
			total += m.terms[i].IDF
		}
	}
	if total == 0 {
		return 1
	}
	return sum / total
}

// Pairs is the share of the query's neighbouring terms that stand close to
// each other in the text too, weighted by their IDF.
func (m *Matcher) Pairs(match Match) float64 {
	if len(m.terms) < 2 {
		return 0
	}
	const window = 6
	near := make([]float64, len(m.terms))
	for i, a := range match.Places {
		for _, b := range match.Places[i+1:] {
			distance := b.Word - a.Word
			if distance > window {
				break
			}
			low, high := min(a.Term, b.Term), max(a.Term, b.Term)
			if high == low+1 {
				near[low] = max(near[low], 1/float64(max(1, distance-1)))
			}
		}
	}
	sum, total := 0.0, 0.0
	for i := range m.terms[1:] {
		weight := m.terms[i].IDF + m.terms[i+1].IDF
		sum += near[i] * weight
		total += weight
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// trigrams returns the distinct character trigrams of a word with its ends
// marked, in lower case for ASCII.
func trigrams(word string) []string {
	runes := make([]rune, 0, len(word)+2)
	runes = append(runes, '^')
	for _, r := range word {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		runes = append(runes, r)
	}
	runes = append(runes, '$')
	var grams []string
	for i := 0; i+3 <= len(runes); i++ {
		grams = append(grams, string(runes[i:i+3]))
	}
	return grams
}

// dice is twice the number of shared trigrams over the number of all.
func dice(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	shared := 0
	for _, g := range a {
		for _, h := range b {
			if g == h {
				shared++
				break
			}
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}
