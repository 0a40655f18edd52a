package wordnet

import (
	_ "embed"
	"fmt"
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

//go:embed wordnet.bin
var file string

// Thesaurus knows English words. It is immutable and safe for concurrent use.
type Thesaurus struct {
	lexicon *lexicon.Lexicon
}

// New opens the embedded thesaurus, which takes less than a microsecond.
func New() (*Thesaurus, error) { return open(file) }

func open(file string) (*Thesaurus, error) {
	l, err := lexicon.Open(file)
	if err != nil {
		return nil, fmt.Errorf("opening the embedded thesaurus: %w", err)
	}
	return &Thesaurus{lexicon: l}, nil
}

// Lemmas are the base forms that a word may be an inflection of, the word itself
// first if it is one: "held" gives "held" and "hold", "axes" gives "ax", "axe" and
// "axis". Base forms in the other spelling of English belong to them: "organised"
// gives "organise" and "organize". An unknown word has none.
func (t *Thesaurus) Lemmas(word string) []string {
	forms := t.forms(normalize(word))
	lemmas := make([]string, len(forms))
	for i, f := range forms {
		lemmas[i] = t.lexicon.Text(f.lemma)
	}
	return lemmas
}

// Parts tells what an inflected word can be: "held" is a verb or an adjective. It
// is 0 for an unknown word.
func (t *Thesaurus) Parts(word string) Parts {
	var parts Parts
	for _, f := range t.forms(normalize(word)) {
		parts |= Parts(f.parts)
	}
	return parts
}

// Relation is the closest relation between two inflected words, over all their
// meanings. To compare each word of one text with each word of another, prepare
// them with [Thesaurus.Look].
func (t *Thesaurus) Relation(a, b string) Relation {
	return t.Look(a).Relation(t.Look(b))
}

// normalize is a word as the thesaurus has it.
func normalize(word string) string {
	return strings.ReplaceAll(strings.ToLower(word), "_", " ")
}
