package chromemstore

import (
	"context"
	"fmt"
	"slices"

	"footnote/retrieval"
)

// spare is how many more than k are asked for, to see whether there is a tie
// at the k-th place.
const spare = 8

// Nearest implements retrieval.VectorStore.
func (s *Store) Nearest(ctx context.Context, vector []float32, k int, audience retrieval.Audience) ([]retrieval.VectorHit, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	query, err := s.query(ctx, vector)
	if err != nil {
		return nil, fmt.Errorf("nearest vectors: %w", err)
	}
	if k <= 0 || isZero(query) {
		return nil, nil
	}
	var hits []retrieval.VectorHit
	for _, c := range s.collections {
		if !audience.Sees(c.audience) {
			continue
		}
		found, err := c.nearest(ctx, query, k)
		if err != nil {
			return nil, fmt.Errorf("nearest vectors: %w", err)
		}
		hits = append(hits, found...)
	}
	slices.SortFunc(hits, compareHits)
	return slices.Clip(hits[:min(k, len(hits))]), nil
}

func isZero(vector []float32) bool {
	return !slices.ContainsFunc(vector, func(x float32) bool { return x != 0 })
}

// nearest returns at least the k best of the collection, in no order. Which
// of equals chromem leaves out is chance, so it is asked for more until the
// last is worse than the k-th.
func (c *collection) nearest(ctx context.Context, query []float32, k int) ([]retrieval.VectorHit, error) {
	count := c.Count()
	for ask := min(k, count) + spare; ; ask *= 4 {
		ask = min(ask, count)
		results, err := c.QueryEmbedding(ctx, query, ask, nil, nil)
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err // chromem returns what it had by then
		}
		if ask < count && results[k-1].Similarity == results[ask-1].Similarity {
			continue
		}
		hits := make([]retrieval.VectorHit, len(results))
		for i, r := range results {
			id, err := parse(r.ID)
			if err != nil {
				return nil, fmt.Errorf("collection holds a foreign chunk: %w", err)
			}
			hits[i] = retrieval.VectorHit{ID: id, Cosine: r.Similarity}
		}
		return hits, nil
	}
}
