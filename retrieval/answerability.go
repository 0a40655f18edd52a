package retrieval

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// signals are what answerability is judged by, each about 0 to 1.
type signals struct {
	coverage float64 // share of the question that stands in the passage
	sentence float64 // the same in its best sentence
	pairs    float64 // neighbouring words that stand together
	cosine   float64 // similarity of the nearest sentences
	names    float64 // share of the question's names that do not stand there
	worst    float64 // the same of the name that is missed most
	// common and commonSentence are as coverage and sentence, but without the
	// names: a passage may say much of someone and nothing of what is asked.
	common, commonSentence float64
	dense                  bool // whether cosine is known
}

// A logistic is a logistic regression over signals.
type logistic struct {
	bias, coverage, sentence, pairs, cosine, both, names, worst, common, commonSentence float64
}

// The weights are fitted on questions whose answer was in the corpus or had
// been taken out of it; docs/design.md tells how, and how well they hold on
// other corpora.
var (
	withCosine = logistic{bias: -6.1, coverage: 3, sentence: 1.1, pairs: .3, cosine: 4, both: 4.4,
		names: -1.6, worst: -1.3, common: 1.35, commonSentence: 1}
	withoutCosine = logistic{bias: -5.3, coverage: 4.8, sentence: 1.9, pairs: .6,
		names: -2.3, worst: -1.3, common: 2.4, commonSentence: 1}
)

func (l logistic) probability(s signals) float64 {
	z := l.bias + l.coverage*s.coverage + l.sentence*s.sentence + l.pairs*s.pairs +
		l.cosine*s.cosine + l.both*s.coverage*s.cosine + l.names*s.names + l.worst*s.worst +
		l.common*s.common + l.commonSentence*s.commonSentence
	return 1 / (1 + math.Exp(-z))
}

// judgedPassages is how many of the best passages may be the one that answers.
const judgedPassages = 3

// answerability judges by the passage that speaks most for an answer.
func answerability(m *Matcher, query string, passages []Passage, dense bool) Answerability {
	if len(m.Terms()) == 0 {
		return Answerability{Reasons: []string{"the question has no word to look for"}}
	}
	if len(passages) == 0 {
		return Answerability{Reasons: []string{"no word of the question stands in the corpus"}}
	}
	model := withoutCosine
	if dense {
		model = withCosine
	}
	names := properNames(query, m.Terms())
	var best signals
	var bestCredit []float64
	probability := -1.0
	for _, p := range passages[:min(len(passages), judgedPassages)] {
		s, credit := judge(m, names, p, dense)
		if q := model.probability(s); q > probability {
			probability, best, bestCredit = q, s, credit
		}
	}
	return Answerability{Probability: probability, Reasons: reasons(m, best, bestCredit)}
}

func judge(m *Matcher, names []bool, p Passage, dense bool) (signals, []float64) {
	credit := withContext(m.Match(p.Text, p.Language).Credit, m.Match(p.Title+"\n"+p.Section, p.Language).Credit)
	s := signals{coverage: p.Parts.Coverage, sentence: p.Parts.Proximity, pairs: p.Parts.Pairs, cosine: p.Parts.Cosine, dense: dense}
	s.names = 1 - m.share(credit, func(i int) bool { return names[i] })
	for i := range credit {
		if names[i] {
			s.worst = max(s.worst, (1-credit[i])*seriousness(m.terms[i].Surface))
		}
	}
	common := func(i int) bool { return !names[i] && !m.terms[i].Frame }
	s.common = m.share(credit, common)
	best := -1.0
	for i := range p.Sentences {
		alone := m.Match(p.Sentence(i), p.Language).Credit
		if coverage := m.Coverage(alone); coverage > best {
			best, s.commonSentence = coverage, m.share(alone, common)
		}
	}
	return s, credit
}

// seriousness tells how much more a missing name counts for being a number: a
// passage on another year is no answer.
func seriousness(name string) float64 {
	if strings.ContainsFunc(name, unicode.IsDigit) {
		return 1.8
	}
	return 1
}

// properNames tells which terms the question writes like a name: with a
// capital though they are not its first word, or with a digit.
func properNames(query string, terms []Term) []bool {
	first, _, _ := strings.Cut(strings.TrimSpace(query), " ")
	names := make([]bool, len(terms))
	for i, t := range terms {
		r, _ := utf8.DecodeRuneInString(t.Surface)
		capital := unicode.IsUpper(r) && !strings.HasPrefix(first, t.Surface)
		names[i] = capital || strings.ContainsFunc(t.Surface, unicode.IsDigit)
	}
	return names
}

func reasons(m *Matcher, s signals, credit []float64) []string {
	var all, missing []string
	for i, t := range m.Terms() {
		if credit[i] < contextCredit {
			missing = append(missing, t.Surface)
		}
	}
	if len(missing) > 0 {
		slices.SortStableFunc(missing, func(a, b string) int { return utf8.RuneCountInString(b) - utf8.RuneCountInString(a) })
		all = append(all, "not in the best passage: "+strings.Join(missing[:min(len(missing), 5)], ", "))
	}
	all = append(all, fmt.Sprintf("the best passage holds %.0f %% of the question by weight, its best sentence %.0f %%", 100*s.coverage, 100*s.sentence))
	if s.dense {
		all = append(all, fmt.Sprintf("its meaning is %.0f %% alike", 100*max(0, s.cosine)))
	}
	return all
}
