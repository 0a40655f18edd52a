package gate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/bot/wordnet"
	"footnote/retrieval"
)

// A Gate checks statements. It is safe for concurrent use.
type Gate struct {
	analyzer   retrieval.Analyzer
	thesaurus  *wordnet.Thesaurus
	lists      lists
	background retrieval.Background
}

// New returns a gate. Without a thesaurus (nil) words of other stems never mean
// the same, and more is dropped.
func New(analyzer retrieval.Analyzer, thesaurus *wordnet.Thesaurus) *Gate {
	return &Gate{analyzer: analyzer, thesaurus: thesaurus, lists: newLists()}
}

// A Checker checks the statements of one draft in their order. It is not safe
// for concurrent use.
type Checker struct {
	gate     *Gate
	passages []retrieval.Passage
	sources  [][]source
	contexts []text // title and heading of each passage
	// known are words that stand with a capital inside sentences.
	known     map[string]bool
	relations map[[2]string]Relation
	looked    map[string]*wordnet.Word
}

// Open reads the passages that were offered to the model for a question.
func (g *Gate) Open(question string, passages []retrieval.Passage) *Checker {
	c := &Checker{gate: g, passages: passages, known: map[string]bool{}, relations: map[[2]string]Relation{}, looked: map[string]*wordnet.Word{}}
	for _, p := range passages {
		c.learnNames(readText(g.analyzer, p.Text, p.Language))
		c.contexts = append(c.contexts, readText(g.analyzer, p.Title+"\n"+p.Section, p.Language))
	}
	for i, p := range passages {
		c.sources = append(c.sources, c.readPassage(i, p))
	}
	return c
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

// Check decides on the next statement of the draft.
func (c *Checker) Check(_ context.Context, claim Claim) Verdict {
	s := c.read(claim)
	if s.weight == 0 {
		return Verdict{Status: Dropped, Reason: "it says nothing that a passage could bear out"}
	}
	named, unknown := c.named(claim.Markers)
	reason := "it names no passage"
	if len(named) > 0 {
		proofs, fault := c.prove(s, named)
		if fault == "" {
			return c.passed(named, unknown, proofs)
		}
		reason = fault
	} else if len(unknown) > 0 {
		reason = fmt.Sprintf("[%d] is no passage that was offered", unknown[0])
	}
	for _, i := range c.likely(s, named) {
		if proofs, fault := c.prove(s, []int{i}); fault == "" {
			return Verdict{Status: Mended, Reason: reason + "; another passage bears it out", Proofs: proofs}
		}
	}
	if len(named) == 0 {
		reason += ", and none bears it out"
	}
	return Verdict{Status: Dropped, Reason: reason}
}

func (c *Checker) passed(named, unknown []int, proofs []Proof) Verdict {
	if len(unknown) > 0 {
		return Verdict{Status: Mended, Reason: fmt.Sprintf("[%d] is no passage that was offered", unknown[0]), Proofs: proofs}
	}
	return Verdict{Status: Verified, Reason: "the passage bears it out", Proofs: proofs}
}

// named sorts the markers into passages that were offered, by their index, and
// labels of none.
func (c *Checker) named(markers []int) (named, unknown []int) {
	for _, m := range markers {
		if m < 1 || m > len(c.passages) {
			unknown = append(unknown, m)
		} else if !slices.Contains(named, m-1) {
			named = append(named, m-1)
		}
	}
	return named, unknown
}

// maxMended is how many other passages are tried for a statement that those it
// names do not bear out.
const maxMended = 3

// likely lists the passages that may bear the statement out, but for those
// already tried, best first.
func (c *Checker) likely(s *statement, tried []int) []int {
	type rated struct {
		passage int
		share   float64
	}
	var all []rated
	for i := range c.passages {
		if slices.Contains(tried, i) {
			continue
		}
		if share := c.choose(s, []int{i}).share; share > 0.4 {
			all = append(all, rated{i, share})
		}
	}
	slices.SortStableFunc(all, func(a, b rated) int { return cmp.Compare(b.share, a.share) })
	var passages []int
	for _, r := range all[:min(len(all), maxMended)] {
		passages = append(passages, r.passage)
	}
	return passages
}

// A statement is a claim, read.
type statement struct {
	Claim
	text
	names []name
	// content marks the words that need a counterpart in the evidence, with
	// their weights.
	weights []float64
	weight  float64 // sum of the weights
}

func (c *Checker) read(claim Claim) *statement {
	language := "en"
	if len(c.passages) > 0 {
		language = c.passages[0].Language
	}
	s := &statement{Claim: claim, text: readText(c.gate.analyzer, claim.Text, language)}
	s.names = c.namesOf(s.text)
	s.weights = make([]float64, len(s.words))
	for i, w := range s.words {
		s.weights[i] = c.gate.weight(w)
		s.weight += s.weights[i]
	}
	return s
}

// prove looks for sentences of the passages that bear the statement out, and
// tells what is wrong when there are none.
func (c *Checker) prove(s *statement, passages []int) ([]Proof, string) {
	chosen := c.choose(s, passages)
	if len(chosen.sources) == 0 {
		return nil, "no sentence of the passage speaks of it"
	}
	e := joined(chosen.sources)
	a := c.align(s.text, e.text)
	if fault := c.outsideName(s, e, passages); fault != "" {
		return nil, fault
	}
	if fault := c.exchanged(s, e, a); fault != "" {
		return nil, fault
	}
	if fault := c.unsupported(s, e, a); fault != "" {
		return nil, fault
	}
	return proofsOf(e), ""
}

// proofsOf makes proofs of the evidence: neighbouring sentences become one.
func proofsOf(e evidence) []Proof {
	var proofs []Proof
	for i, s := range e.sources {
		if i > 0 && e.sources[i-1].passage == s.passage && e.sources[i-1].number+1 == s.number {
			proofs[len(proofs)-1].Span.End = s.span.End
			continue
		}
		proofs = append(proofs, Proof{Passage: s.passage, Span: s.span})
	}
	return proofs
}

// outsideName tells of a name in the statement that stands nowhere in the
// passages.
func (c *Checker) outsideName(s *statement, e evidence, passages []int) string {
	for _, n := range s.names {
		for i := n.first; i < n.end; i++ {
			if w := s.words[i]; !w.stop && !c.holds(w, e, passages) {
				return fmt.Sprintf("the name %q does not stand in the passage", strings.TrimSpace(s.raw[s.words[n.first].Start:s.words[n.end-1].End]))
			}
		}
	}
	return ""
}

// holds reports whether the word of a name stands in the passages, their
// titles or headings.
func (c *Checker) holds(w word, e evidence, passages []int) bool {
	for _, v := range e.text.words {
		if c.sameName(w, v) {
			return true
		}
	}
	for _, i := range passages {
		for _, v := range c.contexts[i].words {
			if c.sameName(w, v) {
				return true
			}
		}
		for _, source := range c.sources[i] {
			if source.terms[w.term] {
				return true
			}
			for _, v := range source.text.words {
				if c.sameName(w, v) {
					return true
				}
			}
		}
	}
	return false
}

// nameStem is how many letters a people and its country share: Kazakh and
// Kazakhstan, Chinese and China.
const nameStem = 4

// sameName reports whether two words of names mean the same.
func (c *Checker) sameName(a, b word) bool {
	if a.lower == b.lower || a.term == b.term {
		return true
	}
	if a.capital() && b.capital() && len(a.lower) > nameStem && len(b.lower) > nameStem && a.lower[:nameStem] == b.lower[:nameStem] &&
		abs(len(a.lower)-len(b.lower)) <= 4 {
		return true
	}
	r := c.relate(a, b)
	return r == Same || r == Derived || r == Synonym
}

// support thresholds, until fitted.
func (c *Checker) unsupported(s *statement, e evidence, a alignment) string {
	f := c.features(s, e, a)
	if f.covered < 0.7 {
		return fmt.Sprintf("the passage bears out %.0f %% of its words", 100*f.covered)
	}
	return ""
}
