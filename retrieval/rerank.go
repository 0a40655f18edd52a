package retrieval

import (
	"context"
	"fmt"
	"runtime"
	"slices"

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
	ids := make([]ChunkID, len(passages))
	for i := range passages {
		ids[i] = passages[i].Chunk
	}
	var vectors map[ChunkID][][]float32
	var tasks []func(context.Context) error
	if vector != nil {
		tasks = append(tasks, func(ctx context.Context) (err error) {
			if vectors, err = s.store.SentenceVectors(ctx, ids); err != nil {
				return fmt.Errorf("reading the vectors of passages: %w", err)
			}
			return nil
		})
	}
	workers := runtime.GOMAXPROCS(0)
	for part := range slices.Chunk(passages, (len(passages)+workers)/workers) {
		tasks = append(tasks, func(context.Context) error {
			x := examiner{Matcher: matcher.fork()}
			for i := range part {
				x.examine(&part[i])
			}
			return nil
		})
	}
	if err := together(ctx, tasks...); err != nil {
		return err
	}
	for i := range passages {
		p := &passages[i]
		p.Vectors = vectors[p.Chunk]
		p.Parts.Cosine = nearness(vector, p.Vectors)
		p.Score += coverageWeight*p.Parts.Coverage + proximityWeight*p.Parts.Proximity +
			pairsWeight*p.Parts.Pairs + cosineWeight*p.Parts.Cosine
	}
	sortPassages(passages)
	return nil
}

// An examiner looks at passages one after the other.
type examiner struct {
	*Matcher
	words []word // of the passage before
}

// examine fills in the parts of the score that need the passage's words.
func (x *examiner) examine(p *Passage) {
	x.words = x.read(x.words[:0], p.Text, p.Language)
	whole := x.match(x.words)
	context := x.Match(p.Title+"\n"+p.Section, p.Language).Credit
	p.Parts.Coverage = x.Coverage(withContext(whole.Credit, context))
	p.Parts.Pairs = x.Pairs(whole)
	p.Parts.Proximity = 0
	credit := make([]float64, len(x.terms))
	for _, s := range p.Sentences {
		x.creditWithin(credit, p.Text, x.words, corpus.Span{Start: s.Start - p.Start, End: s.End - p.Start})
		p.Parts.Proximity = max(p.Parts.Proximity, x.Coverage(withContext(credit, context)))
	}
}

// nearness is half the similarity of the nearest sentence and half that of
// the average one.
func nearness(vector []float32, sentences [][]float32) float64 {
	if vector == nil || len(sentences) == 0 {
		return 0
	}
	best, sum := 0.0, 0.0
	for _, v := range sentences {
		c := Cosine(vector, v)
		best, sum = max(best, c), sum+c
	}
	return best/2 + sum/float64(len(sentences))/2
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
