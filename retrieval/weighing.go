package retrieval

import (
	_ "embed"
	"math"
	"strings"
)

// A Background knows how common words are in the language at large.
type Background interface {
	// LogProbability is the natural logarithm of the share of running text
	// that the word makes up.
	LogProbability(word string) float64
}

//go:embed frame_words.txt
var frameWordList string

// frameWords are words that questions are built with and that say little of
// what is asked.
func frameWords() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(frameWordList) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			words[line] = true
		}
	}
	return words
}

const (
	// frameShare is what is left of the weight of a frame word.
	frameShare = 0.25
	// backgroundChunks is the size of the imaginary corpus of everyday text
	// that is counted in with the real one: in five documents every word looks
	// rare.
	backgroundChunks = 1000
	// backgroundLength is the number of words of an imaginary chunk.
	backgroundLength = 150
)

// weigh gives the terms the weights that matching goes by: IDF as in the text
// index, but as if the corpus held some everyday text besides, and lower for
// frame words. size is the number of chunks of the corpus.
func (s *Searcher) weigh(terms []Term, size int) []Term {
	weighed := make([]Term, len(terms))
	for i, t := range terms {
		n, df := float64(size), float64(t.DocumentFrequency)
		if s.background != nil {
			expected := backgroundLength * math.Exp(s.background.LogProbability(strings.ToLower(t.Surface)))
			n += backgroundChunks
			df += backgroundChunks * (1 - math.Exp(-expected))
		}
		t.IDF = math.Log(1 + (n-df+0.5)/(df+0.5))
		if t.Frame = s.frame[strings.ToLower(t.Surface)]; t.Frame {
			t.IDF *= frameShare
		}
		weighed[i] = t
	}
	return weighed
}
