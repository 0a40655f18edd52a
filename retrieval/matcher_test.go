package retrieval_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"footnote/retrieval"
)

// matcherOf looks for words as an English index would, all of weight 1.
func matcherOf(words ...string) *retrieval.Matcher {
	var terms []retrieval.Term
	for _, w := range words {
		term := retrieval.Term{Surface: w, IDF: 1}
		analyzer.Terms(w, "en", func(token retrieval.Token) bool {
			term.Forms = append(term.Forms, token.Term)
			return true
		})
		terms = append(terms, term)
	}
	return retrieval.NewMatcher(analyzer, terms)
}

func TestMatch(t *testing.T) {
	tests := []struct {
		name, word, text string
		low, high        float64
	}{
		{"the word", "harbour", "Boats lie in the harbour.", 1, 1},
		{"another form of it", "organised", "They organise a feast.", 1, 1},
		{"other letters' case", "harbour", "HARBOUR", 1, 1},
		{"at the start of a sentence", "boats", "It is so. Boats lie there.", 1, 1},
		{"a form of it in a name", "organised", "We met the Lindvik Organisation there.", .5, .5},
		{"misspelt in the query", "harboor", "Boats lie in the harbour.", .2, .9},
		{"misspelt in the text", "harbour", "Boats lie in the harbor.", .2, 1},
		{"another word", "harbour", "The windmill grinds rye.", 0, 0},
		{"too short to be misspelt", "cod", "They caught a cow.", 0, 0},
		{"empty", "harbour", "", 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := matcherOf(test.word)
			if got := m.Match(test.text, "en").Credit[0]; got < test.low || got > test.high {
				t.Errorf("%q in %q: %v, want %v to %v", test.word, test.text, got, test.low, test.high)
			}
		})
	}
}

func TestCoverageAndPairs(t *testing.T) {
	m := matcherOf("great", "crane", "harbour")
	tests := []struct {
		text     string
		coverage float64
		pairs    bool
	}{
		{"The great crane stands in the harbour.", 1, true},
		{"A crane.", 1.0 / 3, false},
		{"The harbour is great, and it is old, wide and deep; there is a crane.", 1, false},
		{"Nothing of it.", 0, false},
	}
	for _, test := range tests {
		match := m.Match(test.text, "en")
		coverage, pairs := m.Coverage(match.Credit), m.Pairs(match)
		if math.Abs(coverage-test.coverage) > 1e-9 || (pairs > 0) != test.pairs || pairs > 1 {
			t.Errorf("%q: coverage %v and pairs %v, want %v and %v", test.text, coverage, pairs, test.coverage, test.pairs)
		}
	}
	near, far := m.Pairs(m.Match("great crane", "en")), m.Pairs(m.Match("great and very old crane", "en"))
	if near <= far || far <= 0 {
		t.Errorf("close together %v, further apart %v", near, far)
	}
	none := matcherOf()
	if match := none.Match("anything", "en"); none.Coverage(match.Credit) != 0 || none.Pairs(match) != 0 || match.Words != 1 {
		t.Errorf("without terms: %+v", match)
	}
}

// Credits, coverage and pairs are shares, and more text never takes any away.
func TestMatchIsAShare(t *testing.T) {
	words := []string{"harbour", "harbours", "harbor", "crane", "cranes", "the", "Olsen", "olsen", "grind", "grinding", "ström", "文字"}
	rapid.Check(t, func(r *rapid.T) {
		some := rapid.SliceOfN(rapid.SampledFrom(words), 1, 8)
		m := matcherOf(slices.Compact(some.Draw(r, "query"))...)
		text := ""
		for _, w := range some.Draw(r, "text") {
			text += w + " "
		}
		more := text + rapid.SampledFrom(words).Draw(r, "more")
		a, b := m.Match(text, "en"), m.Match(more, "en")
		for i := range a.Credit {
			if a.Credit[i] < 0 || a.Credit[i] > 1 || b.Credit[i] < a.Credit[i] {
				r.Fatalf("%q: credit %v, %q: %v", text, a.Credit, more, b.Credit)
			}
		}
		for _, v := range []float64{m.Coverage(a.Credit), m.Pairs(a)} {
			if math.IsNaN(v) || v < 0 || v > 1+1e-9 {
				r.Fatalf("%q: coverage %v, pairs %v", text, m.Coverage(a.Credit), m.Pairs(a))
			}
		}
		if !slices.IsSortedFunc(a.Places, func(a, b retrieval.Place) int { return a.Word - b.Word }) {
			r.Fatalf("%q: places %v", text, a.Places)
		}
	})
}

func TestCosine(t *testing.T) {
	tests := []struct {
		a, b []float32
		want float64
	}{
		{[]float32{1, 0}, []float32{1, 0}, 1},
		{[]float32{1, 0}, []float32{0, 1}, 0},
		{[]float32{.6, .8}, []float32{-.6, -.8}, -1},
		{[]float32{1, 0}, []float32{1, 0, 0}, 0}, // of another model
		{nil, nil, 0},
	}
	for _, test := range tests {
		if got := retrieval.Cosine(test.a, test.b); math.Abs(got-test.want) > 1e-6 {
			t.Errorf("of %v and %v: %v, want %v", test.a, test.b, got, test.want)
		}
	}
}
