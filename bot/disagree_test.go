package bot_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/bot/wordnet"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/uselite"
)

// newComparer is a gate with what it needs.
func newComparer(t testing.TB) *gate.Gate {
	t.Helper()
	thesaurus, err := wordnet.New()
	if err != nil {
		t.Fatal(err)
	}
	g, err := gate.New(analyzer, thesaurus)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// handbook is a version of a handbook: front matter, and sentences.
func handbook(name, front, sentences string) corpus.Document {
	return file(name, "---\ntitle: Handbook of the sailing club\n"+front+"---\n\n# Handbook of the sailing club\n\n## Membership\n\n"+sentences+"\n")
}

const feeQuestion = "What is the annual fee of the sailing club?"

func TestDisagreements(t *testing.T) {
	const (
		fee40 = "The annual fee of the sailing club is 40 euros."
		fee38 = "The annual fee of the sailing club is 38 euros."
		fee35 = "The annual fee of the sailing club is 35 euros."
	)
	var many []corpus.Document
	for i := 20; i <= 40; i++ {
		many = append(many, handbook(fmt.Sprintf("handbook-v%d.md", i), "", fmt.Sprintf("The annual fee of the sailing club is %d euros.", i)))
	}
	tests := []struct {
		name, question string
		documents      []corpus.Document
		want           string
	}{
		{"two versions with dates", feeQuestion, []corpus.Document{
			handbook("handbook-v1.md", "date: 2022-03-01\n", fee35), handbook("handbook-v2.md", "date: 2024-05-01\n", fee40)},
			fee40 + " [1] (v2, 2024-05-01)\n\nAn earlier version says: " + fee35 + " [2] (v1, 2022-03-01)"},
		{"years as folders", feeQuestion, []corpus.Document{
			handbook("2024/handbook.md", "", fee40), handbook("2022/handbook.md", "", fee35)},
			fee40 + " [1] (2024)\n\nAn earlier version says: " + fee35 + " [2] (2022)"},
		{"three versions", feeQuestion, []corpus.Document{
			handbook("handbook-v2.md", "", fee38), handbook("handbook-v1.md", "", fee35), handbook("handbook-v3.md", "", fee40)},
			fee40 + " [1] (v3)\n\nAn earlier version says: " + fee38 + " [2] (v2)\n\nAn earlier version says: " + fee35 + " [3] (v1)"},
		{"versions that agree", feeQuestion, []corpus.Document{
			handbook("handbook-v1.md", "", fee40), handbook("handbook-v3.md", "", fee40), handbook("handbook-v2.md", "", fee40)}, fee40 + " [1]"},
		{"of those that agree the newest", feeQuestion, []corpus.Document{
			handbook("handbook-v1.md", "", fee35), handbook("handbook-v2.md", "", fee35), handbook("handbook-v3.md", "", fee40)},
			fee40 + " [1] (v3)\n\nAn earlier version says: " + fee35 + " [2] (v2)"},
		{"of those that agree the newest, told second", "Is the annual fee of the sailing club 40 euros?", []corpus.Document{
			handbook("handbook-v3.md", "", fee40), handbook("handbook-v1.md", "", fee35), handbook("handbook-v2.md", "", fee35)},
			fee40 + " [1] (v3)\n\nAn earlier version says: " + fee35 + " [2] (v2)"},
		{"more versions than passages", feeQuestion, many,
			fee40 + " [1] (v40)\n\nAn earlier version says: The annual fee of the sailing club is 39 euros. [2] (v39)" +
				"\n\nAn earlier version says: The annual fee of the sailing club is 38 euros. [3] (v38)"},
		{"superseded", feeQuestion, []corpus.Document{
			handbook("handbook-a.md", "date: 2025-01-01\nstatus: obsolete\n", fee35), handbook("handbook-b.md", "date: 2024-05-01\n", fee40)},
			fee40 + " [1] (2024-05-01)\n\nAn older document says: " + fee35 + " [2] (obsolete, 2025-01-01)"},
		{"nothing is known of their age", feeQuestion, []corpus.Document{
			handbook("handbook.md", "", fee40), file("faq.md", "# Questions\n\n## Membership\n\nMembers of the sailing club pay. The annual fee of the sailing club is 35 euros.\n")},
			fee35 + " [1]\n\nAnother document says: " + fee40 + " [2]"},
		{"a history", feeQuestion, []corpus.Document{
			handbook("handbook-v2.md", "", fee40), handbook("handbook-v1.md", "", "In 2019 the annual fee of the sailing club was 30 euros.")},
			fee40 + " [1]\n\nIn 2019 the annual fee of the sailing club was 30 euros. [2]"},
		{"a denial", "May guests bring dogs on the boats?", []corpus.Document{
			handbook("handbook-v1.md", "", "Guests may bring dogs on the boats."), handbook("handbook-v2.md", "", "Guests may not bring dogs on the boats.")},
			"Guests may not bring dogs on the boats. [1] (v2)\n\nAn earlier version says: Guests may bring dogs on the boats. [2] (v1)"},
		{"a row of a table", "What does the locker cost members?", []corpus.Document{
			handbook("handbook-v1.md", "", "| What members pay | Cost |\n|---|---|\n| Locker | 10 euros |\n"), handbook("handbook-v2.md", "", "| What members pay | Cost |\n|---|---|\n| Locker | 12 euros |\n")},
			"| What members pay | Cost |\n|---|---|\n| Locker | 12 euros |\n[1] (v2)\n\nAn earlier version says:\n| What members pay | Cost |\n|---|---|\n| Locker | 10 euros |\n[2] (v1)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := openDesk(t, retrievaltest.NewEmbedder(64), stream(test.documents...))
			d.Answerer = d.WithComparer(newComparer(t))
			answer, err := d.Answer(t.Context(), bot.Question{Text: test.question})
			if err != nil {
				t.Fatal(err)
			}
			checkAnswer(t, d, answer, nil)
			if answer.Text != test.want {
				t.Errorf("got\n%s\nwant\n%s", answer.Text, test.want)
			}
		})
	}
}

// TestWrittenDisagreements: a model cannot hide what another version says.
func TestWrittenDisagreements(t *testing.T) {
	const fee40, fee35, pay = "The annual fee of the sailing club is 40 euros.", "The annual fee of the sailing club is 35 euros.", "Members pay it in March."
	documents := []corpus.Document{handbook("handbook-v1.md", "date: 2022\n", fee35+" "+pay), handbook("handbook-v2.md", "date: 2024\n", fee40+" "+pay)}
	d := openDesk(t, retrievaltest.NewEmbedder(64), stream(documents...))
	c := &canned{documents: map[string]retrieval.StoredDocument{}}
	var err error
	if c.result, err = d.search.Retrieve(t.Context(), retrieval.Query{Text: feeQuestion, K: 8}); err != nil {
		t.Fatal(err)
	}
	for _, doc := range documents {
		if c.documents[doc.ID], err = d.store.Document(t.Context(), doc.ID); err != nil {
			t.Fatal(err)
		}
	}
	c.made = c.answerer().WithComparer(newComparer(t))
	of := func(version string) string {
		for i, p := range c.result.Passages {
			if strings.Contains(p.Document, version) {
				return " [" + string(rune('1'+i)) + "]"
			}
		}
		t.Fatal("a version was not found")
		return ""
	}
	tests := []struct{ name, reply, want string }{
		{"only the new one", fee40 + of("v2"), fee40 + " [1] (v2, 2024)\n\nAn earlier version says: " + fee35 + " [2] (v1, 2022)"},
		{"only the old one", fee35 + of("v1"), fee35 + " [1] (v1, 2022)\n\nA newer version says: " + fee40 + " [2] (v2, 2024)"},
		{"both", fee40 + of("v2") + "\n" + fee35 + of("v1"), fee40 + " [1] (v2, 2024) " + fee35 + " [2] (v1, 2022)"},
		{"what both say", pay + of("v1"), pay + " [1]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := says(test.reply, nil)
			proving := newComparer(t)
			for _, prover := range []bot.Prover{new(verbatim).prove, func(p []retrieval.Passage) bot.Checker { return proving.Open(p) }} {
				a := c.answerer().WithModel(m, prover, bot.ModelOptions{})
				answer, _, err := collect(t, a.Stream(t.Context(), bot.Question{Text: feeQuestion}))
				if err != nil {
					t.Fatal(err)
				}
				checkWritten(t, c, answer)
				if answer.Mode != bot.ModeModel || answer.Text != test.want {
					t.Errorf("%s: got\n%s\nwant\n%s", answer.Mode, answer.Text, test.want)
				}
			}
			for _, want := range []string{"Version: 2\nDate: 2024\n", "Version: 1\nDate: 2022\n"} {
				if !strings.Contains(m.prompts()[0].User, want) {
					t.Errorf("the prompt lacks %q:\n%s", want, m.prompts()[0].User)
				}
			}
		})
	}
}

// TestFalseAlarms asks questions of texts that do not disagree: what is shown as
// a disagreement is none.
func TestFalseAlarms(t *testing.T) {
	if testing.Short() {
		t.Skip("embedding the paragraphs takes some seconds")
	}
	model, err := uselite.New()
	if err != nil {
		t.Fatal(err)
	}
	files := corpus.Files{Roots: []string{shared(t, "eval", "xquad-en", "corpus.jsonl")}}
	file, err := os.Open(shared(t, "eval", "xquad-en", "queries.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	d := openDesk(t, model, files.Documents(t.Context()))
	d.Answerer = d.WithComparer(newComparer(t))
	asked, alarms := 0, 0
	for decoder := json.NewDecoder(file); decoder.More(); asked++ {
		var query struct{ Text string }
		if err := decoder.Decode(&query); err != nil {
			t.Fatal(err)
		}
		answer, err := d.Answer(t.Context(), bot.Question{Text: query.Text})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(answer.Text, " document says: ") || strings.Contains(answer.Text, " version says: ") {
			alarms++
			t.Logf("%s\n%s", query.Text, answer.Text)
		}
	}
	t.Logf("%d of %d answers show a disagreement", alarms, asked)
	if asked == 0 || 500*alarms > asked {
		t.Errorf("%d of %d answers show a disagreement where there is none", alarms, asked)
	}
}
