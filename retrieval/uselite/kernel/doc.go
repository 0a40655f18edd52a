// Package kernel holds the arithmetic of the embedding model, and a dot product
// that is of use elsewhere.
//
// There are several paths, chosen by what the processor can do: plain Go; AVX2,
// AVX-VNNI, AVX-512 with VNNI and AMX on amd64; NEON without and with dot
// products on arm64. Every path gives the same
// bits as every other. That is by construction, not by luck: matrix products
// are sums of integers, which have no rounding; sums of floats are made in lanes
// whose number does not depend on the processor; and no product is fused with
// the addition that follows it.
//
// Weights have 8 bits, activations 14, with a unit for each row, and sums 32.
// Rounding the activations so costs the embedding model less than a millionth
// of the cosine with what floats would give.
package kernel
