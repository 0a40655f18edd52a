package retrieval

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// A Matcher tells how much of a query stands in a text, word by word. It
// remembers the words that it met, and is not safe for concurrent use.
type Matcher struct {
	analyzer Analyzer
	terms    []Term
	forms    map[string]int // term number by form
	grams    [][]trigram    // of each term's surface form
	total    float64        // sum of the weights
	// alike holds the terms that each word met so far looks like.
	alike map[string][]likeness
	// Scratch space.
	wordGrams []trigram
	found     []float64
}

// NewMatcher returns a matcher for the terms of a query.
func NewMatcher(analyzer Analyzer, terms []Term) *Matcher {
	m := &Matcher{analyzer: analyzer, terms: terms, forms: map[string]int{}, alike: map[string][]likeness{}}
	for i, t := range terms {
		for _, f := range t.Forms {
			if _, taken := m.forms[f]; !taken {
				m.forms[f] = i
			}
		}
		m.total += t.IDF
		m.grams = append(m.grams, appendTrigrams(nil, t.Surface))
	}
	return m
}

// fork returns a matcher that may be used at the same time as m.
func (m *Matcher) fork() *Matcher {
	fork := *m
	fork.alike, fork.wordGrams, fork.found = map[string][]likeness{}, nil, nil
	return &fork
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

// Match looks for the terms in a text of the given language.
func (m *Matcher) Match(text, language string) Match {
	return m.match(m.read(nil, text, language))
}

// A word is a word of a text as a Matcher sees it.
type word struct {
	corpus.Span
	// term is the query's term that the word is a form of, -1 for none.
	term   int
	credit float64
	// alike are the terms that the word looks like, though it is none.
	alike []likeness
}

// read appends the words of a text, stop words included.
func (m *Matcher) read(words []word, text, language string) []word {
	m.analyzer.Terms(text, language, func(token Token) bool {
		w := word{Span: token.Span, term: -1}
		if i, ok := m.forms[token.Term]; ok {
			w.term, w.credit = i, m.credit(i, text, token)
		} else if !token.Stop {
			w.alike = m.likenesses(text[token.Start:token.End])
		}
		words = append(words, w)
		return true
	})
	return words
}

// match sums up the words of a whole text.
func (m *Matcher) match(words []word) Match {
	match := Match{Credit: make([]float64, len(m.terms)), Words: len(words)}
	for i, w := range words {
		if w.term >= 0 {
			match.Credit[w.term] = max(match.Credit[w.term], w.credit)
			match.Places = append(match.Places, Place{w.term, i})
		}
	}
	m.creditAlike(match.Credit, words)
	return match
}

// creditWithin fills in what Match would credit for a sentence of a text by
// itself, given the words of the whole text.
func (m *Matcher) creditWithin(credit []float64, text string, words []word, sentence corpus.Span) {
	clear(credit)
	first, _ := slices.BinarySearchFunc(words, sentence.Start, func(w word, at int) int { return cmp.Compare(w.Start, at) })
	end := first
	for ; end < len(words) && words[end].Start < sentence.End; end++ {
		w := words[end]
		if w.term < 0 {
			continue
		}
		if w.credit < 1 && strings.TrimRight(text[sentence.Start:w.Start], " ") == "" {
			w.credit = 1 // the first word of a sentence has a capital anyway
		}
		credit[w.term] = max(credit[w.term], w.credit)
	}
	m.creditAlike(credit, words[first:end])
}

// creditAlike gives the terms that were not found some credit for the word
// that is most like them.
func (m *Matcher) creditAlike(credit []float64, words []word) {
	m.found = append(m.found[:0], credit...)
	for _, w := range words {
		for _, l := range w.alike {
			if m.found[l.term] == 0 {
				credit[l.term] = max(credit[l.term], l.credit)
			}
		}
	}
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
