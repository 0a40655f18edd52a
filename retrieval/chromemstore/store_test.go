package chromemstore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/retrievaltest"
)

func TestConformance(t *testing.T) {
	retrievaltest.VectorStore(t, func(*testing.T) retrieval.VectorStore { return chromemstore.New() })
}

func Example() {
	ctx := context.Background()
	embedder := retrievaltest.NewEmbedder(64)
	vectors, err := embedder.EmbedDocuments(ctx, []string{"boats in the harbour", "a storm at sea"})
	if err != nil {
		fmt.Println(err)
		return
	}
	store := chromemstore.New()
	err = store.Add(ctx, []retrieval.VectorEntry{{ID: 1, Vector: vectors[0]}, {ID: 2, Vector: vectors[1]}})
	if err != nil {
		fmt.Println(err)
		return
	}
	query, _ := embedder.EmbedQuery(ctx, "harbour boats")
	hits, err := store.Nearest(ctx, query, 1, nil)
	fmt.Println(hits[0].ID, err)
	// Output: 1 <nil>
}

// TestManyTies asks for few of a great many equals, which chromem's query would
// choose by chance.
func TestManyTies(t *testing.T) {
	store := chromemstore.New()
	var entries []retrieval.VectorEntry
	for id := retrieval.ChunkID(2000); id >= 1; id-- {
		entries = append(entries, retrieval.VectorEntry{ID: id, Vector: []float32{1, 0}})
	}
	if err := store.Add(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		hits, err := store.Nearest(t.Context(), []float32{1, 1}, 3, nil)
		if err != nil || len(hits) != 3 || hits[0].ID != 1 || hits[1].ID != 2 || hits[2].ID != 3 {
			t.Fatalf("Nearest = %v, %v, want chunks 1, 2, 3", hits, err)
		}
	}
}

func randomEntries(n, dimensions int) []retrieval.VectorEntry {
	random := rand.New(rand.NewPCG(1, 2))
	entries := make([]retrieval.VectorEntry, n)
	for i := range entries {
		vector := make([]float32, dimensions)
		for j := range vector {
			vector[j] = float32(random.NormFloat64())
		}
		entries[i] = retrieval.VectorEntry{ID: retrieval.ChunkID(i + 1), Vector: vector}
	}
	return entries
}

func BenchmarkAdd(b *testing.B) {
	entries := randomEntries(100_000, 512)
	for b.Loop() {
		if err := chromemstore.New().Add(b.Context(), entries); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	entries, store := randomEntries(100_000, 512), chromemstore.New()
	if err := store.Add(b.Context(), entries); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := store.Nearest(b.Context(), entries[i%len(entries)].Vector, 20, nil); err != nil {
			b.Fatal(err)
		}
	}
}
