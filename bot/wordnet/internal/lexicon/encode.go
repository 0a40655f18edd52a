package lexicon

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/bits"
	"slices"
)

// Encode makes a file. The pairs may come in any order and more than once.
func Encode(c Contents) ([]byte, error) {
	if len(c.Words) != len(c.Senses) {
		return nil, fmt.Errorf("%d words but the senses of %d", len(c.Words), len(c.Senses))
	}
	var body [sections][]byte
	var err error
	if body[wordText], body[wordBlocks], err = encodeWords(c.Words); err != nil {
		return nil, fmt.Errorf("encoding the words: %w", err)
	}
	if body[wordSenses], body[senses], err = encodeSenses(c.Senses); err != nil {
		return nil, fmt.Errorf("encoding the senses: %w", err)
	}
	tables := map[int][]Pair{
		derived: c.Derived, antonyms: c.Antonyms, opposites: c.Opposites,
		hypernyms: c.Hypernyms, similar: c.Similar, entailed: c.Entailed,
	}
	for i, pairs := range c.Irregular {
		tables[irregular+i] = pairs
	}
	for section, pairs := range tables {
		if body[section], err = encodePairs(pairs); err != nil {
			return nil, fmt.Errorf("encoding section %d: %w", section, err)
		}
	}
	return assemble(body), nil
}

func assemble(body [sections][]byte) []byte {
	rest := slices.Concat(body[:]...)
	file := make([]byte, 0, headerSize+len(rest))
	file = append(file, magic...)
	file = binary.LittleEndian.AppendUint32(file, crc32.Checksum(rest, castagnoli))
	for _, section := range body {
		file = binary.LittleEndian.AppendUint32(file, uint32(len(section)))
	}
	return append(file, rest...)
}

// encodeWords writes the first word of each block in full, and of each other one
// how much it shares with the word before it and the rest.
func encodeWords(words []string) (text, blocks []byte, err error) {
	before := ""
	for i, word := range words {
		if i > 0 && word <= before {
			return nil, nil, fmt.Errorf("%q does not come after %q", word, before)
		}
		if len(word) == 0 || len(word) > maxWord {
			return nil, nil, fmt.Errorf("the length of %q is not 1 to %d", word, maxWord)
		}
		shared := 0
		if i%blockWords == 0 {
			if blocks, err = appendCell(blocks, len(text)); err != nil {
				return nil, nil, err
			}
		} else {
			shared = commonPrefix(before, word)
			text = append(text, byte(shared))
		}
		text = append(text, byte(len(word)-shared))
		text = append(text, word[shared:]...)
		before = word
	}
	return text, blocks, nil
}

// encodeSenses writes where the senses of each word begin, with the end of the
// last, and the senses.
func encodeSenses(words [][]Sense) (starts, cells []byte, err error) {
	for _, word := range words {
		if starts, err = appendCell(starts, len(cells)/cellSize); err != nil {
			return nil, nil, err
		}
		for _, s := range word {
			if bits.OnesCount8(uint8(s.Part)) != 1 || s.Part > Adverb {
				return nil, nil, fmt.Errorf("%d is not one part of speech", s.Part)
			}
			cell := s.Synset<<synsetShift | bits.TrailingZeros8(uint8(s.Part))
			if s.Frequent {
				cell |= frequentMark
			}
			if cells, err = appendCell(cells, cell); err != nil {
				return nil, nil, err
			}
		}
	}
	starts, err = appendCell(starts, len(cells)/cellSize)
	return starts, cells, err
}

func encodePairs(pairs []Pair) (table []byte, err error) {
	sorted := slices.Clone(pairs)
	slices.SortFunc(sorted, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	for _, p := range slices.Compact(sorted) {
		if table, err = appendCell(table, p.From); err != nil {
			return nil, err
		}
		if table, err = appendCell(table, p.To); err != nil {
			return nil, err
		}
	}
	return table, nil
}

func appendCell(table []byte, n int) ([]byte, error) {
	if n < 0 || n >= maxCell {
		return nil, fmt.Errorf("%d does not fit into %d bytes", n, cellSize)
	}
	return append(table, byte(n), byte(n>>8), byte(n>>16)), nil
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
