package retrieval

import (
	_ "embed"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Background knows how common words are in the language at large.
type Background interface {
	// LogProbability is the natural logarithm of the share of running text
	// that the word makes up.
	LogProbability(word string) float64
}

// frameWordList are words that questions are built with and that say little of
// what is asked.
//
//go:embed frame_words.txt
var frameWordList string

// framePhraseList is the same for scripts without spaces, whose words are
// matched as pairs of characters.
//
//go:embed frame_phrases.txt
var framePhraseList string

// determinerList are words such as "which", behind which the sort of thing
// stands that is asked for, and the numbers that may come between.
//
//go:embed determiners.txt
var determinerList string

// personList are words that ask for a person.
//
//go:embed persons.txt
var personList string

// A weigher gives the words of a query their weights.
type weigher struct {
	background Background // may be nil
	// The word lists, by their words.
	frame, framePhrases, determiners, persons map[string]bool
}

func newWeigher() weigher {
	return weigher{
		frame: wordList(frameWordList), framePhrases: wordList(framePhraseList),
		determiners: wordList(determinerList), persons: wordList(personList),
	}
}

// wordList reads an embedded list, one word a line; # starts a comment.
func wordList(list string) map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			words[line] = true
		}
	}
	return words
}

// framePairs are the pairs of characters of the query that overlap a frame
// phrase.
func (w *weigher) framePairs(query string) map[string]bool {
	pairs := map[string]bool{}
	runes := []rune(query)
	for phrase := range w.framePhrases {
		n := utf8.RuneCountInString(phrase)
		for i := 0; i+n <= len(runes); i++ {
			if string(runes[i:i+n]) != phrase {
				continue
			}
			for k := max(0, i-1); k < i+n && k+2 <= len(runes); k++ {
				pairs[string(runes[k:k+2])] = true
			}
		}
	}
	return pairs
}

// sorts are the words of a query that name the sort of thing that is asked
// for, as in "which party" or "what town": an answer names the thing itself.
func (w *weigher) sorts(query string) map[string]bool {
	sorts := map[string]bool{}
	words := strings.FieldsFunc(query, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' })
	for i, word := range words[:max(0, len(words)-1)] {
		next := words[i+1]
		if w.determiners[next] && i+2 < len(words) { // "which four nations"
			next = words[i+2]
		}
		if first, _ := utf8.DecodeRuneInString(next); w.determiners[strings.ToLower(word)] && !w.determiners[next] && unicode.IsLower(first) {
			sorts[next] = true
		}
	}
	return sorts
}

// deed is the word right behind "who": what was done by whoever is asked for.
func (w *weigher) deed(query string) string {
	words := strings.Fields(query)
	for i, word := range words[:max(0, len(words)-1)] {
		if w.persons[strings.ToLower(word)] {
			return words[i+1]
		}
	}
	return ""
}

const (
	// frameShare is what is left of the weight of a frame word.
	frameShare = 0.25
	// sortShare is the same for the sort of thing that is asked for.
	sortShare = 0.5
	// deedShare is the weight of a deed over that of another word as rare.
	deedShare = 1.5
	// topicShare is the same for a word of the topic, not of the query itself.
	topicShare = 0.5
	// backgroundChunks is the size of the imaginary corpus of everyday text
	// that is counted in with the real one: in five documents every word looks
	// rare.
	backgroundChunks = 300
	// backgroundLength is the number of words of an imaginary chunk.
	backgroundLength = 150
)

// weigh gives the terms the weights that matching goes by: IDF as in the text
// index, but as if the corpus held some everyday text besides, and lower for
// frame words. size is the number of chunks of the corpus.
func (w *weigher) weigh(query Query, terms []Term, size int) []Term {
	pairs := w.framePairs(query.Text)
	sorts, deed := w.sorts(query.Text), w.deed(query.Text)
	weighed := make([]Term, len(terms))
	for i, t := range terms {
		n, df := float64(size), max(1, float64(t.DocumentFrequency)) // a word the corpus lacks is no rarer than a rare one
		if w.background != nil {
			expected := backgroundLength * math.Exp(w.background.LogProbability(strings.ToLower(t.Surface)))
			n += backgroundChunks
			df += backgroundChunks * (1 - math.Exp(-expected))
		}
		t.IDF = math.Log(1 + (n-df+0.5)/(df+0.5))
		if !strings.Contains(query.Text, t.Surface) {
			t.IDF *= topicShare
		}
		if sorts[t.Surface] {
			t.IDF *= sortShare
		}
		if t.Deed = t.Surface == deed; t.Deed {
			t.IDF *= deedShare
		}
		if t.Frame = w.frame[strings.ToLower(t.Surface)] || pairs[t.Surface]; t.Frame {
			t.IDF *= frameShare
		}
		weighed[i] = t
	}
	return weighed
}
