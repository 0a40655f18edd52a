package retrievaltest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"footnote/retrieval"
)

// VectorStore runs the conformance suite of retrieval.VectorStore. Open
// returns an empty store and arranges its clean-up.
func VectorStore(t *testing.T, open func(t *testing.T) retrieval.VectorStore) {
	tests := []struct {
		name string
		run  func(t *testing.T, x vectorStore)
	}{
		{"Empty", vectorEmpty},
		{"Nearest", vectorNearest},
		{"Ties", vectorTies},
		{"Limit", vectorLimit},
		{"NoDirection", vectorNoDirection},
		{"Faults", vectorFaults},
		{"KeepsNoSlices", vectorKeepsNoSlices},
		{"Audience", vectorAudience},
		{"FilteredSearchFillsItsList", vectorFilteredFills},
		{"Delete", vectorDelete},
		{"Replace", vectorReplace},
		{"Similarities", vectorSimilarities},
		{"Cancelled", vectorCancelled},
		{"Concurrent", vectorConcurrent},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.run(t, vectorStore{VectorStore: open(t), t: t})
		})
	}
	t.Run("Model", func(t *testing.T) { vectorModel(t, open) })
}

// cosineTolerance is how far a store may be off, so that it may quantise.
const cosineTolerance = 2e-3

// vectorStore is a store under test; faults end the test.
type vectorStore struct {
	retrieval.VectorStore
	t tester
}

func (x vectorStore) add(entries ...retrieval.VectorEntry) {
	x.t.Helper()
	if err := x.Add(x.t.Context(), entries); err != nil {
		x.t.Fatalf("Add: %v", err)
	}
}

func (x vectorStore) remove(ids ...retrieval.ChunkID) {
	x.t.Helper()
	if err := x.Delete(x.t.Context(), ids); err != nil {
		x.t.Fatalf("Delete(%v): %v", ids, err)
	}
}

// nearest asks the store and checks what holds of every answer.
func (x vectorStore) nearest(vector []float32, k int, audience ...string) []retrieval.VectorHit {
	x.t.Helper()
	hits, err := x.Nearest(x.t.Context(), vector, k, audience)
	if err != nil {
		x.t.Fatalf("Nearest: %v", err)
	}
	if err := checkVectorHits(hits, k); err != nil {
		x.t.Fatalf("Nearest, K %d: %v", k, err)
	}
	return hits
}

func checkVectorHits(hits []retrieval.VectorHit, k int) error {
	if len(hits) > max(k, 0) {
		return fmt.Errorf("%d hits are more than asked for", len(hits))
	}
	if !slices.IsSortedFunc(hits, compareVectorHits) {
		return fmt.Errorf("hits are out of order: %v", hits)
	}
	seen := map[retrieval.ChunkID]bool{}
	for _, hit := range hits {
		if seen[hit.ID] {
			return fmt.Errorf("chunk %d stands twice among the hits", hit.ID)
		}
		if !(math.Abs(float64(hit.Cosine)) <= 1+cosineTolerance) {
			return fmt.Errorf("cosine out of range: %+v", hit)
		}
		seen[hit.ID] = true
	}
	return nil
}

// compareVectorHits is the documented order of hits.
func compareVectorHits(a, b retrieval.VectorHit) int {
	return compareScored(a.Cosine, b.Cosine, a.ID, b.ID)
}

func (x vectorStore) wantNearest(want []retrieval.ChunkID, vector []float32, k int, audience ...string) {
	x.t.Helper()
	if got := vectorIDs(x.nearest(vector, k, audience...)); !slices.Equal(got, want) {
		x.t.Errorf("Nearest(%v, %d, %q) = %v, want %v", vector, k, audience, got, want)
	}
}

func (x vectorStore) wantLen(want int) {
	x.t.Helper()
	if got := x.Len(); got != want {
		x.t.Errorf("Len() = %d, want %d", got, want)
	}
}

func vectorIDs(hits []retrieval.VectorHit) []retrieval.ChunkID {
	ids := make([]retrieval.ChunkID, len(hits))
	for i, hit := range hits {
		ids[i] = hit.ID
	}
	return ids
}

// at returns an entry whose vector is at an angle, in degrees, from (1, 0).
func at(id retrieval.ChunkID, degrees float64, audience ...string) retrieval.VectorEntry {
	return retrieval.VectorEntry{ID: id, Vector: direction(degrees), Audience: audience}
}

func direction(degrees float64) []float32 {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return []float32{float32(cos), float32(sin)}
}

func vectorEmpty(t *testing.T, x vectorStore) {
	x.wantLen(0)
	x.wantNearest([]retrieval.ChunkID{}, direction(0), 5)
	x.add()
	x.remove()
	x.remove(1, 2)
	similar, err := x.Similarities(t.Context(), direction(0), []retrieval.ChunkID{1})
	if err != nil || len(similar) != 0 {
		t.Errorf("Similarities of an empty store = %v, %v", similar, err)
	}
}

func vectorNearest(t *testing.T, x vectorStore) {
	x.add(at(3, 40), at(1, 10), at(70_000, 170), at(2, -25))
	x.wantLen(4)
	x.wantNearest([]retrieval.ChunkID{1, 2, 3, 70_000}, direction(0), 4)
	x.wantNearest([]retrieval.ChunkID{70_000, 3}, direction(170), 2)
	hits := x.nearest(direction(10), 1)
	if math.Abs(float64(hits[0].Cosine)-1) > cosineTolerance {
		t.Errorf("cosine of a vector with itself is %g", hits[0].Cosine)
	}
	long := []float32{30, 0}
	x.wantNearest([]retrieval.ChunkID{1}, long, 1)
	if got := x.nearest(long, 1)[0].Cosine; math.Abs(float64(got)-math.Cos(math.Pi/18)) > cosineTolerance {
		t.Errorf("a query vector that is not of length 1 gives the cosine %g, want %g", got, math.Cos(math.Pi/18))
	}
}

func vectorTies(t *testing.T, x vectorStore) {
	var entries []retrieval.VectorEntry
	for id := retrieval.ChunkID(50); id >= 1; id-- {
		entries = append(entries, at(id, float64(20*(id%2))))
	}
	x.add(entries...)
	x.wantNearest([]retrieval.ChunkID{2, 4, 6, 8, 10}, direction(0), 5)
	x.wantNearest([]retrieval.ChunkID{1, 3, 5}, direction(20), 3)
	x.remove(2, 3)
	x.add(at(2, 0), at(3, 20))
	x.wantNearest([]retrieval.ChunkID{2, 4, 6}, direction(0), 3)
}

func vectorLimit(t *testing.T, x vectorStore) {
	x.add(at(1, 0), at(2, 10), at(3, 20, "staff"))
	x.wantNearest([]retrieval.ChunkID{}, direction(0), 0)
	x.wantNearest([]retrieval.ChunkID{}, direction(0), -1)
	x.wantNearest([]retrieval.ChunkID{1, 2}, direction(0), 1_000_000)
}

func vectorNoDirection(t *testing.T, x vectorStore) {
	zero := []float32{0, 0}
	x.add(at(1, 0), at(2, 90))
	x.wantNearest([]retrieval.ChunkID{}, zero, 5)
	similar, err := x.Similarities(t.Context(), zero, []retrieval.ChunkID{1})
	if err != nil {
		t.Errorf("Similarities of a zero vector: %v", err)
	}
	for id, c := range similar {
		if c != 0 {
			t.Errorf("similarity of chunk %d with a zero vector is %g, want 0", id, c)
		}
	}
	x.add(retrieval.VectorEntry{ID: 2, Vector: zero}, retrieval.VectorEntry{ID: 3, Vector: zero})
	x.wantNearest([]retrieval.ChunkID{1}, direction(90), 5)
	x.wantLen(1)
}

func vectorFaults(t *testing.T, x vectorStore) {
	x.add(at(1, 0))
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, bad := range [][]float32{{nan, 1}, {inf, 0}, {0, -inf}, {1, 0, 0}, {1}} {
		if _, err := x.Nearest(t.Context(), bad, 1, nil); err == nil {
			t.Errorf("Nearest(%v) is no error", bad)
		}
		if _, err := x.Similarities(t.Context(), bad, []retrieval.ChunkID{1}); err == nil {
			t.Errorf("Similarities(%v) is no error", bad)
		}
		if err := x.Add(t.Context(), []retrieval.VectorEntry{at(2, 0), {ID: 1, Vector: bad}}); err == nil {
			t.Errorf("Add(%v) is no error", bad)
		}
	}
	x.wantNearest([]retrieval.ChunkID{1}, direction(0), 9)
}

func vectorKeepsNoSlices(t *testing.T, x vectorStore) {
	entry := at(1, 0, "staff")
	x.add(entry, at(2, 45, "staff"))
	entry.Vector[0], entry.Vector[1], entry.Audience[0] = -1, 0, "board"
	x.wantNearest([]retrieval.ChunkID{1, 2}, direction(0), 2, "staff")
	query := []float32{3, 4}
	x.nearest(query, 1)
	if query[0] != 3 || query[1] != 4 {
		t.Errorf("Nearest changed the query to %v", query)
	}
}

func vectorAudience(t *testing.T, x vectorStore) {
	x.add(at(1, 0), at(2, 1, "staff"), at(3, 2, "board"), at(4, 3, "board", "staff"), at(5, 4, "staff", "staff"))
	for _, test := range []struct {
		audience []string
		want     []retrieval.ChunkID
	}{
		{nil, []retrieval.ChunkID{1}},
		{[]string{"stranger"}, []retrieval.ChunkID{1}},
		{[]string{"staff"}, []retrieval.ChunkID{1, 2, 4, 5}},
		{[]string{"board"}, []retrieval.ChunkID{1, 3, 4}},
		{[]string{"staff", "board", "staff"}, []retrieval.ChunkID{1, 2, 3, 4, 5}},
		{[]string{"Staff"}, []retrieval.ChunkID{1}},
		{[]string{""}, []retrieval.ChunkID{1}},
	} {
		x.wantNearest(test.want, direction(0), 10, test.audience...)
	}
	x.add(at(2, 1), at(1, 0, "board"), at(4, 3, "staff", "board"))
	x.wantLen(5)
	x.wantNearest([]retrieval.ChunkID{2}, direction(0), 10)
	x.wantNearest([]retrieval.ChunkID{1, 2, 3, 4}, direction(0), 10, "board")
}

func vectorFilteredFills(t *testing.T, x vectorStore) {
	var entries []retrieval.VectorEntry
	for id := retrieval.ChunkID(1); id <= 300; id++ {
		e := at(id, float64(id)/10, "staff")
		if id%60 == 0 {
			e = at(id, 100+float64(id)/10)
		}
		entries = append(entries, e)
	}
	x.add(entries...)
	x.wantNearest([]retrieval.ChunkID{60, 120, 180, 240, 300}, direction(0), 5)
}

func vectorDelete(t *testing.T, x vectorStore) {
	x.add(at(1, 0), at(2, 10), at(3, 20, "staff"))
	x.remove(2, 2, 77)
	x.wantLen(2)
	x.wantNearest([]retrieval.ChunkID{1, 3}, direction(10), 5, "staff")
	x.remove(1, 3)
	x.wantLen(0)
	x.wantNearest([]retrieval.ChunkID{}, direction(0), 5, "staff")
	x.add(at(3, 20), at(1, 0))
	x.wantNearest([]retrieval.ChunkID{1, 3}, direction(0), 5)
}

func vectorReplace(t *testing.T, x vectorStore) {
	x.add(at(1, 0), at(2, 90))
	x.add(at(1, 120))
	x.wantLen(2)
	x.wantNearest([]retrieval.ChunkID{2, 1}, direction(0), 5)
	x.add(at(3, 0), at(3, 180), at(3, 45))
	x.wantLen(3)
	x.wantNearest([]retrieval.ChunkID{3, 2, 1}, direction(0), 5)
}

func vectorSimilarities(t *testing.T, x vectorStore) {
	x.add(at(1, 0), at(2, 60, "staff"), at(3, 180))
	got, err := x.Similarities(t.Context(), []float32{2, 0}, []retrieval.ChunkID{3, 2, 2, 99})
	if err != nil {
		t.Fatal(err)
	}
	want := map[retrieval.ChunkID]float64{2: .5, 3: -1}
	if len(got) != len(want) {
		t.Errorf("Similarities = %v, want %v", got, want)
	}
	for id, c := range want {
		if math.Abs(float64(got[id])-c) > cosineTolerance {
			t.Errorf("similarity of chunk %d is %g, want %g", id, got[id], c)
		}
	}
}

func vectorCancelled(t *testing.T, x vectorStore) {
	x.add(at(1, 0), at(2, 10))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Nearest(ctx, direction(0), 1, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Nearest with a cancelled context = %v, want context.Canceled", err)
	}
	if err := x.Add(ctx, []retrieval.VectorEntry{at(3, 0)}); !errors.Is(err, context.Canceled) {
		t.Errorf("Add with a cancelled context = %v, want context.Canceled", err)
	}
	x.wantNearest([]retrieval.ChunkID{1, 2}, direction(0), 5)
}

func vectorConcurrent(t *testing.T, x vectorStore) {
	x.add(at(1, 0), at(2, 10))
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 25 {
				id := retrieval.ChunkID(100 + worker*100 + i)
				err := x.Add(t.Context(), []retrieval.VectorEntry{at(id, float64(id)/10, "staff")})
				_, errNear := x.Nearest(t.Context(), direction(50), 200, retrieval.Audience{"staff"})
				held, errSim := x.Similarities(t.Context(), direction(50), []retrieval.ChunkID{id})
				if err := cmp.Or(err, errNear, errSim); err != nil || len(held) != 1 {
					t.Errorf("chunk %d right after it was added: %v, %v", id, held, err)
				}
				if i%2 == 0 {
					err = x.Delete(t.Context(), []retrieval.ChunkID{id})
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	x.wantLen(2 + 4*12)
	if got := len(x.nearest(direction(0), 500, "staff")); got != 2+4*12 {
		t.Errorf("%d chunks are left, want %d", got, 2+4*12)
	}
}
