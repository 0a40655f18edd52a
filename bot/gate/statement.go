package gate

import (
	"cmp"
	"regexp"

	"footnote/corpus"
)

// A statement is a claim, read.
type statement struct {
	Claim
	facts
	names []name
	// weights tell how much each word must have a counterpart in the evidence,
	// 0 for those that need none; weight is their sum.
	weights []float64
	weight  float64
	// pulls are the weights by which sentences are chosen: a number must stand
	// in the evidence itself.
	pulls []float64
	// content are the words that weigh.
	content []int
	// covers is what each sentence holds of the words.
	covers map[*source][]float64
}

// attribution is what attributes a statement to its passage, which is no part
// of what it says.
var attribution = regexp.MustCompile(`(?i)^(?:(?:according to|as (?:stated|noted|mentioned|described|explained) (?:in|by)) (?:the|this) (?:passage|article|text|document|source|brief|report)s?,? |(?:the|this) (?:passage|article|text|document|source|brief) (?:also )?(?:says|states|notes|mentions|explains|reports|adds|writes|points out|observes) (?:also )?that )`)

// labelled is an answer behind its label, such as "Place: Astana": the label says
// what is asked for.
var labelled = regexp.MustCompile(`^(\pL[\pL ]{1,24}): (.{1,80})$`)

func (c *Checker) read(claim Claim) *statement {
	language := cmp.Or(claim.Language, corpus.DetectLanguage(claim.Text))
	if language == "" && len(c.passages) > 0 {
		language = c.passages[0].Language
	}
	if at := labelled.FindStringSubmatch(claim.Text); at != nil && claim.Question != "" {
		claim.Question, claim.Text = claim.Question+" "+at[1], at[2]
	}
	t := readText(c.gate.analyzer, attribution.ReplaceAllString(claim.Text, ""), language)
	s := &statement{Claim: claim, facts: c.gate.lexicon.readFacts(t), names: c.namesOf(t),
		weights: make([]float64, len(t.words)), covers: map[*source][]float64{}}
	s.pulls = make([]float64, len(s.words))
	for i, w := range s.words {
		if s.weights[i] = c.weightOf(w); s.weights[i] > 0 {
			s.weight += s.weights[i]
			s.content = append(s.content, i)
		}
		s.pulls[i] = s.weights[i]
	}
	for _, q := range s.quantities {
		for _, t := range s.tokens[q.first:q.end] {
			if t.word >= 0 && !q.hint {
				s.pulls[t.word] = numberPull
			}
		}
	}
	return s
}

// numberPull is by how much a number draws the sentence that holds it into the
// evidence, compared to the rarest word.
const numberPull = 2

// numeral reports whether the i-th word states a number.
func (s *statement) numeral(i int) bool { return s.pulls[i] == numberPull }

const (
	// Words as common as commonWord, in natural logarithms of their share of
	// running text, weigh least, those as rare as rareWord 1.
	commonWord = -6.0
	rareWord   = -11.0
	leastWord  = 0.3
)

// weightOf is what a word of a statement weighs: the rarer, the more.
func (c *Checker) weightOf(w word) float64 {
	if w.stop {
		return 0
	}
	if c.gate.background == nil || w.language != "en" {
		return 1
	}
	if weight, ok := c.weights[w.lower]; ok {
		return weight
	}
	log := c.gate.background.LogProbability(w.lower)
	if c.gate.thesaurus != nil {
		for _, lemma := range c.gate.thesaurus.Lemmas(w.lower) {
			log = max(log, c.gate.background.LogProbability(lemma))
		}
	}
	weight := min(1, max(leastWord, (commonWord-log)/(commonWord-rareWord)))
	c.weights[w.lower] = weight
	return weight
}
