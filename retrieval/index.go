package retrieval

import (
	"context"
	"fmt"
	"sync"
)

// An Index keeps a TextIndex and a VectorStore equal to the Store that they
// are filled from. It is safe for concurrent use.
type Index struct {
	store   StoreReader
	text    TextIndex
	vectors VectorStore

	mu         sync.Mutex
	generation int64
	texts      Ranges // chunks that the text index holds
	embedded   Ranges // chunks whose vectors were read
	begun      Ranges // chunks that refreshes which failed may have added
	model      string // of the vectors
	centroid   centroid
}

// A centroid is the sum of vectors, to tell the cosine of an average one.
type centroid struct {
	sum   []float64
	count int
}

func (c *centroid) add(vector []float32) {
	if len(c.sum) != len(vector) {
		c.sum, c.count = make([]float64, len(vector)), 0
	}
	for i, v := range vector {
		c.sum[i] += float64(v)
	}
	c.count++
}

// averageCosine is the mean cosine of the vector with all chunks that were
// ever read since the index was opened: deleted ones hardly move it.
func (x *Index) averageCosine(vector []float32) float32 {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.centroid.count == 0 || len(vector) != len(x.centroid.sum) {
		return 0
	}
	dot := 0.0
	for i, v := range vector {
		dot += float64(v) * x.centroid.sum[i]
	}
	return float32(dot / float64(x.centroid.count))
}

// Model is the name of the embedding model that the vectors were made by.
func (x *Index) Model() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.model
}

// NewIndex returns an index over the store. The text index may hold the chunks
// of held already, from a snapshot; the vector store is empty. Refresh fills
// both.
func NewIndex(store StoreReader, text TextIndex, held Ranges, vectors VectorStore) *Index {
	return &Index{store: store, text: text, vectors: vectors, texts: held, generation: -1}
}

// Refresh takes over what was written to the store since the last time, by
// this process or another, and reports whether there was anything. When there
// is not, it costs one State.
func (x *Index) Refresh(ctx context.Context) (bool, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	state, err := x.store.State(ctx)
	if err != nil {
		return false, fmt.Errorf("reading the state of the index: %w", err)
	}
	if state.Generation == x.generation {
		return false, nil
	}
	documents, err := x.store.Documents(ctx)
	if err != nil {
		return false, fmt.Errorf("listing the documents of the index: %w", err)
	}
	ranges := make([]Range, len(documents))
	for i, d := range documents {
		ranges[i] = Range{d.First, d.First + ChunkID(d.Chunks)}
	}
	live := MakeRanges(ranges)
	if x.model != state.Model {
		if err := x.forgetVectors(ctx); err != nil {
			return false, err
		}
		x.model = state.Model
	}
	x.begun = x.begun.With(live)
	if err := x.refreshText(ctx, live); err != nil {
		return false, err
	}
	if err := x.refreshVectors(ctx, live); err != nil {
		return false, err
	}
	after, err := x.store.State(ctx)
	if err != nil {
		return false, fmt.Errorf("reading the state of the index: %w", err)
	}
	if after.Model != state.Model { // the vectors may be of both
		return true, x.forgetVectors(ctx)
	}
	x.generation, x.begun = state.Generation, nil
	return true, nil
}

// refreshText adds before it deletes, so that a changed document is never
// missing; searching drops what the store no longer holds.
func (x *Index) refreshText(ctx context.Context, live Ranges) error {
	fresh := live.Without(x.texts)
	var batch []TextEntry
	flush := func() error {
		if err := x.text.Add(ctx, batch); err != nil {
			return fmt.Errorf("adding chunks to the text index: %w", err)
		}
		batch = batch[:0]
		return nil
	}
	for _, r := range fresh.hull() {
		for chunk, err := range x.store.ChunksIn(ctx, r.First, r.End) {
			if err != nil {
				return fmt.Errorf("reading chunks: %w", err)
			}
			if !fresh.contains(chunk.ID) {
				continue
			}
			batch = append(batch, TextEntry{ID: chunk.ID, Context: chunk.Context(chunk.Title),
				Text: chunk.Text, Language: chunk.Language, Audience: chunk.Audience})
			if len(batch) == 4096 {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	if len(batch) > 0 {
		if err := flush(); err != nil {
			return err
		}
	}
	if gone := x.texts.With(x.begun).Without(live).IDs(); len(gone) > 0 {
		if err := x.text.Delete(ctx, gone); err != nil {
			return fmt.Errorf("deleting chunks from the text index: %w", err)
		}
	}
	x.texts = live
	return nil
}

// forgetVectors empties the vector store: vectors of two models never meet.
func (x *Index) forgetVectors(ctx context.Context) error {
	if err := x.vectors.Delete(ctx, x.embedded.With(x.begun).IDs()); err != nil {
		return fmt.Errorf("deleting vectors of another model: %w", err)
	}
	x.embedded, x.centroid = nil, centroid{}
	return nil
}

func (x *Index) refreshVectors(ctx context.Context, live Ranges) error {
	missing := live.Without(x.embedded)
	var found []Range
	var batch []VectorEntry
	flush := func() error {
		if err := x.vectors.Add(ctx, batch); err != nil {
			return fmt.Errorf("adding vectors to the vector store: %w", err)
		}
		batch = batch[:0]
		return nil
	}
	for _, r := range missing.hull() {
		for entry, err := range x.store.VectorsIn(ctx, r.First, r.End) {
			if err != nil {
				return fmt.Errorf("reading vectors: %w", err)
			}
			if !missing.contains(entry.ID) {
				continue
			}
			found = append(found, Range{entry.ID, entry.ID + 1})
			entry.Vector = append([]float32(nil), entry.Vector...)
			x.centroid.add(entry.Vector)
			if batch = append(batch, entry); len(batch) == 4096 {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	if len(batch) > 0 {
		if err := flush(); err != nil {
			return err
		}
	}
	if gone := x.embedded.With(x.begun).Without(live).IDs(); len(gone) > 0 {
		if err := x.vectors.Delete(ctx, gone); err != nil {
			return fmt.Errorf("deleting vectors from the vector store: %w", err)
		}
	}
	x.embedded = MakeRanges(append(found, x.embedded...)).Without(x.embedded.Without(live))
	return nil
}
