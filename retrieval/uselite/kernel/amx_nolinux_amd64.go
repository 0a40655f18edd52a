//go:build !linux

package kernel

// tilesAllowed is false: only Linux is known to be asked.
func tilesAllowed() bool { return false }
