package main

import (
	"math"

	"footnote/retrieval/uselite/internal/weights"
)

// A network is the model before it is quantised. It is slow, and serves to see
// what the inputs of each linear map look like.
type network struct {
	embedding, timing []float32
	layers            [2]networkLayer
	output            linear
}

type networkLayer struct {
	queryKeyValue, attention, feedForward1, feedForward2 linear
	// attentionGains and feedForwardGains multiply the normalised inputs.
	attentionGains, feedForwardGains []float32
}

// A linear is a linear map by input and then by output, with its bias.
type linear struct {
	inputs, outputs int
	weights, bias   []float32
	// moments is the sum, over all inputs seen, of the products of each two of
	// their elements; the lower triangle is filled.
	moments []float64
}

// apply maps x, and takes note of it.
func (l *linear) apply(x []float32) []float32 {
	if l.moments == nil {
		l.moments = make([]float64, l.inputs*l.inputs)
	}
	for i, v := range x {
		row := l.moments[i*l.inputs:][:i+1]
		for j := range row {
			row[j] += float64(v) * float64(x[j])
		}
	}
	y := append([]float32(nil), l.bias...)
	for i, v := range x {
		for o, w := range l.weights[i*l.outputs:][:l.outputs] {
			y[o] += v * w
		}
	}
	return y
}

// observe runs the network on one sentence.
func (n *network) observe(tokens []uint16) {
	x := make([][]float32, len(tokens))
	for position, id := range tokens {
		x[position] = append([]float32(nil), n.timing[position*weights.EmbeddingSize:][:weights.EmbeddingSize]...)
		for i, v := range n.embedding[int(id)*weights.EmbeddingSize:][:weights.EmbeddingSize] {
			x[position][i] += v
		}
	}
	for i := range n.layers {
		x = n.layers[i].apply(x, i == 0)
	}
	mean := make([]float32, weights.HiddenSize)
	for _, row := range x {
		add(mean, row, 1/float32(len(x)))
	}
	n.output.apply(mean)
}

func (l *networkLayer) apply(x [][]float32, first bool) [][]float32 {
	projected := make([][]float32, len(x))
	for i := range x {
		projected[i] = l.queryKeyValue.apply(normalized(x[i], l.attentionGains))
	}
	next := make([][]float32, len(x))
	for i := range x {
		attended := attend(projected, i)
		if first {
			next[i] = l.attention.apply(append(attended, x[i]...))
		} else {
			next[i] = l.attention.apply(attended)
			add(next[i], x[i], 1)
		}
		inner := l.feedForward1.apply(normalized(next[i], l.feedForwardGains))
		for j := range inner {
			inner[j] = max(inner[j], 0)
		}
		add(next[i], l.feedForward2.apply(inner), 1)
	}
	return next
}

// attend gathers, for token i, from the queries, keys and values of a sentence.
func attend(projected [][]float32, i int) []float32 {
	size := len(projected[i]) / 3
	width := size / weights.Heads
	gathered := make([]float32, size)
	for first := 0; first < size; first += width {
		shares := make([]float64, len(projected))
		var sum float64
		for j, p := range projected {
			var dot float64
			for k := first; k < first+width; k++ {
				dot += float64(projected[i][k]) * float64(p[size+k])
			}
			shares[j] = math.Exp(dot)
			sum += shares[j]
		}
		for j, p := range projected {
			add(gathered[first:][:width], p[2*size+first:][:width], float32(shares[j]/sum))
		}
	}
	return gathered
}

func add(dst, x []float32, factor float32) {
	for i, v := range x {
		dst[i] += factor * v
	}
}

// normalized has a mean of 0 and a variance of 1, but for the gains.
func normalized(x, gains []float32) []float32 {
	const floor = 1e-6
	var mean, variance float64
	for _, v := range x {
		mean += float64(v) / float64(len(x))
	}
	for _, v := range x {
		variance += (float64(v) - mean) * (float64(v) - mean) / float64(len(x))
	}
	y := make([]float32, len(x))
	for i, v := range x {
		y[i] = float32((float64(v)-mean)/math.Sqrt(variance+floor)) * gains[i]
	}
	return y
}
