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
	generation int64  // of the store, when it was last read
	contents   int64  // State.Contents of that time
	texts      Ranges // chunks that the text index holds
	embedded   Ranges // chunks whose vectors were read, or that have none
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
	return &Index{store: store, text: text, vectors: vectors, texts: held, generation: -1, contents: -1}
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
	live, err := x.live(ctx, state)
	if err != nil {
		return false, err
	}
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
	if after.Generation == state.Generation && state.Embedded == state.Chunks {
		x.embedded = live // those without vectors will get none
	}
	x.generation, x.contents, x.begun = state.Generation, state.Contents, nil
	return true, nil
}

// live returns the chunks of the store. It lists the documents only when they
// have changed, and not for every batch of vectors.
func (x *Index) live(ctx context.Context, state State) (Ranges, error) {
	if state.Contents == x.contents {
		return x.texts, nil
	}
	documents, err := x.store.Documents(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing the documents of the index: %w", err)
	}
	ranges := make([]Range, len(documents))
	for i, d := range documents {
		ranges[i] = Range{d.First, d.First + ChunkID(d.Chunks)}
	}
	return MakeRanges(ranges), nil
}

// forgetVectors empties the vector store: vectors of two models never meet.
func (x *Index) forgetVectors(ctx context.Context) error {
	if err := x.vectors.Delete(ctx, x.embedded.With(x.begun).IDs()); err != nil {
		return fmt.Errorf("deleting vectors of another model: %w", err)
	}
	x.embedded, x.centroid = nil, centroid{}
	return nil
}
