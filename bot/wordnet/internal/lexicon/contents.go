package lexicon

// Part is a set of parts of speech.
type Part uint8

// The parts of speech.
const (
	Noun Part = 1 << iota
	Verb
	Adjective
	Adverb
)

// partsOfSpeech is how many there are.
const partsOfSpeech = 4

// Sense is one meaning of a word.
type Sense struct {
	Synset int
	Part   Part // exactly one
	// Frequent tells the meanings that the word mostly has.
	Frequent bool
}

// Pair is a pointer from one word, sense or synset to another.
type Pair struct {
	From, To int
}

// Contents is what a file is made from.
type Contents struct {
	// Words are the lemmas and the irregular forms, in the order of their bytes.
	Words []string
	// Senses are those of each word, none for a form that is no lemma.
	Senses [][]Sense

	// Derived and Antonyms point from sense to sense; a sense is numbered by its
	// place in the concatenation of Senses.
	Derived, Antonyms []Pair
	// Opposites, Hypernyms, Similar and Entailed point from synset to synset.
	Opposites, Hypernyms, Similar, Entailed []Pair
	// Irregular points from a form to its lemma, for each part of speech.
	Irregular [partsOfSpeech][]Pair
}
