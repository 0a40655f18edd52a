package kernel

import (
	"fmt"
	"math"
)

// A Path is one implementation of the kernels. It has no state and is safe for
// concurrent use.
//
// Its functions trust their arguments; the methods check them.
type Path struct {
	name string
	// tiles are the matrix products, by falling number of rows.
	tiles []tile
	// keepRows is set when the tiles are so fast that fetching activations holds
	// them up more than fetching weights, and the second-level cache has room for
	// a whole matrix.
	keepRows bool
	// epilogue turns the integers of a tile into floats, unit * scale * c +
	// bias, with a unit a row and a scale and a bias a column, and puts them into
	// dst, whose rows are stride apart, as mode says.
	epilogue func(dst []float32, stride int, c []int32, units, scales, bias []float32, mode Mode)

	maxMagnitude func(x []float32) float32
	// convert rounds x * inverse to integers, in the layout that the tiles read.
	convert func(dst []int16, x []float32, inverse float32)
	// normalize takes whole lanes.
	normalize func(dst, x, gains []float32)
	// softmax takes whole softmaxLanes.
	softmax func(x []float32)
	// dots multiplies query, of whole lanes, with len(dst) rows, stride apart.
	dots func(dst, query, rows []float32, stride int)
	// mix sets dst, of whole lanes, to the sum of len(shares) rows, stride apart,
	// each times its share.
	mix func(dst, shares, rows []float32, stride int)
	// peak returns the operations of a round.
	peak func(rounds int) float64
}

// A tile is a small matrix product: c[r*panelWidth+j] is the sum over k of
// a[r][k] * panel[k][j], for rows rows of width activations. c is twice as long as
// that, to work in.
type tile struct {
	rows     int
	multiply func(c []int32, a []int16, panel []int8, width int)
}

// Name tells the path from others: "go" is plain Go.
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

// keptActivations is how many activations fit the first-level cache, with room
// for panels that pass by.
const keptActivations = 1 << 14

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
	padded := rows + p.tiles[0].rows
	a.data = grown(a.data, padded*width)
	a.units = grown(a.units, rows)
	a.scratch = grown(a.scratch, width)
	a.tile = grown(a.tile, 2*p.tiles[0].rows*panelWidth)
}

// grown returns s with a length of n, and whatever content.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// Quantize sets a to the rows of x, each width long.
func (p *Path) Quantize(a *Activations, x []float32, width int) {
	a.resize(p, len(x)/width, width)
	for r := range a.rows {
		p.quantizeRow(a, r, x[r*width:][:width])
	}
}

// QuantizeNormalized sets a to the rows of x, as long as gains, after giving
// each a mean of 0 and a variance of 1 and multiplying it with gains (layer
// normalisation; its offsets belong into the bias that follows).
func (p *Path) QuantizeNormalized(a *Activations, x, gains []float32) {
	width := len(gains)
	a.resize(p, len(x)/width, width)
	for r := range a.rows {
		p.normalize(a.scratch, x[r*width:][:width], gains)
		p.quantizeRow(a, r, a.scratch)
	}
}

func (p *Path) quantizeRow(a *Activations, r int, x []float32) {
	var inverse float32
	a.units[r] = 0
	if top := p.maxMagnitude(x); top > 0 {
		a.units[r], inverse = top/maxActivation, maxActivation/top
	}
	p.convert(a.data[r*a.width:][:a.width], x, inverse)
}

// MatMul multiplies a with m; dst holds a's rows times m.Outputs numbers.
func (p *Path) MatMul(dst []float32, a *Activations, m *Matrix, mode Mode) {
	if a.width != m.Inputs || len(dst) != a.rows*m.Outputs {
		panic(fmt.Sprintf("kernel: product of %dx%d and %dx%d into %d", a.rows, a.width, m.Inputs, m.Outputs, len(dst)))
	}
	// What is passed over in the inner loop comes from the second-level cache
	// each time: the activations, as a rule, since panels of all sizes fit the
	// first.
	if p.keepRows && p.tiles[0].rows*a.width <= keptActivations {
		for r := 0; r < a.rows; r += p.tileFor(a.rows - r).rows {
			for n := 0; n < m.Outputs; n += panelWidth {
				p.multiplyTile(dst, a, m, mode, r, n)
			}
		}
		return
	}
	for n := 0; n < m.Outputs; n += panelWidth {
		for r := 0; r < a.rows; r += p.tileFor(a.rows - r).rows {
			p.multiplyTile(dst, a, m, mode, r, n)
		}
	}
}

// multiplyTile makes the outputs of one panel, from output n on, for the rows
// of one tile, from row r on.
func (p *Path) multiplyTile(dst []float32, a *Activations, m *Matrix, mode Mode, r, n int) {
	t := p.tileFor(a.rows - r)
	rows := min(t.rows, a.rows-r)
	t.multiply(a.tile, a.data[r*a.width:][:t.rows*a.width], m.Panels[n*m.Inputs:][:panelWidth*m.Inputs], a.width)
	p.epilogue(dst[r*m.Outputs+n:], m.Outputs, a.tile, a.units[r:][:rows],
		m.Scales[n:][:panelWidth], m.Bias[n:][:panelWidth], mode)
}

// tileFor returns the smallest tile that holds rows, or the largest there is.
func (p *Path) tileFor(rows int) tile {
	best := p.tiles[0]
	for _, t := range p.tiles[1:] {
		if t.rows >= rows {
			best = t
		}
	}
	return best
}

// Softmax replaces x by exp(x) over the sum of the exps. It may use, and
// overwrite, x's capacity.
func (p *Path) Softmax(x []float32) {
	if len(x) == 0 {
		return
	}
	whole := (len(x) + softmaxLanes - 1) &^ (softmaxLanes - 1)
	padded := x
	if cap(x) >= whole {
		padded = x[:whole]
	} else {
		padded = append(make([]float32, 0, whole), x...)[:whole]
	}
	for i := len(x); i < whole; i++ {
		padded[i] = float32(math.Inf(-1))
	}
	p.softmax(padded)
	copy(x, padded)
}

// Dots sets dst[i] to the sum of the products of the elements of query and of
// the i-th of rows, which begin stride apart.
func (p *Path) Dots(dst, query, rows []float32, stride int) {
	if len(dst) == 0 {
		return
	}
	_ = rows[(len(dst)-1)*stride:][:len(query)]
	whole := len(query) &^ (laneCount - 1)
	if whole > 0 {
		p.dots(dst, query[:whole], rows, stride)
	} else {
		clear(dst)
	}
	if whole == len(query) {
		return
	}
	var sum [1]float32
	var q, r lanes
	copy(q[:], query[whole:])
	for i := range dst {
		copy(r[:], rows[i*stride:][whole:len(query)])
		p.dots(sum[:], q[:], r[:], laneCount)
		dst[i] += sum[0]
	}
}

// Mix sets dst to the sum of the rows, which begin stride apart, each times its
// share.
func (p *Path) Mix(dst, shares, rows []float32, stride int) {
	if len(dst)%laneCount != 0 {
		panic(fmt.Sprintf("kernel: rows of %d to mix, want a multiple of %d", len(dst), laneCount))
	}
	if len(dst) == 0 || len(shares) == 0 {
		clear(dst)
		return
	}
	_ = rows[(len(shares)-1)*stride:][:len(dst)]
	p.mix(dst, shares, rows, stride)
}
