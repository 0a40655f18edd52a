package lexicon

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sort"
)

// Lexicon looks things up in a file. It is immutable.
type Lexicon struct {
	text   string
	blocks column
	starts column
	senses column

	// Derived and Antonyms point from sense to sense.
	Derived, Antonyms Pairs
	// Opposites, Hypernyms, Similar and Entailed point from synset to synset.
	Opposites, Hypernyms, Similar, Entailed Pairs
	irregular                               [partsOfSpeech]Pairs
}

// Open looks at the header of a file and not at what the sections hold: a file
// that was damaged there gives wrong answers, but never a panic. See Verify.
func Open(file string) (*Lexicon, error) {
	if len(file) < headerSize {
		return nil, errors.New("the file is shorter than its header")
	}
	if file[:len(magic)] != magic {
		return nil, errors.New("the file does not start as this version of a thesaurus does")
	}
	rest := file[headerSize:]
	var body [sections]string
	for i := range body {
		size := number(file[len(magic)+4+4*i:])
		if uint64(size) > uint64(len(rest)) {
			return nil, fmt.Errorf("section %d goes beyond the end of the file", i)
		}
		body[i], rest = rest[:size], rest[size:]
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("%d bytes follow the last section", len(rest))
	}
	if err := checkSizes(body); err != nil {
		return nil, err
	}
	l := &Lexicon{
		text: body[wordText], blocks: column(body[wordBlocks]),
		starts: column(body[wordSenses]), senses: column(body[senses]),
		Derived: Pairs(body[derived]), Antonyms: Pairs(body[antonyms]),
		Opposites: Pairs(body[opposites]), Hypernyms: Pairs(body[hypernyms]),
		Similar: Pairs(body[similar]), Entailed: Pairs(body[entailed]),
	}
	for i := range l.irregular {
		l.irregular[i] = Pairs(body[irregular+i])
	}
	return l, nil
}

// checkSizes finds sections that do not hold whole rows or do not fit together.
func checkSizes(body [sections]string) error {
	for i, section := range body {
		row := pairSize
		switch i {
		case wordText:
			row = 1
		case wordBlocks, wordSenses, senses:
			row = cellSize
		}
		if len(section)%row != 0 {
			return fmt.Errorf("section %d of %d bytes does not hold whole rows of %d", i, len(section), row)
		}
	}
	starts := column(body[wordSenses])
	words := starts.len() - 1
	if blocks := column(body[wordBlocks]).len(); words < 0 || blocks != (words+blockWords-1)/blockWords {
		return fmt.Errorf("%d blocks of words do not fit %d words", blocks, words)
	}
	if last, n := starts.at(words), column(body[senses]).len(); last != n {
		return fmt.Errorf("the words have %d senses but there are %d", last, n)
	}
	return nil
}

// Verify finds out whether any byte of a file was changed since it was written.
// It reads all of it.
func Verify(file string) error {
	if _, err := Open(file); err != nil {
		return err
	}
	want := number(file[len(magic):])
	if sum := crc32.Checksum([]byte(file[headerSize:]), castagnoli); sum != want {
		return fmt.Errorf("the checksum is %08x, the header says %08x", sum, want)
	}
	return nil
}

func number(b string) uint32 { return binary.LittleEndian.Uint32([]byte(b[:4])) }

// Len is the number of words.
func (l *Lexicon) Len() int { return l.starts.len() - 1 }

// Senses are the numbers of a word's senses: from low to high, without high.
func (l *Lexicon) Senses(word int) (low, high int) {
	low, high = l.starts.at(word), l.starts.at(word+1)
	if word < 0 || high > l.senses.len() || low > high {
		return 0, 0
	}
	return low, high
}

// Sense is the sense with a number.
func (l *Lexicon) Sense(i int) Sense {
	cell := l.senses.at(i)
	return Sense{
		Synset:   cell >> synsetShift,
		Part:     1 << (cell & partMask),
		Frequent: cell&frequentMark != 0,
	}
}

// WordOf is the word that a sense belongs to.
func (l *Lexicon) WordOf(sense int) int {
	return sort.Search(l.Len(), func(i int) bool { return l.starts.at(i+1) > sense })
}

// Irregular points from irregular forms of one part of speech to their lemmas.
func (l *Lexicon) Irregular(part Part) Pairs {
	for i := range l.irregular {
		if part == 1<<i {
			return l.irregular[i]
		}
	}
	return ""
}
