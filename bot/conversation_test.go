package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
)

func TestFollowUps(t *testing.T) {
	d := openIsland(t)
	crane := []bot.Turn{{Question: "Who designed the great crane?", Answer: "Marta Olsen."}}
	tests := []struct {
		name, question string
		history        []bot.Turn
		want           string // in a quote; "" for a refusal
	}{
		{"leans on the question before", "And where is she from?", crane, "Bergen"},
		{"leans on one further back", "And when was it lit?", []bot.Turn{{Question: "Who built the lighthouse at Cape Skarv?"}, {Question: "And what else did she build?"}}, "1902"},
		{"changes the subject", "When is entry to it, the museum in the old school, free?", crane, "Sundays"},
		{"stands alone", "When was the harbour of Lindvik dug?", crane, "1887"},
		{"nothing before it", "And where is she from?", nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer, err := d.Answer(t.Context(), bot.Question{Text: test.question, History: test.history})
			if err != nil {
				t.Fatal(err)
			}
			checkAnswer(t, d, answer, nil)
			if answer.Refused != (test.want == "") || !strings.Contains(answer.Text, test.want) {
				t.Errorf("got %q (answerable %.2f), want %q", answer.Text, answer.Answerable, test.want)
			}
		})
	}
}

// parts are an Answerer's parts that fail or give what they are told to.
type parts struct {
	result      retrieval.Result
	found, open error
}

func (p parts) Retrieve(context.Context, retrieval.Query) (retrieval.Result, error) {
	return p.result, p.found
}

func (p parts) Document(_ context.Context, id string) (retrieval.StoredDocument, error) {
	return retrieval.StoredDocument{}, p.open
}

func TestAnswerTellsWhatFailed(t *testing.T) {
	broken := errors.New("out of order")
	d := openIsland(t)
	const text = "Who built the lighthouse at Cape Skarv?"
	result, err := d.search.Retrieve(t.Context(), retrieval.Query{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	for want, p := range map[string]parts{
		"looking for passages":           {found: broken},
		"opening harbour.md to quote it": {result: result, open: broken},
	} {
		_, err := bot.NewAnswerer(p, p, analyzer).Answer(t.Context(), bot.Question{Text: text})
		if !errors.Is(err, broken) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error on %s", err, want)
		}
	}
}
