package retrievaltest

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"footnote/retrieval"
)

// TextIndex runs the conformance suite of retrieval.TextIndex. Open returns an
// empty index and arranges its clean-up.
func TextIndex(t *testing.T, open func(t *testing.T) retrieval.TextIndex) {
	tests := []struct {
		name string
		run  func(t *testing.T, x textIndex)
	}{
		{"Empty", textEmpty},
		{"Matching", textMatching},
		{"Languages", textLanguages},
		{"OddQueries", textOddQueries},
		{"OddEntries", textOddEntries},
		{"Limit", textLimit},
		{"Audience", textAudience},
		{"FilteredSearchFillsItsList", textFilteredFills},
		{"Within", textWithin},
		{"SearchWithinFillsItsList", textWithinFills},
		{"Delete", textDelete},
		{"Replace", textReplace},
		{"AddAgain", textAddAgain},
		{"Terms", textTerms},
		{"Ideal", textIdeal},
		{"RarerWordsWeighMore", textRarer},
		{"Cancelled", textCancelled},
		{"Concurrent", textConcurrent},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.run(t, textIndex{TextIndex: open(t), t: t})
		})
	}
	t.Run("Model", func(t *testing.T) { textModel(t, open) })
}

// textIndex is an index under test; faults end the test.
type textIndex struct {
	retrieval.TextIndex
	t tester
}

func (x textIndex) add(entries ...retrieval.TextEntry) {
	x.t.Helper()
	if err := x.Add(x.t.Context(), entries); err != nil {
		x.t.Fatalf("Add: %v", err)
	}
}

func (x textIndex) remove(ids ...retrieval.ChunkID) {
	x.t.Helper()
	if err := x.Delete(x.t.Context(), ids); err != nil {
		x.t.Fatalf("Delete(%v): %v", ids, err)
	}
}

// search asks the index and checks what holds of every result.
func (x textIndex) search(text string, k int, audience ...string) retrieval.TextResult {
	x.t.Helper()
	return x.ask(retrieval.TextQuery{Text: text, K: k, Audience: audience})
}

func (x textIndex) ask(query retrieval.TextQuery) retrieval.TextResult {
	x.t.Helper()
	result, err := x.Search(x.t.Context(), query)
	if err != nil {
		x.t.Fatalf("Search(%.80q): %v", query.Text, err)
	}
	if err := checkTextResult(result, query.K); err != nil {
		x.t.Fatalf("Search(%.80q, %d): %v", query.Text, query.K, err)
	}
	return result
}

func (x textIndex) wantLen(want int) {
	x.t.Helper()
	if got := x.Len(); got != want {
		x.t.Errorf("Len() = %d, want %d", got, want)
	}
}

// wantWords checks which chunks are found by words, in any order.
func (x textIndex) wantWords(query string, want ...retrieval.ChunkID) {
	x.t.Helper()
	got := byWords(x.search(query, 100))
	slices.Sort(got)
	if !slices.Equal(got, want) {
		x.t.Errorf("Search(%q) found %v by words, want %v", query, got, want)
	}
}

func byWords(result retrieval.TextResult) (ids []retrieval.ChunkID) {
	for _, hit := range result.Hits {
		if hit.Words > 0 {
			ids = append(ids, hit.ID)
		}
	}
	return ids
}

func hitIDs(hits []retrieval.TextHit) []retrieval.ChunkID {
	ids := make([]retrieval.ChunkID, len(hits))
	for i, hit := range hits {
		ids[i] = hit.ID
	}
	return ids
}

// compareScored orders by falling score, then by rising ID.
func compareScored[S cmp.Ordered](a, b S, idA, idB retrieval.ChunkID) int {
	return cmp.Or(cmp.Compare(b, a), cmp.Compare(idA, idB))
}

// compareHits is the documented order of hits.
func compareHits(a, b retrieval.TextHit) int {
	return cmp.Or(cmp.Compare(b.Words, a.Words), cmp.Compare(b.Grams, a.Grams), cmp.Compare(a.ID, b.ID))
}

// checkTextResult checks what holds of every result, whatever was asked.
func checkTextResult(result retrieval.TextResult, k int) error {
	if len(result.Hits) > 2*max(k, 0) {
		return fmt.Errorf("%d hits, want at most twice K", len(result.Hits))
	}
	if !slices.IsSortedFunc(result.Hits, compareHits) {
		return fmt.Errorf("hits are out of order: %v", result.Hits)
	}
	seen := map[retrieval.ChunkID]bool{}
	for _, hit := range result.Hits {
		switch {
		case seen[hit.ID]:
			return fmt.Errorf("chunk %d stands twice among the hits", hit.ID)
		case hit.Words < 0 || hit.Grams < 0 || hit.Words+hit.Grams == 0:
			return fmt.Errorf("scores of a hit must be positive: %+v", hit)
		case hit.Words > result.IdealWords*(1+1e-9):
			return fmt.Errorf("hit %+v is above the ideal by words, %g", hit, result.IdealWords)
		case hit.Grams > result.IdealGrams*(1+1e-9):
			return fmt.Errorf("hit %+v is above the ideal by 4-grams, %g", hit, result.IdealGrams)
		}
		seen[hit.ID] = true
	}
	for _, number := range []float64{result.IdealWords, result.IdealGrams} {
		if math.IsNaN(number) || math.IsInf(number, 0) {
			return fmt.Errorf("ideal score %g is not finite", number)
		}
	}
	return nil
}

// english makes an entry that everyone may see.
func english(id retrieval.ChunkID, text string) retrieval.TextEntry {
	return retrieval.TextEntry{ID: id, Text: text, Language: "en"}
}

// briefs is a small corpus for the tests of matching.
func briefs() []retrieval.TextEntry {
	return []retrieval.TextEntry{
		{ID: 1, Context: "Ransomware in hospitals\nBackground", Text: "Attackers encrypted the records and demanded payment.", Language: "en"},
		english(2, "The ministry described four cybersecurity challenges in its annual report."),
		english(3, "Fishing boats returned to the harbour before the storm."),
		english(4, "Dr. Su Chang spoke about artificial intelligence at 9.30 on 2024-05-06."),
		english(7, "The harbour master and the fishermen argued about the storm, and the storm won."),
		english(4000, "Quarterly revenue rose by 3.5 percent to 12,400 dollars."),
	}
}

func (x textIndex) try(err error) {
	if err != nil {
		x.t.Error(err)
	}
}
