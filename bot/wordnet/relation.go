package wordnet

import "strings"

// Relation is how two words relate. The greater it is the closer the words, save
// that Antonym stands where it does because a sure opposite outweighs the
// weaker likenesses.
type Relation uint8

// The relations of a word a to a word b.
const (
	// None is that nothing is known.
	None Relation = iota
	// Sister: both are kinds of the same thing, as Monday and Tuesday.
	Sister
	// EntailedBy: doing b includes or causes doing a.
	EntailedBy
	// Entails: doing a includes or causes doing b, as snoring is sleeping.
	Entails
	// Narrower: b is a kind of a, at most three steps down.
	Narrower
	// Broader: a is a kind of b, at most three steps up, as a diplomat is an official.
	Broader
	// DerivedSynonym: one is a synonym of a word that the other is derived from, or
	// that is derived from it, in the very meaning: "organise" and "arrangement".
	DerivedSynonym
	// Similar: adjectives of like meaning, verbs of one group, and words that share
	// a rare meaning only.
	Similar
	// Antonym: opposites, also through one synonym ("swift" and "slow") or through
	// the words they are derived from ("growth" and "shrinking").
	Antonym
	// Synonym: they share a frequent meaning.
	Synonym
	// Derived: of one family, as "organise" and "organiser", and "French" and "France".
	Derived
	// Same: forms or spellings of one word.
	Same
)

var relationNames = [...]string{
	"none", "sister", "entailed by", "entails", "narrower", "broader",
	"derived synonym", "similar", "antonym", "synonym", "derived", "same",
}

// String names the relation.
func (r Relation) String() string {
	if int(r) >= len(relationNames) {
		return "unknown relation"
	}
	return relationNames[r]
}

// Relation is the closest relation between two words, over all their meanings.
func (w *Word) Relation(b *Word) Relation {
	switch {
	case w.same(b):
		return Same
	case w.lemmas.meets(b.kin) || b.lemmas.meets(w.kin):
		return Derived
	case w.rivals.meets(b.lemmas) && b.rivals.meets(w.lemmas):
		return Antonym
	case w.kin.meets(b.kin) && alike(w.text, b.text):
		return Derived
	case w.usual.meets(b.usual):
		return Synonym
	case w.opposed(b):
		return Antonym
	case w.similar.meets(b.usual) || w.meanings.meets(b.meanings):
		return Similar
	case w.kinMeanings.meets(b.usual) || b.kinMeanings.meets(w.usual):
		return DerivedSynonym
	case w.ancestors.meets(b.usual):
		return Broader
	case b.ancestors.meets(w.usual):
		return Narrower
	case w.entailed.meets(b.usual):
		return Entails
	case b.entailed.meets(w.usual):
		return EntailedBy
	case w.parents.meets(b.parents):
		return Sister
	}
	return None
}

// same finds forms of one word. Those of a word that is unknown can only be told
// by how they look: "chatbots" and "chatbot".
func (w *Word) same(b *Word) bool {
	if w.text == b.text {
		return w.text != ""
	}
	if len(w.lemmas) > 0 && len(b.lemmas) > 0 {
		return w.lemmas.meets(b.lemmas)
	}
	x, y := joined(w.text), joined(b.text)
	return x == y && x != "" || inflected(x, y) || inflected(y, x)
}

// joined is a compound in one word: "cyber-security" and "cyber security" are not
// in every dictionary, and spelt in every way.
func joined(word string) string {
	return strings.ReplaceAll(strings.ReplaceAll(word, "-", ""), " ", "")
}

// inflected tells whether a may be an inflection of b.
func inflected(a, b string) bool {
	for _, base := range bases(a) {
		if base == b && len(b) > shortestLemma {
			return true
		}
	}
	return false
}

// opposed finds antonyms that are not told of the two words themselves: of words
// that they are derived from, of synonyms, and of what one is similar to.
func (w *Word) opposed(b *Word) bool {
	return w.kinRivals.meets(b.lemmas) || w.lemmas.meets(b.kinRivals) ||
		w.kinRivals.meets(b.kin) && w.kin.meets(b.kinRivals) ||
		w.opposites.meets(b.usual) || w.opposites.meets(b.similar) || w.similar.meets(b.opposites)
}

// sharedBeginning is how much words of one family have in common at least.
const sharedBeginning = 3

// alike tells whether two words that are derived from the same word are one family
// that means the same: "inventor" and "invention", unlike "employer" and
// "employee" or "useful" and "useless".
func alike(a, b string) bool {
	for _, ending := range []string{"ee", "ees", "less", "lessly", "lessness"} {
		if strings.HasSuffix(a, ending) != strings.HasSuffix(b, ending) {
			return false
		}
	}
	return commonPrefix(a, b) >= sharedBeginning
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
