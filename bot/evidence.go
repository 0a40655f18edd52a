package bot

import (
	"embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed cues/*.txt
var cueWords embed.FS

// evidence tells whether a sentence holds something of the kind that a
// question asks for and that the question does not say itself.
type evidence struct {
	time, number, reason map[string]bool
}

func newEvidence() evidence {
	return evidence{
		time:   wordSet("cues/time.txt"),
		number: wordSet("cues/numbers.txt"),
		reason: wordSet("cues/reasons.txt"),
	}
}

// wordSet reads an embedded list, one word a line; # starts a comment.
func wordSet(name string) map[string]bool {
	data, err := cueWords.ReadFile(name)
	if err != nil {
		panic(err) // the name is not among the embedded files: a slip in this file
	}
	set := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			set[line] = true
		}
	}
	return set
}

// holds says how well the sentence serves a question of the kind: 0 not at
// all, 1 well; a question of no certain kind gets a half from any sentence.
func (e evidence) holds(k kind, question, sentence string) float64 {
	known := map[string]bool{}
	for _, w := range plainWords(strings.ToLower(question)) {
		known[w] = true
	}
	words := plainWords(sentence)
	switch k {
	case kindTime:
		return e.holdsTime(known, words)
	case kindNumber:
		return any01(words, func(_ int, w string) bool {
			l := strings.ToLower(w)
			return !known[l] && (hasDigit(w) || e.number[l])
		})
	case kindPerson, kindPlace:
		return e.holdsName(known, words)
	case kindReason:
		return any01(words, func(_ int, w string) bool { return e.reason[strings.ToLower(w)] })
	}
	return 0.5
}

func (e evidence) holdsTime(known map[string]bool, words []string) float64 {
	best := 0.0
	for _, w := range words {
		l := strings.ToLower(w)
		switch {
		case known[l]:
		case isYear(w):
			return 1
		case e.time[l] && (l == w || unicode.IsUpper(firstRune(w))):
			best = 1
		case hasDigit(w):
			best = max(best, 0.6)
		}
	}
	return best
}

// holdsName counts names in scripts with capitals; in others it cannot tell.
func (e evidence) holdsName(known map[string]bool, words []string) float64 {
	cased := false
	best := 0.0
	for i, w := range words {
		r := firstRune(w)
		cased = cased || unicode.IsUpper(r) || unicode.IsLower(r)
		if !unicode.IsUpper(r) || known[strings.ToLower(w)] || utf8.RuneCountInString(w) < 2 {
			continue
		}
		if i > 0 {
			return 1
		}
		best = 0.5 // the first word of a sentence is always in capitals
	}
	if !cased {
		return 0.5
	}
	return best
}

func any01(words []string, is func(int, string) bool) float64 {
	for i, w := range words {
		if is(i, w) {
			return 1
		}
	}
	return 0
}

// isYear reports whether the word is a year of the last and next centuries.
func isYear(w string) bool {
	if len(w) != 4 && !(len(w) == 5 && w[4] == 's') {
		return false
	}
	for _, r := range w[:4] {
		if r < '0' || r > '9' {
			return false
		}
	}
	return w[0] == '1' || w[0] == '2'
}

// hasDigit also knows the numerals of Chinese and Japanese, whose words are not
// set apart.
func hasDigit(w string) bool {
	return strings.ContainsFunc(w, func(r rune) bool {
		return unicode.IsDigit(r) || strings.ContainsRune("〇一二三四五六七八九十百千万亿两半", r)
	})
}

func firstRune(w string) rune {
	r, _ := utf8.DecodeRuneInString(w)
	return r
}
