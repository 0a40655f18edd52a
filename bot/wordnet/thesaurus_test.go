package wordnet

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/bot/wordnet/internal/lexicon"
)

func TestLemmas(t *testing.T) {
	th := opened(t)
	for word, want := range map[string]string{
		"held":        "held hold",
		"taught":      "teach",
		"children":    "child",
		"better":      "better good well",
		"was":         "be",
		"has":         "have",
		"axes":        "ax axis axe",
		"leaves":      "leaf leave",
		"children's":  "",
		"blogged":     "blog",
		"happiest":    "happy",
		"lighter":     "lighter light",
		"staging":     "staging stage",
		"organising":  "organise organize",
		"zzz":         "",
		"":            "",
		"\xff\x00":    "",
		"class":       "class",
		"gentlemen":   "gentleman",
		"CARRIED OUT": "carry out",
	} {
		if got := th.Lemmas(word); strings.Join(got, " ") != want {
			t.Errorf("the lemmas of %q are %q, want %q", word, got, want)
		}
	}
}

func TestParts(t *testing.T) {
	th := opened(t)
	for word, want := range map[string]Parts{
		"held":       Verb | Adjective,
		"teachers":   Noun,
		"quickly":    Adverb,
		"increased":  Verb | Adjective,
		"increases":  Noun | Verb,
		"red":        Noun | Adjective,
		"took part":  Verb,
		"chatbot":    0,
		"think tank": Noun,
		"fastest":    Adjective | Adverb,
	} {
		if got := th.Parts(word); got != want {
			t.Errorf("%q is a %v, want %v", word, got, want)
		}
	}
}

func TestPartsNames(t *testing.T) {
	for parts, want := range map[Parts]string{
		0: "unknown", Verb: "verb", Noun | Adverb: "noun or adverb", Noun | Verb | Adjective: "noun or verb or adjective",
	} {
		if got := parts.String(); got != want {
			t.Errorf("%d is called %q, want %q", parts, got, want)
		}
	}
}

// TestEveryLemmaIsFound: what the file holds can be looked up, and the lemmas of a
// lemma begin with itself.
func TestEveryLemmaIsFound(t *testing.T) {
	th := opened(t)
	for i := range th.lexicon.Len() {
		word := th.lexicon.Text(i)
		if n, ok := th.lexicon.Find(word); !ok || n != i {
			t.Fatalf("word %d is %q, which is found as %d, %v", i, word, n, ok)
		}
		if low, high := th.lexicon.Senses(i); low < high && i%16 == 0 {
			if got := th.Lemmas(word); len(got) == 0 || got[0] != word {
				t.Errorf("the lemmas of %q are %q", word, got)
			}
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	th := opened(t)
	word := th.Look("organised")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				if got := word.Relation(th.Look("arrangements")); got != DerivedSynonym {
					t.Errorf("got %v", got)
				}
			}
		})
	}
	all.Wait()
}

func TestEmbeddedFile(t *testing.T) {
	if err := lexicon.Verify(file); err != nil {
		t.Fatal(err)
	}
	if n := opened(t).lexicon.Len(); n < 100_000 {
		t.Errorf("the file holds only %d words", n)
	}
}

func TestBrokenFile(t *testing.T) {
	for name, broken := range map[string]string{
		"empty":           "",
		"header cut":      file[:20],
		"end cut":         file[:len(file)-1],
		"something after": file + "x",
		"other magic":     "X" + file[1:],
		"other version":   file[:7] + "\x02" + file[8:],
		"no header":       file[200:],
		"longer section":  file[:12] + "\xff\xff\xff\xff" + file[16:],
	} {
		if _, err := open(broken); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
}

func FuzzRelation(f *testing.F) {
	for _, pairs := range relations {
		for _, p := range pairs {
			f.Add(p[0], p[1])
		}
	}
	f.Add("\xff\xfe", "İ")
	f.Add("a b c d", "- -")
	th := opened(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		if a != "" && th.Relation(a, a) != Same {
			t.Errorf("%q is not the same as itself", a)
		}
		// Through different meanings, a can be both a kind of b and the reverse; the
		// one that is looked for first is told both times.
		there, back := th.Relation(a, b), th.Relation(b, a)
		if back != inverse(there) && back != there {
			t.Errorf("%q is to %q %v, the reverse is %v", a, b, there, back)
		}
		if there < Narrower && there != Entails && there != EntailedBy && back != there {
			t.Errorf("%q is to %q %v, the reverse is %v", a, b, there, back)
		}
		for _, lemma := range th.Lemmas(a) {
			if !slices.Contains(th.Lemmas(lemma), lemma) {
				t.Errorf("%q is a lemma of %q and not its own", lemma, a)
			}
			if th.Relation(a, lemma) != Same {
				t.Errorf("%q is not the same as its lemma %q", a, lemma)
			}
		}
		if (th.Parts(a) == 0) != (len(th.Lemmas(a)) == 0) {
			t.Errorf("%q has the parts %v and the lemmas %q", a, th.Parts(a), th.Lemmas(a))
		}
	})
}
