package gate

import (
	"testing"

	"footnote/bot/wordnet"
	"footnote/retrieval/snowball"
)

// A bench checks statements against evidence without the rest of the gate.
type bench struct {
	lexicon  *lexicon
	links    linkReader
	analyzer *snowball.Analyzer
	words    *wordnet.Thesaurus
}

func newBench(t testing.TB) bench {
	t.Helper()
	l, err := newLexicon()
	if err != nil {
		t.Fatal(err)
	}
	links, err := newLinkReader()
	if err != nil {
		t.Fatal(err)
	}
	words, err := wordnet.New()
	if err != nil {
		t.Fatal(err)
	}
	return bench{lexicon: l, links: links, analyzer: snowball.New(), words: words}
}

func (b bench) read(raw, language string) *facts {
	f := b.lexicon.readFacts(readText(b.analyzer, raw, language))
	return &f
}

func (b bench) relate(x, y word) Relation {
	if x.lower == y.lower || x.term == y.term {
		return Same
	}
	return b.words.Relation(x.lower, y.lower)
}

// align pairs words of equal stems, and synonyms, each with the first that is
// not taken.
func (b bench) align(s, e *facts) []int {
	aligned, taken := make([]int, len(s.words)), make([]bool, len(e.words))
	for i := range aligned {
		aligned[i] = -1
	}
	for _, same := range []bool{true, false} {
		for i, w := range s.words {
			for j, v := range e.words {
				if aligned[i] < 0 && !taken[j] && (w.term == v.term || !same && !w.stop && !v.stop && b.relate(w, v) >= Synonym) {
					aligned[i], taken[j] = j, true
				}
			}
		}
	}
	return aligned
}

// check returns the first fault of a statement against sentences.
func (b bench) check(statement, language string, evidence ...string) string {
	s := b.read(statement, language)
	var sentences []facts
	for _, raw := range evidence {
		sentences = append(sentences, *b.read(raw, language))
	}
	e := joinFacts(sentences)
	aligned := b.align(s, &e)
	for _, fault := range []string{
		checkQuantities(s, &e, aligned),
		checkPolarity(s, &e, aligned, b.relate),
		checkHedges(s, &e, aligned, b.relate),
		checkQuantifiers(s, &e, aligned),
		b.links.checkLinks(statement, evidence),
		checkQuoted(statement, evidence),
	} {
		if fault != "" {
			return fault
		}
	}
	return ""
}

// A trial is a statement that evidence bears out, or does not.
type trial struct{ statement, evidence string }

func (b bench) passes(t *testing.T, language string, trials []trial) {
	t.Helper()
	for _, x := range trials {
		if fault := b.check(x.statement, language, x.evidence); fault != "" {
			t.Errorf("%q\n by %q\n was rejected: %s", x.statement, x.evidence, fault)
		}
	}
}

func (b bench) rejects(t *testing.T, language string, trials []trial) {
	t.Helper()
	for _, x := range trials {
		if b.check(x.statement, language, x.evidence) == "" {
			t.Errorf("%q\n by %q\n passed", x.statement, x.evidence)
		}
	}
}

const benchSentence = "Although the council of Bern had planned to close the old mill in May 1852, about 300 people, most of them millers, " +
	"did not agree, and the largest wheel, which may weigh 12 tonnes, was never removed."

func BenchmarkReadFacts(b *testing.B) {
	x := newBench(b)
	t := readText(x.analyzer, benchSentence, "en")
	b.SetBytes(int64(len(benchSentence)))
	for b.Loop() {
		x.lexicon.readFacts(t)
	}
}

func BenchmarkChecks(b *testing.B) {
	x := newBench(b)
	s := x.read("In May 1852 about 300 people, most of them millers, did not agree to close the old mill of Bern.", "en")
	one := x.read(benchSentence, "en")
	e := joinFacts([]facts{*one, *one, *one})
	aligned := x.align(s, &e)
	related := map[[2]string]Relation{}
	relate := func(a, b word) Relation {
		key := [2]string{a.lower, b.lower}
		r, ok := related[key]
		if !ok {
			r = x.relate(a, b)
			related[key] = r
		}
		return r
	}
	for b.Loop() {
		checkQuantities(s, &e, aligned)
		checkPolarity(s, &e, aligned, relate)
		checkHedges(s, &e, aligned, relate)
		checkQuantifiers(s, &e, aligned)
	}
}
