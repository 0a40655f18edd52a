package postings

import (
	"container/heap"
	"math"

	"footnote/retrieval"
)

// best keeps the k hits that score highest in a field; of equal ones those of
// lower ID.
type best struct {
	field field
	k     int
	hits  []scored
}

// scored is a chunk with its scores.
type scored struct {
	id     retrieval.ChunkID
	scores [fields]float64
}

// least is the score below which a hit cannot be among the best. No hit has a
// score of zero.
func (b *best) least() float64 {
	if len(b.hits) < b.k {
		return math.SmallestNonzeroFloat64
	}
	return b.hits[0].scores[b.field]
}

// offer takes a hit if it is among the best so far.
func (b *best) offer(s scored) {
	if len(b.hits) < b.k {
		heap.Push(b, s)
		return
	}
	if b.k > 0 && b.worse(b.hits[0], s) {
		b.hits[0] = s
		heap.Fix(b, 0)
	}
}

func (b *best) worse(x, y scored) bool {
	if x.scores[b.field] != y.scores[b.field] {
		return x.scores[b.field] < y.scores[b.field]
	}
	return x.id > y.id
}

// Len, Less, Swap, Push and Pop make a heap with the worst hit on top.

func (b *best) Len() int           { return len(b.hits) }
func (b *best) Less(i, j int) bool { return b.worse(b.hits[i], b.hits[j]) }
func (b *best) Swap(i, j int)      { b.hits[i], b.hits[j] = b.hits[j], b.hits[i] }
func (b *best) Push(x any)         { b.hits = append(b.hits, x.(scored)) }
func (b *best) Pop() any {
	last := b.hits[len(b.hits)-1]
	b.hits = b.hits[:len(b.hits)-1]
	return last
}
