package gate_test

import (
	"context"
	"strings"
	"testing"

	"footnote/bot/gate"
	"footnote/bot/wordnet"
	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval"
	"footnote/retrieval/snowball"
	"footnote/retrieval/uselite"
)

func newGate(t testing.TB) *gate.Gate {
	t.Helper()
	thesaurus, err := wordnet.New()
	if err != nil {
		t.Fatal(err)
	}
	g, err := gate.New(snowball.New(), thesaurus)
	if err != nil {
		t.Fatal(err)
	}
	model, err := uselite.New()
	if err != nil {
		t.Fatal(err)
	}
	return g.WithBackground(model)
}

// libraryPassages are the first chunks of the embedded library.
func libraryPassages(t testing.TB, n int) []retrieval.Passage {
	t.Helper()
	var passages []retrieval.Passage
	for doc, err := range library.All() {
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range (corpus.Splitter{}).Split(doc) {
			passages = append(passages, retrieval.Passage{Document: doc.ID, Title: doc.Title, Section: c.Section, Language: doc.Language,
				Start: c.Start, End: c.End, Text: c.Text, Sentences: c.Sentences})
		}
	}
	return passages[:n]
}

// BenchmarkAnswer checks an answer of 300 words over 8 passages: sentences of
// the passages, each with the passage that it stands in.
func BenchmarkAnswer(b *testing.B) {
	g, passages := newGate(b), libraryPassages(b, 8)
	var claims []gate.Claim
	for words, i := 0, 0; words < 300; i++ {
		p := passages[i%len(passages)]
		sentence := p.Sentence(i / len(passages) % len(p.Sentences))
		words += len(strings.Fields(sentence))
		claims = append(claims, gate.Claim{Text: sentence, Markers: []int{i%len(passages) + 1}})
	}
	ctx := context.Background()
	for b.Loop() {
		checker := g.Open(passages)
		for _, claim := range claims {
			checker.Check(ctx, claim)
		}
	}
	b.ReportMetric(float64(len(claims)), "claims")
}

// BenchmarkOpen reads 8 passages.
func BenchmarkOpen(b *testing.B) {
	g, passages := newGate(b), libraryPassages(b, 8)
	for b.Loop() {
		g.Open(passages)
	}
}
