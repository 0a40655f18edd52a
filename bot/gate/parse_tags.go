package gate

import (
	"strings"

	"footnote/bot/wordnet"
)

// A tag is a word's part of speech.
type tag uint8

const (
	nounTag tag = iota
	nameTag
	adjectiveTag
	numberTag
	determinerTag
	possessiveTag // his
	pronounTag
	relativeTag
	adverbTag
	negationTag
	verbTag
	auxiliaryTag
	toTag // before an infinitive
	prepositionTag
	subordinatorTag
	coordinatorTag
)

// A tagger guesses the parts of speech of a sentence, from left to right.
type tagger struct {
	*grammar
	text
	names []name
	tags  []tag
}

// tag guesses the parts of speech of a text's words.
func (g *grammar) tag(t text, names []name) []tag {
	x := tagger{grammar: g, text: t, names: names, tags: make([]tag, len(t.words))}
	inName := make([]bool, len(t.words))
	for _, n := range names {
		for i := n.first; i < n.end; i++ {
			inName[i] = true
		}
	}
	for i := range t.words {
		if inName[i] {
			x.tags[i] = nameTag
		} else {
			x.tags[i] = x.guess(i)
		}
	}
	return x.tags
}

// plain reports whether nothing but a space, a hyphen or a quotation mark
// stands between the i-th word and the next.
func (t text) plain(i int) bool {
	if i < 0 || i+1 >= len(t.words) {
		return false
	}
	return strings.Trim(t.between(i), " -\"“”‘’'\n\u00a0%½$€£.") == "" && (!strings.Contains(t.between(i), ".") || len(t.words[i].surface) <= 2)
}

// lower returns the lower-case form of the i-th word, "" beyond the ends.
func (x *tagger) lower(i int) string {
	if i < 0 || i >= len(x.words) {
		return ""
	}
	return x.words[i].lower
}

// before returns the tag of the word before the i-th; one beyond a mark counts
// as a coordinator, which says nothing.
func (x *tagger) before(i int) tag {
	if i > 0 && strings.HasPrefix(x.between(i-1), ") ") {
		for i--; i > 0 && !strings.Contains(x.between(i-1), "("); i-- {
		}
		if i > 0 {
			return x.tags[i-1]
		}
	}
	for i--; i >= 0 && x.plain(i); i-- {
		if x.tags[i] != adverbTag && x.tags[i] != negationTag {
			return x.tags[i]
		}
	}
	return coordinatorTag
}

func (x *tagger) guess(i int) tag {
	w := x.words[i].lower
	switch {
	case w == "that":
		return x.guessThat(i)
	case w == "to":
		return x.guessTo(i)
	case (w == "her" || w == "his") && !x.nominalAt(i+1):
		return pronounTag
	case (w == "who" || w == "which" || w == "whom" || w == "whose" || w == "where") && i > 0:
		return relativeTag
	case x.is("negation", w):
		return negationTag
	case x.is("possessive", w):
		return possessiveTag
	case x.is("determiner", w):
		return determinerTag
	case x.is("pronoun", w):
		return pronounTag
	case x.is("be", w) || x.is("have", w) || x.is("do", w) || x.is("modal", w):
		return auxiliaryTag
	case w == "first" || w == "second" || w == "third":
		return x.guessOrdinal(i)
	case x.is("number", w) || w[0] >= '0' && w[0] <= '9':
		return numberTag
	case x.is("coordinator", w):
		return coordinatorTag
	case x.is("preposition", w) && x.is("subordinator", w):
		return x.guessSubordinator(i)
	case w == "like" && (x.before(i) == toTag || x.before(i) == auxiliaryTag):
		return verbTag
	case x.is("preposition", w):
		return prepositionTag
	case x.is("subordinator", w):
		return subordinatorTag
	case x.is("adverb", w):
		return adverbTag
	}
	return x.guessOpen(i)
}

// guessThat tells apart "that house", "said that", and "a house that".
func (x *tagger) guessThat(i int) tag {
	switch x.before(i) {
	case nounTag, nameTag, numberTag:
		if x.is("that-noun", x.lower(i-1)) {
			return subordinatorTag
		}
		if i > 0 && x.plain(i-1) {
			return relativeTag
		}
	case prepositionTag, coordinatorTag:
		if x.nominalAt(i+1) && i+2 < len(x.words) && x.plain(i) {
			return determinerTag
		}
	}
	return subordinatorTag
}

// guessOrdinal tells apart "the first man" and "was first seen".
func (x *tagger) guessOrdinal(i int) tag {
	switch x.before(i) {
	case determinerTag, possessiveTag, adjectiveTag:
		return numberTag
	}
	if i > 0 && genitive(x.text, i-1) {
		return numberTag
	}
	return adverbTag
}

// guessTo tells apart "to sing" and "to Rome".
func (x *tagger) guessTo(i int) tag {
	next := x.lower(i + 1)
	if next == "be" || next == "have" || next == "do" {
		return toTag
	}
	if next == "" || x.words[i+1].capital() || x.closed(next) {
		return prepositionTag
	}
	p := x.parts(next)
	if p&wordnet.Verb != 0 && x.form(next) == baseForm || strings.HasSuffix(next, "ly") {
		return toTag
	}
	return prepositionTag
}

// guessSubordinator tells apart "after the war" and "after the war ended", by
// whether a verb follows before the next mark.
func (x *tagger) guessSubordinator(i int) tag {
	if x.lower(i-1) == "such" || x.lower(i-1) == "as" {
		return prepositionTag
	}
	if x.finiteAhead(i + 1) {
		return subordinatorTag
	}
	return prepositionTag
}

// closed reports whether the word belongs to a class of few words.
func (x *grammar) closed(w string) bool {
	for _, class := range []string{"determiner", "possessive", "pronoun", "relative", "preposition", "subordinator", "coordinator", "number"} {
		if x.is(class, w) {
			return true
		}
	}
	return false
}

// nominalAt reports whether the i-th word may be part of a noun phrase.
func (x *tagger) nominalAt(i int) bool {
	if i >= len(x.words) || i > 0 && !x.plain(i-1) {
		return false
	}
	w := x.words[i]
	if w.capital() || w.lower[0] >= '0' && w.lower[0] <= '9' || x.is("number", w.lower) {
		return true
	}
	if w.stop || x.closed(w.lower) || x.is("adverb", w.lower) {
		return false
	}
	return x.parts(w.lower)&(wordnet.Noun|wordnet.Adjective) != 0
}

// finiteAhead reports whether a word that is surely a finite verb follows
// before the next mark, relative clause or subordinator.
func (x *tagger) finiteAhead(i int) bool {
	for ; i < len(x.words); i++ {
		w := x.words[i].lower
		if x.is("be", w) && w != "being" && w != "been" && w != "be" || x.is("modal", w) || x.is("have", w) || x.is("do", w) || x.is("past", w) || x.is("verbal", w) {
			return true
		}
		if x.is("relative", w) || x.is("subordinator", w) && !x.is("preposition", w) {
			return false
		}
		if f := x.form(w); f == pastParticiple && x.parts(w)&wordnet.Verb != 0 && i > 0 && !x.closed(x.lower(i-1)) && x.lower(i+1) != "by" {
			return true
		}
		if !x.plain(i) {
			return false
		}
	}
	return false
}
