package main

import (
	_ "embed"
	"fmt"
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

// antonymList adds opposites that WordNet does not know: on each line the part of
// speech, and two words each with the ranks of its senses that are meant.
//
//go:embed antonyms.txt
var antonymList string

func (b *builder) addAntonyms(list string) error {
	rows, err := rows(list, 5)
	if err != nil {
		return fmt.Errorf("antonyms: %w", err)
	}
	for _, f := range rows {
		left, err := b.lookup(f[0], f[1], f[2])
		if err != nil {
			return err
		}
		right, err := b.lookup(f[0], f[3], f[4])
		if err != nil {
			return err
		}
		b.oppose(left, right)
	}
	return nil
}

// lookup finds the senses of a word by their ranks: "1,3".
func (b *builder) lookup(part, word, ranks string) ([]use, error) {
	wanted, ok := partNamed(part)
	if !ok {
		return nil, fmt.Errorf("antonyms: unknown part of speech %q", part)
	}
	var found []use
	for rank := range strings.SplitSeq(ranks, ",") {
		before := len(found)
		for _, u := range b.words[spaced(word)] {
			if u.synset.part == wanted && fmt.Sprint(b.db.uses[u].rank) == rank {
				found = append(found, u)
			}
		}
		if len(found) == before {
			return nil, fmt.Errorf("antonyms: no sense %s of the %s %q", rank, part, word)
		}
	}
	return found, nil
}

func (b *builder) oppose(left, right []use) {
	c := &b.contents
	for _, x := range left {
		for _, y := range right {
			senses := lexicon.Pair{From: b.senses[x], To: b.senses[y]}
			synsets := lexicon.Pair{From: b.db.places[x.synset], To: b.db.places[y.synset]}
			c.Antonyms = append(c.Antonyms, senses, reverse(senses))
			c.Opposites = append(c.Opposites, synsets, reverse(synsets))
		}
	}
}

// partNamed is the part of speech that a list names.
func partNamed(name string) (lexicon.Part, bool) {
	for _, f := range files {
		if f.name == name {
			return f.part, true
		}
	}
	return 0, false
}
