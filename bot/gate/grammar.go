package gate

import (
	_ "embed"
	"strings"

	"footnote/bot/wordnet"
)

//go:embed grammar/en.tsv
var englishClasses string

// A grammar knows the closed classes of English words: articles, pronouns,
// prepositions and the like, and the verbs that endings do not tell.
type grammar struct {
	classes map[string]map[string]bool
	// thesaurus tells the parts of speech of all other words.
	thesaurus *wordnet.Thesaurus
}

// newGrammar reads the embedded classes: each line is a class, a tab and its
// words.
func newGrammar(thesaurus *wordnet.Thesaurus) *grammar {
	g := &grammar{classes: map[string]map[string]bool{}, thesaurus: thesaurus}
	for line := range strings.Lines(englishClasses) {
		class, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(class, "#") {
			continue
		}
		g.classes[class] = map[string]bool{}
		for _, w := range strings.Fields(words) {
			g.classes[class][w] = true
		}
	}
	return g
}

// is reports whether the word belongs to the class.
func (g *grammar) is(class, word string) bool { return g.classes[class][word] }

// parts are the parts of speech that an open-class word may have. Those of
// words that the thesaurus does not know are guessed by their endings.
func (g *grammar) parts(word string) wordnet.Parts {
	var p wordnet.Parts
	if g.thesaurus != nil {
		p = g.thesaurus.Parts(word)
	}
	if p != 0 {
		return p
	}
	switch {
	case strings.HasSuffix(word, "ly"):
		return wordnet.Adverb
	case strings.HasSuffix(word, "ed") || strings.HasSuffix(word, "ing"):
		return wordnet.Verb
	case strings.HasSuffix(word, "ous") || strings.HasSuffix(word, "ical") || strings.HasSuffix(word, "ive") || strings.HasSuffix(word, "able"):
		return wordnet.Adjective
	}
	return wordnet.Noun
}

// A form is how a verb is inflected.
type verbForm uint8

const (
	baseForm       verbForm = iota // lead
	presentForm                    // leads
	pastForm                       // sang
	pastParticiple                 // led: past or participle
	participle                     // sung
	gerund                         // singing
)

// form tells how the word is inflected if it is a verb.
func (g *grammar) form(word string) verbForm {
	switch {
	case g.is("past", word):
		return pastForm
	case g.is("participle", word):
		return participle
	case g.is("past-participle", word), strings.HasSuffix(word, "ed") && len(word) > 3:
		return pastParticiple
	case strings.HasSuffix(word, "ing") && strings.ContainsAny(word[:len(word)-3], "aeiouy"):
		return gerund
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss"):
		return presentForm
	}
	return baseForm
}
