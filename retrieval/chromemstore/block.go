package chromemstore

import (
	"errors"
	"fmt"
	"math"

	"footnote/retrieval"
	"footnote/retrieval/uselite/kernel"
)

// The blocks of a collection grow with it, from the least to the most rows, so
// that a small one takes little memory and no block ever moves.
const (
	minRows = 16
	maxRows = 1024
)

// A block is a run of rows: chunks and their vectors, one after the other.
type block struct {
	ids        []retrieval.ChunkID // of the rows in use
	vectors    []float32           // with room for as many as ids has
	dimensions int
}

// newBlock makes a block for a collection of held rows.
func newBlock(held, dimensions int) *block {
	rows := min(max(held, minRows), maxRows)
	return &block{
		ids:        make([]retrieval.ChunkID, 0, rows),
		vectors:    make([]float32, rows*dimensions),
		dimensions: dimensions,
	}
}

func (b *block) vector(row int) []float32 {
	return b.vectors[row*b.dimensions:][:b.dimensions:b.dimensions]
}

// cosines returns those of the rows in use with the query, in dst.
func (b *block) cosines(dst *[maxRows]float32, query []float32) []float32 {
	kernel.Dots(dst[:len(b.ids)], query, b.vectors)
	return dst[:len(b.ids)]
}

// scale is what brings a vector to a length of 1. It is 0 for a zero vector.
func scale(vector []float32, dimensions int) (float64, error) {
	if dimensions != 0 && len(vector) != dimensions {
		return 0, fmt.Errorf("has %d dimensions, want %d", len(vector), dimensions)
	}
	var sum float64
	for _, x := range vector {
		sum += float64(x) * float64(x)
	}
	switch {
	case math.IsNaN(sum) || math.IsInf(sum, 0):
		return 0, errors.New("holds a number that is not finite")
	case sum == 0:
		return 0, nil
	}
	return 1 / math.Sqrt(sum), nil
}

// scaled sets dst to the vector times the scale. Its length is so near to 1 that
// chromem keeps it as it is, and makes no copy.
func scaled(dst, vector []float32, scale float64) {
	for i, x := range vector {
		dst[i] = float32(float64(x) * scale)
	}
}
