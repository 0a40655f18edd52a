package main

import (
	_ "embed"
	"fmt"
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

// derivedList adds families of words that WordNet does not tell of.
//
//go:embed derived.txt
var derivedList string

// anyPart is all parts of speech.
const anyPart = lexicon.Noun | lexicon.Verb | lexicon.Adjective | lexicon.Adverb

// addFamilies makes pointers from every frequent sense of a word to the first
// sense of each other word of its family.
func (b *builder) addFamilies(list string) error {
	rows, err := rows(list, 1)
	if err != nil {
		return fmt.Errorf("derived words: %w", err)
	}
	for _, f := range rows {
		var family [][]use
		for word := range strings.SplitSeq(f[0], ",") {
			uses := b.usual(word, anyPart)
			if uses == nil {
				return fmt.Errorf("derived words: %q is not known", word)
			}
			family = append(family, uses)
		}
		for i, x := range family {
			for j, y := range family {
				if i != j {
					b.contents.Derived = b.point(b.contents.Derived, x, y[0])
				}
			}
		}
	}
	return nil
}

// usual are the frequent senses of a word.
func (b *builder) usual(word string, parts lexicon.Part) []use {
	var uses []use
	for _, u := range b.words[spaced(word)] {
		if u.synset.part&parts != 0 && b.frequent(u) {
			uses = append(uses, u)
		}
	}
	return uses
}

// point adds pointers from several senses to one.
func (b *builder) point(table []lexicon.Pair, from []use, to use) []lexicon.Pair {
	for _, u := range from {
		table = append(table, lexicon.Pair{From: b.senses[u], To: b.senses[to]})
	}
	return table
}
