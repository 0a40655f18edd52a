package gate

import (
	"fmt"
	"slices"

	"footnote/corpus"
)

// A finding is what came of the attempt to prove a statement.
type finding struct {
	sources []*source
	// support is how well the sentences cover the statement; above 0 is enough.
	support float64
	// contradicted is set when the sentences speak of the same and say
	// otherwise.
	contradicted bool
	// whole is set when one sentence, or two side by side, hold all words of the
	// statement, and exact when it is a sentence.
	whole bool
	exact bool
	// fault tells what is not borne out; "" when all is.
	fault string
}

func (f finding) proven() bool { return f.fault == "" && len(f.sources) > 0 }

// prove looks for sentences of the passages that bear the statement out.
func (c *Checker) prove(s *statement, passages []int) finding {
	if fault := c.misquoted(s, passages); fault != "" {
		return finding{fault: fault}
	}
	if same := c.verbatim(s, passages); same != nil {
		return finding{sources: []*source{same}, support: beyondDoubt, exact: true}
	}
	chosen := c.choose(s, passages)
	if len(chosen.sources) == 0 {
		return finding{fault: "the passage does not speak of it"}
	}
	if c.fragment(s) {
		if o := c.answering(s, passages); o != nil {
			chosen.sources = []*source{o}
		}
	}
	return c.examine(s, chosen.sources, passages)
}

// verbatim finds the sentence that the statement repeats word for word.
func (c *Checker) verbatim(s *statement, passages []int) *source {
	for _, i := range passages {
		for j := range c.sources[i] {
			o := &c.sources[i][j]
			if !o.instructs && slices.EqualFunc(o.words, s.words, func(a, b word) bool { return a.lower == b.lower }) {
				return o
			}
		}
	}
	return nil
}

// adjacent reports whether the sentences are one, or two side by side.
func adjacent(sources []*source) bool {
	return len(sources) == 1 || len(sources) == 2 && beside(sources[:1], sources[1])
}

// wholeShare is the share of a statement's words that is as good as all.
const wholeShare = 0.95

// examine puts the statement to every test against the sentences.
func (c *Checker) examine(s *statement, sources []*source, passages []int) finding {
	e := joined(sources)
	a := c.align(s.text, e.text)
	v := c.coverage(s, e, a)
	f := finding{sources: sources, support: v.support(), whole: v.all >= wholeShare && adjacent(e.sources)}
	texts := c.texts(passages)
	for _, check := range []func() string{
		func() string { return c.gate.links.checkLinks(s.raw, texts) },
		func() string { return checkQuoted(s.raw, texts) },
		func() string { return c.outsideName(s, e, passages) },
		func() string { return c.outsideTerm(s, e, passages) },
		func() string {
			if f.support <= 0 {
				return "its words are not borne out by the passage"
			}
			return ""
		},
		func() string { return c.inventedPiece(s, e) },
		func() string { return c.unanswering(s, e) },
		func() string { return c.elsewhereSubject(s, e) },
	} {
		if f.fault = check(); f.fault != "" {
			return f
		}
	}
	f.fault = c.contradiction(s, e, a)
	f.contradicted = f.fault != ""
	return f
}

// contradiction tells what the evidence says otherwise than the statement.
func (c *Checker) contradiction(s *statement, e evidence, a alignment) string {
	for _, check := range []func() string{
		func() string { return checkQuantities(&s.facts, &e.facts, a.to) },
		func() string { return checkPolarity(&s.facts, &e.facts, a.to, c.relate) },
		func() string { return checkHedges(&s.facts, &e.facts, a.to, c.relate) },
		func() string { return checkQuantifiers(&s.facts, &e.facts, a.to) },
		func() string { return c.restricted(s, e, a) },
		func() string { return c.turned(s, e, a) },
		func() string { return c.prefixed(s, e) },
		func() string { return c.exchanged(s, e, a) },
		func() string { return c.bystander(s, e) },
		func() string { return c.changedPlaces(s, e, a) },
	} {
		if fault := check(); fault != "" {
			return fault
		}
	}
	return ""
}

// texts are the passages as they may be cited, with their titles.
func (c *Checker) texts(passages []int) []string {
	var texts []string
	for _, i := range passages {
		texts = append(texts, c.believed[i], c.contexts[i].raw)
	}
	return texts
}

// misquoted tells of a quote that stands in none of the passages it is said to
// stand in.
func (c *Checker) misquoted(s *statement, passages []int) string {
	for _, q := range s.Quotes {
		stands := false
		for _, i := range passages {
			_, ok := quoteStands(q.Text, c.believed[i])
			stands = stands || ok
		}
		if !stands {
			return fmt.Sprintf("the quote %q does not stand in the passage", q.Text)
		}
	}
	return ""
}

// proofs makes proofs of what was found, without the sentences that it does not
// need.
func (c *Checker) proofs(s *statement, f finding) []Proof { return proofsOf(joined(c.needed(s, f))) }

// proofsOf makes proofs of sentences. Neighbouring ones become one proof.
func proofsOf(e evidence) []Proof {
	var proofs []Proof
	for i, source := range e.sources {
		if i > 0 && e.sources[i-1].passage == source.passage && e.sources[i-1].number+1 == source.number {
			proofs[len(proofs)-1].Span.End = source.span.End
			continue
		}
		proofs = append(proofs, Proof{Passage: source.passage, Span: corpus.Span{Start: source.span.Start, End: source.span.End}})
	}
	return proofs
}

// neededShare is the share of a statement that a sentence must hold, and no
// other of its proof, to be needed.
const neededShare = 0.03

// needed leaves out the sentences that add nothing.
func (c *Checker) needed(s *statement, f finding) []*source {
	sources := f.sources
	for k := len(sources) - 1; k >= 0 && len(sources) > 1; k-- {
		fewer := slices.Delete(slices.Clone(sources), k, k+1)
		if c.held(s, sources)-c.held(s, fewer) < neededShare && c.examine(s, fewer, passagesOf(sources)).proven() {
			sources = fewer
		}
	}
	return sources
}

func passagesOf(sources []*source) []int {
	var passages []int
	for _, s := range sources {
		passages = append(passages, s.passage)
	}
	return passages
}
