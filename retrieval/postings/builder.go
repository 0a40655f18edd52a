package postings

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"

	"footnote/retrieval"
)

// A tuple is a posting of a term that is known by its number in a builder.
type tuple struct {
	term uint32
	posting
}

// A fieldBuilder gathers the postings of one field, chunk by chunk.
type fieldBuilder struct {
	numbers map[uint64]uint32
	hashes  []uint64
	// last is where a term's latest tuple is.
	last   []int
	tuples []tuple
	// first is where the tuples of the chunk begin that is being built.
	first   int
	lengths []uint32
}

func newFieldBuilder(tuples int) fieldBuilder {
	return fieldBuilder{numbers: map[uint64]uint32{}, tuples: make([]tuple, 0, tuples)}
}

// begin makes room for the next chunk.
func (f *fieldBuilder) begin() {
	f.first = len(f.tuples)
	f.lengths = append(f.lengths, 0)
}

// add counts one more occurrence of a term in the chunk that is being built.
func (f *fieldBuilder) add(hash uint64) {
	doc := uint32(len(f.lengths) - 1)
	f.lengths[doc]++
	term, ok := f.numbers[hash]
	if !ok {
		term = uint32(len(f.hashes))
		f.numbers[hash] = term
		f.hashes = append(f.hashes, hash)
		f.last = append(f.last, -1)
	}
	if last := f.last[term]; last >= f.first {
		f.tuples[last].frequency++
		return
	}
	f.last[term] = len(f.tuples)
	f.tuples = append(f.tuples, tuple{term, posting{doc, 1}})
}

// content is a field of a segment as it is put together.
type content struct {
	lengths []uint32
	hashes  []uint64
	ends    []uint32
	lists   []byte
}

// content sorts the postings by term, by counting, and encodes them.
func (f *fieldBuilder) content() content {
	ends := make([]int, len(f.hashes)+1)
	for _, t := range f.tuples {
		ends[t.term+1]++
	}
	for i := 1; i < len(ends); i++ {
		ends[i] += ends[i-1]
	}
	starts := slices.Clone(ends)
	sorted := make([]posting, len(f.tuples))
	for _, t := range f.tuples {
		sorted[starts[t.term]] = t.posting
		starts[t.term]++
	}
	order := slices.Clone(f.hashes)
	slices.Sort(order)
	c := content{lengths: f.lengths}
	for _, hash := range order {
		term := f.numbers[hash]
		c.add(hash, sorted[ends[term]:ends[term+1]])
	}
	return c
}

// A kindTable gives numbers to kinds.
type kindTable struct {
	kinds   []kind
	numbers map[string]uint32
}

func (t *kindTable) number(k kind) uint32 {
	key := k.language + "\x00" + strings.Join(k.audience, "\x00")
	n, ok := t.numbers[key]
	if ok && equalKinds(t.kinds[n], k) {
		return n
	}
	if t.numbers == nil {
		t.numbers = map[string]uint32{}
	}
	n = uint32(len(t.kinds))
	t.numbers[key] = n
	t.kinds = append(t.kinds, k)
	return n
}

// build makes a segment of entries, which rise by ID.
func build(analyzer retrieval.Analyzer, entries []retrieval.TextEntry) (*segment, error) {
	var table kindTable
	var index [fields]fieldBuilder
	size := 0
	for _, e := range entries {
		size += len(e.Context) + len(e.Text)
	}
	size = min(size, 1<<21) // a guess, which long texts need not fill at once
	index[words] = newFieldBuilder(size / 8)
	index[grams] = newFieldBuilder(size)
	ids, kinds := make([]uint32, len(entries)), make([]uint32, len(entries))
	for i, e := range entries {
		ids[i] = uint32(e.ID)
		kinds[i] = table.number(kind{e.Language, e.Audience})
		for f := range index {
			index[f].begin()
		}
		for _, text := range []string{e.Context, e.Text} {
			analyzer.Terms(text, e.Language, func(t retrieval.Token) bool {
				if !t.Stop {
					index[words].add(hashOf(t.Term))
				}
				return true
			})
			gramsOf(text, index[grams].add)
		}
	}
	return assemble(ids, kinds, table.kinds, [fields]content{index[words].content(), index[grams].content()})
}

// assemble writes the bytes of a segment.
func assemble(ids, kindOf []uint32, kinds []kind, index [fields]content) (*segment, error) {
	table := appendKinds(nil, kinds)
	const header = 4 * (2 + 2*int(fields))
	size := header + 8*len(ids) + len(table)
	for _, c := range index {
		size += 4*len(c.lengths) + 12*len(c.hashes) + len(c.lists)
		if uint64(len(c.lists)) > math.MaxUint32 {
			return nil, errors.New("a segment's posting lists are above 4 GiB")
		}
	}
	b := make([]byte, 0, size)
	b = appendNumbers(b, uint32(len(ids)), uint32(len(table)))
	for _, c := range index {
		b = appendNumbers(b, uint32(len(c.hashes)), uint32(len(c.lists)))
	}
	b = appendNumbers(b, ids...)
	b = appendNumbers(b, kindOf...)
	for _, c := range index {
		b = appendNumbers(b, c.lengths...)
	}
	b = append(b, table...)
	for _, c := range index {
		for _, hash := range c.hashes {
			b = binary.LittleEndian.AppendUint64(b, hash)
		}
		b = appendNumbers(b, c.ends...)
		b = append(b, c.lists...)
	}
	return parseSegment(b, nil)
}

func appendNumbers(b []byte, numbers ...uint32) []byte {
	for _, n := range numbers {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}
