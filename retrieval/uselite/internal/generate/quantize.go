package main

import (
	"math"

	"footnote/retrieval/uselite/kernel"
)

// quantize rounds values to multiples of the scale it returns.
func quantize(dst []int8, values []float32) float32 {
	scale := scaleOf(values)
	for i, v := range values {
		dst[i] = nearest(float64(v), scale)
	}
	return scale
}

func scaleOf(values []float32) float32 {
	var top float64
	for _, v := range values {
		top = max(top, math.Abs(float64(v)))
	}
	return float32(top / math.MaxInt8)
}

func nearest(v float64, scale float32) int8 {
	if scale == 0 {
		return 0
	}
	return int8(min(max(math.RoundToEven(v/float64(scale)), -math.MaxInt8), math.MaxInt8))
}

// quantized rounds the weights of l, each output with a scale of its own. It
// goes from input to input, and makes up for the error of each by changing the
// weights of those to come, as far as the inputs were seen to go together: what
// counts is the error of the outputs, not that of the weights. (This is the
// method known as GPTQ.)
func (l *linear) quantized() kernel.Matrix {
	m := kernel.Matrix{Inputs: l.inputs, Outputs: l.outputs, Scales: make([]float32, l.outputs), Bias: l.bias}
	column := make([]float32, l.inputs)
	for o := range l.outputs {
		for i := range column {
			column[i] = l.weights[i*l.outputs+o]
		}
		m.Scales[o] = scaleOf(column)
	}
	compensation := l.compensation()
	rest := make([]float64, len(l.weights))
	for i, w := range l.weights {
		rest[i] = float64(w)
	}
	rounded := make([]int8, len(rest))
	errors := make([]float64, l.outputs)
	for i := range l.inputs {
		row := rest[i*l.outputs:][:l.outputs]
		for o, w := range row {
			q := nearest(w, m.Scales[o])
			rounded[i*l.outputs+o] = q
			errors[o] = (w - float64(q)*float64(m.Scales[o])) / compensation[i*l.inputs+i]
		}
		for j := i + 1; j < l.inputs; j++ {
			c := compensation[j*l.inputs+i]
			later := rest[j*l.outputs:][:l.outputs]
			for o, e := range errors {
				later[o] -= c * e
			}
		}
	}
	m.Panels = kernel.Pack(rounded, l.inputs, l.outputs)
	return m
}

// compensation is the lower Cholesky factor of the inverse of the moments. Its
// column i, below the diagonal and divided by it, tells how to spread the error
// of input i over those after it.
func (l *linear) compensation() []float64 {
	n := l.inputs
	a := append([]float64(nil), l.moments...)
	var trace float64
	for i := range n {
		trace += a[i*n+i]
	}
	const damping = 0.01
	for i := range n {
		a[i*n+i] += damping * trace / float64(n)
	}
	cholesky(a, n)
	a = inverse(a, n)
	cholesky(a, n)
	return a
}

// cholesky replaces the lower triangle of the symmetric n x n matrix a by its
// factor L, for which L L' = a.
func cholesky(a []float64, n int) {
	for i := range n {
		row := a[i*n:][:n]
		for j := range i + 1 {
			other := a[j*n:][:n]
			sum := row[j]
			for k := range j {
				sum -= row[k] * other[k]
			}
			if i == j {
				row[j] = math.Sqrt(sum)
			} else {
				row[j] = sum / other[j]
			}
		}
	}
}

// inverse is the inverse of L L', for a lower triangle L.
func inverse(l []float64, n int) []float64 {
	// Row c of t is column c of the inverse of L.
	t := make([]float64, n*n)
	for c := range n {
		column := t[c*n:][:n]
		column[c] = 1 / l[c*n+c]
		for i := c + 1; i < n; i++ {
			var sum float64
			for k := c; k < i; k++ {
				sum -= l[i*n+k] * column[k]
			}
			column[i] = sum / l[i*n+i]
		}
	}
	result := make([]float64, n*n)
	for i := range n {
		for j := range i + 1 {
			var sum float64
			for k := i; k < n; k++ {
				sum += t[i*n+k] * t[j*n+k]
			}
			result[i*n+j] = sum
		}
	}
	return result
}
