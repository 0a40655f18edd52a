package bot_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/uselite"
)

var update = flag.Bool("update", false, "write the golden answers anew")

func stream(documents ...corpus.Document) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, d := range documents {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func openIsland(t testing.TB) *desk {
	t.Helper()
	model, err := uselite.New()
	if err != nil {
		t.Fatal(err)
	}
	return openDesk(t, model, stream(island()...))
}

// TestGoldenAnswers keeps the answers to questions on the island. Look at each
// change before writing them anew with -update.
func TestGoldenAnswers(t *testing.T) {
	d := openIsland(t)
	tests := []struct {
		name, question string
		audience       retrieval.Audience
	}{
		{"one-sentence", "When was the harbour of Lindvik dug?", nil},
		{"leaning-she", "Who built the lighthouse at Cape Skarv?", nil},
		{"leaning-it", "How many passengers does the ferry carry?", nil},
		{"list", "Which kinds of fish may be landed in Lindvik?", nil},
		{"list-under-a-heading", "What are the ingredients of the pea soup?", nil},
		{"enumeration", "What are the duties of the harbour master?", nil},
		{"ordinal", "What is the second duty of the harbour master?", nil},
		{"reason", "Why does the crossing take forty minutes?", nil},
		{"two-documents", "Who designed the great crane and where are its first drawings shown?", nil},
		{"table", "What is the mean temperature in July?", nil},
		{"brackets-in-the-text", "On how many days of the year does it rain?", nil},
		{"german", "Wie hoch ist der Leuchtturm am Kap Skarv?", nil},
		{"misspelt", "Who built the lighthose at Cape Skarv?", nil},
		{"near-but-not-said", "What is the telephone number of the council of Lindvik?", nil},
		{"far-off", "How do I sort a slice in Go?", nil},
		{"nothing-known", "Zyzzyva?", nil},
		{"empty", "", nil},
		{"not-for-everyone", "How much does Peder Lund earn?", nil},
		{"for-the-council", "How much does Peder Lund earn?", retrieval.Audience{"council"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer, err := d.Answer(t.Context(), bot.Question{Text: test.question, Audience: test.audience})
			if err != nil {
				t.Fatal(err)
			}
			checkAnswer(t, d, answer, test.audience)
			golden(t, test.name, answer)
		})
	}
}

// golden compares an answer with the one that is kept. Probabilities and
// reasons are judged elsewhere; the nearest sources matter to refusals.
func golden(t *testing.T, name string, answer bot.Answer) {
	t.Helper()
	answer.Answerable, answer.Reasons = 0, nil
	if !answer.Refused {
		answer.Nearest = nil
	}
	var got bytes.Buffer
	encoder := json.NewEncoder(&got)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(answer); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "answers", name+".json")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// require is what helpers need of a test, be it random or not.
type require interface {
	Helper()
	Fatalf(format string, args ...any)
	Fatal(args ...any)
}

var marker = regexp.MustCompile(`\[\d+\]`)

// checkAnswer checks what holds of every answer.
func checkAnswer(t require, d *desk, answer bot.Answer, audience retrieval.Audience) {
	t.Helper()
	if answer.Refused != (len(answer.Citations) == 0) || answer.Text == "" || answer.Mode != bot.ModeQuotes {
		t.Fatalf("refused %v with %d citations: %q", answer.Refused, len(answer.Citations), answer.Text)
	}
	if answer.Citations == nil || answer.Nearest == nil {
		t.Fatal("null stands where scripts look for a list")
	}
	var markers []string
	for i, c := range answer.Citations {
		if c.Marker != i+1 {
			t.Fatalf("citation %d has marker %d", i, c.Marker)
		}
		markers = append(markers, fmt.Sprintf("[%d]", c.Marker))
		checkSource(t, d, c.Source, c.Quote, audience)
		for _, o := range answer.Citations[:i] {
			if o.Document == c.Document && o.Start < c.End && c.Start < o.End {
				t.Fatalf("[%d] and [%d] overlap", o.Marker, c.Marker)
			}
		}
	}
	if got := marker.FindAllString(answer.Text, -1); strings.Join(got, "") != strings.Join(markers, "") {
		t.Fatalf("the markers are %v, want %v: %q", got, markers, answer.Text)
	}
	for _, n := range answer.Nearest {
		checkSource(t, d, n, "", audience)
	}
}

// checkSource checks that a source is where it says, and visible; an empty
// quote is not compared.
func checkSource(t require, d *desk, s bot.Source, quote string, audience retrieval.Audience) {
	t.Helper()
	doc, err := d.store.Document(d.ctx, s.Document)
	if err != nil {
		t.Fatal(err)
	}
	if !audience.Sees(doc.Audience) {
		t.Fatalf("%s, which is for %q, is cited for %q", doc.ID, doc.Audience, audience)
	}
	if s.Title != doc.Title || s.Start < doc.Body || s.Start >= s.End || s.End > len(doc.Text) {
		t.Fatalf("%s has no %+v", doc.ID, s)
	}
	if text := doc.Text[s.Start:s.End]; quote != "" && quote != text {
		t.Fatalf("%s at %d to %d holds %q, not %q", doc.ID, s.Start, s.End, text, quote)
	}
	if quote != "" && strings.TrimSpace(quote) != quote {
		t.Fatalf("white space around %q", quote)
	}
}
