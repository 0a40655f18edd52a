package kernel

import "math"

// Generic returns the path in plain Go, which every other equals.
//
// A product that is added to something is wrapped in a conversion, since the
// language lets a compiler fuse the two otherwise, and some do.
func Generic() *Path {
	return &Path{
		name:         "go",
		tiles:        []tile{{4, tileGo}},
		epilogue:     epilogueGo,
		maxMagnitude: maxMagnitudeGo,
		convert:      convertGo,
		normalize:    normalizeGo,
		softmax:      softmaxGo,
		dots:         dotsGo,
		mix:          mixGo,
		peak:         peakGo,
	}
}

// roundingShift is 1.5 * 2^23: a small float plus it, minus it, is the float
// rounded to an integer, halves to even.
const roundingShift = 12582912

func convertGo(dst []int16, x []float32, inverse float32) {
	for i, v := range x {
		dst[i] = int16(float32(v*inverse) + roundingShift - roundingShift)
	}
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
			b := (*[2 * groupDepth]int8)(panel[k*panelWidth+j*groupDepth:])
			w0, w1 := int64(b[0])+int64(b[4])<<32, int64(b[1])+int64(b[5])<<32
			w2, w3 := int64(b[2])+int64(b[6])<<32, int64(b[3])+int64(b[7])<<32
			x := (*[groupDepth]int16)(a0[k:])
			s0 += int64(x[0])*w0 + int64(x[1])*w1 + int64(x[2])*w2 + int64(x[3])*w3
			x = (*[groupDepth]int16)(a1[k:])
			s1 += int64(x[0])*w0 + int64(x[1])*w1 + int64(x[2])*w2 + int64(x[3])*w3
			x = (*[groupDepth]int16)(a2[k:])
			s2 += int64(x[0])*w0 + int64(x[1])*w1 + int64(x[2])*w2 + int64(x[3])*w3
			x = (*[groupDepth]int16)(a3[k:])
			s3 += int64(x[0])*w0 + int64(x[1])*w1 + int64(x[2])*w2 + int64(x[3])*w3
		}
		for r, s := range [...]int64{s0, s1, s2, s3} {
			low := int32(s)
			c[r*panelWidth+j] = low
			c[r*panelWidth+j+1] = int32((s - int64(low)) >> 32)
		}
	}
}

func epilogueGo(dst []float32, stride int, c []int32, units, scales, bias []float32, mode Mode) {
	for r, unit := range units {
		row := dst[r*stride:][:panelWidth]
		for j := range row {
			v := float32(float32(float32(c[r*panelWidth+j])*unit)*scales[j]) + bias[j]
			switch mode {
			case StoreReLU:
				v = max(v, 0)
			case Add:
				v += row[j]
			}
			row[j] = v
		}
	}
}

// varianceFloor keeps the normalisation of a constant row finite. It is the
// model's.
const varianceFloor = 1e-6

func normalizeGo(dst, x, gains []float32) {
	var sums lanes
	for i, v := range x {
		sums[i%laneCount] += v
	}
	share := 1 / float32(len(x))
	mean := float32(sums.sum() * share)
	sums = lanes{}
	for i, v := range x {
		d := v - mean
		dst[i] = d
		sums[i%laneCount] += float32(d * d)
	}
	factor := inverseDeviation(float32(sums.sum() * share))
	for i, g := range gains {
		dst[i] = float32(dst[i]*factor) * g
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

func dotsGo(dst, query, rows []float32, stride int) {
	for i := range dst {
		row := rows[i*stride:][:len(query)]
		var sums lanes
		for k := 0; k < len(query); k += laneCount {
			x, y := (*lanes)(query[k:]), (*lanes)(row[k:])
			for j := range sums {
				sums[j] += float32(x[j] * y[j])
			}
		}
		dst[i] = sums.sum()
	}
}

func mixGo(dst, shares, rows []float32, stride int) {
	clear(dst)
	for i, share := range shares {
		for j, v := range rows[i*stride:][:len(dst)] {
			dst[j] += float32(v * share)
		}
	}
}
