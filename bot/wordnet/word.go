package wordnet

import (
	"slices"

	"footnote/bot/wordnet/internal/lexicon"
)

// Word is a word that was looked up, to be compared with others. It is immutable.
type Word struct {
	text string
	// lemmas are its base forms, kin the lemmas that these are derived from or that
	// are derived from them. Rivals are the antonyms of the lemmas, kinRivals those of
	// the kin.
	lemmas, kin, rivals, kinRivals set
	// meanings are the synsets of the lemmas, usual the frequent ones among them.
	meanings, usual set
	// What follows are synsets reached from the usual ones.
	opposites, similar, kinMeanings, parents, ancestors, entailed set
}

// Look prepares a word.
func (t *Thesaurus) Look(word string) *Word {
	w := &Word{text: normalize(word)}
	for _, f := range t.forms(w.text) {
		w.lemmas.add(f.lemma)
		t.collect(w, f)
		t.derive(w, f)
	}
	for _, s := range []*set{&w.lemmas, &w.meanings, &w.usual, &w.kin, &w.kinMeanings, &w.rivals, &w.kinRivals} {
		s.sort()
	}
	t.spread(w)
	return w
}

// collect takes up the meanings of a lemma.
func (t *Thesaurus) collect(w *Word, f form) {
	low, high := t.lexicon.Senses(f.lemma)
	for i := low; i < high; i++ {
		s := t.lexicon.Sense(i)
		if s.Part&f.parts == 0 {
			continue
		}
		w.meanings.add(s.Synset)
		if s.Frequent {
			w.usual.add(s.Synset)
		}
	}
}

// derive takes up what the pointers between senses lead to. Those of all senses of
// a lemma lie side by side.
func (t *Thesaurus) derive(w *Word, f form) {
	low, high := t.lexicon.Senses(f.lemma)
	antonyms := t.lexicon.Antonyms.From(low, high)
	for i := range antonyms.Len() {
		if p := antonyms.At(i); t.lexicon.Sense(p.From).Part&f.parts != 0 {
			w.rivals.add(t.lexicon.WordOf(p.To))
		}
	}
	derived := t.lexicon.Derived.From(low, high)
	for i := range derived.Len() {
		p := derived.At(i)
		from, to := t.lexicon.Sense(p.From), t.lexicon.Sense(p.To)
		if from.Part&f.parts == 0 {
			continue
		}
		w.kin.add(t.lexicon.WordOf(p.To))
		if !from.Frequent {
			continue
		}
		w.kinMeanings.add(to.Synset)
		for rival := range targets(t.lexicon.Antonyms, p.To) {
			if to.Frequent && t.lexicon.Sense(rival).Frequent {
				w.kinRivals.add(t.lexicon.WordOf(rival))
			}
		}
	}
}

// spread fills in what the pointers between synsets lead to.
func (t *Thesaurus) spread(w *Word) {
	w.opposites = step(t.lexicon.Opposites, w.usual)
	w.similar = step(t.lexicon.Similar, w.usual)
	w.parents = step(t.lexicon.Hypernyms, w.usual)
	generation := w.parents
	for range furthestAncestor - 1 {
		w.ancestors = append(w.ancestors, generation...)
		generation = step(t.lexicon.Hypernyms, generation)
	}
	w.ancestors = append(w.ancestors, generation...)
	w.ancestors.sort()
	w.entailed = step(t.lexicon.Entailed, w.usual)
}

// furthestAncestor is how many steps up a kind of thing may lie to be told of.
const furthestAncestor = 3

// step follows the pointers from a set of synsets.
func step(pairs lexicon.Pairs, from set) set {
	var to set
	for _, synset := range from {
		for target := range targets(pairs, int(synset)) {
			to.add(target)
		}
	}
	to.sort()
	return to
}

// targets yields what the pointers from one number lead to.
func targets(pairs lexicon.Pairs, from int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		found := pairs.From(from, from+1)
		for i := range found.Len() {
			if !yield(found.At(i).To) {
				return
			}
		}
	}
}

// set is a sorted list of numbers.
type set []int32

func (s *set) add(n int) {
	if *s == nil {
		*s = make(set, 0, 8) // most sets grow to about that
	}
	*s = append(*s, int32(n))
}

func (s *set) sort() {
	slices.Sort(*s)
	*s = slices.Compact(*s)
}

// meets tells whether two sets have a number in common.
func (s set) meets(other set) bool {
	for len(s) > 0 && len(other) > 0 {
		switch {
		case s[0] == other[0]:
			return true
		case s[0] < other[0]:
			s = s[1:]
		default:
			other = other[1:]
		}
	}
	return false
}
