package chromemstore

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"footnote/retrieval"
)

// Nearest implements retrieval.VectorStore.
func (s *Store) Nearest(ctx context.Context, vector []float32, k int, audience retrieval.Audience) ([]retrieval.VectorHit, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	query, err := s.query(ctx, vector)
	if err != nil {
		return nil, fmt.Errorf("nearest vectors: %w", err)
	}
	if k <= 0 || !slices.ContainsFunc(query, func(x float32) bool { return x != 0 }) {
		return nil, nil
	}
	var blocks []*block
	for _, c := range s.collections {
		if audience.Sees(c.audience) {
			blocks = append(blocks, c.blocks...)
		}
	}
	hits, err := scan(ctx, blocks, query, min(k, len(s.held)))
	if err != nil {
		return nil, fmt.Errorf("nearest vectors: %w", err)
	}
	return hits, nil
}

// scan returns the k best rows of the blocks. Each core takes block after
// block and keeps the k best of its own. Hits have one order, so that which
// core took which block makes no difference.
func scan(ctx context.Context, blocks []*block, query []float32, k int) ([]retrieval.VectorHit, error) {
	best := make([]top, min(runtime.GOMAXPROCS(0), len(blocks)))
	var taken atomic.Int64
	var cores sync.WaitGroup
	for i := range best {
		cores.Go(func() {
			found, cosines := newTop(k), new([maxRows]float32)
			for ctx.Err() == nil {
				next := int(taken.Add(1)) - 1
				if next >= len(blocks) {
					break
				}
				found.offer(blocks[next].ids, blocks[next].cosines(cosines, query))
			}
			best[i] = found
		})
	}
	cores.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var hits []retrieval.VectorHit
	for _, found := range best {
		hits = append(hits, found.hits...)
	}
	slices.SortFunc(hits, compareHits)
	return slices.Clip(hits[:min(k, len(hits))]), nil
}
