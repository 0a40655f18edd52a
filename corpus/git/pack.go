package git

import (
	"bufio"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// maxResolved limits what is held in memory while a pack is indexed, in bytes:
// the objects that are kept as changes of others, and those others.
const maxResolved = 256 << 20

// maxObjects limits how many objects a pack may hold.
const maxObjects = 1 << 20

// The kinds of objects in a pack, as its format numbers them.
const (
	deltaByOffset = 6
	deltaByHash   = 7
)

var errPack = errors.New("the objects that the server sent cannot be understood")

// checkPack reads through a pack and fails if its objects would take more than
// a limit, unpacked or in memory. The library that reads it afterwards has no
// limits, and a few bytes can unpack to any number of them. A thin pack has
// changes of objects by their hashes, which may be here and not in the pack;
// sizeOf is the size of those that are here.
func checkPack(source *bufio.Reader, hashSize int, unpacked int64, sizeOf func(hash []byte) int64) (thin bool, err error) {
	s := packScan{source: source, hashSize: hashSize, limit: unpacked, sizes: map[int64]int64{}, sizeOf: sizeOf}
	var header [12]byte
	if _, err := io.ReadFull(&s, header[:]); err != nil || string(header[:4]) != "PACK" {
		return false, errPack
	}
	count := binary.BigEndian.Uint32(header[8:])
	if count > maxObjects {
		return false, tooMuch("holds more than %d objects", maxObjects)
	}
	for range count {
		if err := s.object(); err != nil {
			return false, err
		}
	}
	// Which objects the others are is not known before they are hashed.
	slices.SortFunc(s.whole, func(a, b int64) int { return int(min(max(b-a, -1), 1)) })
	for _, size := range s.whole[:min(s.byHash, len(s.whole))] {
		s.resolved += size
	}
	return s.byHash > 0, s.within()
}

// A packScan is on the way through a pack.
type packScan struct {
	source   *bufio.Reader
	at       int64
	hashSize int
	limit    int64
	inflater io.ReadCloser

	unpacked, resolved int64
	// sizes are those of objects by their place, until they count as resolved.
	sizes  map[int64]int64
	whole  []int64
	byHash int
	sizeOf func(hash []byte) int64
}

// Read and ReadByte let what unpacks an object read no further than its end.
func (s *packScan) Read(p []byte) (int, error) {
	n, err := s.source.Read(p)
	s.at += int64(n)
	return n, err
}

// ReadByte implements io.ByteReader.
func (s *packScan) ReadByte() (byte, error) {
	b, err := s.source.ReadByte()
	if err == nil {
		s.at++
	}
	return b, err
}

func (s *packScan) within() error {
	switch {
	case s.unpacked > s.limit:
		return tooMuch("is larger than %d MiB", s.limit>>20)
	case s.resolved > maxResolved:
		return tooMuch("holds more than %d MiB of files that are changes of each other", maxResolved>>20)
	}
	return nil
}

// object reads one object.
func (s *packScan) object() error {
	start := s.at
	kind, size, err := s.head()
	if err != nil {
		return errPack
	}
	s.unpacked += size
	switch kind {
	case 1, 2, 3, 4:
		s.sizes[start] = size
		s.whole = append(s.whole, size)
	case deltaByOffset:
		back, err := s.offset()
		if err != nil || back <= 0 || back >= start {
			return errPack
		}
		s.resolved += size + s.sizes[start-back]
		delete(s.sizes, start-back)
	case deltaByHash:
		hash := make([]byte, s.hashSize)
		if _, err := io.ReadFull(s, hash); err != nil {
			return errPack
		}
		s.resolved += size + s.sizeOf(hash)
		s.byHash++
	default:
		return errPack
	}
	if err := s.within(); err != nil {
		return err
	}
	return s.content(size, kind == deltaByOffset || kind == deltaByHash)
}

// head reads the kind and the unpacked size of an object.
func (s *packScan) head() (kind byte, size int64, err error) {
	b, err := s.ReadByte()
	if err != nil {
		return 0, 0, err
	}
	kind, size = b>>4&7, int64(b&15)
	for shift := 4; b&0x80 != 0; shift += 7 {
		if b, err = s.ReadByte(); err != nil || shift > 50 {
			return 0, 0, errPack
		}
		size |= int64(b&0x7f) << shift
	}
	return kind, size, nil
}

// offset reads how far back an object is that another is a change of.
func (s *packScan) offset() (int64, error) {
	b, err := s.ReadByte()
	back := int64(b & 0x7f)
	for n := 0; err == nil && b&0x80 != 0; n++ {
		if n > 7 {
			return 0, errPack
		}
		b, err = s.ReadByte()
		back = (back+1)<<7 | int64(b&0x7f)
	}
	return back, err
}

// content unpacks an object, and adds what a change makes.
func (s *packScan) content(size int64, change bool) error {
	if err := s.inflate(); err != nil {
		return errPack
	}
	content := bufio.NewReaderSize(io.LimitReader(s.inflater, size+1), 4096)
	if change {
		begins, _ := content.Peek(2 * binary.MaxVarintLen64)
		_, n := binary.Uvarint(begins)
		if n <= 0 {
			return errPack
		}
		target, n := binary.Uvarint(begins[n:])
		if n <= 0 || target > 1<<50 {
			return errPack
		}
		s.unpacked += int64(target)
		s.resolved += int64(target)
		if err := s.within(); err != nil {
			return err
		}
	}
	if n, err := io.Copy(io.Discard, content); err != nil || n != size {
		return fmt.Errorf("%w: an object is damaged", errPack)
	}
	return nil
}

// inflate begins to unpack what comes next.
func (s *packScan) inflate() (err error) {
	if s.inflater == nil {
		s.inflater, err = zlib.NewReader(s)
		return err
	}
	return s.inflater.(zlib.Resetter).Reset(s, nil)
}
