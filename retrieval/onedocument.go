package retrieval

import (
	"context"
	"fmt"
)

// retrieveFrom searches the one document that the query names. When it finds
// nothing because the document was replaced meanwhile, it searches the new one,
// as often as that happens.
func (s *Searcher) retrieveFrom(ctx context.Context, query Query) (Result, error) {
	within, err := s.chunksOf(ctx, query)
	for err == nil {
		result, failed := s.retrieve(ctx, query, within)
		if failed != nil || len(result.Passages) > 0 {
			return result, failed
		}
		searched := within
		if within, err = s.chunksOf(ctx, query); err == nil && within == searched {
			return result, nil
		}
	}
	return Result{Query: query}, err
}

// chunksOf is the range of the chunks of the query's document, which the asker
// may see: all of them have the document's audience, and one that is given
// another has other chunks.
func (s *Searcher) chunksOf(ctx context.Context, query Query) (Range, error) {
	document, err := s.store.Document(ctx, query.Document)
	if err == nil && !query.Audience.Sees(document.Audience) {
		err = ErrNotFound
	}
	if err != nil {
		return Range{}, fmt.Errorf("looking up the document %q: %w", query.Document, err)
	}
	first := max(1, document.First) // so that no chunks at all are not the zero Range
	return Range{first, first + ChunkID(document.Chunks)}, nil
}

// lookedUp are the chunks whose vectors are looked up: of one document all, which
// are few, otherwise those that were found by their text.
func lookedUp(hits []TextHit, within Range) []ChunkID {
	if !within.all() {
		return Ranges{within}.IDs()
	}
	ids := make([]ChunkID, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return ids
}

// findBest looks up the best scores of all chunks that the asker may see, so
// that those of one document have the scores and the order that they have among
// all.
func (s *Searcher) findBest(ctx context.Context, f *found, query Query, within Range) error {
	if within.all() {
		return nil
	}
	text, err := s.text.Search(ctx, TextQuery{Text: query.whole(), K: 1, Audience: query.Audience})
	if err != nil {
		return fmt.Errorf("searching the text index: %w", err)
	}
	for _, h := range text.Hits {
		f.best.words, f.best.grams = max(f.best.words, h.Words), max(f.best.grams, h.Grams)
	}
	if f.vector == nil {
		return nil
	}
	nearest, err := s.vectors.Nearest(ctx, f.vector, 1, query.Audience)
	if err != nil {
		return fmt.Errorf("searching the vectors: %w", err)
	}
	for _, h := range nearest {
		f.best.dense = h.Cosine
	}
	return nil
}
