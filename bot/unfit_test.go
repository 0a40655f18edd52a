package bot_test

import (
	"context"
	"strings"
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

// believeBut bears out all but what begins with "Lie".
func believeBut(passages []retrieval.Passage) bot.Checker { return doubter{believer(passages)} }

type doubter struct{ believer }

func (d doubter) Check(ctx context.Context, claim gate.Claim) gate.Verdict {
	if strings.HasPrefix(claim.Text, "Lie") {
		return gate.Verdict{Status: gate.Dropped, Reason: "it is a lie"}
	}
	return d.believer.Check(ctx, claim)
}

// TestPreludes: what ends with a colon stands only before what it introduces.
func TestPreludes(t *testing.T) {
	c := can(t, harbourQuestion)
	for reply, want := range map[string]string{
		"Rules:\n- cod\n- Lie.":               "Rules: [1]\n\n- cod [1]",
		"Rules:\n- Lie.\n- cod":               "Rules: [1]\n\n- cod [1]",
		"Rules:\n\nAll fish.":                 "Rules: [1]\n\nAll fish. [1]",
		"Rules:\n- Lie one.\n- Lie.\n\nFish.": "Fish. [1]",
		"Fish.\n\nRules:\n- Lie.":             "Fish. [1]",
		"Fish.\nRules:":                       "Fish. [1]",
		"Rules:\nFish:\n- cod":                "Rules: [1] Fish: [1]\n\n- cod [1]",
		"Run:\n- Lie.\n```\nls\n```":          "Run: [1]\n\n```\nls\n```\n[1]",
		"Rules:\n- Lie.\n":                    "",
		"Rules: ":                             "",
	} {
		a := c.answerer().WithModel(says(reply, nil), believeBut, bot.ModelOptions{})
		answer, err := a.Answer(t.Context(), bot.Question{Text: harbourQuestion})
		if err != nil || (answer.Mode == bot.ModeModel) != (want != "") || want != "" && answer.Text != want {
			t.Errorf("%q: got %q in mode %s (%v), want %q", reply, answer.Text, answer.Mode, err, want)
		}
		for _, s := range answer.Statements {
			if (s.Status == gate.Dropped) != (len(s.Markers) == 0) {
				t.Errorf("%q: %+v", reply, s)
			}
		}
		streamed, _, err := collect(t, a.Stream(t.Context(), bot.Question{Text: harbourQuestion}))
		if err != nil || streamed.Text != answer.Text {
			t.Errorf("%q: streamed %q (%v)", reply, streamed.Text, err)
		}
	}
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
