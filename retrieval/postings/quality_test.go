package postings_test

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/beir"
	"footnote/retrieval/postings"
)

// TestQuality guards what the index finds on two public test sets, with a
// document as a chunk, against changes that would make it worse. The floors lie
// a little below what was measured.
func TestQuality(t *testing.T) {
	for _, set := range []struct {
		name                string
		words, grams, fused beir.Metrics
	}{
		{
			name:  "xquad-en",
			words: beir.Metrics{Recall1: .940, NDCG10: .971},
			grams: beir.Metrics{Recall1: .948, NDCG10: .975},
			fused: beir.Metrics{Recall1: .950, NDCG10: .976},
		},
		{
			name:  "cranfield",
			words: beir.Metrics{NDCG10: .391},
			grams: beir.Metrics{NDCG10: .368},
			fused: beir.Metrics{NDCG10: .393},
		},
	} {
		t.Run(set.name, func(t *testing.T) {
			e := openEvaluation(t, set.name)
			e.floor("words", set.words, func(h retrieval.TextHit, _ retrieval.TextHit) float64 { return h.Words })
			e.floor("grams", set.grams, func(h retrieval.TextHit, _ retrieval.TextHit) float64 { return h.Grams })
			e.floor("both", set.fused, func(h, most retrieval.TextHit) float64 {
				return .5*h.Words/max(most.Words, 1e-9) + .5*h.Grams/max(most.Grams, 1e-9)
			})
		})
	}
}

// An evaluation is a test set with what an index finds in it.
type evaluation struct {
	t       *testing.T
	set     beir.Set
	names   []string
	results []retrieval.TextResult
}

// setFolder is where a test set is, which need not be there.
func setFolder(t testing.TB, name string) string {
	dir := filepath.Join("..", "..", "..", "shared", "eval", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the test set %s is not at %s", name, dir)
	}
	return dir
}

func openEvaluation(t *testing.T, name string) *evaluation {
	set, err := beir.Open(setFolder(t, name))
	if err != nil {
		t.Fatal(err)
	}
	entries, names := readCorpus(t, set.Corpus)
	index := postings.New(analyzer)
	if err := index.Add(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	e := &evaluation{t: t, set: set, names: names}
	for _, q := range set.Queries {
		result, err := index.Search(t.Context(), retrieval.TextQuery{Text: q.Text, K: 200})
		if err != nil {
			t.Fatal(err)
		}
		e.results = append(e.results, result)
	}
	return e
}

// readCorpus reads a corpus of records; names are their IDs, by chunk.
func readCorpus(t testing.TB, path string) (entries []retrieval.TextEntry, names []string) {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	names = append(names, "")
	for d := json.NewDecoder(file); d.More(); {
		var record struct {
			ID          string `json:"_id"`
			Title, Text string
		}
		if err := d.Decode(&record); err != nil {
			t.Fatal(err)
		}
		entries = append(entries, retrieval.TextEntry{
			ID: retrieval.ChunkID(len(names)), Context: record.Title, Text: record.Text, Language: "en",
		})
		names = append(names, record.ID)
	}
	return entries, names
}

// floor ranks by a score, which is given a hit and the highest scores of its
// list, and fails when the measures are below their floors.
func (e *evaluation) floor(name string, least beir.Metrics, score func(hit, most retrieval.TextHit) float64) {
	e.t.Helper()
	var rankings [][]string
	for _, result := range e.results {
		var most retrieval.TextHit
		for _, h := range result.Hits {
			most.Words, most.Grams = max(most.Words, h.Words), max(most.Grams, h.Grams)
		}
		hits := slices.Clone(result.Hits)
		slices.SortStableFunc(hits, func(a, b retrieval.TextHit) int { return cmp.Compare(score(b, most), score(a, most)) })
		var ranking []string
		for _, h := range hits {
			ranking = append(ranking, e.names[h.ID])
		}
		rankings = append(rankings, ranking)
	}
	got := beir.Evaluate(e.set.Queries, rankings, e.set.Judgements)
	e.t.Logf("%-6s R@1 %.4f  R@5 %.4f  R@100 %.4f  nDCG@10 %.4f", name, got.Recall1, got.Recall5, got.Recall100, got.NDCG10)
	if got.Recall1 < least.Recall1 || got.NDCG10 < least.NDCG10 {
		e.t.Errorf("%s: R@1 %.4f and nDCG@10 %.4f, want at least %.4f and %.4f", name, got.Recall1, got.NDCG10, least.Recall1, least.NDCG10)
	}
}
