// Package weights is the format of the file that holds the model: its
// generator writes it, the model reads it.
//
// The file begins with a magic number and the SHA-256 of all that follows.
// Then come sections in a fixed order, each led by its length in bytes and
// aligned, so that the integers, which are nearly all of it, are used in place.
// Numbers are little-endian.
package weights

import "footnote/retrieval/uselite/kernel"

// The shape of the model.
const (
	// Vocabulary is how many token identities there are.
	Vocabulary = 8002
	// EmbeddingSize is the length of the vector of a token.
	EmbeddingSize = 256
	// HiddenSize is the length of the vectors between the layers, and of the
	// result.
	HiddenSize = 512
	// FeedForwardSize is the width of the inner layer of a feed-forward network.
	FeedForwardSize = 1536
	// Heads is the number of attention heads of a layer.
	Heads = 4
	// MaxTokens is how many tokens of a text the model looks at.
	MaxTokens = 128
	// Unknown is the identity of all that is not in the vocabulary.
	Unknown = 0
)

// Model is everything the model knows.
type Model struct {
	// Pieces is sorted by Text.
	Pieces []Piece
	// Embedding holds Vocabulary rows of EmbeddingSize integers; each row has a
	// scale.
	Embedding       []int8
	EmbeddingScales []float32
	// Timing holds MaxTokens rows that are added to the embeddings.
	Timing []float32
	Layers [2]Layer
	// Output is followed by a hyperbolic tangent.
	Output kernel.Matrix
}

// A Piece is an entry of the vocabulary. A space stands for the beginning of a
// word.
type Piece struct {
	Text  string
	ID    uint16
	Score float32
}

// Layer is one layer of the transformer. The offsets of its normalisations are
// part of the biases that follow them, and the scaling of attention is part of
// the queries' weights.
type Layer struct {
	// AttentionGains and FeedForwardGains multiply the normalised inputs of
	// QueryKeyValue and FeedForward1.
	AttentionGains, FeedForwardGains []float32
	// QueryKeyValue makes the three side by side.
	QueryKeyValue kernel.Matrix
	// Attention maps what the heads found. In the first layer the layer's input
	// is appended to it, as the residual needs a mapping too: it is half as
	// long as the output.
	Attention    kernel.Matrix
	FeedForward1 kernel.Matrix
	FeedForward2 kernel.Matrix
}

// New returns a model of the right shape without contents.
func New() *Model {
	const first = EmbeddingSize
	return &Model{
		Layers: [2]Layer{
			{
				QueryKeyValue: matrix(first, 3*first),
				Attention:     matrix(2*first, HiddenSize),
				FeedForward1:  matrix(HiddenSize, FeedForwardSize),
				FeedForward2:  matrix(FeedForwardSize, HiddenSize),
			},
			{
				QueryKeyValue: matrix(HiddenSize, 3*HiddenSize),
				Attention:     matrix(HiddenSize, HiddenSize),
				FeedForward1:  matrix(HiddenSize, FeedForwardSize),
				FeedForward2:  matrix(FeedForwardSize, HiddenSize),
			},
		},
		Output: matrix(HiddenSize, HiddenSize),
	}
}

func matrix(inputs, outputs int) kernel.Matrix {
	return kernel.Matrix{Inputs: inputs, Outputs: outputs}
}

// matrices lists the matrices in the order of the file.
func (m *Model) matrices() []*kernel.Matrix {
	var all []*kernel.Matrix
	for i := range m.Layers {
		l := &m.Layers[i]
		all = append(all, &l.QueryKeyValue, &l.Attention, &l.FeedForward1, &l.FeedForward2)
	}
	return append(all, &m.Output)
}
