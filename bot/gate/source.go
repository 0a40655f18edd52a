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
	text   text
	// terms are the stems of the sentence.
	terms map[string]bool
	// names are the proper names in it.
	names []name
}

// readPassage reads the sentences of the i-th passage.
func (c *Checker) readPassage(i int, p retrieval.Passage) []source {
	spans := p.Sentences
	if len(spans) == 0 {
		spans = []corpus.Span{{Start: p.Start, End: p.End}}
	}
	sources := make([]source, len(spans))
	for j, span := range spans {
		raw := p.Text[span.Start-p.Start : span.End-p.Start]
		s := source{passage: i, number: j, span: span, text: readText(c.gate.analyzer, raw, p.Language), terms: map[string]bool{}}
		for _, w := range s.text.words {
			s.terms[w.term] = true
		}
		s.names = c.namesOf(s.text)
		sources[j] = s
	}
	return sources
}

// An evidence is the sentences that are to bear out a statement, in the order
// of their passages, read as one text.
type evidence struct {
	sources []*source
	text    text
	// names are the proper names of the sentences, by their words in text.
	names []name
}

// joined puts sentences one after the other.
func joined(sources []*source) evidence {
	sources = slices.Clone(sources)
	slices.SortFunc(sources, func(a, b *source) int {
		if a.passage != b.passage {
			return a.passage - b.passage
		}
		return a.number - b.number
	})
	e := evidence{sources: sources}
	for i, s := range sources {
		offset, first := len(e.text.raw), len(e.text.words)
		e.text.raw += s.text.raw + "\n"
		e.text.language = s.text.language
		for _, w := range s.text.words {
			w.Start, w.End, w.sentence = w.Start+offset, w.End+offset, i
			e.text.words = append(e.text.words, w)
		}
		for _, n := range s.names {
			n.first, n.end = n.first+first, n.end+first
			e.names = append(e.names, n)
		}
	}
	return e
}
