package postings_test

import (
	"errors"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"footnote/retrieval"
	"footnote/retrieval/postings"
	"footnote/retrieval/snowball"
)

// analyzer is shared, as it is in a program: it remembers words.
var analyzer = snowball.New()

// A reference is BM25 as the books have it, over a map of chunks.
type reference map[retrieval.ChunkID]retrieval.TextEntry

// stems are the words of a text that are no stop words.
func stems(e retrieval.TextEntry) (terms []string) {
	analyzer.Terms(e.Context+" "+e.Text, e.Language, func(t retrieval.Token) bool {
		if !t.Stop {
			terms = append(terms, t.Term)
		}
		return true
	})
	return terms
}

// fourGrams are those of a text of lower-case ASCII letters and spaces.
func fourGrams(e retrieval.TextEntry) (grams []string) {
	for _, text := range []string{e.Context, e.Text} {
		text = " " + strings.Join(strings.Fields(text), " ") + " "
		for i := 0; i+4 <= len(text); i++ {
			grams = append(grams, text[i:i+4])
		}
	}
	return grams
}

func count(terms []string, term string) (n float64) {
	for _, t := range terms {
		if t == term {
			n++
		}
	}
	return n
}

// scores are those of all chunks, and the ideal.
func (r reference) scores(query string, terms func(retrieval.TextEntry) []string) (map[retrieval.ChunkID]float64, float64) {
	asked := terms(retrieval.TextEntry{Text: query, Language: "en"})
	slices.Sort(asked)
	if len(r) == 0 {
		return nil, 0
	}
	of, mean := map[retrieval.ChunkID][]string{}, 0.0
	for id, e := range r {
		of[id] = terms(e)
		mean += float64(len(of[id])) / float64(len(r))
	}
	scores, ideal := map[retrieval.ChunkID]float64{}, 0.0
	for _, term := range slices.Compact(asked) {
		df := 0.0
		for id := range r {
			df += min(1, count(of[id], term))
		}
		idf := math.Log(1 + (float64(len(r))-df+.5)/(df+.5))
		ideal += idf * 2.2
		for id := range r {
			if tf := count(of[id], term); tf > 0 {
				scores[id] += idf * tf * 2.2 / (tf + 1.2*(1-.75+.75*float64(len(of[id]))/mean))
			}
		}
	}
	return scores, ideal
}

// check compares everything that an index finds with the reference.
func (r reference) check(t *rapid.T, index *postings.Index, query string) {
	result, err := index.Search(t.Context(), retrieval.TextQuery{Text: query, K: 1000})
	if err != nil {
		t.Fatal(err)
	}
	byWords, idealWords := r.scores(query, stems)
	byGrams, idealGrams := r.scores(query, fourGrams)
	if !near(result.IdealWords, idealWords) || !near(result.IdealGrams, idealGrams) {
		t.Fatalf("%q: ideals %g and %g, want %g and %g", query, result.IdealWords, result.IdealGrams, idealWords, idealGrams)
	}
	found := map[retrieval.ChunkID]bool{}
	for _, h := range result.Hits {
		found[h.ID] = true
		if !near(h.Words, byWords[h.ID]) || !near(h.Grams, byGrams[h.ID]) {
			t.Fatalf("%q: chunk %d scores %g and %g, want %g and %g", query, h.ID, h.Words, h.Grams, byWords[h.ID], byGrams[h.ID])
		}
	}
	for id := range r {
		if byWords[id]+byGrams[id] > 0 && !found[id] {
			t.Fatalf("%q: chunk %d is missing", query, id)
		}
	}
	if len(r) != index.Len() || len(r) != index.Chunks().Len() {
		t.Fatalf("the index holds %d chunks in %v, want %d", index.Len(), index.Chunks(), len(r))
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) }

// vocabulary has words that share stems, 4-grams and nothing, and stop words.
var vocabulary = strings.Fields("running runs run runner rung the of and a colour color colours harbor harbour " +
	"diplomat diplomats diplomatic diplomacy zebra quartz x yes")

func drawText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 12).Draw(t, "words"), " ")
}

func drawEntries(t *rapid.T, ids, most int) (entries []retrieval.TextEntry) {
	for range rapid.IntRange(0, most).Draw(t, "entries") {
		entries = append(entries, retrieval.TextEntry{
			ID:       retrieval.ChunkID(rapid.IntRange(1, ids).Draw(t, "id")),
			Context:  drawText(t),
			Text:     drawText(t),
			Language: "en",
		})
	}
	return entries
}

// TestReference changes an index at random, saves and opens it now and then,
// and compares it with the reference after every step.
func TestReference(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index")
	rapid.Check(t, func(t *rapid.T) {
		index, want := postings.New(analyzer), reference{}
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			var err error
			switch rapid.IntRange(0, 4).Draw(t, "step") {
			case 0:
				var gone []retrieval.ChunkID
				for _, e := range drawEntries(t, 600, 30) {
					gone = append(gone, e.ID)
					delete(want, e.ID)
				}
				err = index.Delete(t.Context(), gone)
			case 1:
				if err = index.Save(path, "stamp"); err == nil {
					index, err = postings.Open(path, "stamp", analyzer)
				}
			case 2:
				for _, e := range drawEntries(t, 600, 40) {
					err = errors.Join(err, index.Add(t.Context(), []retrieval.TextEntry{e}))
					want[e.ID] = e
				}
			default:
				entries := drawEntries(t, 600, 100)
				err = index.Add(t.Context(), entries)
				for _, e := range entries {
					want[e.ID] = e
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			want.check(t, index, drawText(t))
		}
	})
}
