package sqlitestore

import (
	"errors"
	"fmt"
	"math"

	"footnote/retrieval"
)

// factorLength is the length of a vector's factor.
const factorLength = 4

// quantize adds a vector as a factor and one signed byte a dimension. The
// factor is such that the length of the vector stays what it was.
func (e *encoder) quantize(vector []float32) {
	var largest, length, rounded float64
	for _, x := range vector {
		largest = max(largest, math.Abs(float64(x)))
		length += float64(x) * float64(x)
	}
	start := len(e.bytes)
	e.float(0)
	for _, x := range vector {
		var q float64
		if largest > 0 {
			q = math.Round(float64(x) / largest * 127)
		}
		rounded += q * q
		e.bytes = append(e.bytes, byte(int8(q)))
	}
	if rounded > 0 {
		var factor encoder
		factor.float(float32(math.Sqrt(length / rounded)))
		copy(e.bytes[start:], factor.bytes)
	}
}

// dequantize reads a vector of the length of the given one into it.
func (d *decoder) dequantize(vector []float32) {
	factor := d.float()
	quantized := d.take(len(vector))
	if len(quantized) < len(vector) {
		return
	}
	for i := range vector {
		vector[i] = float32(int8(quantized[i])) * factor
	}
}

// mean returns the normalised mean of vectors, nil when there is none: for no
// vectors and for those that cancel out.
func mean(vectors [][]float32) []float32 {
	if len(vectors) == 0 {
		return nil
	}
	sums := make([]float64, len(vectors[0]))
	for _, v := range vectors {
		for i, x := range v {
			sums[i] += float64(x)
		}
	}
	var length float64
	for _, x := range sums {
		length += x * x
	}
	if length = math.Sqrt(length); length < 1e-6 {
		return nil
	}
	unit := make([]float32, len(sums))
	for i, x := range sums {
		unit[i] = float32(x / length)
	}
	return unit
}

// checkVectors finds what must not be stored.
func checkVectors(v retrieval.ChunkVectors, dimensions int) error {
	for i, vector := range v.Sentences {
		if len(vector) != dimensions {
			return fmt.Errorf("vector %d of chunk %d has %d dimensions, the model has %d", i, v.ID, len(vector), dimensions)
		}
		for _, x := range vector {
			if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
				return fmt.Errorf("vector %d of chunk %d: %w", i, v.ID, errNotFinite)
			}
		}
	}
	return nil
}

var errNotFinite = errors.New("holds a number that is not finite")
