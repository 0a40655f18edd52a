package gate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval"
)

// A word is a word of a statement or of a sentence of a passage.
type word struct {
	corpus.Span // in bytes of the text
	surface     string
	lower       string
	// term is the word's stem.
	term string
	// stop is set for words that say little by themselves, such as "the".
	stop bool
	// sentence is the number of the sentence that the word stands in.
	sentence int
	language string
}

// A text is a statement, or sentences of passages put one after the other.
type text struct {
	raw      string
	language string
	words    []word
}

// readText splits a text into its words.
func readText(analyzer retrieval.Analyzer, raw, language string) text {
	t := text{raw: raw, language: language}
	analyzer.Terms(raw, language, func(token retrieval.Token) bool {
		if last := len(t.words) - 1; last >= 0 && token.Start >= t.words[last].Start && token.End <= t.words[last].End {
			t.words = t.words[:last] // a compound, whose parts follow it
		}
		surface := raw[token.Start:token.End]
		t.words = append(t.words, word{Span: token.Span, surface: surface, lower: strings.ToLower(surface),
			term: token.Term, stop: token.Stop, language: language})
		return true
	})
	return t
}

// between returns what stands between the i-th word and the next.
func (t text) between(i int) string {
	if i+1 >= len(t.words) {
		return t.raw[t.words[i].End:]
	}
	return t.raw[t.words[i].End:max(t.words[i].End, t.words[i+1].Start)]
}

// capital reports whether the word begins with a capital.
func (w word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.surface)
	return unicode.IsUpper(r)
}
