package main

import "math"

// quantize rounds values to multiples of the scale it returns. The largest
// value may be cut off when that makes the sum of the squared errors smaller.
func quantize(dst []int8, values []float32) float32 {
	var top float64
	for _, v := range values {
		top = max(top, math.Abs(float64(v)))
	}
	if top == 0 {
		clear(dst)
		return 0
	}
	best, bestError := float32(0), math.Inf(1)
	for cut := 1.0; cut > 0.999; cut -= 0.01 {
		scale := float32(top * cut / math.MaxInt8)
		if e := quantizationError(values, scale); e < bestError {
			best, bestError = scale, e
		}
	}
	for i, v := range values {
		dst[i] = int8(nearest(v, best))
	}
	return best
}

func quantizationError(values []float32, scale float32) float64 {
	var sum float64
	for _, v := range values {
		d := float64(v) - nearest(v, scale)*float64(scale)
		sum += float64(d * d)
	}
	return sum
}

func nearest(v, scale float32) float64 {
	q := math.RoundToEven(float64(v) / float64(scale))
	return min(max(q, -math.MaxInt8), math.MaxInt8)
}
