package kernel

// Peak runs the fastest multiplication and addition of floats that the path's
// instructions offer, over and over without touching memory, and returns how
// many additions and multiplications that were. Benchmarks measure themselves
// by it.
func (p *Path) Peak(rounds int) float64 {
	return float64(rounds) * p.peak(rounds)
}

func peakGo(rounds int) float64 {
	var s0, s1, s2, s3, s4, s5, s6, s7 float32
	x := float32(rounds)
	for range rounds {
		s0 += x * x
		s1 += x * x
		s2 += x * x
		s3 += x * x
		s4 += x * x
		s5 += x * x
		s6 += x * x
		s7 += x * x
	}
	sink := s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7
	if sink < 0 {
		panic("squares add up to a negative number")
	}
	return 2 * 8
}
