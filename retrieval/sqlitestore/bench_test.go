package sqlitestore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"
)

const (
	benchChunks     = 100_000
	benchPerDoc     = 20
	benchDimensions = 512
	benchSentences  = 5
)

// BenchmarkStore measures a store of 100,000 chunks of 600 bytes, each with the
// vectors of five sentences.
func BenchmarkStore(b *testing.B) {
	dir, ctx := b.TempDir(), b.Context()
	store, err := sqlitestore.Open(ctx, dir, sqlitestore.Write)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	fill(b, ctx, store)
	benchReads(b, ctx, store)
	b.Run("Open", func(b *testing.B) {
		for b.Loop() {
			reader, err := sqlitestore.Open(ctx, dir, sqlitestore.Read)
			if err != nil {
				b.Fatal(err)
			}
			reader.Close()
		}
	})
}

func fill(b *testing.B, ctx context.Context, store *sqlitestore.Store) {
	start := time.Now()
	for first := 0; first < benchChunks/benchPerDoc; first += 100 {
		var batch []retrieval.Indexed
		for i := range 100 {
			batch = append(batch, benchDocument(first+i))
		}
		if err := store.Apply(ctx, batch, nil); err != nil {
			b.Fatal(err)
		}
	}
	applied := time.Now()
	if err := store.SetModel(ctx, retrieval.EmbeddingModel{Name: "bench", Dimensions: benchDimensions}); err != nil {
		b.Fatal(err)
	}
	var reading time.Duration
	for {
		before := time.Now()
		chunks, err := store.Unembedded(ctx, 1000)
		reading += time.Since(before)
		if err != nil {
			b.Fatal(err)
		}
		if len(chunks) == 0 {
			break
		}
		if err := store.PutVectors(ctx, benchVectors(chunks)); err != nil {
			b.Fatal(err)
		}
	}
	b.Logf("applied %.0f chunks/s, embedded %.0f chunks/s, Unembedded(1000) took %v",
		benchChunks/applied.Sub(start).Seconds(), benchChunks/time.Since(applied).Seconds(), reading/(benchChunks/1000))
}

func benchDocument(n int) retrieval.Indexed {
	texts := make([]string, benchPerDoc)
	for i := range texts {
		sentence := fmt.Sprintf("Sentence of document %d, ", n)
		sentence += strings.Repeat("x", 600/benchSentences-len(sentence)-2) + ". "
		texts[i] = strings.TrimSpace(strings.Repeat(sentence, benchSentences))
	}
	return retrievaltest.Indexed(fmt.Sprintf("document-%06d", n), texts...)
}

func benchVectors(chunks []retrieval.StoredChunk) []retrieval.ChunkVectors {
	all := make([]retrieval.ChunkVectors, len(chunks))
	for i, c := range chunks {
		all[i].ID = c.ID
		state := uint64(c.ID)
		for range benchSentences {
			vector := make([]float32, benchDimensions)
			for j := range vector {
				state = state*6364136223846793005 + 1442695040888963407
				vector[j] = float32(int32(state>>32)) / (1 << 31)
			}
			all[i].Sentences = append(all[i].Sentences, vector)
		}
	}
	return all
}

func benchReads(b *testing.B, ctx context.Context, store *sqlitestore.Store) {
	random := rand.New(rand.NewPCG(1, 2))
	ids := make([]retrieval.ChunkID, 64)
	draw := func() {
		for i := range ids {
			ids[i] = retrieval.ChunkID(1 + random.IntN(benchChunks))
		}
	}
	reads := []struct {
		name string
		run  func() error
	}{
		{"State", func() error { _, err := store.State(ctx); return err }},
		{"Chunks64", func() error { draw(); _, err := store.Chunks(ctx, ids); return err }},
		{"SentenceVectors64", func() error { draw(); _, err := store.SentenceVectors(ctx, ids); return err }},
		{"VectorsInAll", func() error { return drain(store.VectorsIn(ctx, 0, benchChunks+1)) }},
		{"ChunksInAll", func() error { return drain(store.ChunksIn(ctx, 0, benchChunks+1)) }},
		{"Documents", func() error { _, err := store.Documents(ctx); return err }},
	}
	for _, read := range reads {
		b.Run(read.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := read.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func drain[T any](seq func(func(T, error) bool)) error {
	n := 0
	for _, err := range seq {
		if err != nil {
			return err
		}
		n++
	}
	if n != benchChunks {
		return fmt.Errorf("%d rows, want %d", n, benchChunks)
	}
	return nil
}
