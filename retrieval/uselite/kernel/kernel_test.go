package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// others are the paths to be compared with Generic.
func others(t *testing.T) []*Path {
	t.Helper()
	paths := Paths()[1:]
	if len(paths) == 0 {
		t.Skip("this processor has no path but plain Go")
	}
	return paths
}

// numbers are normally distributed, with zeros and large ones among them.
func numbers(random *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		switch random.IntN(20) {
		case 0:
		case 1:
			x[i] = float32(random.NormFloat64() * 30)
		default:
			x[i] = float32(random.NormFloat64())
		}
	}
	return x
}

func randomMatrix(random *rand.Rand, inputs, outputs int) *Matrix {
	w := make([]int8, inputs*outputs)
	for i := range w {
		w[i] = int8(random.IntN(255) - 127)
	}
	return &Matrix{
		Inputs: inputs, Outputs: outputs,
		Panels: Pack(w, inputs, outputs), Scales: numbers(random, outputs), Bias: numbers(random, outputs),
	}
}

// sameBits reports the first difference.
func sameBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: element %d is %x (%v), want %x (%v)", what, i,
				math.Float32bits(got[i]), got[i], math.Float32bits(want[i]), want[i])
		}
	}
}

func TestMatMulSameOnEveryPath(t *testing.T) {
	shapes := []struct{ rows, inputs, outputs int }{
		{1, 64, 16}, {2, 64, 32}, {3, 128, 16}, {4, 192, 48}, {5, 256, 16}, {6, 64, 16}, {7, 320, 32},
		{11, 64, 16}, {12, 512, 32}, {13, 512, 48}, {15, 64, 16}, {16, 64, 32}, {17, 1536, 16}, {31, 128, 32},
		{32, 256, 16}, {33, 2048, 32}, {50, 64, 16},
	}
	for _, path := range others(t) {
		for _, s := range shapes {
			for _, mode := range []Mode{Store, StoreReLU, Add} {
				what := fmt.Sprintf("%s %dx%dx%d mode %d", path.Name(), s.rows, s.inputs, s.outputs, mode)
				random := rand.New(rand.NewPCG(1, uint64(s.rows)))
				x, m := numbers(random, s.rows*s.inputs), randomMatrix(random, s.inputs, s.outputs)
				before := numbers(random, s.rows*s.outputs)
				var results [2][]float32
				for i, p := range []*Path{path, Generic()} {
					var a Activations
					p.Quantize(&a, x, s.inputs)
					results[i] = slices.Clone(before)
					p.MatMul(results[i], &a, m, mode)
				}
				sameBits(t, what, results[0], results[1])
			}
		}
	}
}

// TestMatMulExtremes multiplies the largest activations with the largest
// weights, where a sum would overflow first.
func TestMatMulExtremes(t *testing.T) {
	const inputs = maxInputs
	for _, sign := range []int8{1, -1} {
		w := make([]int8, inputs*panelWidth)
		x := make([]float32, inputs)
		for i := range w {
			w[i] = 127 * sign
		}
		for i := range x {
			x[i] = maxActivation
		}
		m := &Matrix{Inputs: inputs, Outputs: panelWidth, Panels: Pack(w, inputs, panelWidth),
			Scales: slices.Repeat([]float32{1}, panelWidth), Bias: make([]float32, panelWidth)}
		want := float32(int32(inputs) * maxActivation * 127 * int32(sign))
		for _, p := range Paths() {
			var a Activations
			p.Quantize(&a, x, inputs)
			got := make([]float32, panelWidth)
			p.MatMul(got, &a, m, Store)
			if got[3] != want {
				t.Errorf("%s: %v, want %v", p.Name(), got[3], want)
			}
		}
	}
}

func TestMatMulAgainstFloats(t *testing.T) {
	const rows, inputs, outputs = 9, 512, 32
	random := rand.New(rand.NewPCG(3, 4))
	x, m := numbers(random, rows*inputs), randomMatrix(random, inputs, outputs)
	for _, p := range Paths() {
		var a Activations
		p.Quantize(&a, x, inputs)
		got := make([]float32, rows*outputs)
		p.MatMul(got, &a, m, Store)
		for r := range rows {
			for o := range outputs {
				var want, size float64
				for i := range inputs {
					v := float64(x[r*inputs+i]) * float64(m.Panels[packedIndex(i, o, inputs)])
					want, size = want+v, size+math.Abs(v)
				}
				want, size = want*float64(m.Scales[o]), size*math.Abs(float64(m.Scales[o]))
				want += float64(m.Bias[o])
				if d := math.Abs(float64(got[r*outputs+o]) - want); d > 1e-3*size {
					t.Fatalf("%s: row %d output %d is %v, want %v", p.Name(), r, o, got[r*outputs+o], want)
				}
			}
		}
	}
}

func TestRowsSameOnEveryPath(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	generic := Generic()
	for _, path := range others(t) {
		for _, width := range []int{64, 128, 192, 256, 512, 1536} {
			x, gains := numbers(random, 3*width), numbers(random, width)
			clear(x[:width])
			m := randomMatrix(random, width, 16)
			var results [2][]float32
			for i, p := range []*Path{path, generic} {
				var a Activations
				p.QuantizeNormalized(&a, x, gains)
				results[i] = make([]float32, 3*16)
				p.MatMul(results[i], &a, m, Store)
				results[i] = append(results[i], a.units...)
			}
			sameBits(t, fmt.Sprintf("%s normalised %d", path.Name(), width), results[0], results[1])
		}
	}
}

func TestSoftmaxSameOnEveryPath(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, path := range others(t) {
		for n := 1; n <= 130; n++ {
			got := numbers(random, n)
			want := slices.Clone(got)
			path.Softmax(got)
			Generic().Softmax(want)
			sameBits(t, fmt.Sprintf("%s softmax of %d", path.Name(), n), got, want)
		}
	}
}

func TestSoftmaxAgainstFloat64(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for _, p := range Paths() {
		for _, n := range []int{1, 2, 7, 8, 9, 100} {
			x := numbers(random, n)
			want := make([]float64, n)
			var sum float64
			for i, v := range x {
				want[i] = math.Exp(float64(v))
				sum += want[i]
			}
			p.Softmax(x)
			for i, v := range x {
				if d := math.Abs(float64(v) - want[i]/sum); d > 1e-6 {
					t.Errorf("%s: share %d of %d is %v, want %v", p.Name(), i, n, v, want[i]/sum)
				}
			}
		}
	}
}

func TestDotsAndMixSameOnEveryPath(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for _, path := range others(t) {
		for _, width := range []int{1, 5, 31, 32, 33, 64, 100, 128, 512, 777} {
			for _, n := range []int{0, 1, 2, 3, 4, 5, 9} {
				what := fmt.Sprintf("%s %dx%d", path.Name(), n, width)
				stride := width + random.IntN(3)
				query, rows, shares := numbers(random, width), numbers(random, (n+1)*stride), numbers(random, n)
				got, want := make([]float32, n), make([]float32, n)
				path.Dots(got, query, rows, stride)
				Generic().Dots(want, query, rows, stride)
				sameBits(t, what+" dots", got, want)
				if width%laneCount == 0 {
					got, want = make([]float32, width), make([]float32, width)
					path.Mix(got, shares, rows, stride)
					Generic().Mix(want, shares, rows, stride)
					sameBits(t, what+" mix", got, want)
				}
			}
		}
	}
}

func TestDot(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for n := range 140 {
		a, b := numbers(random, n), numbers(random, n)
		var want, size float64
		for i := range a {
			want += float64(a[i]) * float64(b[i])
			size += math.Abs(float64(a[i]) * float64(b[i]))
		}
		if got := Dot(a, b); math.Abs(float64(got)-want) > 1e-5*size {
			t.Errorf("dot of %d is %v, want %v", n, got, want)
		}
	}
}

func TestTanh(t *testing.T) {
	var x, want []float32
	for v := -20.0; v <= 20; v += 0.01 {
		x, want = append(x, float32(v)), append(want, float32(math.Tanh(float64(float32(v)))))
	}
	Tanh(x)
	for i := range x {
		if d := math.Abs(float64(x[i] - want[i])); d > 1e-6*math.Abs(float64(want[i])) {
			t.Errorf("tanh %d is %v, want %v", i, x[i], want[i])
		}
	}
}

func TestPathsEndWithBest(t *testing.T) {
	paths := Paths()
	if paths[0].Name() != "go" {
		t.Errorf("the first path is %q, want %q", paths[0].Name(), "go")
	}
	if got, want := Best().Name(), paths[len(paths)-1].Name(); got != want {
		t.Errorf("the best path is %q, want the last, %q", got, want)
	}
	t.Logf("best: %s of %d", Best().Name(), len(paths))
}
