package history

import (
	"footnote/retrieval"
	"footnote/retrieval/snowball"
)

// stopWords tells words that every sentence is full of, in the languages that
// most servers speak. In others they are people's names: Ben is a Turkish word.
type stopWords struct {
	analyzer *snowball.Analyzer
	seen     map[string]bool
}

func newStopWords() *stopWords {
	return &stopWords{snowball.New(), map[string]bool{}}
}

func (s *stopWords) isStopWord(word string) bool {
	stop, known := s.seen[word]
	if known {
		return stop
	}
	for _, language := range []string{"en", "de", "fr", "es", "ru"} {
		s.analyzer.Terms(word, language, func(t retrieval.Token) bool {
			stop = stop || t.Stop
			return !stop
		})
	}
	s.seen[word] = stop
	return stop
}
