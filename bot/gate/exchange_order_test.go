package gate

import (
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

func TestExchangedInOtherLanguages(t *testing.T) {
	g := plainGate(t)
	for _, x := range []struct {
		language, passage, statement string
		caught                       bool
	}{
		{"de", "Keller besiegte Moser im Endspiel.", "Keller besiegte Moser im Endspiel.", false},
		{"de", "Keller besiegte Moser im Endspiel.", "Moser besiegte Keller im Endspiel.", true},
		{"de", "Keller besiegte Moser im Endspiel.", "Moser wurde im Endspiel von Keller besiegt.", false},
		{"fr", "Martin a battu Durand en finale.", "Durand a battu Martin en finale.", true},
		{"fr", "Martin a battu Durand en finale.", "Durand a été battu par Martin en finale.", false},
		{"es", "Madrid y Sevilla ganaron en mayo.", "Sevilla y Madrid ganaron en mayo.", false},
	} {
		p := retrieval.Passage{Text: x.passage, Language: x.language, End: len(x.passage)}
		p.Sentences = []corpus.Span{{Start: 0, End: len(x.passage)}}
		c := g.Open([]retrieval.Passage{p})
		s := c.read(Claim{Text: x.statement})
		e := joined([]*source{&c.sources[0][0]})
		fault := c.exchanged(s, e, c.align(s.text, e.text))
		if (fault != "") != x.caught {
			t.Errorf("%q of %q: %q", x.statement, x.passage, fault)
		}
	}
}

func FuzzParse(f *testing.F) {
	g := plainGate(f)
	for _, x := range exchangeCases {
		f.Add(x.passage, x.swapped)
	}
	f.Add("", ")(,;: and who that to of by")
	f.Fuzz(func(t *testing.T, passage, statement string) {
		if passage == "" || len(passage)+len(statement) > 600 {
			return
		}
		exchangeFault(g, passage, statement)
	})
}

func BenchmarkExchanged(b *testing.B) {
	g := plainGate(b)
	x := exchangeCases[len(exchangeCases)-2]
	p := retrieval.Passage{Text: x.passage, Language: "en", End: len(x.passage), Sentences: sentencesOf(x.passage)}
	c := g.Open([]retrieval.Passage{p})
	s := c.read(Claim{Text: x.holds})
	e := joined([]*source{&c.sources[0][0]})
	a := c.align(s.text, e.text)
	for b.Loop() {
		c.exchanged(s, e, a)
	}
}
