package postings

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"footnote/retrieval"
)

var (
	// ErrOutdated is returned by Open for a file that was made by another
	// version of this package or of the analyzer, or from something else.
	ErrOutdated = errors.New("the file is of another version")
	// ErrDamaged is returned by Open for a file that is not as it was saved.
	ErrDamaged = errors.New("the file is damaged")
)

// Open returns the index that was saved to a file under the same stamp. The
// file is mapped into memory, so that opening is fast and takes little heap; it
// may be replaced while it is open, but must not be written to. There is
// nothing to close.
//
// Whatever the error, the remedy is to make the index anew and save it.
func Open(path, stamp string, analyzer retrieval.Analyzer) (*Index, error) {
	m, err := mapFile(path)
	if err != nil {
		return nil, fmt.Errorf("open the text index: %w", err)
	}
	parts, err := readParts(m, analyzer.Version(), stamp)
	if err != nil {
		return nil, fmt.Errorf("open the text index %s: %w", path, err)
	}
	x := New(analyzer)
	x.snapshot.Store(newSnapshot(parts))
	return x, nil
}

// readParts reads what snapshot.write wrote.
func readParts(m *mapping, version, stamp string) ([]part, error) {
	const trailer = crc32.Size
	r := reader{rest: m.bytes}
	if string(r.take(len(magic))) != magic {
		return nil, fmt.Errorf("%w: it does not begin as one", ErrDamaged)
	}
	if found := r.uint32(); found != layout && !r.failed {
		return nil, fmt.Errorf("%w: its layout is %d, not %d", ErrOutdated, found, layout)
	}
	body := len(m.bytes) - trailer
	if r.failed || len(r.rest) < trailer || crc32.Checksum(m.bytes[:body], castagnoli) != binary.BigEndian.Uint32(m.bytes[body:]) {
		return nil, fmt.Errorf("%w: its checksum is wrong", ErrDamaged)
	}
	r.rest = r.rest[:len(r.rest)-trailer]
	if found := r.text(); found != version {
		return nil, fmt.Errorf("%w: it was analysed by %q, not by %q", ErrOutdated, found, version)
	}
	if found := r.text(); found != stamp {
		return nil, fmt.Errorf("%w: it was made from %q, not from %q", ErrOutdated, found, stamp)
	}
	sizes := make([]struct{ segment, dead int }, r.count())
	for i := range sizes {
		sizes[i].segment, sizes[i].dead = r.count(), r.count()
	}
	parts := make([]part, len(sizes))
	for i, size := range sizes {
		s, err := parseSegment(r.take(size.segment), m)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if parts[i], err = readPart(s, r.take(8*size.dead)); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	if r.failed || len(r.rest) > 0 {
		return nil, fmt.Errorf("%w: its parts do not fit together", ErrDamaged)
	}
	return parts, nil
}

// readPart returns a segment with the chunks of a bitmap dead.
func readPart(s *segment, dead []byte) (part, error) {
	p := newPart(s)
	if len(dead) == 0 {
		return p, nil
	}
	p.dead = newBitmap(p.n)
	if len(dead) != 8*len(p.dead) {
		return part{}, errSegment
	}
	for doc := range p.n {
		if dead[doc/8]&(1<<(doc%8)) != 0 {
			p.kill(doc)
		}
	}
	return p, nil
}

// A reader takes a file or a part of one to pieces. After a failure it gives
// zeros.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.failed, r.rest = true, nil
		return nil
	}
	part := r.rest[:n:n]
	r.rest = r.rest[n:]
	return part
}

func (r *reader) uint32() int {
	b := r.take(4)
	if b == nil {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b))
}

// count reads a varint that counts something of which each takes at least a
// byte of the rest.
func (r *reader) count() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > uint64(len(r.rest)-size) {
		r.failed, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *reader) text() string { return string(r.take(r.count())) }
