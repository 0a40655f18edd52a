package main

import "footnote/bot/wordnet/internal/lexicon"

// addPointers sorts the pointers of all synsets into tables.
func (b *builder) addPointers() {
	c := &b.contents
	for at, i := range b.db.places {
		s := b.db.synsets[i]
		for _, p := range s.pointers {
			synsets := lexicon.Pair{From: i, To: b.db.places[p.to]}
			switch p.symbol {
			case "@", "@i":
				if kept(s) && !b.crowded(p.to) {
					c.Hypernyms = append(c.Hypernyms, synsets)
				}
			case "&", "$": // alike adjectives, and verbs of one group
				c.Similar = append(c.Similar, synsets, reverse(synsets))
			case "*", ">": // what a verb entails and what it causes
				c.Entailed = append(c.Entailed, synsets)
			case "+", "\\", "<": // related in form, adjective of a noun or adverb of an adjective, participle
				if senses, ok := b.pair(at, p); ok {
					c.Derived = append(c.Derived, senses, reverse(senses))
				}
			case "!":
				c.Opposites = append(c.Opposites, synsets, reverse(synsets))
				if senses, ok := b.pair(at, p); ok {
					c.Antonyms = append(c.Antonyms, senses, reverse(senses))
				}
			}
		}
	}
}

// pair is a pointer between two words, if both are kept.
func (b *builder) pair(from address, p pointer) (lexicon.Pair, bool) {
	x, ok := b.sense(from, p.fromWord)
	y, ok2 := b.sense(p.to, p.toWord)
	return lexicon.Pair{From: x, To: y}, ok && ok2
}

// sense is the number of a word in a synset, counted from 1.
func (b *builder) sense(at address, word int) (int, bool) {
	i, ok := b.db.places[at]
	if !ok || word < 1 || word > len(b.db.synsets[i].words) {
		return 0, false
	}
	n, ok := b.senses[use{b.db.synsets[i].words[word-1], at}]
	return n, ok
}

func reverse(p lexicon.Pair) lexicon.Pair { return lexicon.Pair{From: p.To, To: p.From} }

// crowded tells whether a verb is so general that to be a kind of it says nothing.
func (b *builder) crowded(at address) bool {
	if at.part != lexicon.Verb {
		return false
	}
	kinds := 0
	for _, p := range b.db.synsets[b.db.places[at]].pointers {
		if p.symbol == "~" {
			kinds++
		}
	}
	return kinds > crowd
}
