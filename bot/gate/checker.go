package gate

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"

	"footnote/bot/wordnet"
	"footnote/corpus"
	"footnote/retrieval"
)

// A Gate checks statements. It is immutable and safe for concurrent use.
type Gate struct {
	analyzer     retrieval.Analyzer
	thesaurus    *wordnet.Thesaurus
	background   retrieval.Background
	lexicon      *lexicon
	links        linkReader
	lists        lists
	restrictions restrictions
	comparatives comparatives
	grammar      *grammar
	// How orders to a model, and obedience to them, are worded.
	ordersGiven, ordersObeyed *regexp.Regexp
}

// New returns a gate. Without a thesaurus (nil) English words of different stems
// never mean the same, and more is dropped.
func New(analyzer retrieval.Analyzer, thesaurus *wordnet.Thesaurus) (*Gate, error) {
	g := &Gate{analyzer: analyzer, thesaurus: thesaurus, lists: newLists(), restrictions: newRestrictions(), comparatives: newComparatives(), grammar: newGrammar(thesaurus)}
	var err error
	if g.lexicon, err = newLexicon(); err != nil {
		return nil, fmt.Errorf("reading the gate's word lists: %w", err)
	}
	if g.ordersGiven, err = readExpressions(orderList); err != nil {
		return nil, fmt.Errorf("reading the gate's word lists: %w", err)
	}
	if g.ordersObeyed, err = readExpressions(obedienceList); err != nil {
		return nil, fmt.Errorf("reading the gate's word lists: %w", err)
	}
	if g.links, err = newLinkReader(); err != nil {
		return nil, fmt.Errorf("reading the gate's word lists: %w", err)
	}
	return g, nil
}

// WithBackground returns a gate that knows how common words are, so that a
// missing word weighs the more the rarer it is.
func (g *Gate) WithBackground(b retrieval.Background) *Gate {
	with := *g
	with.background = b
	return &with
}

// A Checker checks the statements of one draft in their order. It is not safe
// for concurrent use.
type Checker struct {
	gate     *Gate
	passages []retrieval.Passage
	sources  [][]source
	contexts []text // title and heading of each passage
	// orders are the ranges of each passage that give orders to a model, and
	// believed is the passage without them.
	orders   [][]corpus.Span
	believed []string
	// known are words that stand with a capital inside sentences.
	known map[string]bool
	// What was found out about words before.
	relations map[[2]string]Relation
	looked    map[string]*wordnet.Word
	weights   map[string]float64
	// trees are the analyses of sentences, made when they are needed.
	trees map[*source]*tree
}

// Open reads the passages that the model was offered. Their labels in claims
// are 1, 2, ... in this order.
func (g *Gate) Open(passages []retrieval.Passage) *Checker {
	c := &Checker{gate: g, passages: passages, known: map[string]bool{},
		relations: map[[2]string]Relation{}, looked: map[string]*wordnet.Word{}, weights: map[string]float64{}, trees: map[*source]*tree{}}
	for _, p := range passages {
		c.learnNames(readText(g.analyzer, p.Text, p.Language))
		orders := g.orders(p.Text, p.Language)
		c.orders = append(c.orders, orders)
		c.believed = append(c.believed, without(p.Text, orders))
		c.contexts = append(c.contexts, readText(g.analyzer, p.Title+"\n"+p.Section, p.Language))
	}
	for i, p := range passages {
		c.sources = append(c.sources, c.readPassage(i, p))
	}
	return c
}

// Check decides on the next statement of the draft.
func (c *Checker) Check(_ context.Context, claim Claim) Verdict {
	s := c.read(claim)
	if s.weight == 0 {
		return Verdict{Status: Dropped, Reason: "it says nothing that a passage could bear out"}
	}
	if c.gate.obeys(claim.Text) {
		return Verdict{Status: Dropped, Reason: "it obeys or repeats instructions to a model"}
	}
	named, unknown := c.named(claim.Markers)
	reason := "it names no passage"
	if len(unknown) > 0 {
		reason = fmt.Sprintf("[%d] is no passage that was offered", unknown[0])
	}
	var own finding
	if len(named) > 0 {
		own = c.prove(s, named)
		if own.fault == "" && len(unknown) == 0 {
			reason = "another passage says it much more clearly"
		} else if own.fault != "" {
			reason = own.fault
		}
	}
	other := c.elsewhere(s, named, own)
	switch {
	case other.proven():
		return Verdict{Status: Mended, Reason: reason + "; another passage bears it out", Proofs: c.proofs(s, other)}
	case own.proven() && len(unknown) > 0:
		return Verdict{Status: Mended, Reason: reason, Proofs: c.proofs(s, own)}
	case own.proven():
		return Verdict{Status: Verified, Reason: "the passage bears it out", Proofs: c.proofs(s, own)}
	}
	return Verdict{Status: Dropped, Reason: reason, Contradiction: c.contradicted(s)}
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

const (
	// maxOthers is how many other passages are tried for a statement.
	maxOthers = 3
	// leastShare is the least share of a statement's words that another
	// passage must hold to be tried.
	leastShare = 0.3
	// surer is the least support of a statement by another passage than it
	// names, or by one together with those it names: where several are tried,
	// one may fit by chance.
	surer = 2
	// clearer is by how much another passage must bear a statement out better
	// than the named one for the marker to be wrong.
	clearer = 4
	// beyondDoubt is the support by the named passage at which no other is
	// looked at.
	beyondDoubt = 4
	// ownPart is the least share of a statement that a passage must hold, and
	// add, to be a proof together with others.
	ownPart = 0.25
)

// elsewhere looks for a proof in the passages that the statement does not name,
// alone or together with those it names: when these do not bear it out, or when
// another does so much more clearly.
func (c *Checker) elsewhere(s *statement, named []int, own finding) finding {
	none := finding{fault: "no other passage bears it out"}
	if own.contradicted || own.proven() && own.support >= beyondDoubt {
		return none
	}
	held := 0.0
	if len(named) > 0 {
		held = c.choose(s, named).share
	}
	for _, i := range c.likely(s, named) {
		other := c.prove(s, []int{i})
		if other.contradicted && other.support >= surer {
			return none // what others would bear out is disputed
		}
		if len(s.content) <= fewWords && !other.exact && !other.whole {
			continue // it would fit by chance
		}
		if other.proven() && other.support >= surer && (!own.proven() || other.support > own.support+clearer) {
			return other
		}
		both := append(slices.Clone(named), i)
		if own.proven() || held < ownPart || c.choose(s, both).share < held+ownPart {
			continue
		}
		enough := float64(surer)
		if c.adjoins(named, i) {
			enough = 0 // it is one text
		}
		if other = c.prove(s, both); other.proven() && other.support >= enough {
			return other
		}
	}
	return none
}

// adjoins reports whether a passage goes on where a named one ends, or ends
// where it begins.
func (c *Checker) adjoins(named []int, passage int) bool {
	p := c.passages[passage]
	return slices.ContainsFunc(named, func(i int) bool {
		n := c.passages[i]
		return n.Document == p.Document && (abs(n.End-p.Start) <= gapBetween || abs(p.End-n.Start) <= gapBetween)
	})
}

// gapBetween is how many bytes, of line breaks, part neighbouring passages.
const gapBetween = 4

// likely lists the passages that may bear the statement out, but for those it
// names, best first. Stems alone tell, since every passage is looked at.
func (c *Checker) likely(s *statement, named []int) []int {
	type rated struct {
		passage int
		share   float64
	}
	var all []rated
	for i := range c.passages {
		if slices.Contains(named, i) {
			continue
		}
		if share := c.stemShare(s, i); share >= leastShare {
			all = append(all, rated{i, share})
		}
	}
	slices.SortStableFunc(all, func(a, b rated) int { return cmp.Compare(b.share, a.share) })
	var passages []int
	for _, r := range all[:min(len(all), maxOthers)] {
		passages = append(passages, r.passage)
	}
	return passages
}

// stemShare is how much of the statement stands in a passage by its stems.
func (c *Checker) stemShare(s *statement, passage int) float64 {
	return s.stemsIn(func(term string) bool {
		return slices.ContainsFunc(c.sources[passage], func(o source) bool { return o.terms[term] })
	})
}

// stemsIn is how much of the statement there is by its stems.
func (s *statement) stemsIn(holds func(term string) bool) float64 {
	sum := 0.0
	for _, i := range s.content {
		if holds(s.words[i].term) {
			sum += s.weights[i]
		}
	}
	return sum / s.weight
}
