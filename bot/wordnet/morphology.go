package wordnet

import (
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

// anyPart is all parts of speech.
const anyPart = lexicon.Noun | lexicon.Verb | lexicon.Adjective | lexicon.Adverb

// form is a lemma that a word is an inflection of, and the parts of speech in
// which it can be that.
type form struct {
	lemma int
	parts lexicon.Part
}

// detachment turns the ending of an inflected word into that of its lemma.
type detachment struct {
	part     lexicon.Part
	from, to string
}

// detachments are WordNet's, with those for "-ier" and "-iest", which its lists of
// exceptions have for the words it knew.
var detachments = [...]detachment{
	{lexicon.Noun, "s", ""}, {lexicon.Noun, "ses", "s"}, {lexicon.Noun, "xes", "x"},
	{lexicon.Noun, "zes", "z"}, {lexicon.Noun, "ches", "ch"}, {lexicon.Noun, "shes", "sh"},
	{lexicon.Noun, "men", "man"}, {lexicon.Noun, "ies", "y"},
	{lexicon.Verb, "s", ""}, {lexicon.Verb, "ies", "y"}, {lexicon.Verb, "es", "e"},
	{lexicon.Verb, "es", ""}, {lexicon.Verb, "ed", "e"}, {lexicon.Verb, "ed", ""},
	{lexicon.Verb, "ing", "e"}, {lexicon.Verb, "ing", ""},
	{lexicon.Adjective, "er", ""}, {lexicon.Adjective, "est", ""}, {lexicon.Adjective, "er", "e"},
	{lexicon.Adjective, "est", "e"}, {lexicon.Adjective, "ier", "y"}, {lexicon.Adjective, "iest", "y"},
}

// shortestLemma is the least that may be left of an inflected word.
const shortestLemma = 2

// forms are the lemmas of a word: itself, those that the lists of irregular forms
// give, and where these have none for a part of speech those that the endings
// give; each in both spellings.
func (t *Thesaurus) forms(word string) []form {
	c := collector{t: t}
	c.add(word, anyPart)
	var own, listed lexicon.Part
	if n, ok := t.lexicon.Find(word); ok {
		own = t.parts(n)
		for part := lexicon.Noun; part <= lexicon.Adverb; part <<= 1 {
			for lemma := range targets(t.lexicon.Irregular(part), n) {
				listed |= part
				c.add(t.lexicon.Text(lemma), part)
			}
		}
	}
	if own != 0 && own&(lexicon.Adjective|lexicon.Adverb) == 0 {
		listed |= lexicon.Adjective // a "liver" is not more live, nor is a "number" more numb
	}
	for part, base := range bases(word) {
		if part&listed == 0 && !(part == lexicon.Verb && t.lacksE(word, base)) {
			c.add(base, part)
		}
	}
	if first, second, two := strings.Cut(word, " "); two {
		t.phraseForms(&c, first, second)
	}
	return c.forms
}

// phraseForms adds the lemmas of a term of two words: verbs inflect the first,
// nouns the second.
func (t *Thesaurus) phraseForms(c *collector, first, second string) {
	if strings.Contains(second, " ") {
		return
	}
	for _, f := range t.forms(first) {
		if f.parts&lexicon.Verb != 0 {
			c.add(t.lexicon.Text(f.lemma)+" "+second, lexicon.Verb)
		}
	}
	for _, f := range t.forms(second) {
		if f.parts&lexicon.Noun != 0 {
			c.add(first+" "+t.lexicon.Text(f.lemma), lexicon.Noun)
		}
	}
}

// bases yields what is left of a word by the rules of detachment, whether it is a
// word or not.
func bases(word string) func(yield func(lexicon.Part, string) bool) {
	return func(yield func(lexicon.Part, string) bool) {
		for _, d := range detachments {
			stem, ok := strings.CutSuffix(word, d.from)
			if !ok || len(stem)+len(d.to) < shortestLemma || noEnding(word, stem, d) {
				continue
			}
			if !yield(d.part, stem+d.to) {
				return
			}
			// "blogged": the lists have only some of the doubled consonants.
			if d.part == lexicon.Verb && d.to == "" && d.from != "s" && doubled(stem) {
				if !yield(d.part, stem[:len(stem)-1]) {
					return
				}
			}
		}
	}
}

// lacksE finds the wrong one of two verbs: "rating" is of "rate", since "rat" would
// double its consonant.
func (t *Thesaurus) lacksE(word, base string) bool {
	if len(base) < 3 || len(word) < len(base)+2 || word[len(base)] == base[len(base)-1] ||
		!vowel(base[len(base)-2]) || strings.IndexByte("wxy", base[len(base)-1]) >= 0 {
		return false
	}
	vowels := 0
	for i := range len(base) {
		if vowel(base[i]) {
			vowels++
		}
	}
	if vowels != 1 {
		return false
	}
	n, ok := t.lemma(base + "e")
	return ok && t.parts(n)&lexicon.Verb != 0
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// noEnding finds the s that is no plural: in "class", and in little words such as
// "has", "his" and "us".
func noEnding(word, stem string, d detachment) bool {
	if d.part != lexicon.Noun || d.from != "s" {
		return false
	}
	return strings.HasSuffix(stem, "s") || len(word) <= 3 && strings.ContainsAny(stem[len(stem)-1:], "aiu")
}

func doubled(stem string) bool {
	n := len(stem)
	return n > 3 && stem[n-1] == stem[n-2] && strings.IndexByte("bdgklmnprtvz", stem[n-1]) >= 0
}

// collector gathers forms, each lemma once.
type collector struct {
	t     *Thesaurus
	forms []form
}

// add takes a word up, in both spellings, as far as it is a lemma in one of the
// parts of speech.
func (c *collector) add(word string, parts lexicon.Part) {
	lemma, known := c.t.lemma(word)
	if known {
		c.put(lemma, parts)
	}
	for variant := range variants(word, known) {
		if other, ok := c.t.lemma(variant); ok && (!known || c.t.shareSynset(lemma, other)) {
			c.put(other, parts)
		}
	}
}

func (c *collector) put(lemma int, parts lexicon.Part) {
	parts &= c.t.parts(lemma)
	if parts == 0 {
		return
	}
	for i := range c.forms {
		if c.forms[i].lemma == lemma {
			c.forms[i].parts |= parts
			return
		}
	}
	c.forms = append(c.forms, form{lemma, parts})
}

// lemma finds a word that has senses, unlike one that is an irregular form only.
func (t *Thesaurus) lemma(word string) (int, bool) {
	n, ok := t.lexicon.Find(word)
	if !ok {
		return 0, false
	}
	low, high := t.lexicon.Senses(n)
	return n, low < high
}

// parts are the parts of speech of a lemma.
func (t *Thesaurus) parts(lemma int) lexicon.Part {
	var parts lexicon.Part
	low, high := t.lexicon.Senses(lemma)
	for i := low; i < high; i++ {
		parts |= t.lexicon.Sense(i).Part
	}
	return parts
}

func (t *Thesaurus) shareSynset(a, b int) bool {
	low, high := t.lexicon.Senses(a)
	low2, high2 := t.lexicon.Senses(b)
	for i := low; i < high; i++ {
		for j := low2; j < high2; j++ {
			if t.lexicon.Sense(i).Synset == t.lexicon.Sense(j).Synset {
				return true
			}
		}
	}
	return false
}
