package postings

import (
	"fmt"
	"os"
	"runtime"

	"github.com/edsrzf/mmap-go"
)

// A mapping is a file in memory. It is unmapped when nothing refers to it any
// more, so that a search that began before a file was replaced can end.
type mapping struct {
	bytes []byte
}

// mapFile maps a whole file for reading.
func mapFile(path string) (*mapping, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 {
		return &mapping{}, nil // which cannot be mapped
	}
	region, err := mmap.Map(file, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("map %s into memory: %w", path, err)
	}
	m := &mapping{bytes: region}
	runtime.AddCleanup(m, func(region mmap.MMap) { _ = region.Unmap() }, region)
	return m, nil
}
