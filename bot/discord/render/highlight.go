package render

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// marked is an excerpt of a text around the words of a query, which are in
// bold.
func (s *scribe) marked(text string, words []string) []cluster {
	text = around(unheaded(text), words)
	var out []cluster
	rest := text
	for _, at := range occurrences(text, words) {
		done := len(text) - len(rest)
		out = append(out, s.unlinked(text[done:at[0]], plain)...)
		out = append(out, literal(text[at[0]:at[1]], bold)...)
		rest = text[at[1]:]
	}
	return join(append(out, s.unlinked(rest, plain)...))
}

// lead is how much of an excerpt stands in front of the first word.
const lead = 100

// around is the part of a text that holds the first of the words.
func around(text string, words []string) string {
	found := occurrences(text, words)
	if size(text) <= excerptShown || len(found) == 0 {
		return excerpt(text, excerptShown)
	}
	before := tail(text[:found[0][0]], lead)
	return before + head(text[found[0][0]:], max(excerptShown-size(before), lead))
}

// occurrences finds the words in a text, at the beginning of its words, with
// the endings that they have there. Where words are not parted by blanks they
// are found anywhere.
func occurrences(text string, words []string) [][2]int {
	var patterns []string
	for _, w := range words {
		for part := range strings.FieldsFuncSeq(clean(w), func(r rune) bool { return !wordRune(r) }) {
			patterns = append(patterns, regexp.QuoteMeta(part))
		}
	}
	if len(patterns) == 0 {
		return nil
	}
	match, err := regexp.Compile(`(?i)(?:` + strings.Join(patterns, "|") + `)`)
	if err != nil {
		return nil
	}
	var found [][2]int
	for _, at := range match.FindAllStringIndex(text, -1) {
		first, _ := utf8.DecodeRuneInString(text[at[0]:])
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
		if parted := !unblanked(first); parted {
			if wordRune(before) {
				continue
			}
			at[1] += ending(text[at[1]:])
		}
		if n := len(found); n == 0 || at[0] >= found[n-1][1] {
			found = append(found, [2]int{at[0], at[1]})
		}
	}
	return found
}

// longestEnding is how many letters more than the query's a word may have.
const longestEnding = 4

// ending is the length of the letters that a text begins with; 0 if there are
// so many that it is another word.
func ending(text string) int {
	n := 0
	for i, r := range text {
		if !wordRune(r) {
			return i
		}
		if n++; n > longestEnding {
			return 0
		}
	}
	return len(text)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// unblanked reports whether a letter is of a script without blanks.
func unblanked(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}
