package retrievaltest

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"unicode"

	"footnote/retrieval"
)

// An Embedder is a retrieval.Embedder for tests. It hashes each word of a text
// to a direction and adds them up, so that texts that share words are near and
// equal texts are equal, on every machine and in every run.
type Embedder struct {
	model retrieval.EmbeddingModel
}

// NewEmbedder returns an Embedder of the given dimensions that embeds sentence
// by sentence and understands every language.
func NewEmbedder(dimensions int) *Embedder {
	return NewEmbedderFor(retrieval.EmbeddingModel{
		Name:        fmt.Sprintf("hashed-words-%d", dimensions),
		Dimensions:  dimensions,
		PerSentence: true,
		Languages:   nil,
	})
}

// NewEmbedderFor returns an Embedder that passes itself off as the model.
func NewEmbedderFor(model retrieval.EmbeddingModel) *Embedder {
	return &Embedder{model: model}
}

// Model implements retrieval.Embedder.
func (e *Embedder) Model() retrieval.EmbeddingModel { return e.model }

// EmbedDocuments implements retrieval.Embedder.
func (e *Embedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		v, err := e.EmbedQuery(ctx, text)
		if err != nil {
			return nil, err
		}
		vectors[i] = v
	}
	return vectors, nil
}

// EmbedQuery implements retrieval.Embedder.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embed: %w", err)
	}
	vector := make([]float32, e.model.Dimensions)
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), notPartOfWord) {
		addWord(vector, word)
	}
	normalize(vector)
	return vector, nil
}

func notPartOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// addWord adds the direction of a word: a value between -1 and 1 for each
// dimension, drawn from a generator that the word seeds.
func addWord(vector []float32, word string) {
	h := fnv.New64a()
	h.Write([]byte(word))
	state := h.Sum64()
	for i := range vector {
		state = splitmix(state)
		vector[i] += float32(int32(state>>32)) / (1 << 31)
	}
}

// splitmix is a step of the SplitMix64 generator.
func splitmix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// normalize scales a vector to length 1; a zero vector stays as it is.
func normalize(vector []float32) {
	var sum float64
	for _, x := range vector {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	scale := 1 / math.Sqrt(sum)
	for i, x := range vector {
		vector[i] = float32(float64(x) * scale)
	}
}

// cosine is the cosine of two vectors, computed the slow and sure way; 0 when
// one of them is zero.
func cosine(a, b []float32) float64 {
	var dot, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		dot, aa, bb = dot+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return dot / math.Sqrt(aa*bb)
}
