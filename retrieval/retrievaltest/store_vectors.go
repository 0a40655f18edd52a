package retrievaltest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"footnote/retrieval"
)

// tiny is a model for tests of storing its vectors.
var tiny = retrieval.EmbeddingModel{Name: "tiny", Dimensions: 16}

// storedTolerance is how much cosine a store may lose.
const storedTolerance = 1e-3

// tinyVectors embeds the sentences of chunks.
func tinyVectors(chunks []retrieval.StoredChunk) (all []retrieval.ChunkVectors) {
	embedder := NewEmbedderFor(tiny)
	for _, c := range chunks {
		v := retrieval.ChunkVectors{ID: c.ID}
		for _, s := range c.Sentences {
			vector, err := embedder.EmbedQuery(context.Background(), c.Text[s.Start-c.Start:s.End-c.Start])
			if err != nil {
				panic(err) // only for a cancelled context
			}
			v.Sentences = append(v.Sentences, vector)
		}
		all = append(all, v)
	}
	return all
}

// embed stores the vectors of all chunks.
func (x *store) embed() []retrieval.ChunkVectors {
	x.t.Helper()
	x.must(x.SetModel(x.t.Context(), tiny))
	vectors := tinyVectors(x.everyChunk())
	x.must(x.PutVectors(x.t.Context(), vectors))
	return vectors
}

// means reads all mean vectors, each copied.
func (x *store) means() (all []retrieval.VectorEntry) {
	x.t.Helper()
	for e, err := range x.VectorsIn(x.t.Context(), 0, lastID) {
		x.must(err)
		e.Vector = slices.Clone(e.Vector)
		all = append(all, e)
	}
	return all
}

// wantVectors checks that the vectors of exactly these chunks are held. Zero
// vectors have no mean.
func (x *store) wantVectors(want []retrieval.ChunkVectors) {
	x.t.Helper()
	means, at := x.means(), 0
	for _, v := range want {
		x.wantSentences(v)
		mean := meanOf(v.Sentences)
		if mean == nil {
			continue
		}
		if at == len(means) {
			x.t.Fatalf("VectorsIn ends before chunk %d", v.ID)
		}
		got := means[at]
		at++
		if got.ID != v.ID || cosine(got.Vector, mean) < 1-storedTolerance || math.Abs(lengthOf(got.Vector)-1) > 1e-5 {
			x.t.Errorf("mean vector of chunk %d is %v of chunk %d, want %v", v.ID, got.Vector, got.ID, mean)
		}
		chunks, err := x.Chunks(x.t.Context(), []retrieval.ChunkID{v.ID})
		x.must(err)
		x.wantEqual("audience of a vector", got.Audience, chunks[0].Audience)
	}
	if at < len(means) {
		x.t.Errorf("VectorsIn has %d vectors too many", len(means)-at)
	}
}

func (x *store) wantSentences(want retrieval.ChunkVectors) {
	x.t.Helper()
	all, err := x.SentenceVectors(x.t.Context(), []retrieval.ChunkID{want.ID})
	x.must(err)
	got, held := all[want.ID]
	if held != (len(want.Sentences) > 0) || len(got) != len(want.Sentences) {
		x.t.Fatalf("chunk %d has %d vectors of sentences, want %d", want.ID, len(got), len(want.Sentences))
	}
	for i, vector := range want.Sentences {
		if math.Abs(lengthOf(got[i])-lengthOf(vector)) > 1e-5 {
			x.t.Errorf("vector %d of chunk %d has length %g, want %g", i, want.ID, lengthOf(got[i]), lengthOf(vector))
		}
		if lengthOf(vector) > 0 && cosine(got[i], vector) < 1-storedTolerance {
			x.t.Errorf("vector %d of chunk %d is %v, want %v", i, want.ID, got[i], vector)
		}
	}
}

func lengthOf(vector []float32) float64 {
	var sum float64
	for _, x := range vector {
		sum += float64(x) * float64(x)
	}
	return math.Sqrt(sum)
}

// meanOf is nil when there is no mean that has a direction.
func meanOf(vectors [][]float32) []float32 {
	if len(vectors) == 0 {
		return nil
	}
	sum := make([]float32, len(vectors[0]))
	for _, v := range vectors {
		for i, x := range v {
			sum[i] += x
		}
	}
	if normalize(sum); lengthOf(sum) == 0 {
		return nil
	}
	return sum
}

func storeVectors(t *testing.T, x *store) {
	x.put(rich(), Indexed("b", "One. Two. And three.", "A single one."))
	vectors := x.embed()
	x.wantVectors(vectors)
	x.wantCounts(2, 5, 5)
	x.reopen()
	x.wantVectors(vectors)
	if got := x.state().Model; got != tiny.Name {
		t.Errorf("Model is %q, want %q", got, tiny.Name)
	}
	ids := []retrieval.ChunkID{vectors[4].ID, 9999, vectors[0].ID, vectors[0].ID}
	some, err := x.SentenceVectors(t.Context(), ids)
	x.must(err)
	if len(some) != 2 || len(some[vectors[0].ID]) != 2 {
		t.Errorf("SentenceVectors of two chunks gives %d", len(some))
	}
	part := collect(x, x.VectorsIn(t.Context(), vectors[1].ID, vectors[2].ID))
	if len(part) != 1 || part[0].ID != vectors[1].ID {
		t.Errorf("VectorsIn of one chunk gives %v", part)
	}
	slices.Reverse(vectors[1].Sentences)
	vectors[1].Sentences = append(vectors[1].Sentences, vectors[4].Sentences...)
	x.must(x.PutVectors(t.Context(), vectors[1:2]))
	x.wantVectors(vectors)
	x.wantCounts(2, 5, 5)
}

func storeOddVectors(t *testing.T, x *store) {
	x.put(Indexed("a", "None.", "Zero.", "Opposite. Ones.", "Long."))
	x.must(x.SetModel(t.Context(), tiny))
	east, west, zero := make([]float32, 16), make([]float32, 16), make([]float32, 16)
	east[0], west[0] = 1, -1
	vectors := []retrieval.ChunkVectors{
		{ID: 1}, {ID: 2, Sentences: [][]float32{zero}}, {ID: 3, Sentences: [][]float32{east, west}}, {ID: 4, Sentences: [][]float32{east, zero}},
	}
	x.must(x.PutVectors(t.Context(), vectors))
	x.wantVectors(vectors)
	x.wantCounts(1, 4, 4)
	vectors[3].Sentences = nil
	x.must(x.PutVectors(t.Context(), vectors[3:]))
	x.wantVectors(vectors)
	x.wantCounts(1, 4, 4)
}

func storeVectorsFollow(t *testing.T, x *store) {
	x.put(rich(), Indexed("b", "One.", "Two."))
	vectors := x.embed()
	x.put(Indexed("b", "Changed."))
	x.wantVectors(vectors[:3])
	x.wantCounts(2, 4, 3)
	x.must(x.PutVectors(t.Context(), vectors[3:])) // their chunks are gone
	x.wantVectors(vectors[:3])
	x.wantCounts(2, 4, 3)
	x.remove(rich().Document.ID)
	x.wantVectors(nil)
	x.wantCounts(1, 1, 0)
}

func storeUnembedded(t *testing.T, x *store) {
	x.put(Indexed("a", "One.", "Two.", "Three."), Indexed("b", "Four."))
	all := x.everyChunk()
	got, err := x.Unembedded(t.Context(), 100)
	x.must(err)
	x.wantEqual("chunks without vectors", got, all)
	x.must(x.SetModel(t.Context(), tiny))
	vectors := tinyVectors(all)
	vectors[2].Sentences = nil
	x.must(x.PutVectors(t.Context(), []retrieval.ChunkVectors{vectors[2], vectors[0]}))
	x.wantCounts(2, 4, 2)
	got, err = x.Unembedded(t.Context(), 1)
	x.must(err)
	x.wantEqual("the first without vectors", got, all[1:2])
	x.reopen()
	x.put(Indexed("c", "Five."))
	got, err = x.Unembedded(t.Context(), 100)
	x.must(err)
	x.wantEqual("IDs without vectors", chunkIDs(got), []retrieval.ChunkID{2, 4, 5})
	got, err = x.Unembedded(t.Context(), 0)
	x.must(err)
	x.wantEqual("no chunks", got, []retrieval.StoredChunk{})
}

func storeModelChange(t *testing.T, x *store) {
	x.put(Indexed("a", "One.", "Two."))
	vectors := x.embed()
	x.must(x.SetModel(t.Context(), tiny))
	x.wantVectors(vectors)
	other := retrieval.EmbeddingModel{Name: "other", Dimensions: 3}
	x.must(x.SetModel(t.Context(), other))
	x.reopen()
	x.wantVectors(nil)
	x.wantCounts(1, 2, 0)
	if got := x.state().Model; got != "other" {
		t.Errorf("Model is %q, want %q", got, "other")
	}
	again := []retrieval.ChunkVectors{{ID: 1, Sentences: [][]float32{{1, 0, 0}}}, {ID: 2, Sentences: [][]float32{{0, -1, 0}}}}
	x.must(x.PutVectors(t.Context(), again))
	x.wantVectors(again)
	x.wantCounts(1, 2, 2)
}

func storeFaultyVectors(t *testing.T, x *store) {
	x.put(Indexed("a", "One.", "Two."))
	fine := retrieval.ChunkVectors{ID: 1, Sentences: [][]float32{{1, 0}}}
	if err := x.PutVectors(t.Context(), []retrieval.ChunkVectors{fine}); err == nil {
		t.Error("vectors are stored though it is not known of which model they are")
	}
	x.must(x.SetModel(t.Context(), retrieval.EmbeddingModel{Name: "two", Dimensions: 2}))
	nan, inf := float32(math.NaN()), float32(math.Inf(-1))
	for _, bad := range [][]float32{{1}, {1, 0, 0}, {}, {nan, 0}, {0, inf}} {
		faulty := retrieval.ChunkVectors{ID: 2, Sentences: [][]float32{{0, 1}, bad}}
		if err := x.PutVectors(t.Context(), []retrieval.ChunkVectors{fine, faulty}); err == nil {
			t.Errorf("the vector %v is stored", bad)
		}
	}
	x.wantVectors(nil)
	x.wantCounts(1, 2, 0)
}

func storeNested(t *testing.T, x *store) {
	x.put(Indexed("a", "One.", "Two.", "Three."))
	x.embed()
	for c, err := range x.ChunksIn(t.Context(), 0, lastID) {
		x.must(err)
		for e, err := range x.VectorsIn(t.Context(), c.ID, c.ID+1) {
			x.must(err)
			x.document(c.Document)
			x.must(x.PutVectors(t.Context(), []retrieval.ChunkVectors{{ID: e.ID}}))
		}
		x.put(Indexed(fmt.Sprintf("of chunk %d", c.ID), "New."))
	}
	x.wantCounts(4, 6, 3)
	x.wantVectors(nil)
}

func storeCancelled(t *testing.T, x *store) {
	a := Indexed("a", "One.", "Two.")
	x.put(a)
	ctx, cancel := context.WithCancel(t.Context())
	for _, err := range x.ChunksIn(ctx, 0, lastID) {
		x.must(err)
		cancel()
		break
	}
	cancel()
	_, errState := x.State(ctx)
	_, errDocuments := x.Documents(ctx)
	_, errChunks := x.Chunks(ctx, []retrieval.ChunkID{1})
	var errIn error
	for _, err := range x.VectorsIn(ctx, 0, lastID) {
		errIn = err
	}
	for name, err := range map[string]error{
		"State":      errState,
		"Documents":  errDocuments,
		"Chunks":     errChunks,
		"VectorsIn":  errIn,
		"Apply":      x.Apply(ctx, []retrieval.Indexed{Indexed("b", "B.")}, []string{"a"}),
		"SetRoots":   x.SetRoots(ctx, []string{"/r"}),
		"SetModel":   x.SetModel(ctx, tiny),
		"PutVectors": x.PutVectors(ctx, tinyVectors(x.everyChunk())),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a cancelled context = %v, want context.Canceled", name, err)
		}
	}
	x.wantHeld(a)
}

func storeConcurrent(t *testing.T, x *store) {
	x.put(Indexed("seed", "Zero."))
	x.must(x.SetModel(t.Context(), tiny))
	var wg sync.WaitGroup
	for worker := range 3 {
		wg.Go(func() {
			for i := range 15 {
				id := fmt.Sprintf("%d-%d", worker, i%5)
				if err := x.Apply(t.Context(), []retrieval.Indexed{Indexed(id, "One.", "Two.")}, nil); err != nil {
					t.Error(err)
				}
				chunks, err := x.Unembedded(t.Context(), 3)
				if err == nil {
					err = x.PutVectors(t.Context(), tinyVectors(chunks))
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range 15 {
				if err := checkSnapshot(t.Context(), x.Store); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	x.wantCounts(16, 31, x.state().Embedded)
	x.must(checkSnapshot(t.Context(), x.Store))
}

// checkSnapshot checks that a call sees documents whole: each has two chunks,
// but for the first.
func checkSnapshot(ctx context.Context, s retrieval.Store) error {
	held := map[string]int{}
	for c, err := range s.ChunksIn(ctx, 2, lastID) {
		if err != nil {
			return err
		}
		held[c.Document]++
	}
	for id, chunks := range held {
		if chunks != 2 {
			return fmt.Errorf("document %s is seen with %d chunks, want 2", id, chunks)
		}
	}
	return nil
}
