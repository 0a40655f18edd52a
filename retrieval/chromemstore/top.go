package chromemstore

import (
	"cmp"
	"math"

	"footnote/retrieval"
)

// compareHits is the order of hits: falling cosine, then rising ID.
func compareHits(a, b retrieval.VectorHit) int {
	return cmp.Or(cmp.Compare(b.Cosine, a.Cosine), cmp.Compare(a.ID, b.ID))
}

// A top keeps the k best of the hits that it is offered.
type top struct {
	k int
	// hits is a binary heap with the worst in front.
	hits []retrieval.VectorHit
	// atLeast is what a cosine must be to be among the hits.
	atLeast float32
}

func newTop(k int) top { return top{k: k, atLeast: float32(math.Inf(-1))} }

func (t *top) offer(ids []retrieval.ChunkID, cosines []float32) {
	for i, cosine := range cosines {
		if cosine >= t.atLeast { // seldom
			t.push(retrieval.VectorHit{ID: ids[i], Cosine: cosine})
		}
	}
}

func (t *top) push(hit retrieval.VectorHit) {
	switch {
	case len(t.hits) < t.k:
		t.hits = append(t.hits, hit)
		t.up(len(t.hits) - 1)
	case compareHits(hit, t.hits[0]) < 0:
		t.hits[0] = hit
		t.down(0)
	}
	if len(t.hits) == t.k {
		t.atLeast = t.hits[0].Cosine
	}
}

func (t *top) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if compareHits(t.hits[i], t.hits[parent]) <= 0 {
			return
		}
		t.hits[i], t.hits[parent] = t.hits[parent], t.hits[i]
		i = parent
	}
}

func (t *top) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(t.hits) {
			return
		}
		if other := child + 1; other < len(t.hits) && compareHits(t.hits[other], t.hits[child]) > 0 {
			child = other
		}
		if compareHits(t.hits[child], t.hits[i]) <= 0 {
			return
		}
		t.hits[i], t.hits[child] = t.hits[child], t.hits[i]
		i = child
	}
}
