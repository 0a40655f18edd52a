package kernel

import "math"

// Generic returns the path in plain Go, which every other equals.
//
// A product that is added to something is wrapped in a conversion, since the
// language lets a compiler fuse the two otherwise, and some do.
func Generic() *Path {
	return &Path{
		name:      "go",
		rows:      4,
		quantize:  quantizeGo,
		tile:      tileGo,
		epilogue:  epilogueGo,
		normalize: normalizeGo,
		softmax:   softmaxGo,
		dot:       dotGo,
		addScaled: addScaledGo,
	}
}

// roundingShift is 1.5 * 2^23: a small float plus it, minus it, is the float
// rounded to an integer, halves to even.
const roundingShift = 12582912

func quantizeGo(dst []int16, x []float32) float32 {
	unit, inverse := quantizationUnit(maxMagnitudeGo(x))
	for i, v := range x {
		dst[i] = int16(float32(v*inverse) + roundingShift - roundingShift)
	}
	return unit
}

func quantizationUnit(maxMagnitude float32) (unit, inverse float32) {
	if maxMagnitude == 0 {
		return 0, 0
	}
	return maxMagnitude / maxActivation, maxActivation / maxMagnitude
}

func maxMagnitudeGo(x []float32) float32 {
	var m float32
	for _, v := range x {
		m = max(m, math.Float32frombits(math.Float32bits(v)&^(1<<31)))
	}
	return m
}

// tileGo makes four rows at once. It adds up two outputs in one integer of 64
// bits, the second 32 bits higher, so that one multiplication serves both.
func tileGo(c []int32, a []int16, panel []int8, width int) {
	a0, a1, a2, a3 := a[:width], a[width:][:width], a[2*width:][:width], a[3*width:][:width]
	for j := 0; j < panelWidth; j += 2 {
		var s0, s1, s2, s3 int64
		for k := 0; k+groupDepth <= width; k += groupDepth {
			b := panel[k*panelWidth+j*groupDepth:][:2*groupDepth]
			for i := range groupDepth {
				w := int64(b[i]) + int64(b[i+groupDepth])<<32
				s0 += int64(a0[k+i]) * w
				s1 += int64(a1[k+i]) * w
				s2 += int64(a2[k+i]) * w
				s3 += int64(a3[k+i]) * w
			}
		}
		for r, s := range [...]int64{s0, s1, s2, s3} {
			low := int32(s)
			c[r*panelWidth+j] = low
			c[r*panelWidth+j+1] = int32((s - int64(low)) >> 32)
		}
	}
}

func epilogueGo(dst []float32, c []int32, unit float32, scales, bias []float32, mode Mode) {
	for j := range dst {
		v := float32(float32(float32(c[j])*unit)*scales[j]) + bias[j]
		switch mode {
		case StoreReLU:
			v = max(v, 0)
		case Add:
			v += dst[j]
		}
		dst[j] = v
	}
}

// varianceFloor keeps the normalisation of a constant row finite. It is the
// model's.
const varianceFloor = 1e-6

func normalizeGo(dst, x []float32) {
	var sums lanes
	for i, v := range x {
		sums[i%laneCount] += v
	}
	share := 1 / float32(len(x))
	mean := sums.sum() * share
	sums = lanes{}
	for i, v := range x {
		d := v - mean
		dst[i] = d
		sums[i%laneCount] += float32(d * d)
	}
	factor := inverseDeviation(sums.sum() * share)
	for i := range dst {
		dst[i] *= factor
	}
}

func inverseDeviation(variance float32) float32 {
	return 1 / float32(math.Sqrt(float64(variance+varianceFloor)))
}

// A lanes holds the partial sums of a long sum: element i goes into lane i
// modulo laneCount. This is what vector registers do, and fixing the number makes
// the result the same whatever their width.
type lanes [laneCount]float32

const laneCount = 32

// sum adds the lanes by halving: the upper half onto the lower, and again.
func (l *lanes) sum() float32 {
	for n := laneCount / 2; n > 0; n /= 2 {
		for i := range n {
			l[i] += l[i+n]
		}
	}
	return l[0]
}

func dotGo(a, b []float32) float32 {
	var sums lanes
	b = b[:len(a)]
	for i := 0; i < len(a)&^(laneCount-1); i += laneCount {
		x, y := (*[laneCount]float32)(a[i:]), (*[laneCount]float32)(b[i:])
		for j := range sums {
			sums[j] += float32(x[j] * y[j])
		}
	}
	if tail := len(a) &^ (laneCount - 1); tail < len(a) {
		var x, y lanes
		copy(x[:], a[tail:])
		copy(y[:], b[tail:])
		for j := range sums {
			sums[j] += float32(x[j] * y[j])
		}
	}
	return sums.sum()
}

func addScaledGo(dst, x []float32, factor float32) {
	x = x[:len(dst)]
	for i, v := range x {
		dst[i] += float32(v * factor)
	}
}
