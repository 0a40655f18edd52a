package gate

import (
	"slices"
	"strings"
)

const (
	// A piece with a noun and at least pieceWords words that weigh, together
	// pieceWeight, is invented when no sentence holds more than pieceShare of it.
	pieceWords  = 2
	pieceWeight = 1
	pieceShare  = 0.25
	// nounWeight is the least weight of its noun: "things" are not invented.
	nounWeight = 0.5
	// deedShare is the least share of what a statement says besides its names.
	deedShare = 0.4
)

// inventedPiece finds a part of the statement, between commas, conjunctions and
// prepositions, that the evidence holds next to nothing of, such as a made-up
// reason behind what is true.
func (c *Checker) inventedPiece(s *statement, e evidence) string {
	by := make([][]float64, len(e.sources))
	for k, source := range e.sources {
		by[k] = c.cover(s, source)
	}
	for _, piece := range c.pieces(s) {
		noun := slices.ContainsFunc(piece, func(i int) bool { return c.noun(s.words[i]) && s.weights[i] >= nounWeight && !s.numeral(i) })
		if noun && len(piece) >= pieceWords && weightOf(s, piece) >= pieceWeight && windowShare(s, piece, by) <= pieceShare {
			return "the passage holds nothing of \"" + s.raw[s.words[piece[0]].Start:s.words[piece[len(piece)-1]].End] + "\""
		}
	}
	if deeds := s.beyondNames(); weightOf(s, deeds) >= pieceWeight && windowShare(s, deeds, by) < deedShare {
		return "the passage holds little of it but its names"
	}
	if rest := c.beyondTitles(s, e); len(rest) >= pieceWords && windowShare(s, rest, by) <= pieceShare {
		return "the passage holds no more of it than its title"
	}
	return ""
}

// beyondNames are the words of the statement that belong to no name.
func (s *statement) beyondNames() []int {
	return slices.DeleteFunc(slices.Clone(s.content), s.inName)
}

// beyondTitles are the words of the statement that do not stand in the titles
// and headings of the evidence.
func (c *Checker) beyondTitles(s *statement, e evidence) []int {
	var rest []int
	for _, i := range s.content {
		if !slices.ContainsFunc(e.sources, func(o *source) bool {
			return slices.ContainsFunc(c.contexts[o.passage].words, func(w word) bool { return w.term == s.words[i].term })
		}) {
			rest = append(rest, i)
		}
	}
	return rest
}

// pieces splits the words that weigh at what parts clauses and phrases.
func (c *Checker) pieces(s *statement) [][]int {
	return split(s, c.gate.lists.connectors, 1)
}

// clauses splits the words that weigh at what parts clauses, into pieces of at
// least pieceWords.
func (c *Checker) clauses(s *statement) [][]int {
	return split(s, c.gate.lists.conjunctions, pieceWords)
}

// split parts the words that weigh at commas and in front of the given words,
// but into no pieces of fewer than least.
func split(s *statement, before map[string]bool, least int) [][]int {
	var pieces [][]int
	var piece []int
	for i, w := range s.words {
		if i > 0 && (before[w.lower] || strings.ContainsAny(s.between(i-1), ",;:()—")) && len(piece) >= least {
			pieces, piece = append(pieces, piece), nil
		}
		if s.weights[i] > 0 {
			piece = append(piece, i)
		}
	}
	if len(piece) >= least {
		pieces = append(pieces, piece)
	}
	return pieces
}
