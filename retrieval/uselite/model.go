package uselite

import (
	"context"
	_ "embed"
	"fmt"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/uselite/internal/weights"
	"footnote/retrieval/uselite/kernel"
)

// file is what internal/generate makes. It is a string, so that it stays in the
// read-only part of the program, of which the system loads what is touched.
//
//go:embed weights.bin
var file string

// name must change whenever the vectors do.
const name = "use-lite-en-int8/1"

// A Model is the embedded model. It is safe for concurrent use.
type Model struct {
	tokenizer *tokenizer
	encoder   encoder
	// workers is how many batches are encoded at the same time.
	workers int
}

var _ retrieval.Embedder = (*Model)(nil)

// New loads the model.
func New() (*Model, error) {
	return load(file, kernel.Best())
}

func load(file string, path *kernel.Path) (*Model, error) {
	w, err := weights.Decode(file)
	if err != nil {
		return nil, fmt.Errorf("loading the embedded model: %w", err)
	}
	return &Model{
		tokenizer: newTokenizer(w.Pieces),
		encoder:   encoder{path: path, model: w},
		workers:   defaultWorkers(),
	}, nil
}

// Model describes the vectors.
func (m *Model) Model() retrieval.EmbeddingModel {
	return retrieval.EmbeddingModel{
		Name:        name,
		Dimensions:  weights.HiddenSize,
		Languages:   []string{"en"},
		PerSentence: true,
	}
}

// EmbedQuery returns the vector of one text.
func (m *Model) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	tokens := m.tokens(nil, text, new(lattice))
	if len(tokens) == 0 {
		return make([]float32, weights.HiddenSize), nil
	}
	return slices.Clone(m.encoder.encode(new(workspace), [][]uint16{tokens})), nil
}

// LogProbability tells how common a word is in English: the sum of the
// scores, natural logarithms of probabilities, of the pieces of its best
// segmentation. An empty word has 0.
func (m *Model) LogProbability(word string) float64 {
	return m.tokenizer.logProbability(word)
}

// tokens appends as many tokens of text as the model looks at.
func (m *Model) tokens(dst []uint16, text string, scratch *lattice) []uint16 {
	first := len(dst)
	dst = m.tokenizer.tokens(dst, text, scratch)
	return dst[:min(len(dst), first+weights.MaxTokens)]
}
