package liar

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
)

// Options tell Generate how much to make.
type Options struct {
	// Seed chooses among what can be made; the same seed, passages and options
	// give the same statements.
	Seed uint64
	// PerPassage is the most statements of one class about one passage; 0
	// means 1.
	PerPassage int
	// Classes are those to make; none means all.
	Classes []Class
}

// A candidate is a statement that a rule can make.
type candidate struct {
	text, change string
	from         string // "" means the sentence
	planted      string
	marker       string // "" means the passage itself
}

// A guesser makes the choices that rules leave open.
type guesser struct{ rand *rand.Rand }

// A rule makes statements of one class out of a sentence.
type rule func(*guesser, *page, *sentence) []candidate

// rules returns how each class is made.
func rules() map[Class]rule {
	return map[Class]rule{
		Paraphrased: paraphrase, Passive: changeVoice, Merged: merge, Shortened: shorten, Reordered: reorder,
		Invented: invent, Number: changeNumber, Date: changeDate, Unit: changeUnit, Name: outsideName,
		Swapped: swapped, Negation: negate, Hedge: unhedge, WrongMarker: mismark, Link: addLink, Injection: inject,
	}
}

// Generate makes statements about the English passages, in their order and in
// that of Classes. It offers no statement for a class where no sentence of a
// passage has a shape that a rule is certain of.
func Generate(passages []Passage, options Options) []Statement {
	if options.PerPassage <= 0 {
		options.PerPassage = 1
	}
	if len(options.Classes) == 0 {
		options.Classes = Classes()
	}
	var list []Statement
	all := rules()
	for _, p := range newWorld(passages).pages {
		for _, class := range options.Classes {
			list = append(list, p.generate(class, all[class], options)...)
		}
	}
	return list
}

// generate makes the statements of one class about one passage. Each draws
// from randomness of its own, so that a change of one rule leaves the
// statements of the others alone.
func (p *page) generate(class Class, make rule, options Options) []Statement {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%s", p.ID, class)
	g := &guesser{rand.New(rand.NewPCG(options.Seed, h.Sum64()))}
	var found []Statement
	for _, s := range p.sentences {
		for _, c := range make(g, p, s) {
			if c.text == s.text || c.text == s.from || !isBalanced(c.text) {
				continue
			}
			found = append(found, p.statement(class, s, c))
		}
	}
	g.rand.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	found = varied(found, options.PerPassage)
	for i := range found {
		found[i].ID = fmt.Sprintf("%s/%s/%d", p.ID, class, i+1)
	}
	return found
}

// varied takes n statements, of different sentences as long as there are any.
func varied(list []Statement, n int) []Statement {
	var first, more []Statement
	seen := map[string]bool{}
	for _, s := range list {
		if seen[s.From] {
			more = append(more, s)
		} else {
			seen[s.From] = true
			first = append(first, s)
		}
	}
	first = append(first, more...)
	return first[:min(n, len(first))]
}

func (p *page) statement(class Class, s *sentence, c candidate) Statement {
	st := Statement{
		Class: class, True: class.True(), Text: c.text, Passage: p.ID, Marker: p.ID,
		From: s.from, Change: c.change, Planted: c.planted,
	}
	if p.Title != "" {
		st.Question = "What is said about " + p.Title + "?"
	}
	if c.from != "" {
		st.From = c.from
	}
	if c.marker != "" {
		st.Marker = c.marker
	}
	return st
}
