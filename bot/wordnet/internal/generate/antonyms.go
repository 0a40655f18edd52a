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
	for line := range strings.Lines(list) {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		if len(f) != 5 {
			return fmt.Errorf("antonyms: %q does not have five fields", line)
		}
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
	var found []use
	for rank := range strings.SplitSeq(ranks, ",") {
		before := len(found)
		for _, u := range b.words[spaced(word)] {
			if partName(u.synset.part) == part && fmt.Sprint(b.db.uses[u].rank) == rank {
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

func partName(part lexicon.Part) string {
	for _, f := range files {
		if f.part == part {
			return f.name
		}
	}
	return ""
}
