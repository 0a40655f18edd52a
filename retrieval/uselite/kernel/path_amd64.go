package kernel

import "golang.org/x/sys/cpu"

// Paths returns the paths that the processor has, the slowest first.
func Paths() []*Path {
	paths := []*Path{Generic()}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		paths = append(paths, avx2())
	}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA && cpu.X86.HasAVXVNNI {
		paths = append(paths, avxVNNI())
	}
	if cpu.X86.HasAVX2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		paths = append(paths, avx512())
		if cpu.X86.HasAMXTile && cpu.X86.HasAMXInt8 && tilesAllowed() {
			paths = append(paths, amx())
		}
	}
	return paths
}

func avx2() *Path {
	return &Path{
		name: "avx2",
		tiles: []tile{{6, func(c []int32, a []int16, panel []int8, width int) {
			tileAVX2(&c[0], &a[0], &panel[0], width)
		}}},
		epilogue: func(dst []float32, stride int, c []int32, units, scales, bias []float32, mode Mode) {
			epilogueAVX2(&dst[0], stride, &c[0], &units[0], len(units), &scales[0], &bias[0], int(mode))
		},
		maxMagnitude: func(x []float32) float32 { return maxMagnitudeAVX2(&x[0], len(x)) },
		convert: func(dst []int16, x []float32, inverse float32) {
			convertAVX2(&dst[0], &x[0], len(x), inverse)
		},
		normalize: func(dst, x, gains []float32) {
			normalizeAVX2(&dst[0], &x[0], &gains[0], len(x), 1/float32(len(x)))
		},
		softmax: func(x []float32) { softmaxAVX2(&x[0], len(x)) },
		dots: func(dst, query, rows []float32, stride int) {
			dotsAVX2(&dst[0], len(dst), &query[0], len(query), &rows[0], stride)
		},
		mix: func(dst, shares, rows []float32, stride int) {
			mixAVX2(&dst[0], len(dst), &shares[0], len(shares), &rows[0], stride)
		},
		peak: func(rounds int) float64 {
			peakAVX2(rounds)
			return 2 * 10 * 8
		},
	}
}

// avxVNNI is for processors that have the multiplications of avx512 in the
// narrower registers alone.
func avxVNNI() *Path {
	p := avx2()
	p.name = "avx-vnni"
	p.tiles = []tile{{6, func(c []int32, a []int16, panel []int8, width int) {
		tileAVXVNNI(&c[0], &a[0], &panel[0], width)
	}}}
	return p
}

// avx512 differs from avx2 where the wider registers pay.
func avx512() *Path {
	p := avx2()
	p.name = "avx512"
	p.tiles = []tile{
		{12, func(c []int32, a []int16, panel []int8, width int) {
			tile12AVX512(&c[0], &a[0], &panel[0], width)
		}},
		{4, func(c []int32, a []int16, panel []int8, width int) {
			tile4AVX512(&c[0], &a[0], &panel[0], width)
		}},
	}
	p.peak = func(rounds int) float64 {
		peakAVX512(rounds)
		return 2 * 10 * 16
	}
	return p
}

// amx multiplies with the tile registers. They take the activations as two
// planes of bytes.
func amx() *Path {
	p := avx512()
	p.name = "amx"
	p.keepRows = true
	p.tiles = []tile{
		{32, func(c []int32, a []int16, panel []int8, width int) {
			tile32AMX(&c[0], &a[0], &panel[0], width)
		}},
		{16, func(c []int32, a []int16, panel []int8, width int) {
			tile16AMX(&c[0], &a[0], &panel[0], width)
		}},
	}
	p.convert = func(dst []int16, x []float32, inverse float32) {
		convertPlanesAVX2(&dst[0], &x[0], len(x), inverse)
	}
	return p
}

//go:noescape
func tileAVX2(c *int32, a *int16, panel *int8, width int)

//go:noescape
func tileAVXVNNI(c *int32, a *int16, panel *int8, width int)

//go:noescape
func epilogueAVX2(dst *float32, stride int, c *int32, units *float32, rows int, scales, bias *float32, mode int)

//go:noescape
func maxMagnitudeAVX2(x *float32, n int) float32

//go:noescape
func convertAVX2(dst *int16, x *float32, n int, inverse float32)

//go:noescape
func normalizeAVX2(dst, x, gains *float32, n int, share float32)

//go:noescape
func softmaxAVX2(x *float32, n int)

//go:noescape
func dotsAVX2(dst *float32, n int, query *float32, width int, rows *float32, stride int)

//go:noescape
func mixAVX2(dst *float32, width int, shares *float32, n int, rows *float32, stride int)

//go:noescape
func tile12AVX512(c *int32, a *int16, panel *int8, width int)

//go:noescape
func tile4AVX512(c *int32, a *int16, panel *int8, width int)

//go:noescape
func peakAVX2(rounds int)

//go:noescape
func peakAVX512(rounds int)

//go:noescape
func tile32AMX(c *int32, a *int16, panel *int8, width int)

//go:noescape
func tile16AMX(c *int32, a *int16, panel *int8, width int)

//go:noescape
func convertPlanesAVX2(dst *int16, x *float32, n int, inverse float32)
