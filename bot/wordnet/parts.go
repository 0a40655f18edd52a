package wordnet

import (
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

// Parts is a set of parts of speech.
type Parts uint8

// The parts of speech.
const (
	Noun      = Parts(lexicon.Noun)
	Verb      = Parts(lexicon.Verb)
	Adjective = Parts(lexicon.Adjective)
	Adverb    = Parts(lexicon.Adverb)
)

// String names the parts of speech: "noun or verb", and "unknown" for none.
func (p Parts) String() string {
	var names []string
	for i, name := range []string{"noun", "verb", "adjective", "adverb"} {
		if p&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if names == nil {
		return "unknown"
	}
	return strings.Join(names, " or ")
}
