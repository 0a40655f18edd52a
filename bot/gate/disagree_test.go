package gate_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/bot/gate"
	"footnote/bot/liar"
	"footnote/corpus"
)

// A twin is two sentences of two documents that look alike.
type twin struct {
	a, b            gate.Saying
	akin, disagrees bool
}

// readTwins reads the pairs that were written by hand.
func readTwins(t testing.TB, name string) []twin {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var twins []twin
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 8 {
			t.Fatalf("%q has %d columns", line, len(f))
		}
		language := "en"
		switch {
		case f[2] == "Satzung" || f[2] == "Hausordnung":
			language = "de"
		case f[2] == "Règlement":
			language = "fr"
		case f[2] == "Reglamento":
			language = "es"
		}
		or := func(s, other string) string {
			if s == "" {
				return other
			}
			return s
		}
		twins = append(twins, twin{disagrees: f[0] == "+", akin: f[1] == "v",
			a: gate.Saying{Title: f[2], Section: f[3], Text: f[4], Language: language},
			b: gate.Saying{Title: or(f[5], f[2]), Section: or(f[6], f[3]), Text: f[7], Language: language}})
	}
	return twins
}

// TestDisagree holds the comparison to pairs that were written by hand: those that
// its rules were made by, and fresh ones.
func TestDisagree(t *testing.T) {
	for _, test := range []struct {
		set          string
		least, wrong int
	}{{"disagreements", 62, 0}, {"disagreements-fresh", 38, 0}, {"disagreements-last", 23, 0}} {
		t.Run(test.set, func(t *testing.T) {
			g := newGate(t)
			found, wrong, all, same := 0, 0, 0, 0
			for _, w := range readTwins(t, "testdata/"+test.set+".tsv") {
				reason := g.Disagree(w.a, w.b, w.akin)
				if back := g.Disagree(w.b, w.a, w.akin); (back == "") != (reason == "") {
					t.Errorf("%q and %q: %q one way, %q the other", w.a.Text, w.b.Text, reason, back)
				}
				switch {
				case w.disagrees && reason != "":
					all, found = all+1, found+1
				case w.disagrees:
					all++
					t.Logf("missed: %q and %q", w.a.Text, w.b.Text)
				case reason != "":
					same, wrong = same+1, wrong+1
					t.Logf("wrong: %q and %q: %s", w.a.Text, w.b.Text, reason)
				default:
					same++
				}
			}
			t.Logf("%d of %d found, %d of %d wrong", found, all, wrong, same)
			if found < test.least || wrong > test.wrong {
				t.Errorf("%d are found, %d wrong; want at least %d and at most %d", found, wrong, test.least, test.wrong)
			}
		})
	}
}

// TestDisagreeByRules pairs sentences of texts with what rules make of them: lies
// disagree with the sentence, and what says the same in other words does not.
func TestDisagreeByRules(t *testing.T) {
	t.Run("library", func(t *testing.T) { disagreeByRules(t, libraryDocuments(t)) })
	t.Run("XQuAD", func(t *testing.T) {
		file := filepath.Join("..", "..", "..", "shared", "eval", "xquad-en", "corpus.jsonl")
		if _, err := os.Stat(file); err != nil {
			t.Skip("needs ../shared/eval/xquad-en beside the repository")
		}
		disagreeByRules(t, readDocuments(t, file))
	})
}

// disputed are the classes of lies that another version of a text might tell.
var disputed = []liar.Class{liar.Number, liar.Date, liar.Unit, liar.Negation}

func disagreeByRules(t *testing.T, documents []corpus.Document) {
	g := newGate(t)
	found, all, wrong, twins := map[liar.Class]int{}, map[liar.Class]int{}, 0, 0
	for _, s := range liar.Generate(passagesOf(documents), liar.Options{Seed: 7, PerPassage: 2}) {
		if s.From == "" || !s.True && !slices.Contains(disputed, s.Class) {
			continue
		}
		a, b := gate.Saying{Title: s.Question, Text: s.From, Language: "en"}, gate.Saying{Title: s.Question, Text: s.Text, Language: "en"}
		reason := g.Disagree(a, b, true)
		switch {
		case !s.True && reason != "":
			found[s.Class]++
		case reason != "":
			wrong++
			t.Logf("%s: %q and %q: %s", s.Class, a.Text, b.Text, reason)
		}
		if s.True {
			twins++
		} else {
			all[s.Class]++
		}
	}
	right, lies := 0, 0
	for _, class := range disputed {
		t.Logf("%s: %d of %d", class, found[class], all[class])
		right, lies = right+found[class], lies+all[class]
	}
	t.Logf("%d of %d found; %d of %d that say the same taken for others", right, lies, wrong, twins)
	if 5*right < 4*lies || 100*wrong > twins {
		t.Errorf("%d of %d found, %d of %d wrong", right, lies, wrong, twins)
	}
}

// TestStrangersAgree compares sentences of different paragraphs of XQuAD: they
// tell of different things, however alike they look.
func TestStrangersAgree(t *testing.T) {
	file := filepath.Join("..", "..", "..", "shared", "eval", "xquad-en", "corpus.jsonl")
	if _, err := os.Stat(file); err != nil {
		t.Skip("needs ../shared/eval/xquad-en beside the repository")
	}
	g := newGate(t)
	type sentence struct {
		gate.Saying
		document int
		words    map[string]bool
	}
	var all []sentence
	for i, d := range readDocuments(t, file) {
		before := ""
		for _, span := range corpus.Sentences(d.Text, d.Language) {
			s := sentence{gate.Saying{Text: d.Text[span.Start:span.End], Language: "en", Before: before, Title: d.Title}, i, map[string]bool{}}
			for _, w := range strings.Fields(s.Text) {
				s.words[w] = true
			}
			all, before = append(all, s), s.Text
		}
	}
	pairs, wrong := 0, 0
	for i, a := range all {
		for _, b := range all[i+1:] {
			n := 0
			for w := range a.words {
				if b.words[w] {
					n++
				}
			}
			if a.document == b.document || 2*n < min(len(a.words), len(b.words)) {
				continue
			}
			pairs++
			if reason := g.Disagree(a.Saying, b.Saying, true); reason != "" {
				wrong++
				t.Logf("%q and %q: %s", a.Text, b.Text, reason)
			}
		}
	}
	t.Logf("%d of %d pairs of strangers", wrong, pairs)
	if wrong > 0 || pairs == 0 {
		t.Errorf("%d of %d pairs disagree", wrong, pairs)
	}
}

// FuzzDisagree: whatever sentences say, one disagrees with the other as the other
// with it, and never with itself.
func FuzzDisagree(f *testing.F) {
	f.Add("The fee is 40 euros.", "The fee is 35 euros.", "en")
	f.Add("| A | 1 |", "| A | 2 |", "")
	f.Add("It opens on Monday, 3 May 2024.", "It opens one day before.", "de")
	f.Add("A4: 0.25 €\x00", "\xff 12,5 %", "fr")
	f.Add("费用为 40 欧元。", "费用为 35 欧元。", "zh")
	g := newGate(f)
	f.Fuzz(func(t *testing.T, a, b, language string) {
		s, o := gate.Saying{Text: a, Language: language, Title: b}, gate.Saying{Text: b, Language: language, Title: a}
		for _, akin := range []bool{true, false} {
			if (g.Disagree(s, o, akin) == "") != (g.Disagree(o, s, akin) == "") {
				t.Errorf("%q and %q disagree one way only (akin %v)", a, b, akin)
			}
			if reason := g.Disagree(s, s, akin); reason != "" {
				t.Errorf("%q disagrees with itself: %s", a, reason)
			}
		}
	})
}

func BenchmarkDisagree(b *testing.B) {
	g := newGate(b)
	s, o := gate.Saying{Text: "The help desk can be reached from 7 am to 7 pm.", Language: "en"}, gate.Saying{Text: "The help desk can be reached from 8 am to 6 pm.", Language: "en"}
	for b.Loop() {
		g.Disagree(s, o, true)
	}
}
