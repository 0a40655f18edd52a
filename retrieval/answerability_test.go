package retrieval_test

import (
	"strings"
	"testing"

	"footnote/retrieval"
)

func TestAnswerability(t *testing.T) {
	s := newShelf(t, town()...)
	without := retrieval.NewSearcher(s.index, s.store, s.text, s.vectors, nil, analyzer)
	for name, searcher := range map[string]*retrieval.Searcher{"with the embedding": s.searcher, "without": without} {
		t.Run(name, func(t *testing.T) {
			probability := func(question string) float64 {
				result, err := searcher.Retrieve(t.Context(), retrieval.Query{Text: question})
				if err != nil {
					t.Fatal(err)
				}
				return result.Answerable.Probability
			}
			for _, question := range []string{"Who built the crane in the harbour of Lindvik?", "When did the windmill lose a sail in the storm?"} {
				if p := probability(question); p < .8 {
					t.Errorf("%q: %.2f", question, p)
				}
			}
			for _, question := range []string{"What is the capital of France?", "Who is the mayor of Oslo?", "How do I sort a slice in Go?"} {
				if p := probability(question); p > .2 {
					t.Errorf("%q: %.2f", question, p)
				}
			}
			if other, same := probability("Who built the crane in the harbour of Bergen?"), probability("Who built the crane in the harbour of Lindvik?"); other >= same {
				t.Errorf("another name is missed and yet %.2f, not below %.2f", other, same)
			}
		})
	}
}

func TestAnswerabilityHasReasons(t *testing.T) {
	s := newShelf(t, town()...)
	tests := []struct{ question, first string }{
		{"Who painted the crane?", "not in the best passage: painted"},
		{"Who built the crane of the harbour?", "the best passage holds 100 % of the question by weight"},
		{"???", "the question has no word to look for"},
	}
	for _, test := range tests {
		reasons := s.search(retrieval.Query{Text: test.question}).Answerable.Reasons
		if len(reasons) == 0 || !strings.HasPrefix(reasons[0], test.first) {
			t.Errorf("%q: %q, want %q first", test.question, reasons, test.first)
		}
	}
}
