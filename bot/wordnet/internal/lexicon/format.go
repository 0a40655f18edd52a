package lexicon

import "hash/crc32"

// The sections of a file, in order.
const (
	wordText = iota
	wordBlocks
	wordSenses
	senses
	derived
	antonyms
	opposites
	hypernyms
	similar
	entailed
	irregular // one for each part of speech
	sections  = irregular + partsOfSpeech
)

const (
	// magic starts every file; its last byte is the version of the format.
	magic = "FNTHES\n\x01"
	// headerSize is the magic, the checksum of what follows the header, and the
	// size of each section.
	headerSize = len(magic) + 4 + 4*sections

	// cellSize is that of a number in a table, and pairSize that of a pair.
	cellSize = 3
	pairSize = 2 * cellSize
	// maxCell is one more than the largest number in a table.
	maxCell = 1 << (8 * cellSize)

	// A cell of a sense is its synset, shifted, with the part of speech and the
	// mark of the frequent ones below it.
	synsetShift  = 3
	frequentMark = 1 << 2
	partMask     = 1<<2 - 1

	// blockWords is how many words share their beginnings: more would make the
	// file smaller and looking up slower.
	blockWords = 16
	// maxWord is the greatest length of a word.
	maxWord = 255
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)
