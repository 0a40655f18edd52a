package uselite

import (
	"strings"

	"footnote/retrieval/uselite/internal/weights"
)

// A trie finds the pieces that a text begins with. Node 0 is the root; the
// children of a node lie side by side.
type trie struct {
	// labels[n] is the byte that leads to node n.
	labels string
	nodes  []trieNode
}

type trieNode struct {
	children uint32
	count    uint16
	// piece is the index of the piece that ends here, or noPiece.
	piece uint16
}

const noPiece = 1<<16 - 1

// newTrie builds a trie of sorted pieces, level by level.
func newTrie(pieces []weights.Piece) *trie {
	// A stretch is the pieces that share the path to a node.
	type stretch struct{ first, end, depth int }
	const nodesPerPiece = 4
	stretches := make([]stretch, 1, nodesPerPiece*len(pieces))
	stretches[0] = stretch{0, len(pieces), 0}
	labels := make([]byte, 1, nodesPerPiece*len(pieces))
	nodes := make([]trieNode, 0, nodesPerPiece*len(pieces))
	for n := 0; n < len(stretches); n++ {
		s := stretches[n]
		node := trieNode{children: uint32(len(stretches)), piece: noPiece}
		if s.first < s.end && len(pieces[s.first].Text) == s.depth {
			node.piece = uint16(s.first)
			s.first++
		}
		for s.first < s.end {
			label := pieces[s.first].Text[s.depth]
			end := s.first + 1
			for end < s.end && pieces[end].Text[s.depth] == label {
				end++
			}
			stretches = append(stretches, stretch{s.first, end, s.depth + 1})
			labels = append(labels, label)
			node.count++
			s.first = end
		}
		nodes = append(nodes, node)
	}
	return &trie{labels: string(labels), nodes: nodes}
}

// child returns the node that b leads to from node n.
func (t *trie) child(n uint32, b byte) (uint32, bool) {
	node := &t.nodes[n]
	i := strings.IndexByte(t.labels[node.children:][:node.count], b)
	return node.children + uint32(i), i >= 0
}
