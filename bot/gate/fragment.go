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
	answeredShare = 0.6
	// listedWords is how many words that weigh make a fragment such as
	// "significant gaps in technological capabilities" speak for itself: the
	// passage at large must speak of what was asked, to listedShare.
	listedWords = 3
	listedShare = 0.45
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

// answering finds the sentence that holds a fragment and most of what was
// asked; nil when none holds the fragment.
func (c *Checker) answering(s *statement, passages []int) *source {
	asked := c.read(Claim{Text: s.Question})
	var best *source
	most := -1.0
	for _, i := range passages {
		for k := range c.sources[i] {
			o := &c.sources[i][k]
			by := c.cover(s, o)
			if o.instructs || slices.ContainsFunc(s.content, func(i int) bool { return by[i] < sureCredit }) {
				continue
			}
			if share := c.answered(asked, o); share > most {
				best, most = o, share
			}
		}
	}
	return best
}

// answered is the share of the question that a sentence holds; one that leans
// on those before it may hold a part by them.
func (c *Checker) answered(asked *statement, o *source) float64 {
	if asked.weight == 0 {
		return 0
	}
	sum := 0.0
	by := c.cover(asked, o)
	leans := beginsWithPronoun(o)
	for _, i := range asked.content {
		credit := by[i]
		if leans && credit < aroundCredit && c.around(asked.words[i], o.passage) {
			credit = aroundCredit
		}
		sum += asked.weights[i] * credit
	}
	return sum / asked.weight
}

// beginsWithPronoun reports whether a sentence goes on about what stands before
// it, such as "It was founded in 2001".
func beginsWithPronoun(o *source) bool {
	for _, w := range o.words[:min(len(o.words), 3)] {
		switch w.lower {
		case "he", "she", "it", "they":
			return true
		}
	}
	return false
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
	if len(s.content) >= listedWords && !slices.ContainsFunc(s.content, s.inName) && len(s.quantities) == 0 {
		if c.spokenOf(asked, e) >= listedShare {
			return ""
		}
	}
	if slices.ContainsFunc(e.sources, func(o *source) bool { return c.answered(asked, o) >= answeredShare }) {
		return ""
	}
	return "the passage does not say that this is what was asked for"
}

// spokenOf is the share of the question that the passages of the evidence hold,
// with their titles.
func (c *Checker) spokenOf(asked *statement, e evidence) float64 {
	sum := 0.0
	for _, i := range asked.content {
		if slices.ContainsFunc(e.sources, func(o *source) bool { return c.around(asked.words[i], o.passage) }) {
			sum += asked.weights[i]
		}
	}
	return sum / asked.weight
}
