package kernel

import "golang.org/x/sys/cpu"

// Paths returns the paths that the processor has, the slowest first.
func Paths() []*Path {
	paths := []*Path{Generic()}
	if cpu.ARM64.HasASIMD {
		paths = append(paths, neon())
	}
	if cpu.ARM64.HasASIMD && cpu.ARM64.HasASIMDDP {
		paths = append(paths, neonDot())
	}
	return paths
}

func neon() *Path {
	return &Path{
		name: "neon",
		tiles: []tile{{3, func(c []int32, a []int16, panel []int8, width int) {
			tileNEON(&c[0], &a[0], &panel[0], width)
		}}},
		epilogue: func(dst []float32, stride int, c []int32, units, scales, bias []float32, mode Mode) {
			epilogueNEON(&dst[0], stride, &c[0], &units[0], len(units), &scales[0], &bias[0], int(mode))
		},
		maxMagnitude: func(x []float32) float32 { return maxMagnitudeNEON(&x[0], len(x)) },
		convert: func(dst []int16, x []float32, inverse float32) {
			convertNEON(&dst[0], &x[0], len(x), inverse)
		},
		normalize: func(dst, x, gains []float32) {
			normalizeNEON(&dst[0], &x[0], &gains[0], len(x), 1/float32(len(x)))
		},
		softmax: func(x []float32) { softmaxNEON(&x[0], len(x)) },
		dots: func(dst, query, rows []float32, stride int) {
			dotsNEON(&dst[0], len(dst), &query[0], len(query), &rows[0], stride)
		},
		mix: func(dst, shares, rows []float32, stride int) {
			mixNEON(&dst[0], len(dst), &shares[0], len(shares), &rows[0], stride)
		},
		peak: func(rounds int) float64 {
			peakNEON(rounds)
			return 2 * 16 * 4
		},
	}
}

// neonDot uses the dot products of bytes that newer processors have. They take
// the activations as two planes of bytes.
func neonDot() *Path {
	p := neon()
	p.name = "neon-dot"
	p.tiles = []tile{{4, func(c []int32, a []int16, panel []int8, width int) {
		tileDotNEON(&c[0], &a[0], &panel[0], width)
	}}}
	p.convert = func(dst []int16, x []float32, inverse float32) {
		convertPlanesNEON(&dst[0], &x[0], len(x), inverse)
	}
	return p
}

//go:noescape
func tileNEON(c *int32, a *int16, panel *int8, width int)

//go:noescape
func tileDotNEON(c *int32, a *int16, panel *int8, width int)

//go:noescape
func epilogueNEON(dst *float32, stride int, c *int32, units *float32, rows int, scales, bias *float32, mode int)

//go:noescape
func maxMagnitudeNEON(x *float32, n int) float32

//go:noescape
func convertNEON(dst *int16, x *float32, n int, inverse float32)

//go:noescape
func convertPlanesNEON(dst *int16, x *float32, n int, inverse float32)

//go:noescape
func normalizeNEON(dst, x, gains *float32, n int, share float32)

//go:noescape
func softmaxNEON(x *float32, n int)

//go:noescape
func dotsNEON(dst *float32, n int, query *float32, width int, rows *float32, stride int)

//go:noescape
func mixNEON(dst *float32, width int, shares *float32, n int, rows *float32, stride int)

//go:noescape
func peakNEON(rounds int)
