package gate

import (
	"strings"

	"footnote/bot/wordnet"
)

// guessOpen guesses the part of speech of a noun, verb, adjective or adverb.
func (x *tagger) guessOpen(i int) tag {
	w := x.words[i].lower
	p, before := x.parts(w), x.before(i)
	if strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") {
		return nounTag
	}
	if strings.HasSuffix(w, "ly") && !x.is("plain-adjective", w) && p&wordnet.Adverb != 0 || p == wordnet.Adverb {
		return adverbTag
	}
	if before == auxiliaryTag && p&(wordnet.Adverb|wordnet.Adjective) != 0 && x.plain(i) && x.participleAt(i+1) {
		return adverbTag // "has long used"
	}
	if p&wordnet.Verb != 0 && x.verbHere(i, p, before) {
		return verbTag
	}
	if p&wordnet.Adjective != 0 || x.form(w) == pastParticiple || x.form(w) == gerund && p&wordnet.Noun == 0 {
		if x.attributive(i) || p&wordnet.Noun == 0 {
			return adjectiveTag
		}
		if before == auxiliaryTag && p&wordnet.Noun != 0 && p&wordnet.Adjective != 0 {
			return adjectiveTag
		}
	}
	if before == toTag && p&wordnet.Adverb != 0 {
		return adverbTag
	}
	return nounTag
}

// baseAt reports whether the i-th word may be a verb in its base form.
func (x *tagger) baseAt(i int) bool {
	w := x.lower(i)
	return !x.closed(w) && x.form(w) == baseForm && x.parts(w)&wordnet.Verb != 0
}

// participleAt reports whether the i-th word may be a participle.
func (x *tagger) participleAt(i int) bool {
	w := x.lower(i)
	f := x.form(w)
	return (f == pastParticiple || f == participle) && x.parts(w)&wordnet.Verb != 0
}

// attributive reports whether a noun that the i-th word could describe follows.
func (x *tagger) attributive(i int) bool {
	return x.plain(i) && x.nominalAt(i+1)
}

// verbHere decides whether a word that may be a verb is one in its place.
func (x *tagger) verbHere(i int, p wordnet.Parts, before tag) bool {
	w := x.words[i].lower
	form := x.form(w)
	if before == toTag {
		return !(p&wordnet.Adverb != 0 && x.plain(i) && x.baseAt(i+1))
	}
	if x.words[i].capital() && i > 0 {
		return false
	}
	switch form {
	case pastForm:
		return before != determinerTag && before != possessiveTag
	case participle:
		return !x.describes(i, before)
	case pastParticiple:
		if x.is("past-participle", w) && p&wordnet.Noun != 0 && (before == determinerTag || before == adjectiveTag) && !x.attributive(i) {
			return false
		}
		return !x.describes(i, before)
	case gerund:
		return x.gerundHere(i, p, before)
	}
	return x.presentHere(i, form, p, before)
}

// describes finds participles before a noun: "forced fumbles".
func (x *tagger) describes(i int, before tag) bool {
	switch before {
	case determinerTag, possessiveTag, adjectiveTag, numberTag, prepositionTag:
		return x.attributive(i)
	case nameTag, nounTag:
		return i > 0 && genitive(x.text, i-1) || i > 0 && x.between(i-1) == "-" && x.attributive(i)
	case coordinatorTag:
		// "newly established companies": only where no verb can stand
		return i == 0 && x.attributive(i) && x.finiteAhead(i+1)
	}
	return false
}

func (x *tagger) gerundHere(i int, p wordnet.Parts, before tag) bool {
	switch before {
	case determinerTag, possessiveTag, adjectiveTag, numberTag:
		return false
	case auxiliaryTag:
		return true
	case nounTag, nameTag:
		return p&wordnet.Noun == 0 || x.is("determiner", x.lower(i+1))
	case prepositionTag:
		return p&wordnet.Noun == 0 || x.plain(i) && (x.is("determiner", x.lower(i+1)) || x.is("possessive", x.lower(i+1)))
	}
	return p&wordnet.Noun == 0 || x.plain(i)
}

// presentHere decides on "lead" and "leads", which may be nouns.
func (x *tagger) presentHere(i int, form verbForm, p wordnet.Parts, before tag) bool {
	if prev := x.lower(i - 1); prev == "the" || prev == "a" || prev == "an" || before == possessiveTag {
		return false
	}
	if p&(wordnet.Noun|wordnet.Adjective) == 0 {
		return true
	}
	if i > 0 && genitive(x.text, i-1) {
		return false
	}
	w := x.words[i].lower
	switch before {
	case determinerTag, possessiveTag, adjectiveTag, numberTag, prepositionTag:
		return x.is("verbal", w) && before != prepositionTag && before != possessiveTag
	case auxiliaryTag:
		prev := x.lower(i - 1)
		return form == baseForm && (x.is("modal", prev) || x.is("do", prev) || x.is("adverb", prev) || x.is("negation", prev))
	case pronounTag, relativeTag:
		return true
	case nounTag, nameTag:
		return x.predicates(i, form)
	}
	return x.is("verbal", w) || form == presentForm && x.coordinate(i)
}

// coordinate decides whether the word behind a mark or "and" is a verb: after a
// subject with its apposition, or beside another verb.
func (x *tagger) coordinate(i int) bool {
	next := x.lower(i + 1)
	if i == 0 || !x.plain(i) || x.finiteAhead(i+1) {
		return false
	}
	opens := x.is("determiner", next) || x.is("possessive", next)
	if strings.Contains(x.between(i-1), ",") {
		return opens || x.is("preposition", next) && next != "of"
	}
	for j := i - 2; j >= 0 && x.lower(i-1) == "and"; j-- {
		if x.tags[j] == verbTag && x.form(x.lower(j)) == presentForm {
			return opens || x.nominalAt(i+1)
		}
	}
	return false
}

// predicates decides whether the word behind a noun is its verb: when a phrase
// follows it, and no other verb does.
func (x *tagger) predicates(i int, form verbForm) bool {
	w, next := x.words[i].lower, x.lower(i+1)
	if x.is("verbal", w) {
		return true
	}
	if next == "that" && x.is("reporting", w) {
		return true
	}
	prev := x.lower(i - 1)
	plural := strings.HasSuffix(prev, "s") && !strings.HasSuffix(prev, "ss") && !strings.HasSuffix(prev, "us") && !strings.HasSuffix(prev, "is") || x.tags[i-1] == pronounTag
	if form == presentForm && plural && x.tags[i-1] == nounTag || form == baseForm && !plural {
		return false
	}
	if next == "of" || next == "" || !x.plain(i) || x.finiteAhead(i+1) {
		return false
	}
	for j := i - 1; j >= 0 && x.plain(j); j-- {
		if x.tags[j] == verbTag || x.tags[j] == auxiliaryTag {
			return false
		}
		if x.tags[j] == subordinatorTag || x.tags[j] == relativeTag {
			break
		}
	}
	return true
}

// genitive reports whether the i-th word stands in the genitive.
func genitive(t text, i int) bool {
	w, gap := t.words[i].lower, t.between(i)
	if strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || strings.HasPrefix(gap, "'s ") || strings.HasPrefix(gap, "’s ") {
		return true
	}
	if !strings.HasSuffix(w, "s") {
		return strings.HasSuffix(w, "s'") || strings.HasSuffix(w, "s’")
	}
	if !strings.HasPrefix(gap, "' ") && !strings.HasPrefix(gap, "’ ") {
		return false
	}
	quotes := strings.LastIndexAny(t.raw[:t.words[i].Start], "'‘")
	return quotes < 0 || t.words[i].Start-quotes > 40 || quotes > 0 && t.raw[quotes-1] != ' '
}
