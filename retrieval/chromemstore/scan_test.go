package chromemstore

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"footnote/retrieval"
)

func fill(t *testing.T, s *Store, random *rand.Rand, dimensions int, ids ...retrieval.ChunkID) {
	t.Helper()
	entries := make([]retrieval.VectorEntry, len(ids))
	for i, id := range ids {
		entries[i] = retrieval.VectorEntry{ID: id, Vector: make([]float32, dimensions)}
		for j := range entries[i].Vector {
			entries[i].Vector[j] = float32(random.IntN(7) - 3) // few numbers make ties
		}
		entries[i].Vector[0] += .5
		entries[i].Audience = [][]string{nil, {"staff"}, {"board", "staff"}}[random.IntN(3)]
	}
	if err := s.Add(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
}

func numbers(n int) []retrieval.ChunkID {
	ids := make([]retrieval.ChunkID, n)
	for i := range ids {
		ids[i] = retrieval.ChunkID(i + 1)
	}
	return ids
}

// TestBlocks changes a store at random and looks at its blocks: each chunk has
// one row, there are no gaps, and chromem holds the same vectors in the same
// memory.
func TestBlocks(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	s := New()
	fill(t, s, random, 3, numbers(5000)...)
	checkBlocks(t, s)
	for range 40 {
		var some []retrieval.ChunkID
		for range random.IntN(600) {
			some = append(some, retrieval.ChunkID(1+random.IntN(6000)))
		}
		if random.IntN(2) == 0 {
			fill(t, s, random, 3, some...)
		} else if err := s.Delete(t.Context(), some); err != nil {
			t.Fatal(err)
		}
		checkBlocks(t, s)
	}
	if err := s.Delete(t.Context(), numbers(6000)); err != nil {
		t.Fatal(err)
	}
	if len(s.collections) != 0 || len(s.db.ListCollections()) != 0 || s.Len() != 0 {
		t.Errorf("an empty store holds %d chunks in %d collections", s.Len(), len(s.db.ListCollections()))
	}
	fill(t, s, random, 5, 1) // another model's
}

func checkBlocks(t *testing.T, s *Store) {
	t.Helper()
	rows := 0
	for _, c := range s.collections {
		inMemory, count := documents(t, c), 0
		for i, b := range c.blocks {
			if len(b.ids) == 0 || i < len(c.blocks)-1 && len(b.ids) < cap(b.ids) {
				t.Fatalf("block %d of %d holds %d rows of %d", i, len(c.blocks), len(b.ids), cap(b.ids))
			}
			for row, id := range b.ids {
				if at := s.held[id]; at != (place{c, b, row}) {
					t.Fatalf("chunk %d lies in row %d of block %d, and is held to be in row %d", id, row, i, at.row)
				}
				if inMemory[id] != &b.vector(row)[0] {
					t.Fatalf("chromem's vector of chunk %d is not that of its row", id)
				}
			}
			count += len(b.ids)
		}
		if count != c.Count() {
			t.Fatalf("%d rows stand for %d documents", count, c.Count())
		}
		rows += count
	}
	if rows != s.Len() || len(s.db.ListCollections()) != len(s.collections) {
		t.Fatalf("%d rows of %d chunks", rows, s.Len())
	}
}

// documents returns where chromem has the vectors of a collection.
func documents(t *testing.T, c *collection) map[retrieval.ChunkID]*float32 {
	t.Helper()
	query := make([]float32, c.blocks[0].dimensions)
	query[0] = 1
	all, err := c.QueryEmbedding(t.Context(), query, c.Count(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[retrieval.ChunkID]*float32, len(all))
	for _, doc := range all {
		id, err := strconv.ParseUint(doc.ID, 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		found[retrieval.ChunkID(id)] = &doc.Embedding[0]
	}
	return found
}

// TestNearestOfMany compares searches on any number of cores with sorting all
// that there is.
func TestNearestOfMany(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, dimensions := range []int{2, 33, 64} {
		t.Run(fmt.Sprint(dimensions), func(t *testing.T) {
			random := rand.New(rand.NewPCG(5, uint64(dimensions)))
			s := New()
			fill(t, s, random, dimensions, numbers(7000)...)
			query := make([]float32, dimensions)
			for i := range query {
				query[i] = float32(random.IntN(3) + 1)
			}
			for _, audience := range []retrieval.Audience{nil, {"board"}, {"staff"}} {
				want := sorted(t, s, query, audience)
				for _, k := range []int{1, 20, 1500, len(want), len(want) + 1} {
					for _, cores := range []int{1, 2, 5} {
						runtime.GOMAXPROCS(cores)
						got, err := s.Nearest(t.Context(), query, k, audience)
						if err != nil || !slices.Equal(got, want[:min(k, len(want))]) {
							t.Fatalf("the nearest %d to %v on %d cores are not those of all (%v)", k, audience, cores, err)
						}
					}
				}
			}
		})
	}
}

// sorted returns what the audience may see by similarity to the query.
func sorted(t *testing.T, s *Store, query []float32, audience retrieval.Audience) []retrieval.VectorHit {
	t.Helper()
	similar, err := s.Similarities(t.Context(), query, numbers(s.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var hits []retrieval.VectorHit
	for id, cosine := range similar {
		if audience.Sees(s.held[id].in.audience) {
			hits = append(hits, retrieval.VectorHit{ID: id, Cosine: cosine})
		}
	}
	slices.SortFunc(hits, compareHits)
	return hits
}

// expiring is a context that is cancelled after it was asked a few times.
type expiring struct {
	context.Context
	asks int
}

func (e *expiring) Err() error {
	if e.asks--; e.asks < 0 {
		return context.Canceled
	}
	return nil
}

// TestCancelledDuringScan wants no half a result of a search that is cut short.
func TestCancelledDuringScan(t *testing.T) {
	s := New()
	fill(t, s, rand.New(rand.NewPCG(7, 8)), 3, numbers(1000)...)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // expiring is for one goroutine
	hits, err := s.Nearest(&expiring{t.Context(), 4}, []float32{1, 0, 0}, 5, nil)
	if !errors.Is(err, context.Canceled) || hits != nil {
		t.Errorf("Nearest, cancelled while it reads = %v, %v", hits, err)
	}
}
