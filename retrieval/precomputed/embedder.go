package precomputed

import (
	"context"
	"fmt"

	"footnote/retrieval"
)

// An Embedder asks the model only for texts whose vectors are not known.
type Embedder struct {
	retrieval.Embedder
	known *Vectors
}

// NewEmbedder returns an embedder that gives the model's vectors. Known
// vectors that another model made are not used.
func NewEmbedder(model retrieval.Embedder, known *Vectors) *Embedder {
	if known.Model() != model.Model().Name {
		known = &Vectors{}
	}
	return &Embedder{Embedder: model, known: known}
}

// EmbedDocuments returns one vector a text, in order.
func (e *Embedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	var unknown []string
	var places []int
	for i, text := range texts {
		vector, ok := e.known.Lookup(text)
		if !ok {
			unknown, places = append(unknown, text), append(places, i)
			continue
		}
		vectors[i] = vector
	}
	if len(unknown) == 0 {
		return vectors, ctx.Err()
	}
	made, err := e.Embedder.EmbedDocuments(ctx, unknown)
	if err != nil {
		return nil, err
	}
	if len(made) != len(unknown) {
		return nil, fmt.Errorf("the model gave %d vectors for %d texts", len(made), len(unknown))
	}
	for i, place := range places {
		vectors[place] = made[i]
	}
	return vectors, nil
}
