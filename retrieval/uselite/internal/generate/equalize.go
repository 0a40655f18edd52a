package main

import "math"

// equalize makes the inputs of each map equally important: it divides the
// weights of an input by their size, and multiplies the input instead. Without
// this the few inputs with large weights set the scale, and those with small
// ones are rounded to nothing. The inputs themselves are hardly rounded.
func (l *networkLayer) equalize() {
	l.attentionGains = l.queryKeyValue.equalize(l.queryKeyValue.inputs)
	l.feedForwardGains = l.feedForward1.equalize(l.feedForward1.inputs)

	// The values and the inner layer are made by maps, so these take the gain.
	size := l.queryKeyValue.outputs / 3
	l.queryKeyValue.scaleOutputs(2*size, l.attention.equalize(size))
	l.feedForward1.scaleOutputs(0, l.feedForward2.equalize(l.feedForward2.inputs))
}

// equalize does so for the first n inputs, and returns what to multiply them
// with.
func (l *linear) equalize(n int) []float32 {
	gains := make([]float32, n)
	usual := rootMeanSquare(l.weights)
	for i := range gains {
		row := l.weights[i*l.outputs:][:l.outputs]
		gains[i] = 1
		if size := rootMeanSquare(row); size > 0 {
			gains[i] = size / usual
		}
		for o := range row {
			row[o] /= gains[i]
		}
	}
	return gains
}

// scaleOutputs multiplies the outputs from first on.
func (l *linear) scaleOutputs(first int, factors []float32) {
	for j, f := range factors {
		for i := range l.inputs {
			l.weights[i*l.outputs+first+j] *= f
		}
		l.bias[first+j] *= f
	}
}

func rootMeanSquare(x []float32) float32 {
	var sum float64
	for _, v := range x {
		sum += float64(v) * float64(v)
	}
	return float32(math.Sqrt(sum / float64(len(x))))
}
