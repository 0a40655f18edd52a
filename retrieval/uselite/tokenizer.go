package uselite

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/retrieval/uselite/internal/weights"
)

// A tokenizer cuts text into the pieces of the vocabulary, so that the sum of
// their scores, which are logarithms of probabilities, is the highest (a
// unigram model in the sense of SentencePiece). It is safe for concurrent use.
type tokenizer struct {
	pieces []weights.Piece
	trie   *trie
	// unknown is the score of a character that is not in the vocabulary.
	unknown float64
}

func newTokenizer(pieces []weights.Piece) *tokenizer {
	// As SentencePiece has it, the unknown is this much less likely than
	// the rarest piece.
	const unknownPenalty = 10
	var lowest float32
	for _, p := range pieces {
		lowest = min(lowest, p.Score)
	}
	return &tokenizer{pieces: pieces, trie: newTrie(pieces), unknown: float64(lowest) - unknownPenalty}
}

// A lattice holds, for each byte at which a character of the text may end, the
// best piece that ends there. It is scratch space, kept from text to text.
type lattice []latticeNode

type latticeNode struct {
	score float64
	// start is where the piece begins.
	start int32
	// piece is noPiece for an unknown character.
	piece uint16
}

// tokens appends the identities of text's tokens to dst, without a limit to
// their number. A run of unknown characters is one token. Empty text has none.
func (t *tokenizer) tokens(dst []uint16, text string, scratch *lattice) []uint16 {
	text = normalize(text)
	if text == "" {
		return dst
	}
	nodes := t.fill(text, scratch)
	first := len(dst)
	for end := int32(len(text)); end > 0; end = nodes[end].start {
		id := uint16(weights.Unknown)
		if p := nodes[end].piece; p != noPiece {
			id = t.pieces[p].ID
		}
		if id != weights.Unknown || len(dst) == first || dst[len(dst)-1] != weights.Unknown {
			dst = append(dst, id)
		}
	}
	for i, j := first, len(dst)-1; i < j; i, j = i+1, j-1 {
		dst[i], dst[j] = dst[j], dst[i]
	}
	return dst
}

// fill finds the best piece for each end. The tokenizer that the model is
// shipped with has two ways of its own, and the vectors should be those it
// would give: after an unknown character, which no piece spans, it counts from
// 0 again; and a score of 0, though a few pieces have it, gives way to any other.
func (t *tokenizer) fill(text string, scratch *lattice) lattice {
	if cap(*scratch) <= len(text) {
		*scratch = make(lattice, len(text)+1)
	}
	nodes := (*scratch)[:len(text)+1]
	for i := range nodes {
		nodes[i] = latticeNode{start: -1}
	}
	for start := 0; start < len(text); {
		_, size := utf8.DecodeRuneInString(text[start:])
		node := uint32(0)
		for i := start; i < len(text); {
			next, ok := t.trie.child(node, text[i])
			if !ok {
				break
			}
			node, i = next, i+1
			if p := t.trie.nodes[node].piece; p != noPiece {
				score := nodes[start].score + float64(t.pieces[p].Score)
				if n := &nodes[i]; n.score == 0 || score >= n.score {
					*n = latticeNode{score, int32(start), p}
				}
			}
		}
		if end := &nodes[start+size]; end.start < 0 {
			*end = latticeNode{0, int32(start), noPiece}
		}
		start += size
	}
	return nodes
}

// logProbability is the sum of the scores of the pieces of text.
func (t *tokenizer) logProbability(text string) float64 {
	var scratch lattice
	text = normalize(text)
	if text == "" {
		return 0
	}
	nodes := t.fill(text, &scratch)
	var sum float64
	for end := int32(len(text)); end > 0; end = nodes[end].start {
		if p := nodes[end].piece; p != noPiece {
			sum += float64(t.pieces[p].Score)
		} else {
			sum += t.unknown
		}
	}
	return sum
}

// normalize puts text into the form that the vocabulary is made for: NFKC,
// words led by a space. The vocabulary's own mark for that space counts as one.
func normalize(text string) string {
	text = norm.NFKC.String(text)
	if text == "" {
		return ""
	}
	return " " + strings.ReplaceAll(text, "▁", " ")
}
