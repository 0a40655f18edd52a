package gate

import (
	"footnote/bot/wordnet"
	"footnote/corpus"
)

// A Status is what becomes of a statement.
type Status string

const (
	// Verified statements are borne out by the passages that they name.
	Verified Status = "verified"
	// Mended statements are borne out by another passage than they name.
	Mended Status = "mended"
	// Dropped statements are not borne out, and never shown.
	Dropped Status = "dropped"
)

// A Claim is a statement of a draft, as the model wrote it.
type Claim struct {
	// Text is the statement without its markers.
	Text string
	// Markers are the labels of the passages that the statement names, from 1
	// in the order of the passages.
	Markers []int
	// Question is what was asked, by which a claim is understood that is no
	// sentence, such as "In Astana"; "" to take such as it is.
	Question string
	// Language is the ISO 639-1 code of the text's language; "" lets the text
	// tell, which of a short one is a guess.
	Language string
	// Quotes are what the model says stands in the passages word for word.
	Quotes []Quote
}

// A Quote is a piece of text that the model claims to stand in a passage.
type Quote struct {
	// Marker is the passage's label; 0 means any that the claim names.
	Marker int
	Text   string
}

// A Verdict is what the gate finds on a claim.
type Verdict struct {
	Status Status
	// Reason tells why, in plain words.
	Reason string
	// Proofs bear the statement out; none when it is dropped.
	Proofs []Proof
	// Contradiction is set for a statement that was dropped and that a passage
	// contradicts: a sentence tells of the same thing and says otherwise. That
	// nothing bears a statement out is none.
	Contradiction *Contradiction
}

// A Contradiction is what a passage says otherwise.
type Contradiction struct {
	// Reason tells in plain words what.
	Reason string
	// Proofs are the sentence, with the one before where it leans on that.
	Proofs []Proof
}

// A Proof is a range of bytes of a document's text that bears out a statement,
// or a part of it.
type Proof struct {
	// Passage is the index of the passage, from 0.
	Passage int
	// Span is in bytes of the document's text, as in retrieval.Passage.
	Span corpus.Span
}

// A Relation is how two words are related in meaning.
type Relation = wordnet.Relation

// The relations that the checks tell apart.
const (
	Unrelated      = wordnet.None
	Same           = wordnet.Same
	Derived        = wordnet.Derived
	Synonym        = wordnet.Synonym
	Antonym        = wordnet.Antonym
	Similar        = wordnet.Similar
	DerivedSynonym = wordnet.DerivedSynonym
	Broader        = wordnet.Broader
	Narrower       = wordnet.Narrower
	Entails        = wordnet.Entails
	EntailedBy     = wordnet.EntailedBy
	Sister         = wordnet.Sister
)
