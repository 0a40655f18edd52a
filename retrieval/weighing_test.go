package retrieval_test

import (
	"math"
	"testing"

	"footnote/retrieval"
)

// Words of equal rarity weigh less or more by what they do in the question.
func TestTermsAreWeighed(t *testing.T) {
	s := newShelf(t, file("a.txt", "Sailors carried boats, barrels and crates; they called the party painted and mean."))
	tests := []struct {
		query, topic string
		word         string
		share        float64
		frame, deed  bool
	}{
		{query: "sailors and barrels", word: "sailors", share: 1},
		{query: "Which boats hold barrels?", word: "boats", share: .5},
		{query: "which four boats hold barrels", word: "boats", share: .5},
		{query: "Which Boats hold barrels?", word: "Boats", share: 1}, // a name
		{query: "boats which hold barrels", word: "boats", share: 1},
		{query: "What is the party called with barrels?", word: "called", share: .25, frame: true},
		{query: "Who painted barrels?", word: "painted", share: 1.5, deed: true},
		{query: "barrels?", topic: "Where are the crates?", word: "crates", share: .5},
	}
	for _, test := range tests {
		result := s.search(retrieval.Query{Text: test.query, Topic: test.topic})
		terms := map[string]retrieval.Term{}
		for _, term := range result.Terms {
			terms[term.Surface] = term
		}
		got, ok := terms[test.word]
		if share := got.IDF / terms["barrels"].IDF; !ok || math.Abs(share-test.share) > 1e-9 || got.Frame != test.frame || got.Deed != test.deed {
			t.Errorf("%q, %q: %+v has %.2f of an ordinary word's weight, want %.2f", test.query, test.topic, got, share, test.share)
		}
	}
}

// everyday is a language in which one word is common and all others are rare.
type everyday string

func (e everyday) LogProbability(word string) float64 {
	if word == string(e) {
		return math.Log(.001)
	}
	return math.Log(1e-9)
}

func TestBackgroundWeighsEverydayWordsLess(t *testing.T) {
	s := newShelf(t, file("a.txt", "Sailors carry barrels."), file("b.txt", "Boats."))
	query := retrieval.Query{Text: "sailors, barrels"}
	weights := func(searcher *retrieval.Searcher) (sailors, barrels float64) {
		result, err := searcher.Retrieve(t.Context(), query)
		if err != nil || len(result.Terms) != 2 {
			t.Fatalf("terms %v, %v", result.Terms, err)
		}
		return result.Terms[0].IDF, result.Terms[1].IDF
	}
	if a, b := weights(s.searcher); a != b {
		t.Errorf("without a background: %v and %v", a, b)
	}
	if a, b := weights(s.searcher.WithBackground(everyday("barrels"))); b >= a/2 || b <= 0 {
		t.Errorf("the rare word weighs %v, the everyday word %v", a, b)
	}
	if a, b := weights(s.searcher); a != b {
		t.Errorf("WithBackground changed the searcher it was called on: %v and %v", a, b)
	}
}
