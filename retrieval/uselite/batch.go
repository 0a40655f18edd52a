package uselite

import (
	"context"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"footnote/retrieval/uselite/internal/weights"
)

// batchTokens is about how many tokens go through the layers together: enough
// to make good use of each weight that is read, and few enough for what they
// become to stay in the second-level cache.
const batchTokens = 192

func defaultWorkers() int { return runtime.GOMAXPROCS(0) }

// EmbedDocuments returns one vector a text, in order. It uses every core. The
// vector of a text does not depend on the others.
func (m *Model) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range min(m.workers, len(texts)) {
		group.Go(func() error {
			w := worker{model: m, texts: texts, vectors: vectors}
			for {
				if err := ctx.Err(); err != nil {
					return err
				}
				first := int(next.Add(textsPerClaim)) - textsPerClaim
				if first >= len(texts) {
					return w.flush()
				}
				for i := first; i < min(first+textsPerClaim, len(texts)); i++ {
					w.add(i)
				}
			}
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return vectors, nil
}

// textsPerClaim is how many texts a worker takes at once.
const textsPerClaim = 4

// A worker gathers texts into batches and encodes them.
type worker struct {
	model   *Model
	texts   []string
	vectors [][]float32

	scratch   lattice
	workspace workspace
	tokens    []uint16
	// ends[i] is where the tokens of text members[i] end.
	ends    []int
	members []int
}

// add takes text i into the batch.
func (w *worker) add(i int) {
	before := len(w.tokens)
	w.tokens = w.model.tokens(w.tokens, w.texts[i], &w.scratch)
	if len(w.tokens) == before {
		w.vectors[i] = make([]float32, weights.HiddenSize)
		return
	}
	w.ends = append(w.ends, len(w.tokens))
	w.members = append(w.members, i)
	if len(w.tokens) >= batchTokens {
		w.flush()
	}
}

// flush encodes the batch and empties it.
func (w *worker) flush() error {
	if len(w.members) == 0 {
		return nil
	}
	sentences := make([][]uint16, len(w.members))
	start := 0
	for i, end := range w.ends {
		sentences[i] = w.tokens[start:end]
		start = end
	}
	result := slices.Clone(w.model.encoder.encode(&w.workspace, sentences))
	for i, member := range w.members {
		w.vectors[member] = result[i*weights.HiddenSize:][:weights.HiddenSize:weights.HiddenSize]
	}
	w.tokens, w.ends, w.members = w.tokens[:0], w.ends[:0], w.members[:0]
	return nil
}
