package retrievaltest

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"

	"footnote/retrieval"
)

func textDelete(t *testing.T, x textIndex) {
	x.add(briefs()...)
	x.remove(7, 7, 99)
	x.wantLen(5)
	x.wantWords("storm", 3)
	for _, hit := range x.search("fishermen", 10).Hits {
		if hit.ID == 7 {
			t.Error("a deleted chunk is found by its 4-grams")
		}
	}
	x.remove(1, 2, 3, 4, 4000)
	x.wantLen(0)
	if hits := x.search("harbour storm ministry", 10).Hits; len(hits) != 0 {
		t.Errorf("with everything deleted the index found %v", hits)
	}
}

func textReplace(t *testing.T, x textIndex) {
	x.add(briefs()...)
	x.add(english(3, "A lighthouse keeper watched."))
	x.wantLen(6)
	x.wantWords("lighthouse", 3)
	x.wantWords("storm", 7)
	x.wantWords("fishing boats")
	x.add(english(3, "Fishing boats returned to the harbour before the storm."))
	x.wantWords("lighthouse")
	x.wantWords("boats", 3)
}

// textAddAgain checks that deleting and adding again leaves no trace that
// changes what is found.
func textAddAgain(t *testing.T, x textIndex) {
	x.add(briefs()...)
	queries := []string{"harbour storm", "cybersecurty challenge", "records of the ministry"}
	var before [][]retrieval.ChunkID
	for _, q := range queries {
		before = append(before, hitIDs(x.search(q, 10).Hits))
	}
	for range 3 {
		for _, e := range briefs() {
			x.remove(e.ID)
			x.add(e)
		}
	}
	x.wantLen(6)
	for i, q := range queries {
		if got := hitIDs(x.search(q, 10).Hits); !slices.Equal(got, before[i]) {
			t.Errorf("Search(%q) = %v after deleting and adding, %v before", q, got, before[i])
		}
	}
}

func textTerms(t *testing.T, x textIndex) {
	x.add(briefs()...)
	terms := x.search("What was the Storm in the harbour, and the zeppelin?", 10).Terms
	want := []struct {
		surface string
		df      int
	}{{"Storm", 2}, {"harbour", 2}, {"zeppelin", 0}}
	if len(terms) != len(want) {
		t.Fatalf("Terms = %+v, want three of them", terms)
	}
	for i, term := range terms {
		if term.Surface != want[i].surface || term.DocumentFrequency != want[i].df || len(term.Forms) == 0 {
			t.Errorf("Terms[%d] = %+v, want %q in %d chunks with its forms", i, term, want[i].surface, want[i].df)
		}
		df := float64(term.DocumentFrequency)
		idf := math.Log(1 + (6-df+.5)/(df+.5))
		if math.Abs(term.IDF-idf) > 1e-6 {
			t.Errorf("IDF of %q = %g, want %g", term.Surface, term.IDF, idf)
		}
	}
}

func textIdeal(t *testing.T, x textIndex) {
	x.add(briefs()...)
	hit := x.search("storm harbour", 10)
	miss := x.search("storm zeppelin", 10)
	if hit.IdealWords <= 0 || hit.IdealGrams <= 0 {
		t.Fatalf("ideal scores must be positive: %+v", hit)
	}
	whole, half := hit.Hits[0].Words/hit.IdealWords, miss.Hits[0].Words/miss.IdealWords
	if half >= whole {
		t.Errorf("a chunk with one of two words reaches %.3f of the ideal, one with both %.3f", half, whole)
	}
}

func textRarer(t *testing.T, x textIndex) {
	for id := retrieval.ChunkID(1); id <= 20; id++ {
		x.add(english(id, "common pebble"))
	}
	x.add(english(21, "rare pebble"), english(22, "common boulder"))
	got := byWords(x.search("common rare", 1))
	if len(got) == 0 || got[0] != 21 {
		t.Errorf("best is %v, want the chunk with the rare word, 21", got)
	}
}

func textCancelled(t *testing.T, x textIndex) {
	x.add(briefs()...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Search(ctx, retrieval.TextQuery{Text: "storm", K: 3}); !errors.Is(err, context.Canceled) {
		t.Errorf("Search with a cancelled context = %v, want context.Canceled", err)
	}
	if err := x.Add(ctx, []retrieval.TextEntry{english(50, "zeppelin")}); err == nil {
		x.wantWords("zeppelin", 50)
	} else {
		x.wantWords("zeppelin")
	}
}

func textConcurrent(t *testing.T, x textIndex) {
	x.add(briefs()...)
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 25 {
				id := retrieval.ChunkID(10_000 + worker*100 + i)
				x.try(x.Add(t.Context(), []retrieval.TextEntry{english(id, "concurrent storm")}))
				result, err := x.Search(t.Context(), retrieval.TextQuery{Text: "concurrent", K: 200})
				x.try(err)
				if !slices.Contains(hitIDs(result.Hits), id) {
					t.Errorf("chunk %d is not found right after it was added", id)
				}
				if i%2 == 0 {
					x.try(x.Delete(t.Context(), []retrieval.ChunkID{id}))
				}
			}
		})
	}
	wg.Wait()
	x.wantLen(6 + 4*12)
	if got := len(byWords(x.search("concurrent", 200))); got != 4*12 {
		t.Errorf("%d chunks are left, want %d", got, 4*12)
	}
}
