package main

import (
	_ "embed"
	"fmt"
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

// antonymList adds opposites that WordNet does not know.
//
//go:embed antonyms.txt
var antonymList string

// addAntonyms makes pointers between words, not between meanings: what the list
// says must not spread to synonyms.
func (b *builder) addAntonyms(list string) error {
	rows, err := rows(list, 3)
	if err != nil {
		return fmt.Errorf("antonyms: %w", err)
	}
	for _, f := range rows {
		part, ok := partNamed(f[0])
		if !ok {
			return fmt.Errorf("antonyms: unknown part of speech %q", f[0])
		}
		left, err := b.lookup(part, f[1])
		if err != nil {
			return err
		}
		right, err := b.lookup(part, f[2])
		if err != nil {
			return err
		}
		b.oppose(left, right)
	}
	return nil
}

// lookup finds the frequent senses of each word of a list.
func (b *builder) lookup(part lexicon.Part, list string) ([][]use, error) {
	var found [][]use
	for word := range strings.SplitSeq(list, ",") {
		uses := b.usual(word, part)
		if uses == nil {
			return nil, fmt.Errorf("antonyms: %q is not known as that part of speech", word)
		}
		found = append(found, uses)
	}
	return found, nil
}

// oppose points from every sense of each word to the first one of each opposite.
func (b *builder) oppose(left, right [][]use) {
	for _, x := range left {
		for _, y := range right {
			b.contents.Antonyms = b.point(b.contents.Antonyms, x, y[0])
			b.contents.Antonyms = b.point(b.contents.Antonyms, y, x[0])
		}
	}
}
