package kernel

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkDots scans 20,000 vectors, which do not fit the caches.
func BenchmarkDots(b *testing.B) {
	const rows, width = 20_000, 512
	random := rand.New(rand.NewPCG(1, 2))
	query, vectors := numbers(random, width), numbers(random, rows*width)
	scores := make([]float32, rows)
	for _, path := range Paths() {
		b.Run(path.Name(), func(b *testing.B) {
			b.SetBytes(4 * rows * width)
			for b.Loop() {
				path.Dots(scores, query, vectors, width)
			}
		})
	}
}
