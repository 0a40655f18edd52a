package retrieval_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

// fixedText finds what it is told to.
type fixedText struct {
	retrieval.TextIndex
	hits []retrieval.TextHit
}

func (f fixedText) Search(context.Context, retrieval.TextQuery) (retrieval.TextResult, error) {
	return retrieval.TextResult{Hits: f.hits}, nil
}

// Scores are shares of the best of their kind, over all candidates.
func TestFusion(t *testing.T) {
	var documents []corpus.Document
	for i := range 5 {
		documents = append(documents, file(fmt.Sprint(i+1, ".txt"), fmt.Sprintf("Text number %d.", i+1)))
	}
	s := newShelf(t, documents...)
	tests := []struct {
		name         string
		hits         []retrieval.TextHit
		words, grams []float64
		first        retrieval.ChunkID
	}{
		{"nothing", nil, nil, nil, 0},
		{"one", []retrieval.TextHit{{ID: 2, Words: 7, Grams: 3}}, []float64{1}, []float64{1}, 2},
		{"words lead", []retrieval.TextHit{{ID: 3, Words: 8, Grams: 1}, {ID: 1, Words: 4, Grams: 2}}, []float64{1, .5}, []float64{.5, 1}, 3},
		{"4-grams alone", []retrieval.TextHit{{ID: 4, Grams: 4}, {ID: 5, Grams: 1}}, []float64{0, 0}, []float64{1, .25}, 4},
		{"equal ones by ID", []retrieval.TextHit{{ID: 1, Words: 2}, {ID: 5, Words: 2}}, []float64{1, 1}, []float64{0, 0}, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			searcher := retrieval.NewSearcher(s.index, s.store, fixedText{s.text, test.hits}, s.vectors, nil, analyzer)
			result, err := searcher.Retrieve(t.Context(), retrieval.Query{Text: "of no matter"})
			if err != nil || len(result.Passages) != len(test.hits) {
				t.Fatalf("%d passages of %d hits, %v", len(result.Passages), len(test.hits), err)
			}
			for i, p := range result.Passages {
				if i == 0 && p.Chunk != test.first {
					t.Errorf("chunk %d is first, want %d", p.Chunk, test.first)
				}
				if p.Parts.Words != test.words[i] || p.Parts.Grams != test.grams[i] || p.Parts.Dense != 0 {
					t.Errorf("chunk %d has parts %+v, want words %v and grams %v", p.Chunk, p.Parts, test.words[i], test.grams[i])
				}
			}
		})
	}
}

// What only the text index finds has its true cosine too, and what is less
// alike than the average has none of it.
func TestFusionOfTheEmbedding(t *testing.T) {
	s := newShelf(t, town()...)
	result := s.search(retrieval.Query{Text: "the crane built by Marta Olsen"})
	best := 0.0
	for _, p := range result.Passages {
		if p.Parts.Dense < 0 || p.Parts.Dense > 1+1e-6 || math.IsNaN(p.Parts.Dense) {
			t.Errorf("%s has a dense part of %v", p.Document, p.Parts.Dense)
		}
		best = max(best, p.Parts.Dense)
	}
	if math.Abs(best-1) > 1e-6 || result.Passages[0].Parts.Dense != best {
		t.Errorf("the best dense part is %v, the first passage's %v", best, result.Passages[0].Parts.Dense)
	}
}
