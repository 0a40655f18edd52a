package retrieval

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Chunks are embedded in batches, each a transaction and a step of the
// progress. A model may take a tenth of a millisecond for a chunk or a second,
// so batches grow and shrink until one takes about as long as embedTime: it
// bounds what a crash loses, and how long nothing is heard.
const (
	firstEmbedBatch = 16
	mostEmbedBatch  = 256
	embedTime       = 2 * time.Second
)

// nextEmbedBatch is the size of the batch after one of n chunks.
func nextEmbedBatch(n int, took time.Duration) int {
	switch {
	case took > embedTime:
		return max(1, n/2)
	case took < embedTime/4:
		return min(2*n, mostEmbedBatch)
	default:
		return n
	}
}

// Embed gives every chunk that has none yet its vectors, and returns how many
// there were. Vectors of another model are thrown away first. What is done
// stays done when it fails or is cancelled.
func (x *Indexer) Embed(ctx context.Context) (int, error) {
	model := x.embedder.Model()
	if err := x.store.SetModel(ctx, model); err != nil {
		return 0, fmt.Errorf("stamping the index with its embedding model: %w", err)
	}
	state, err := x.store.State(ctx)
	if err != nil {
		return 0, fmt.Errorf("reading the state of the index: %w", err)
	}
	done, total := 0, state.Chunks-state.Embedded
	for size := firstEmbedBatch; ; {
		started := time.Now()
		chunks, err := x.store.Unembedded(ctx, size)
		if err != nil {
			return done, fmt.Errorf("looking for chunks to embed: %w", err)
		}
		if len(chunks) == 0 {
			return done, nil
		}
		vectors, err := x.embedChunks(ctx, model, chunks)
		if err != nil {
			return done, err
		}
		if err := x.store.PutVectors(ctx, vectors); err != nil {
			return done, fmt.Errorf("writing vectors to the index: %w", err)
		}
		done += len(chunks)
		x.progress(Progress{Stage: StageEmbed, Done: done, Total: total})
		size = nextEmbedBatch(size, time.Since(started))
	}
}

// embedChunks leaves chunks without vectors whose language the model does not
// know: they are found by their text.
func (x *Indexer) embedChunks(ctx context.Context, model EmbeddingModel, chunks []StoredChunk) ([]ChunkVectors, error) {
	var texts []string
	counts := make([]int, len(chunks))
	for i, c := range chunks {
		switch {
		case !model.Understands(c.Language):
		case !model.PerSentence:
			texts, counts[i] = append(texts, c.Context(c.Title)+"\n"+c.Text), 1
		default:
			for _, s := range c.Sentences {
				texts = append(texts, c.Text[s.Start-c.Start:s.End-c.Start])
			}
			counts[i] = len(c.Sentences)
		}
	}
	embedded, err := x.embedder.EmbedDocuments(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("embedding %d texts: %w", len(texts), err)
	}
	if len(embedded) != len(texts) {
		return nil, fmt.Errorf("embedding %d texts: the model gave %d vectors", len(texts), len(embedded))
	}
	vectors := make([]ChunkVectors, len(chunks))
	for i, c := range chunks {
		vectors[i] = ChunkVectors{ID: c.ID, Sentences: embedded[:counts[i]]}
		embedded = embedded[counts[i]:]
	}
	return vectors, nil
}

// Understands reports whether the model knows the language. An unknown
// language, "", may be one that it knows.
func (m EmbeddingModel) Understands(language string) bool {
	return language == "" || m.Languages == nil || slices.Contains(m.Languages, language)
}
