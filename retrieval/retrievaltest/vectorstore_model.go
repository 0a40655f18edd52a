package retrievaltest

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"footnote/retrieval"
)

// vectorModel changes a store at random beside a map of what it should hold,
// and compares what they find.
func vectorModel(t *testing.T, open func(t *testing.T) retrieval.VectorStore) {
	rapid.Check(t, func(r *rapid.T) {
		x, held := vectorStore{open(t), r}, map[retrieval.ChunkID]retrieval.VectorEntry{}
		for range rapid.IntRange(1, 6).Draw(r, "rounds") {
			changeVectorStore(r, x, held)
			compareVectorStore(r, x, held)
		}
	})
}

func changeVectorStore(r *rapid.T, x vectorStore, held map[retrieval.ChunkID]retrieval.VectorEntry) {
	ids := rapid.Map(rapid.Uint32Range(1, 25), func(n uint32) retrieval.ChunkID { return retrieval.ChunkID(n) })
	if rapid.Bool().Draw(r, "delete") {
		gone := rapid.SliceOfN(ids, 0, 10).Draw(r, "gone")
		x.remove(gone...)
		for _, id := range gone {
			delete(held, id)
		}
		return
	}
	entries := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) retrieval.VectorEntry {
		return retrieval.VectorEntry{ID: ids.Draw(r, "id"), Vector: drawVector(r), Audience: drawAudience(r)}
	}), 0, 15).Draw(r, "entries")
	x.add(entries...)
	for _, e := range entries {
		held[e.ID] = e
	}
}

// drawVector draws from few vectors, so that ties are common.
func drawVector(r *rapid.T) []float32 {
	vector := make([]float32, 8)
	for range 2 {
		vector[rapid.IntRange(0, len(vector)-1).Draw(r, "axis")] += 1
	}
	normalize(vector)
	return vector
}

func compareVectorStore(r *rapid.T, x vectorStore, held map[retrieval.ChunkID]retrieval.VectorEntry) {
	if x.Len() != len(held) {
		r.Fatalf("Len() = %d, want %d", x.Len(), len(held))
	}
	query, k := drawVector(r), rapid.IntRange(0, 30).Draw(r, "k")
	audience := retrieval.Audience(drawAudience(r))
	want := []retrieval.VectorHit{}
	for id, e := range held {
		if audience.Sees(e.Audience) {
			want = append(want, retrieval.VectorHit{ID: id, Cosine: float32(cosine(query, e.Vector))})
		}
	}
	// Equal vectors may differ in the last bit of the model's cosine.
	for i := range want {
		want[i].Cosine = float32(math.Round(float64(want[i].Cosine)*1e4) / 1e4)
	}
	slices.SortFunc(want, compareVectorHits)
	want = want[:min(k, len(want))]

	got := x.nearest(query, k, audience...)
	if !slices.Equal(vectorIDs(got), vectorIDs(want)) {
		r.Fatalf("Nearest(%v, %d, %q) = %v, want %v", query, k, audience, got, want)
	}
	for i, hit := range got {
		if math.Abs(float64(hit.Cosine-want[i].Cosine)) > cosineTolerance {
			r.Fatalf("cosine of chunk %d is %g, want %g", hit.ID, hit.Cosine, want[i].Cosine)
		}
	}
}
