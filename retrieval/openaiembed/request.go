package openaiembed

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/sashabaranov/go-openai"
)

// request asks once for vectors and checks what comes.
func (r role) request(ctx context.Context, texts []string) ([][]float32, error) {
	input := make([]string, len(texts))
	for i, text := range texts {
		input[i] = r.prefix + text
	}
	response, err := r.client.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{
		Input: input, Model: openai.EmbeddingModel(r.config.Model), Dimensions: r.config.Dimensions})
	var fault *Error
	switch {
	case errors.As(err, &fault):
		return nil, err
	case err != nil && ctx.Err() != nil:
		return nil, fmt.Errorf("embedding %d texts: %w", len(texts), ctx.Err())
	case err != nil:
		return nil, r.fault(Malformed, fmt.Sprintf("the answer is no list of vectors (%v)", err), err)
	}
	vectors, err := inOrder(response.Data, len(texts))
	if err != nil {
		return nil, r.fault(Malformed, err.Error(), nil)
	}
	for _, v := range vectors {
		if err := r.checkLength(len(v), len(vectors[0])); err != nil {
			return nil, err
		}
		// A server that cannot embed one of the texts has null for its numbers,
		// where another refuses; both are dealt with alike.
		if !normalize(v) {
			return nil, r.fault(Refused, "a vector without length", nil)
		}
	}
	return vectors, nil
}

// inOrder puts the vectors into the order of the texts, whichever order they
// come in.
func inOrder(data []openai.Embedding, n int) ([][]float32, error) {
	if len(data) != n {
		return nil, fmt.Errorf("%d vectors for %d texts", len(data), n)
	}
	vectors := make([][]float32, n)
	for _, d := range data {
		switch {
		case d.Index < 0 || d.Index >= n:
			return nil, fmt.Errorf("a vector of text %d, of %d", d.Index, n)
		case vectors[d.Index] != nil:
			return nil, fmt.Errorf("two vectors of text %d", d.Index)
		case len(d.Embedding) == 0:
			return nil, fmt.Errorf("an empty vector of text %d", d.Index)
		}
		vectors[d.Index] = d.Embedding
	}
	return vectors, nil
}

// checkLength compares a vector's length with that which is known or was asked
// for or, before anything is known, with the first one's.
func (r role) checkLength(got, first int) error {
	switch want := r.dimensions; {
	case want == 0 && got == first || want == got:
		return nil
	case want == 0:
		return r.fault(Malformed, fmt.Sprintf("vectors of %d and of %d dimensions in one answer", first, got), nil)
	case want == r.config.Dimensions:
		return r.fault(WrongDimensions, fmt.Sprintf("asked for %d dimensions, the server gives %d: "+
			"it ignores the wish, or the model cannot fulfil it", want, got), nil)
	default:
		return r.fault(WrongDimensions, fmt.Sprintf("the vectors had %d dimensions and now have %d: "+
			"another model, perhaps one for chat, answers to the name", want, got), nil)
	}
}

// normalize gives a vector length 1. It reports false for one that is zero or
// not finite.
func normalize(vector []float32) bool {
	sum := 0.0
	for _, x := range vector {
		sum += float64(x) * float64(x)
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return false
	}
	scale := 1 / math.Sqrt(sum)
	for i, x := range vector {
		vector[i] = float32(float64(x) * scale)
	}
	return true
}
