package postings

import (
	"encoding/binary"
	"errors"
	"slices"
	"sort"

	"footnote/retrieval"
)

// A field is one of the two ways a chunk is indexed.
type field int

const (
	words field = iota
	grams
	fields
)

// A kind is what chunks of a segment have in common: their language and who
// may see them.
type kind struct {
	language string
	audience []string
}

// A segment is an immutable index of some chunks, numbered by rising ID. In
// memory and in a file it is the same bytes:
//
//	header    how many chunks, bytes of kinds, then for each field how many
//	          terms and bytes of lists, as uint32
//	ids       of the chunks, uint32
//	kind      of each chunk, uint32
//	lengths   of each chunk in words, then in 4-grams, uint32
//	kinds     as appendKinds writes them
//	for each field: hashes of the terms, rising, uint64; where each term's list
//	ends, uint32; the lists
//
// All numbers are little-endian and need no alignment.
type segment struct {
	bytes  []byte
	n      int
	ids    []byte
	kindOf []byte
	kinds  []kind
	index  [fields]inverted
	// mapped keeps the file that bytes lies in from being unmapped.
	mapped *mapping
}

// inverted is a field of a segment.
type inverted struct {
	lengths []byte
	hashes  []byte
	ends    []byte
	lists   []byte
}

const segmentHeader = 4 * (2 + 2*int(fields))

var errSegment = errors.New("a segment's parts do not fit together")

// parseSegment finds the parts of a segment.
func parseSegment(b []byte, mapped *mapping) (*segment, error) {
	if len(b) < segmentHeader {
		return nil, errSegment
	}
	header := func(i int) int { return int(binary.LittleEndian.Uint32(b[4*i:])) }
	s := &segment{bytes: b, n: header(0), mapped: mapped}
	rest, ok := b[segmentHeader:], true
	take := func(n int) []byte {
		if n > len(rest) {
			ok = false
			return nil
		}
		part := rest[:n:n]
		rest = rest[n:]
		return part
	}
	s.ids, s.kindOf = take(4*s.n), take(4*s.n)
	for f := range fields {
		s.index[f].lengths = take(4 * s.n)
	}
	kinds := take(header(1))
	for f := range fields {
		terms := header(2 + 2*int(f))
		s.index[f].hashes, s.index[f].ends = take(8*terms), take(4*terms)
		s.index[f].lists = take(header(3 + 2*int(f)))
	}
	if !ok || len(rest) > 0 {
		return nil, errSegment
	}
	var err error
	s.kinds, err = parseKinds(kinds)
	return s, err
}

func (s *segment) id(doc int) retrieval.ChunkID {
	return retrieval.ChunkID(binary.LittleEndian.Uint32(s.ids[4*doc:]))
}

// find returns the number of a chunk.
func (s *segment) find(id retrieval.ChunkID) (int, bool) {
	return sort.Find(s.n, func(doc int) int {
		switch held := s.id(doc); {
		case id < held:
			return -1
		case id > held:
			return 1
		}
		return 0
	})
}

func (s *segment) kind(doc int) int {
	return int(binary.LittleEndian.Uint32(s.kindOf[4*doc:]))
}

func (x *inverted) length(doc int) int {
	return int(binary.LittleEndian.Uint32(x.lengths[4*doc:]))
}

func (x *inverted) terms() int { return len(x.ends) / 4 }

func (x *inverted) hash(term int) uint64 {
	return binary.LittleEndian.Uint64(x.hashes[8*term:])
}

// list returns the postings of a term by its number.
func (x *inverted) list(term int) []byte {
	start := 0
	if term > 0 {
		start = int(binary.LittleEndian.Uint32(x.ends[4*(term-1):]))
	}
	return x.lists[start:binary.LittleEndian.Uint32(x.ends[4*term:])]
}

// lookup returns the postings of a term by its hash, nil if it has none.
func (x *inverted) lookup(hash uint64) []byte {
	low, high := 0, x.terms()
	for low < high {
		mid := int(uint(low+high) >> 1)
		if x.hash(mid) < hash {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == x.terms() || x.hash(low) != hash {
		return nil
	}
	return x.list(low)
}

// appendKinds writes a table of kinds: how many, and for each the language,
// how many labels, and the labels, with every string's length in front of it.
func appendKinds(b []byte, kinds []kind) []byte {
	b = binary.AppendUvarint(b, uint64(len(kinds)))
	for _, k := range kinds {
		b = appendString(b, k.language)
		b = binary.AppendUvarint(b, uint64(len(k.audience)))
		for _, label := range k.audience {
			b = appendString(b, label)
		}
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func parseKinds(b []byte) ([]kind, error) {
	ok := true
	count := func() int {
		n, size := binary.Uvarint(b)
		if size <= 0 || n > uint64(len(b)) {
			ok, b = false, nil
			return 0
		}
		b = b[size:]
		return int(n)
	}
	text := func() string {
		n := count()
		if n > len(b) {
			ok = false
			return ""
		}
		s := string(b[:n])
		b = b[n:]
		return s
	}
	kinds := make([]kind, count())
	for i := range kinds {
		kinds[i].language = text()
		kinds[i].audience = make([]string, count())
		for j := range kinds[i].audience {
			kinds[i].audience[j] = text()
		}
	}
	if !ok || len(b) > 0 {
		return nil, errSegment
	}
	return kinds, nil
}

func equalKinds(a, b kind) bool {
	return a.language == b.language && slices.Equal(a.audience, b.audience)
}
