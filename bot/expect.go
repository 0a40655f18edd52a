package bot

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed cues/questions.tsv
var questionCues string

// A kind is what sort of thing a question asks for.
type kind string

const (
	kindAny    kind = ""
	kindTime   kind = "time"
	kindPerson kind = "person"
	kindPlace  kind = "place"
	kindNumber kind = "number"
	kindReason kind = "reason"
)

// cues finds out what a question asks for by the words that it uses.
type cues struct {
	languages map[string]phrases
}

// phrases are the question words of one language.
type phrases struct {
	kinds   map[string]kind
	longest int // words in the longest phrase
}

// newCues reads the embedded table of question words.
func newCues() cues {
	c := cues{languages: map[string]phrases{}}
	for line := range strings.Lines(questionCues) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		p, ok := c.languages[fields[1]]
		if !ok {
			p.kinds = map[string]kind{}
		}
		p.kinds[fields[2]] = kind(fields[0])
		p.longest = max(p.longest, len(strings.Fields(fields[2])))
		c.languages[fields[1]] = p
	}
	return c
}

// asksFor returns the kind that the first question word of the text names, in
// the given language; an unknown language is taken for English. A longer
// phrase goes before a shorter one at the same place.
func (c cues) asksFor(question, language string) kind {
	p, ok := c.languages[language]
	if !ok {
		p = c.languages["en"]
	}
	words := plainWords(strings.ToLower(question))
	for i := range words {
		for n := min(p.longest, len(words)-i); n > 0; n-- {
			if k, ok := p.kinds[strings.Join(words[i:i+n], " ")]; ok {
				return k
			}
		}
	}
	return p.within(question)
}

// within looks for question words in scripts that put no spaces between words.
func (p phrases) within(question string) kind {
	for phrase, k := range p.kinds {
		if first, _ := utf8.DecodeRuneInString(phrase); unicode.Is(unicode.Han, first) && strings.Contains(question, phrase) {
			return k
		}
	}
	return kindAny
}

func plainWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
