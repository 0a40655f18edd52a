package gate

import (
	"slices"

	"footnote/corpus"
	"footnote/retrieval"
)

// A source is a sentence of a passage that was offered, read once.
type source struct {
	passage int
	// number is the sentence's place in its passage.
	number int
	span   corpus.Span // in the document's text
	facts
	// terms are the stems of the sentence.
	terms map[string]bool
	// names are the proper names in it.
	names []name
	// instructs is set for what tells a model what to do: it proves nothing.
	instructs bool
}

// readPassage reads the sentences of the i-th passage.
func (c *Checker) readPassage(i int, p retrieval.Passage) []source {
	spans := p.Sentences
	if len(spans) == 0 {
		spans = []corpus.Span{{Start: p.Start, End: p.End}}
	}
	sources := make([]source, len(spans))
	for j, span := range spans {
		t := readText(c.gate.analyzer, p.Text[span.Start-p.Start:span.End-p.Start], p.Language)
		s := source{passage: i, number: j, span: span, facts: c.gate.lexicon.readFacts(t), terms: map[string]bool{}, names: c.namesOf(t)}
		for _, w := range t.words {
			s.terms[w.term] = true
		}
		at := corpus.Span{Start: span.Start - p.Start, End: span.End - p.Start}
		s.instructs = slices.ContainsFunc(c.orders[i], func(o corpus.Span) bool { return o.Start < at.End && at.Start < o.End })
		sources[j] = s
	}
	return sources
}

// learnNames notes the words that stand with a capital where a common word
// would not.
func (c *Checker) learnNames(t text) {
	for i, w := range t.words {
		if w.capital() && !w.stop && !opens(t, i) {
			c.known[w.lower] = true
		}
	}
}

// An evidence is the sentences that are to bear out a statement, in the order
// of their passages, read as one text.
type evidence struct {
	sources []*source
	facts
	// names are the proper names of the sentences.
	names []name
}

// joined puts sentences one after the other.
func joined(sources []*source) evidence {
	e := evidence{sources: slices.Clone(sources)}
	slices.SortFunc(e.sources, func(a, b *source) int {
		if a.passage != b.passage {
			return a.passage - b.passage
		}
		return a.number - b.number
	})
	all := make([]facts, len(sources))
	first := 0
	for i, s := range e.sources {
		all[i] = s.facts
		for _, n := range s.names {
			n.first, n.end = n.first+first, n.end+first
			e.names = append(e.names, n)
		}
		first += len(s.words)
	}
	e.facts = joinFacts(all)
	return e
}
