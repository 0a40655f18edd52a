package kernel

import "sync"

// Dot is the sum of the products of the elements of a and b, which are of one
// length.
func Dot(a, b []float32) float32 {
	var sum [1]float32
	Dots(sum[:], a, b)
	return sum[0]
}

// Dots sets dst[i] to the dot product of query with the i-th of rows, which lie
// one after the other.
func Dots(dst, query, rows []float32) {
	best().Dots(dst, query, rows, len(query))
}

// best is chosen once; a Path has no state.
var best = sync.OnceValue(Best)
