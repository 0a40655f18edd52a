package bot_test

import (
	"context"
	"testing"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/corpus"
	"footnote/retrieval"
)

// believe bears out whatever it is told, by the first passage.
func believe(passages []retrieval.Passage) bot.Checker { return believer(passages) }

type believer []retrieval.Passage

func (b believer) Check(context.Context, gate.Claim) gate.Verdict {
	p := b[0]
	return gate.Verdict{Status: gate.Verified, Reason: "it is believed",
		Proofs: []gate.Proof{{Span: corpus.Span{Start: p.Start, End: p.End}}}}
}

// TestUnfitStatements: some statements are not delivered, whatever bears them
// out.
func TestUnfitStatements(t *testing.T) {
	c := can(t, harbourQuestion)
	const question, unreadable = "it is a question", "it holds characters that cannot be read"
	for text, want := range map[string]string{
		"Who dug the harbour of Lindvik?":           question,
		"*Who dug the harbour (of Lindvik?)*":       question,
		"谁挖了港口？":                                    question,
		"Ποιος έσκαψε το λιμάνι\u037e":              question,
		"Olsen asked: \"Who dug the harbour?\"":     "",
		"»Wer grub den Hafen?«, fragte Olsen.":      "",
		"cod, herring;":                             "",
		"```\na = b ? c : d?\n```":                  "",
		"The harbour was \ufffd\ufffd dug in 1887.": unreadable,
		"The harbour was \xff dug in 1887.":         unreadable,
		"```\nrm \xff\n```":                         unreadable,
	} {
		a := c.answerer().WithModel(says(text, nil), believe, bot.ModelOptions{})
		answer, err := a.Answer(t.Context(), bot.Question{Text: harbourQuestion})
		if err != nil || len(answer.Statements) != 1 {
			t.Fatalf("%q: %d statements (%v)", text, len(answer.Statements), err)
		}
		got := answer.Statements[0]
		if dropped := got.Status == gate.Dropped; dropped != (want != "") || dropped && got.Reason != want {
			t.Errorf("%q is %s: %s", text, got.Status, got.Reason)
		}
	}
}
