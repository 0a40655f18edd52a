package bot_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/bot/liar"
	"footnote/bot/wordnet"
	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval"
	"footnote/retrieval/precomputed"
	"footnote/retrieval/uselite"
)

// proving opens the gate over passages.
func proving(t testing.TB, background retrieval.Background) bot.Prover {
	t.Helper()
	thesaurus, err := wordnet.New()
	if err != nil {
		t.Fatal(err)
	}
	g, err := gate.New(analyzer, thesaurus)
	if err != nil {
		t.Fatal(err)
	}
	g = g.WithBackground(background)
	return func(passages []retrieval.Passage) bot.Checker { return g.Open(passages) }
}

// libraryDesk answers from the embedded library, and checks claims.
func libraryDesk(t testing.TB) *desk {
	t.Helper()
	model, err := uselite.New()
	if err != nil {
		t.Fatal(err)
	}
	known, err := precomputed.Decode(library.Vectors())
	if err != nil {
		t.Fatal(err)
	}
	d := openDesk(t, precomputed.NewEmbedder(model, known), library.All())
	d.Answerer = d.WithProver(proving(t, model))
	return d
}

// foundOn is what is found on a text that may make several claims: contradicted
// when one of them is, supported when all are.
func foundOn(report bot.ClaimReport) bot.Finding {
	all := bot.Supported
	for _, c := range report.Claims {
		if c.Finding == bot.Contradicted {
			return bot.Contradicted
		}
		if c.Finding == bot.NotFound {
			all = bot.NotFound
		}
	}
	if len(report.Claims) == 0 {
		return bot.NotFound
	}
	return all
}

// A findings counts what is found on the statements of each class.
type findings map[liar.Class]map[bot.Finding]int

func measureFindings(t *testing.T, d *desk, statements []liar.Statement) findings {
	t.Helper()
	counts := findings{}
	for _, s := range statements {
		if s.Planted != "" {
			continue // it is about a text that is not in the corpus
		}
		report, err := d.CheckClaims(t.Context(), s.Text, nil)
		if err != nil {
			t.Fatal(err)
		}
		if counts[s.Class] == nil {
			counts[s.Class] = map[bot.Finding]int{}
		}
		counts[s.Class][foundOn(report)]++
		if slices.Contains(truths, s.Class) && foundOn(report) == bot.Contradicted {
			t.Logf("%s is true but contradicted: %s", s.ID, s.Text)
		}
	}
	return counts
}

func (f findings) table() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "class\tsupported\tcontradicted\tnot found\t")
	for _, class := range liar.Classes() {
		if n := f[class]; n != nil {
			fmt.Fprintf(w, "%s\t%d\t%d\t%d\t\n", class, n[bot.Supported], n[bot.Contradicted], n[bot.NotFound])
		}
	}
	_ = w.Flush() // to memory
	return b.String()
}

// told are the lies that a passage tells otherwise; of most others nothing is
// found.
var told = []liar.Class{liar.Number, liar.Date, liar.Unit, liar.Name, liar.Swapped, liar.Negation}

// truths are true, whatever passage they name.
var truths = []liar.Class{liar.Paraphrased, liar.Passive, liar.Merged, liar.Shortened, liar.Reordered, liar.WrongMarker}

// A findingBar is what must be reached on a set, as shares: of true statements
// that are contradicted, and of the lies in told that are supported and
// contradicted.
type findingBar struct{ wronged, believed, refuted float64 }

func (f findings) reach(t *testing.T, bar findingBar) {
	t.Helper()
	t.Log("\n" + f.table())
	share := func(found bot.Finding, classes ...liar.Class) float64 {
		n, all := 0, 0
		for _, class := range classes {
			for finding, count := range f[class] {
				if all += count; finding == found {
					n += count
				}
			}
		}
		return float64(n) / float64(max(1, all))
	}
	if got := share(bot.Contradicted, truths...); got > bar.wronged {
		t.Errorf("%.3f of the true statements are contradicted, want at most %.3f", got, bar.wronged)
	}
	if got := share(bot.Supported, told...); got > bar.believed {
		t.Errorf("%.3f of the lies are supported, want at most %.3f", got, bar.believed)
	}
	if got := share(bot.Contradicted, told...); got < bar.refuted {
		t.Errorf("%.3f of the lies are contradicted, want at least %.3f", got, bar.refuted)
	}
}

// TestFindings measures what is found on true and false statements about the
// corpus, by hand and by rules.
func TestFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	t.Run("library", func(t *testing.T) {
		d := libraryDesk(t)
		measureFindings(t, d, liar.Library()).reach(t, findingBar{wronged: 0.01, believed: 0.05, refuted: 0.4})
		measureFindings(t, d, ruled(t, library.All())).reach(t, findingBar{wronged: 0.01, believed: 0.02, refuted: 0.85})
	})
	t.Run("articles", func(t *testing.T) {
		model, err := uselite.New()
		if err != nil {
			t.Fatal(err)
		}
		files := corpus.Files{Roots: []string{shared(t, "corpus")}}
		d := openDesk(t, model, files.Documents(t.Context()))
		d.Answerer = d.WithProver(proving(t, model))
		measureFindings(t, d, liar.Articles()).reach(t, findingBar{wronged: 0.01, believed: 0.05, refuted: 0.4})
		measureFindings(t, d, ruled(t, files.Documents(t.Context()))).reach(t, findingBar{wronged: 0.01, believed: 0.02, refuted: 0.85})
	})
}

// ruled are statements that rules make of documents.
func ruled(t *testing.T, documents iter.Seq2[corpus.Document, error]) []liar.Statement {
	t.Helper()
	var passages []liar.Passage
	for doc, err := range documents {
		if err != nil {
			t.Fatal(err)
		}
		passages = append(passages, liar.PassagesOf(doc)...)
	}
	classes := slices.Concat(truths, told, []liar.Class{liar.Invented, liar.Hedge})
	return liar.Generate(passages, liar.Options{Seed: 1, PerPassage: 1, Classes: classes})
}
