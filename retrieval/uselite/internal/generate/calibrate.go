package main

import (
	"math"
	"math/rand/v2"

	"footnote/retrieval/uselite/internal/weights"
)

// calibrate shows the network sentences of pieces drawn by their frequency.
// They make no sense, but what they look like to a layer is near enough to what
// real ones do, and no text has to be kept here.
func (n *network) calibrate(pieces []weights.Piece) {
	const sentences, length = 240, 24
	random := rand.New(rand.NewPCG(1, 2))
	cumulative := make([]float64, len(pieces))
	var sum float64
	for i, p := range pieces {
		if p.Score < 0 {
			sum += math.Exp(float64(p.Score))
		}
		cumulative[i] = sum
	}
	for range sentences {
		tokens := make([]uint16, length)
		for i := range tokens {
			at := random.Float64() * sum
			drawn := 0
			for cumulative[drawn] <= at {
				drawn++
			}
			tokens[i] = pieces[drawn].ID
		}
		n.observe(tokens)
	}
}
