package kernel

import "fmt"

// A Path is one implementation of the kernels. It has no state and is safe for
// concurrent use.
type Path struct {
	name string
	// rows is how many rows of activations the matrix product takes at once.
	rows int

	// quantize writes the row x as integers of up to maxActivation, in the
	// layout that tile reads, and returns the unit of the integers.
	quantize func(dst []int16, x []float32) float32
	// tile multiplies rows rows of activations, each of width integers, with one
	// panel: c[r*panelWidth+j] = sum over k of a[r][k] * panel[k][j].
	tile func(c []int32, a []int16, panel []int8, width int)
	// epilogue turns the integers of a tile's row into floats:
	// c * scale * scales + bias, and puts them into dst as mode says.
	epilogue func(dst []float32, c []int32, scale float32, scales, bias []float32, mode Mode)

	normalize func(dst, x []float32)
	softmax   func(x []float32)
	dot       func(a, b []float32) float32
	addScaled func(dst, x []float32, factor float32)
}

// Name tells the path from others: "go", "avx2", "avx512", "amx", "neon".
func (p *Path) Name() string { return p.name }

// Mode says what a matrix product does with its result.
type Mode uint8

const (
	// Store replaces the destination.
	Store Mode = iota
	// StoreReLU replaces the destination; negative results become 0.
	StoreReLU
	// Add adds to the destination.
	Add
)

// maxActivation is the largest magnitude of a quantised activation. Two
// planes of 7 bits hold it, and its products with weights of 8 bits, summed
// over maxInputs, do not overflow 32 bits.
const (
	maxActivation = 8191
	maxInputs     = 2048
)

// Activations are rows of numbers, quantised for a matrix product. The zero
// value is ready to use, and is best used again.
type Activations struct {
	rows, width int
	data        []int16
	units       []float32
	scratch     []float32
	tile        []int32
}

// resize makes room for whole tiles; the rows beyond the last are computed and
// thrown away, so what they hold does not matter.
func (a *Activations) resize(p *Path, rows, width int) {
	if width%64 != 0 || width > maxInputs {
		panic(fmt.Sprintf("kernel: rows of %d activations, want a multiple of 64 up to %d", width, maxInputs))
	}
	a.rows, a.width = rows, width
	padded := (rows + p.rows - 1) / p.rows * p.rows
	if n := padded * width; cap(a.data) < n {
		a.data = make([]int16, n)
	} else {
		a.data = a.data[:n]
	}
	if cap(a.units) < rows {
		a.units = make([]float32, rows)
	} else {
		a.units = a.units[:rows]
	}
	if len(a.scratch) < width {
		a.scratch = make([]float32, width)
	}
	if len(a.tile) < p.rows*panelWidth {
		a.tile = make([]int32, p.rows*panelWidth)
	}
}

// Quantize sets a to the rows of x, each width long.
func (p *Path) Quantize(a *Activations, x []float32, width int) {
	a.resize(p, len(x)/width, width)
	for r := range a.rows {
		a.units[r] = p.quantize(a.data[r*width:][:width], x[r*width:][:width])
	}
}

// QuantizeNormalized sets a to the rows of x, each width long, after giving
// each a mean of 0 and a variance of 1 (layer normalisation; gain and offset
// belong into the weights that follow).
func (p *Path) QuantizeNormalized(a *Activations, x []float32, width int) {
	a.resize(p, len(x)/width, width)
	for r := range a.rows {
		p.normalize(a.scratch[:width], x[r*width:][:width])
		a.units[r] = p.quantize(a.data[r*width:][:width], a.scratch[:width])
	}
}

// MatMul multiplies a with m; dst holds a's rows times m.Outputs numbers.
func (p *Path) MatMul(dst []float32, a *Activations, m *Matrix, mode Mode) {
	if a.width != m.Inputs || len(dst) != a.rows*m.Outputs {
		panic(fmt.Sprintf("kernel: product of %dx%d and %dx%d into %d", a.rows, a.width, m.Inputs, m.Outputs, len(dst)))
	}
	for n := 0; n < m.Outputs; n += panelWidth {
		panel := m.Panels[n*m.Inputs:][:panelWidth*m.Inputs]
		scales, bias := m.Scales[n:][:panelWidth], m.Bias[n:][:panelWidth]
		for r := 0; r < a.rows; r += p.rows {
			p.tile(a.tile, a.data[r*a.width:][:p.rows*a.width], panel, a.width)
			for i := range min(p.rows, a.rows-r) {
				p.epilogue(dst[(r+i)*m.Outputs+n:][:panelWidth], a.tile[i*panelWidth:][:panelWidth],
					a.units[r+i], scales, bias, mode)
			}
		}
	}
}

// Softmax replaces x by exp(x) over the sum of the exps.
func (p *Path) Softmax(x []float32) {
	if len(x) > 0 {
		p.softmax(x)
	}
}

// Dot is the sum of the products of a's and b's elements.
func (p *Path) Dot(a, b []float32) float32 {
	return p.dot(a, b[:len(a)])
}

// AddScaled adds factor * x to dst.
func (p *Path) AddScaled(dst, x []float32, factor float32) {
	p.addScaled(dst, x[:len(dst)], factor)
}
