package corpus

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed sentence_words.txt
var sentenceWords string

// wordClass says how the segmenter takes a word; a word may be of several.
type wordClass uint8

const (
	titleWord wordClass = 1 << iota
	shortWord
	numberWord
	monthWord
	articleWord
	startWord
)

// A lexicon holds the classes of words of one language, in lower case.
type lexicon map[string]wordClass

// lexicons is keyed by language; "" is all languages together.
var lexicons = sync.OnceValue(func() map[string]lexicon { return parseLexicons(sentenceWords) })

// lexiconOf returns the words of a language, or those of all languages when it
// is unknown.
func lexiconOf(language string) lexicon {
	all := lexicons()
	if l, ok := all[language]; ok {
		return l
	}
	return all[""]
}

func parseLexicons(list string) map[string]lexicon {
	classes := map[string]wordClass{
		"title": titleWord, "short": shortWord, "number": numberWord,
		"month": monthWord, "article": articleWord, "start": startWord,
	}
	all := map[string]lexicon{"": {}}
	language := ""
	for line := range strings.Lines(list) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
		case words[0][0] == '[':
			language = strings.Trim(words[0], "[]")
			all[language] = lexicon{}
		default:
			for _, w := range words[1:] {
				all[language][w] |= classes[words[0]]
				all[""][w] |= classes[words[0]]
			}
		}
	}
	for language, words := range all {
		if language == "" || language == "*" {
			continue
		}
		for w, class := range all["*"] {
			words[w] |= class
		}
	}
	return all
}

// longestWord bounds how far the segmenter looks for the ends of a word.
const longestWord = 32

// class looks a word up in lower case.
func (l lexicon) class(word string) wordClass {
	if len(word) > longestWord {
		return 0
	}
	var lower [longestWord]byte
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return l[strings.ToLower(word)]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return l[string(lower[:len(word)])]
}
