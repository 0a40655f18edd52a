package gate

import (
	"slices"
	"strings"

	"footnote/bot/wordnet"
)

const (
	// saidShare is the share of what is said of a subject that a sentence must
	// hold to be the one that says it.
	saidShare = 0.6
	// sureCredit is the least credit of a word that surely means the same.
	sureCredit = 0.8
)

// elsewhereSubject tells of a statement that puts what one sentence says to the
// subject of another: the sentence that holds what is said must hold the
// subject too, or a word that may stand for it.
func (c *Checker) elsewhereSubject(s *statement, e evidence) string {
	subject, said := c.halves(s)
	if len(subject) == 0 || len(said) < pieceWords {
		return ""
	}
	var core *source
	most := saidShare
	for _, o := range e.sources {
		if share := windowShare(s, said, [][]float64{c.cover(s, o)}); share >= most {
			core, most = o, share
		}
	}
	if core == nil || c.leaning(core) {
		return ""
	}
	elsewhere := false
	for _, i := range subject {
		if c.cover(s, core)[i] >= counterpart || slices.ContainsFunc(c.contexts[core.passage].words, func(w word) bool { return c.sameName(w, s.words[i]) }) {
			return ""
		}
		for _, o := range e.sources {
			elsewhere = elsewhere || o != core && c.cover(s, o)[i] >= sureCredit
		}
	}
	if !elsewhere {
		return ""
	}
	return "the passage says this of something else"
}

// counterpart is the least credit of a word that may mean the same.
const counterpart = 0.5

// halves are the words that weigh of the subject of the statement, and of what
// is said of it up to the end of the clause: before its first verb and from it
// on.
func (c *Checker) halves(s *statement) (subject, said []int) {
	if c.gate.thesaurus == nil || s.language != "en" && s.language != "" {
		return nil, nil
	}
	verb := slices.IndexFunc(s.words, func(w word) bool {
		if w.capital() {
			return false
		}
		parts := c.gate.thesaurus.Parts(w.lower)
		return finite(w.lower) || !w.stop && parts&wordnet.Verb != 0 && parts&wordnet.Noun == 0 && !strings.HasSuffix(w.lower, "ing")
	})
	for _, i := range s.content {
		switch {
		case verb < 0:
		case i < verb:
			subject = append(subject, i)
		default:
			if i > verb && (c.gate.lists.conjunctions[s.words[i-1].lower] || len(said) > 0 && strings.ContainsAny(s.between(i-1), ",;:()—")) {
				return subject, said
			}
			if !s.inName(i) {
				said = append(said, i)
			}
		}
	}
	return subject, said
}

// finite reports whether the word is a form of be, have or do, or a modal.
func finite(w string) bool {
	switch w {
	case "is", "are", "was", "were", "has", "have", "had", "does", "did", "will", "would", "can", "could", "may", "might", "must", "should":
		return true
	}
	return false
}

// leaning reports whether a sentence may speak of what stands before it: it has
// a pronoun, or begins with a description.
func (c *Checker) leaning(o *source) bool {
	for i, w := range o.words {
		switch w.lower {
		case "he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "this", "these", "those", "such", "both", "who", "which", "latter", "former", "one", "another", "others", "also", "there", "here", "then":
			return true
		case "the":
			if i == 0 {
				return true
			}
		}
	}
	return false
}
