package retrieval

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"footnote/corpus"
)

// spaced is an Analyzer of words between spaces, in lower case.
type spaced struct{}

func (spaced) Version() string     { return "spaced" }
func (spaced) Languages() []string { return nil }

func (spaced) Terms(text, _ string, yield func(Token) bool) {
	inWord := func(r rune) bool { return unicode.IsLetter(r) }
	for at := 0; at < len(text); {
		start := strings.IndexFunc(text[at:], inWord)
		if start < 0 {
			return
		}
		start += at
		end := len(text)
		if n := strings.IndexFunc(text[start:], func(r rune) bool { return !inWord(r) }); n >= 0 {
			end = start + n
		}
		term := strings.ToLower(text[start:end])
		if !yield(Token{Span: corpus.Span{Start: start, End: end}, Term: term, Stop: term == "the"}) {
			return
		}
		at = end
	}
}

// Sentences get the credit within a passage that they get alone.
func TestSentencesWithinAPassage(t *testing.T) {
	words := []string{"the", "harbour", "Harbour", "harbor", "organized", "Organized", "storm", "stormy", "Mast"}
	rapid.Check(t, func(t *rapid.T) {
		terms := []Term{{Surface: "harbour", Forms: []string{"harbour"}, IDF: 2}, {Surface: "organized", Forms: []string{"organized"}, IDF: 1},
			{Surface: "Storms", Forms: []string{"storms"}, IDF: 3}}
		var text strings.Builder
		var sentences []corpus.Span
		for range rapid.IntRange(1, 4).Draw(t, "sentences") {
			start := text.Len()
			text.WriteString(strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 6).Draw(t, "words"), " "))
			text.WriteString(rapid.SampledFrom([]string{"", ".", ","}).Draw(t, "end"))
			sentences = append(sentences, corpus.Span{Start: start, End: text.Len()})
			text.WriteString(rapid.SampledFrom([]string{" ", "\n", "  "}).Draw(t, "gap"))
		}
		m := NewMatcher(spaced{}, terms)
		read := m.read(nil, text.String(), "")
		credit := make([]float64, len(terms))
		for _, s := range sentences {
			m.creditWithin(credit, text.String(), read, s)
			alone := NewMatcher(spaced{}, terms).Match(text.String()[s.Start:s.End], "").Credit
			if !slices.Equal(credit, alone) {
				t.Fatalf("%q within %q has credit %v, alone %v", text.String()[s.Start:s.End], text.String(), credit, alone)
			}
		}
	})
}
