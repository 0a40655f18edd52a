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

var errSegment = errors.New("a segment's parts do not fit together")

// parseSegment finds the parts of a segment. It makes sure that they fit
// together, but takes the lists on trust.
func parseSegment(b []byte, mapped *mapping) (*segment, error) {
	r := reader{rest: b}
	s := &segment{bytes: b, n: r.uint32(), mapped: mapped}
	kinds := r.uint32()
	var terms, lists [fields]int
	for f := range fields {
		terms[f], lists[f] = r.uint32(), r.uint32()
	}
	s.ids, s.kindOf = r.take(4*s.n), r.take(4*s.n)
	for f := range fields {
		s.index[f].lengths = r.take(4 * s.n)
	}
	table := r.take(kinds)
	for f := range fields {
		x := &s.index[f]
		x.hashes, x.ends, x.lists = r.take(8*terms[f]), r.take(4*terms[f]), r.take(lists[f])
	}
	if r.failed || len(r.rest) > 0 {
		return nil, errSegment
	}
	var ok bool
	if s.kinds, ok = parseKinds(table); !ok || !s.consistent() {
		return nil, errSegment
	}
	return s, nil
}

// consistent reports whether the numbers of a segment are in order and in
// range.
func (s *segment) consistent() bool {
	for doc := range s.n {
		if s.kind(doc) >= len(s.kinds) || doc > 0 && s.id(doc) <= s.id(doc-1) {
			return false
		}
	}
	for f := range fields {
		x, start := &s.index[f], 0
		for term := range x.terms() {
			end := x.end(term)
			if end <= start || term > 0 && x.hash(term) <= x.hash(term-1) {
				return false
			}
			start = end
		}
		if start != len(x.lists) {
			return false
		}
	}
	return true
}

func (s *segment) id(doc int) retrieval.ChunkID {
	return retrieval.ChunkID(binary.LittleEndian.Uint32(s.ids[4*doc:]))
}

// find returns the number of a chunk, or that which it would have.
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
		start = x.end(term - 1)
	}
	return x.lists[start:x.end(term)]
}

func (x *inverted) end(term int) int {
	return int(binary.LittleEndian.Uint32(x.ends[4*term:]))
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

func parseKinds(b []byte) ([]kind, bool) {
	r := reader{rest: b}
	kinds := make([]kind, r.count())
	for i := range kinds {
		kinds[i].language = r.text()
		kinds[i].audience = make([]string, r.count())
		for j := range kinds[i].audience {
			kinds[i].audience[j] = r.text()
		}
	}
	return kinds, !r.failed && len(r.rest) == 0
}

func equalKinds(a, b kind) bool {
	return a.language == b.language && slices.Equal(a.audience, b.audience)
}
