package gate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// A tokenKind tells what a token is made of.
type tokenKind uint8

const (
	letters tokenKind = iota
	digits
	mark
)

// A token is a run of letters, a number in digits, or any other single
// character. Words leave out the marks that numbers and clauses are told by.
type token struct {
	corpus.Span
	lower string
	kind  tokenKind
	// word is the index of the word that the token stands in, -1 for none.
	word int
	// clause numbers the stretches between marks and conjunctions.
	clause int
	// entries are the phrases of the lists that begin with this token.
	entries []phrase
	// spaced is set when white space stands before the token.
	spaced bool
}

// capital reports whether the token begins with a capital in raw.
func (t token) capital(raw string) bool {
	r, _ := utf8.DecodeRuneInString(raw[t.Start:])
	return unicode.IsUpper(r)
}

// tokenize splits a text into tokens, without their clauses.
func tokenize(t text, list phrases) []token {
	tokens := make([]token, 0, len(t.words)*5/4+4)
	word, spaced := 0, false
	for at := 0; at < len(t.raw); {
		r, size := utf8.DecodeRuneInString(t.raw[at:])
		if unicode.IsSpace(r) || r == '\u200b' {
			at, spaced = at+size, true
			continue
		}
		end, kind := tokenEnd(t.raw, at, r, size)
		tok := token{Span: corpus.Span{Start: at, End: end}, kind: kind, spaced: spaced}
		tok.lower = lowered(t.raw[at:end], kind)
		tok.entries = list.starting(tok.lower)
		word = wordAt(t.words, word, tok.Span)
		tok.word = -1
		if kind != mark && word < len(t.words) && t.words[word].Start < end {
			tok.word = word
		}
		tokens = append(tokens, tok)
		at, spaced = end, false
	}
	return tokens
}

func lowered(s string, kind tokenKind) string {
	if kind == digits {
		return s
	}
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return strings.ToLower(s)
}

// wordAt returns the index, from word on, of the innermost word that ends
// behind the beginning of the span. A compound stands before its parts.
func wordAt(words []word, at int, span corpus.Span) int {
	for at < len(words) && words[at].End <= span.Start {
		at++
	}
	for at+1 < len(words) && words[at+1].Start <= span.Start && words[at+1].End > span.Start &&
		words[at+1].End <= words[at].End {
		at++
	}
	return at
}

func tokenEnd(raw string, at int, r rune, size int) (int, tokenKind) {
	switch {
	case '0' <= r && r <= '9':
		return numberEnd(raw, at), digits
	case unspacedScript(r):
		return at + size, letters
	case unicode.IsLetter(r):
		return lettersEnd(raw, at+size), letters
	}
	return at + size, mark
}

// unspacedScript tells the scripts that put no space between words.
func unspacedScript(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

func lettersEnd(raw string, at int) int {
	for at < len(raw) {
		r, size := utf8.DecodeRuneInString(raw[at:])
		if r == '\'' || r == '’' {
			next, _ := utf8.DecodeRuneInString(raw[at+size:])
			if !unicode.IsLetter(next) {
				return at
			}
		} else if !(unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u00ad') || unspacedScript(r) {
			return at
		}
		at += size
	}
	return at
}

// numberEnd returns the end of digits with points, commas and apostrophes
// between them, and of narrow spaces before three of them.
func numberEnd(raw string, at int) int {
	for {
		for at < len(raw) && isDigit(raw[at]) {
			at++
		}
		rest := raw[at:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case (r == '.' || r == ',') && len(rest) > 1 && isDigit(rest[1]):
		case (r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\'' || r == '’') && groupOfThree(rest[size:]):
		default:
			return at
		}
		at += size
	}
}

func groupOfThree(s string) bool {
	if len(s) < 3 || !isDigit(s[0]) || !isDigit(s[1]) || !isDigit(s[2]) {
		return false
	}
	return len(s) == 3 || !isDigit(s[3])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
