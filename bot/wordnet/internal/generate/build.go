package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

const (
	// firstRanks is how many of a word's senses count as frequent though they were
	// never met in the annotated texts; those texts are too small to hold them all.
	firstRanks = 4
	// leastShare is one over the share of a word's uses in those texts that makes a
	// further sense frequent.
	leastShare = 50
	// crowd is how many kinds of a verb make it say too little to be worth pointing
	// to: "change", "move" and "act" have more.
	crowd = 50

	// The lexicographers' files of nouns for animals, people and plants.
	topicAnimal = 5
	topicPerson = 18
	topicPlant  = 20
)

// taxa are the ranks of groups that start terms such as "genus Rosa".
var taxa = strings.Fields("genus family subfamily superfamily order suborder superorder class subclass phylum tribe")

// builder gives everything its number.
type builder struct {
	db *database
	// words are the lemmas that are kept, with their uses in order.
	words map[string][]use
	// numbers are those of the words, senses those of their uses.
	numbers  map[string]int
	senses   map[use]int
	contents lexicon.Contents
}

func build(db *database) (lexicon.Contents, error) {
	b := &builder{db: db, words: map[string][]use{}, numbers: map[string]int{}, senses: map[use]int{}}
	b.collect()
	b.number()
	b.addPointers()
	b.addIrregular()
	if err := b.addAntonyms(antonymList); err != nil {
		return lexicon.Contents{}, err
	}
	err := b.addFamilies(derivedList)
	return b.contents, err
}

// kept tells whether a synset gets into the thesaurus: single persons and Latin
// names of groups of animals and plants do not.
func kept(s synset) bool {
	named := func(p pointer) bool { return p.symbol == "@i" }
	taxon := func(word string) bool {
		rank, _, two := strings.Cut(word, " ")
		return two && slices.Contains(taxa, rank)
	}
	switch s.topic {
	case topicPerson:
		return !slices.ContainsFunc(s.pointers, named)
	case topicAnimal, topicPlant:
		return !slices.ContainsFunc(s.words, taxon)
	}
	return true
}

// short tells words and terms of two words from longer ones, which are left out.
func short(word string) bool { return word != "" && strings.Count(word, " ") <= 1 }

func (b *builder) collect() {
	for at, i := range b.db.places {
		s := b.db.synsets[i]
		if !kept(s) {
			continue
		}
		for _, word := range s.words {
			if u := (use{word, at}); short(word) && !slices.Contains(b.words[word], u) {
				b.words[word] = append(b.words[word], u)
			}
		}
	}
	for _, uses := range b.words {
		slices.SortFunc(uses, func(x, y use) int {
			return cmp.Or(
				cmp.Compare(x.synset.part, y.synset.part),
				cmp.Compare(b.db.uses[x].rank, b.db.uses[y].rank),
				cmp.Compare(x.synset.offset, y.synset.offset))
		})
	}
}

// number fixes the order of words and senses.
func (b *builder) number() {
	for _, lines := range b.db.irregular {
		for _, line := range lines {
			if form := spaced(line[0]); short(form) {
				b.words[form] = b.words[form] // a word without senses, unless it is a lemma
			}
		}
	}
	c := &b.contents
	c.Words = slices.Sorted(maps.Keys(b.words))
	for i, word := range c.Words {
		b.numbers[word] = i
		var senses []lexicon.Sense
		for _, u := range b.words[word] {
			b.senses[u] = len(b.senses)
			senses = append(senses, lexicon.Sense{
				Synset:   b.db.places[u.synset],
				Part:     u.synset.part,
				Frequent: b.frequent(u),
			})
		}
		c.Senses = append(c.Senses, senses)
	}
}

// frequent tells whether a word mostly has this meaning, or one of a few.
func (b *builder) frequent(u use) bool {
	f := b.db.uses[u]
	total := b.db.totals[wordPart{u.word, u.synset.part}]
	return f.rank <= firstRanks || f.count > 0 && f.count*leastShare >= total
}

// addIrregular points from irregular forms to their lemmas. A form that is listed
// as its own lemma, which the list does for words that only look inflected, has no
// other.
func (b *builder) addIrregular() {
	for i, f := range files {
		lemmas := map[string][]string{}
		for _, line := range b.db.irregular[f.part] {
			lemmas[line[0]] = append(lemmas[line[0]], line[1:]...)
		}
		for form, list := range lemmas {
			if slices.Contains(list, form) {
				list = []string{form}
			}
			b.inflect(i, form, list)
		}
	}
}

func (b *builder) inflect(table int, form string, lemmas []string) {
	from, ok := b.numbers[spaced(form)]
	if !ok {
		return
	}
	for _, lemma := range lemmas {
		if to, ok := b.numbers[spaced(lemma)]; ok {
			b.contents.Irregular[table] = append(b.contents.Irregular[table], lexicon.Pair{From: from, To: to})
		}
	}
}
