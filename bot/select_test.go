package bot

import (
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/snowball"
)

// sentence is a candidate that holds the terms marked with x.
func sentence(document, text, holds string, score float64) candidate {
	c := candidate{document: document, text: text, score: score, evidence: .5}
	c.span = corpus.Span{Start: int(1e4 * score), End: int(1e4*score) + len(text)}
	for _, r := range holds {
		credit := 0.0
		if r == 'x' {
			credit = 1
		}
		c.credit = append(c.credit, credit)
	}
	return c
}

func TestChoose(t *testing.T) {
	q := newQuoter(snowball.New())
	m := retrieval.NewMatcher(q.analyzer, []retrieval.Term{
		{Surface: "crane", Forms: []string{"crane"}, IDF: 1}, {Surface: "museum", Forms: []string{"museum"}, IDF: 1},
		{Surface: "second", Forms: []string{"second"}, IDF: .1},
	})
	best := sentence("a", "the best of all sentences", "x..", 2)
	tests := []struct {
		name   string
		others []candidate
		want   string
	}{
		{"alone", nil, "the best of all sentences"},
		{"worse ones", []candidate{sentence("a", "another one", "x..", 1.5), sentence("b", "far off", "...", 1.4)}, "the best of all sentences"},
		{"a question", []candidate{sentence("b", "what is the best of all?", "xxx", 9)}, "the best of all sentences"},
		{"what is still open", []candidate{sentence("b", "on museums", ".x.", 1.4)}, "the best of all sentences / on museums"},
		{"what is still open, but poor", []candidate{sentence("b", "on museums", ".x.", .9)}, "the best of all sentences"},
		{"the ordinal asked for, though poor", []candidate{sentence("b", "the second", "..x", .95)}, "the best of all sentences / the second"},
		{"as good", []candidate{sentence("a", "quite another thing", "x..", 1.99)}, "the best of all sentences / quite another thing"},
		{"the same words elsewhere", []candidate{sentence("b", "The best of all sentences!", "xx.", 1.99)}, "the best of all sentences"},
		{"never more than three", []candidate{sentence("a", "one two", "x..", 1.99), sentence("a", "three four", "x..", 1.98), sentence("a", "five six", "x..", 1.97)},
			"the best of all sentences / one two / three four"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, c := range q.choose(m, append([]candidate{best}, test.others...)) {
				got = append(got, c.text)
			}
			if joined := strings.Join(got, " / "); joined != test.want {
				t.Errorf("chose %q, want %q", joined, test.want)
			}
		})
	}
	if got := q.choose(m, nil); got != nil {
		t.Errorf("of nothing chose %v", got)
	}
}

func TestOverlap(t *testing.T) {
	tests := []struct {
		a, b string
		want float64
	}{
		{"one two", "one two three four", 1},
		{"one two three four", "one two", 1},
		{"one one one two", "one five six seven", .25},
		{"", "one", 0},
	}
	for _, test := range tests {
		if got := overlap(strings.Fields(test.a), strings.Fields(test.b)); got != test.want {
			t.Errorf("%q and %q: %v, want %v", test.a, test.b, got, test.want)
		}
	}
}
