package kernel

import "math"

// softmaxLanes is the number of lanes of the sum in a softmax: its rows are
// short.
const softmaxLanes = 8

func softmaxGo(x []float32) {
	top := x[0]
	for _, v := range x[1:] {
		top = max(top, v)
	}
	var sums [softmaxLanes]float32
	for i, v := range x {
		e := expNegative(v - top)
		x[i] = e
		sums[i%softmaxLanes] += e
	}
	for n := softmaxLanes / 2; n > 0; n /= 2 {
		for i := range n {
			sums[i] += sums[i+n]
		}
	}
	share := 1 / sums[0]
	for i := range x {
		x[i] *= share
	}
}

// The exponential function is 2^n * p(r) with n the integer nearest to x/ln 2,
// r what remains and p the series of e^r, up to r^7/7!, for r in
// [-ln 2/2, ln 2/2].
const (
	log2E  = 1.44269504088896341
	ln2Hi  = 0.693359375
	ln2Lo  = -2.12194440e-4
	expMin = -87

	exp2 = 1.0 / 2
	exp3 = 1.0 / 6
	exp4 = 1.0 / 24
	exp5 = 1.0 / 120
	exp6 = 1.0 / 720
	exp7 = 1.0 / 5040
)

// expNegative is e^x for x of up to 0; below expMin it is as at expMin, which is
// next to nothing.
func expNegative(x float32) float32 {
	x = max(x, expMin)
	n := float32(x*log2E) + roundingShift - roundingShift
	r := x - float32(n*ln2Hi)
	r -= float32(n * ln2Lo)
	p := float32(exp7)
	p = float32(p*r) + exp6
	p = float32(p*r) + exp5
	p = float32(p*r) + exp4
	p = float32(p*r) + exp3
	p = float32(p*r) + exp2
	p = float32(float32(p*r)*r) + r
	p++
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}

// Tanh replaces each element by its hyperbolic tangent.
func Tanh(x []float32) {
	for i, v := range x {
		x[i] = tanh(v)
	}
}

// tanh is (1 - e) / (1 + e) with e = exp(-2|v|), and a series near 0, where the
// subtraction would lose digits.
func tanh(v float32) float32 {
	const nearZero = 0.1
	m := math.Float32frombits(math.Float32bits(v) &^ (1 << 31))
	var t float32
	if m < nearZero {
		s := float32(m * m)
		t = m - float32(m*float32(s*(1.0/3-float32(s*(2.0/15)))))
	} else {
		e := expNegative(-2 * m)
		t = (1 - e) / (1 + e)
	}
	return math.Float32frombits(math.Float32bits(t) | math.Float32bits(v)&(1<<31))
}
