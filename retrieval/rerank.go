package retrieval

import (
	"context"
	"fmt"

	"footnote/corpus"
)

// Weights of what a close look at a candidate adds to its fused score.
const (
	coverageWeight  = 0.20
	proximityWeight = 0.80
	pairsWeight     = 0.40
	cosineWeight    = 0.40
	// contextCredit is what a term is worth that stands in the title or the
	// heading but not in the passage itself.
	contextCredit = 0.5
)

// rerank looks at the passages closely: how much of the query stands in the
// passage, how much of it in one sentence, and how near the nearest sentence
// is in meaning. It orders them by the sum.
func (s *Searcher) rerank(ctx context.Context, matcher *Matcher, vector []float32, passages []Passage) error {
	if vector != nil {
		if err := s.readVectors(ctx, passages); err != nil {
			return err
		}
	}
	for i := range passages {
		p := &passages[i]
		examine(matcher, vector, p)
		p.Score += coverageWeight*p.Parts.Coverage + proximityWeight*p.Parts.Proximity +
			pairsWeight*p.Parts.Pairs + cosineWeight*p.Parts.Cosine
	}
	sortPassages(passages)
	return nil
}

func (s *Searcher) readVectors(ctx context.Context, passages []Passage) error {
	ids := make([]ChunkID, len(passages))
	for i, p := range passages {
		ids[i] = p.Chunk
	}
	vectors, err := s.store.SentenceVectors(ctx, ids)
	if err != nil {
		return fmt.Errorf("reading the vectors of passages: %w", err)
	}
	for i := range passages {
		passages[i].Vectors = vectors[passages[i].Chunk]
	}
	return nil
}

// examine fills in the parts of the score that need the passage's text.
func examine(matcher *Matcher, vector []float32, p *Passage) {
	words := matcher.read(nil, p.Text, p.Language)
	whole := matcher.match(words)
	context := matcher.Match(p.Title+"\n"+p.Section, p.Language)
	p.Parts.Coverage = matcher.Coverage(withContext(whole.Credit, context.Credit))
	p.Parts.Pairs = matcher.Pairs(whole)
	p.Parts.Proximity = 0
	credit := make([]float64, len(matcher.terms))
	for _, s := range p.Sentences {
		matcher.creditWithin(credit, p.Text, words, corpus.Span{Start: s.Start - p.Start, End: s.End - p.Start})
		p.Parts.Proximity = max(p.Parts.Proximity, matcher.Coverage(withContext(credit, context.Credit)))
	}
	if vector == nil || len(p.Vectors) == 0 {
		return
	}
	best, sum := 0.0, 0.0
	for _, v := range p.Vectors {
		c := Cosine(vector, v)
		best, sum = max(best, c), sum+c
	}
	p.Parts.Cosine = best/2 + sum/float64(len(p.Vectors))/2
}

func withContext(credit, context []float64) []float64 {
	sum := make([]float64, len(credit))
	for i := range credit {
		sum[i] = max(credit[i], contextCredit*context[i])
	}
	return sum
}

// Cosine is the cosine of the angle of two vectors of length 1.
func Cosine(a, b []float32) float64 {
	if len(a) != len(b) {
		return 0
	}
	var sum float32
	for i := range a {
		sum += a[i] * b[i]
	}
	return float64(sum)
}
