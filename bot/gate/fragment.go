package gate

import (
	"slices"
	"strings"

	"footnote/bot/wordnet"
)

const (
	// A statement of no more than fragmentWords words that weigh and without a
	// verb is a fragment, such as "Astana, July 1".
	fragmentWords = 5
	// answeredShare is the share of the question that the sentence must hold
	// that a fragment is taken from.
	answeredShare = 0.45
)

// fragment reports whether the statement is no sentence, and means something
// only as an answer to the question.
func (c *Checker) fragment(s *statement) bool {
	if s.Question == "" || len(s.content) > fragmentWords || c.gate.thesaurus == nil || s.language != "en" && s.language != "" {
		return false
	}
	return !slices.ContainsFunc(s.words, func(w word) bool {
		if w.capital() {
			return false
		}
		parts := c.gate.thesaurus.Parts(w.lower)
		return w.stop && parts&wordnet.Verb != 0 || parts == wordnet.Verb || parts&wordnet.Verb != 0 && strings.HasSuffix(w.lower, "ed")
	})
}

// unanswering tells of a fragment that stands in no sentence that speaks of
// what was asked.
func (c *Checker) unanswering(s *statement, e evidence) string {
	if !c.fragment(s) {
		return ""
	}
	asked := c.read(Claim{Text: s.Question})
	if asked.weight == 0 {
		return ""
	}
	for _, source := range e.sources {
		held := 0.0
		by := c.cover(asked, source)
		for _, i := range asked.content {
			held += asked.weights[i] * by[i]
		}
		if held/asked.weight >= answeredShare {
			return ""
		}
	}
	return "the passage does not say that this is what was asked for"
}
