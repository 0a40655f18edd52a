package main

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"footnote/retrieval/uselite/internal/weights"
	"footnote/retrieval/uselite/kernel"
)

func TestVocabularyEntry(t *testing.T) {
	var entries []vocabularyEntry
	if err := json.Unmarshal([]byte(`[["▁the", -3.5], [":", null]]`), &entries); err != nil {
		t.Fatal(err)
	}
	if want := []vocabularyEntry{{"▁the", -3.5}, {":", 0}}; !slices.Equal(entries, want) {
		t.Errorf("got %v, want %v", entries, want)
	}
}

func TestPiecesAreSortedAndTheLaterWins(t *testing.T) {
	vocabulary := append(make([]vocabularyEntry, reserved), []vocabularyEntry{
		{"b", -1}, {"▁a", -2}, {"b", -3},
	}...)
	want := []weights.Piece{{Text: " a", ID: 7, Score: -2}, {Text: "b", ID: 8, Score: -3}}
	if got := pieces(vocabulary); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestShortName(t *testing.T) {
	const long = "module/Encoder_en/KonaTransformer/Encode/Layer_0/TransformerLayer/MultiheadAttention/qkv_transform_single/kernel/part_0"
	if got, want := shortName(long), "Layer_0/MultiheadAttention/qkv/kernel"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// example returns a linear map and inputs for it that go together in part, and
// shows them to it.
func example() (linear, [][]float32) {
	const inputs, outputs, seen = 64, 16, 500
	random := rand.New(rand.NewPCG(1, 2))
	l := linear{inputs: inputs, outputs: outputs, weights: make([]float32, inputs*outputs), bias: make([]float32, outputs)}
	for i := range l.weights {
		l.weights[i] = float32(random.NormFloat64())
	}
	var xs [][]float32
	for range seen {
		common := random.NormFloat64()
		x := make([]float32, inputs)
		for i := range x {
			x[i] = float32(common + .3*random.NormFloat64())
		}
		xs = append(xs, x)
		l.apply(x)
	}
	return l, xs
}

// squaredError compares the outputs of l with those of m.
func squaredError(l linear, m kernel.Matrix, xs [][]float32) float64 {
	var sum float64
	path := kernel.Generic()
	var a kernel.Activations
	got := make([]float32, l.outputs)
	for _, x := range xs {
		path.Quantize(&a, x, l.inputs)
		path.MatMul(got, &a, &m, kernel.Store)
		for o, want := range l.apply(x) {
			sum += math.Pow(float64(got[o]-want), 2)
		}
	}
	return sum
}

func TestQuantizedMakesUpForErrors(t *testing.T) {
	l, xs := example()
	plain := kernel.Matrix{Inputs: l.inputs, Outputs: l.outputs, Bias: l.bias, Scales: make([]float32, l.outputs)}
	columns, scales := quantizeRows(transposed(l.weights, l.inputs), l.inputs)
	copy(plain.Scales, scales)
	byInput := make([]int8, len(columns))
	for o := range l.outputs {
		for i := range l.inputs {
			byInput[i*l.outputs+o] = columns[o*l.inputs+i]
		}
	}
	plain.Panels = kernel.Pack(byInput, l.inputs, l.outputs)
	rounded, compensated := squaredError(l, plain, xs), squaredError(l, l.quantized(), xs)
	if compensated > rounded/4 {
		t.Errorf("the squared error is %.4f, and %.4f by plain rounding; want less than a quarter", compensated, rounded)
	}
}

func transposed(x []float32, rows int) []float32 {
	columns := len(x) / rows
	y := make([]float32, len(x))
	for r := range rows {
		for c := range columns {
			y[c*rows+r] = x[r*columns+c]
		}
	}
	return y
}

func TestEqualizeKeepsTheMap(t *testing.T) {
	l, xs := example()
	before := l.apply(xs[0])
	gains := l.equalize(l.inputs)
	x := slices.Clone(xs[0])
	for i := range x {
		x[i] *= gains[i]
	}
	for o, got := range l.apply(x) {
		if math.Abs(float64(got-before[o])) > 1e-4 {
			t.Errorf("output %d is %v, was %v", o, got, before[o])
		}
	}
	first := rootMeanSquare(l.weights[:l.outputs])
	for i := range l.inputs {
		if size := rootMeanSquare(l.weights[i*l.outputs:][:l.outputs]); math.Abs(float64(size/first-1)) > 1e-5 {
			t.Errorf("input %d has weights of size %v, the first of %v", i, size, first)
		}
	}
}

func TestStack(t *testing.T) {
	a := linear{inputs: 1, outputs: 2, weights: []float32{1, 2}, bias: []float32{10, 20}}
	b := linear{inputs: 2, outputs: 2, weights: []float32{3, 4, 5, 6}, bias: []float32{100, 200}}
	s := stack(a, b)
	if got, want := s.apply([]float32{1, 1, 1}), []float32{119, 232}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestInverse(t *testing.T) {
	// The symmetric matrix and its inverse, lower triangles.
	a := []float64{4, 0, 0, 2, 5, 0, 1, 3, 6}
	full := [3][3]float64{{4, 2, 1}, {2, 5, 3}, {1, 3, 6}}
	cholesky(a, 3)
	b := inverse(a, 3)
	for i := range 3 {
		for j := range 3 {
			var sum float64
			for k := range 3 {
				sum += full[i][k] * b[max(k, j)*3+min(k, j)]
			}
			want := 0.0
			if i == j {
				want = 1
			}
			if math.Abs(sum-want) > 1e-12 {
				t.Errorf("element %d, %d of the product with the inverse is %v, want %v", i, j, sum, want)
			}
		}
	}
}
