//go:build !amd64 && !arm64

package kernel

// Paths returns the paths that the processor has, the slowest first.
func Paths() []*Path { return []*Path{Generic()} }
