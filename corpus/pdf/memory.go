package pdf

import (
	"runtime"

	"github.com/tetratelabs/wazero/experimental"
)

// A memory is that of one instance of PDFium. It grows by half of what it is,
// and lets go of what it was before it grows again: left alone, it would be there
// several times over.
type memory struct {
	data []byte
	most uint64
}

func allocate(_, most uint64) experimental.LinearMemory { return &memory{most: most} }

// large is the size from which on it matters how often a memory is there.
const large = 64 << 20

// Reallocate makes the memory as large as told, in bytes.
func (m *memory) Reallocate(size uint64) []byte {
	if size > m.most {
		return nil
	}
	if size > uint64(cap(m.data)) {
		if size > large {
			runtime.GC()
		}
		grown := make([]byte, size, min(max(size, uint64(cap(m.data))*3/2), m.most))
		copy(grown, m.data)
		m.data = grown
	}
	m.data = m.data[:size]
	return m.data
}

// Free lets go of the memory. An instance that was killed may still run for a
// moment, so that it is left to the collector when it is gone.
func (m *memory) Free() { m.data = nil }
