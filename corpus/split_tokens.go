package corpus

import (
	"unicode"
	"unicode/utf8"
)

// Tokens estimates how many tokens a subword tokenizer makes of a text. A word
// counts one for every seven letters that it starts, a number one for every three
// digits, a run of punctuation one for every three marks. Letters beyond ASCII
// weigh more, since vocabularies hold fewer of their words, and a character of
// Chinese, Japanese or Korean counts one. The estimate of a text is at most the
// sum of the estimates of its parts.
func Tokens(text string) int {
	tokens, _ := tokensWithin(text, len(text)+1)
	return tokens
}

// The weights of runes: a run of runes of one class makes a token for every
// tokenWeight that it starts.
const tokenWeight = 36

type tokenClass uint8

const (
	spaceClass tokenClass = iota
	letterClass
	digitClass
	markClass
	characterClass
)

// tokensWithin counts the tokens of the longest start of text that has no more
// than limit, and at least one rune. It returns the count and its length.
func tokensWithin(text string, limit int) (tokens, length int) {
	var run tokenClass
	room := 0 // weight left in the token at hand
	for i := 0; i < len(text); {
		class, weight, width := classify(text[i:])
		if class != run {
			run, room = class, 0
		}
		if weight > room {
			if tokens++; tokens > limit && i > 0 {
				return tokens - 1, i
			}
			room += tokenWeight
		}
		room -= weight
		i += width
	}
	return tokens, len(text)
}

// classify returns the class, the weight and the width of the first rune.
func classify(text string) (class tokenClass, weight, width int) {
	if c := text[0]; c < utf8.RuneSelf {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			return letterClass, 5, 1
		case '0' <= c && c <= '9':
			return digitClass, 12, 1
		case c <= ' ':
			return spaceClass, 0, 1
		}
		return markClass, 12, 1
	}
	r, w := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsSpace(r):
		return spaceClass, 0, w
	case r < 0x250:
		return letterClass, 8, w
	case r < 0x1100:
		return letterClass, 9, w
	case r < 0x2E80 && unicode.IsLetter(r):
		return letterClass, 9, w
	case r < 0x2E80:
		return markClass, 18, w
	}
	return characterClass, tokenWeight, w
}
