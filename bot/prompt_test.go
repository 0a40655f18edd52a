package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
)

var promptLabel = regexp.MustCompile(`(?m)^\[\d+\]$`)

// TestOffered: what the model is shown fits into its context, and the gate gets
// just that.
func TestOffered(t *testing.T) {
	c := can(t, harbourQuestion)
	all := len(c.result.Passages)
	if all < 3 {
		t.Fatalf("only %d passages", all)
	}
	tests := []struct {
		context     int
		most, least int // passages
	}{{0, all, all}, {8192, all, all}, {1200, all - 1, 2}, {1000, all - 2, 1}, {600, 0, 0}}
	for _, test := range tests {
		m, v := says(dug, nil), new(verbatim)
		m.context = test.context
		answer, err := c.answerer().WithModel(m, v.prove, bot.ModelOptions{}).Answer(t.Context(), bot.Question{Text: harbourQuestion})
		if err != nil || answer.Text != quoted {
			t.Fatalf("got %q, %v", answer.Text, err)
		}
		if n := len(v.passages); n > test.most || n < test.least {
			t.Errorf("in a context of %d: %d passages, want %d to %d", test.context, n, test.least, test.most)
		}
		if test.most == 0 {
			if len(m.prompts()) > 0 || !strings.Contains(answer.Fallback, "context") {
				t.Errorf("asked %d times, quotes because %q", len(m.prompts()), answer.Fallback)
			}
			continue
		}
		prompt := m.prompts()[0]
		if tokens := corpus.Tokens(prompt.System + prompt.User); test.context > 0 && tokens > test.context*3/4 {
			t.Errorf("%d tokens in a context of %d", tokens, test.context)
		}
		if labels := promptLabel.FindAllString(prompt.User, -1); len(labels) != len(v.passages) {
			t.Errorf("in a context of %d: %d labels, %d passages for the gate", test.context, len(labels), len(v.passages))
		}
		for _, p := range v.passages {
			if doc := c.documents[p.Document].Text; doc[p.Start:p.End] != p.Text || !strings.Contains(prompt.User, strings.TrimSpace(p.Text[:20])) {
				t.Errorf("the gate gets %q, which is not what is offered", p.Text)
			}
		}
	}
}

// TestShortenedPassage: a passage that does not fit is cut where a sentence
// ends, and the gate knows.
func TestShortenedPassage(t *testing.T) {
	long := strings.Repeat("The harbour of Lindvik was dug in 1887 by many men. ", 200)
	doc := file("long.txt", long)
	sentences := corpus.Sentences(doc.Text, "en")
	c := can(t, harbourQuestion)
	c.documents = map[string]retrieval.StoredDocument{"long.txt": {Document: doc}}
	c.result.Passages = []retrieval.Passage{{Document: "long.txt", Title: "long", End: len(doc.Text), Text: doc.Text, Sentences: sentences, Score: 1}}
	m, v := says("No.", nil), new(verbatim)
	m.context = 2000
	if _, err := c.answerer().WithModel(m, v.prove, bot.ModelOptions{}).Answer(t.Context(), bot.Question{Text: harbourQuestion}); err != nil {
		t.Fatal(err)
	}
	p := v.passages[0]
	if len(p.Sentences) >= len(sentences) || len(p.Sentences) < 10 || p.End != p.Sentences[len(p.Sentences)-1].End || len(p.Text) != p.End {
		t.Errorf("of %d sentences %d are offered, up to %d", len(sentences), len(p.Sentences), p.End)
	}
	if !strings.Contains(m.prompts()[0].User, p.Text+"\n</passage>") {
		t.Error("the model is shown something else than the gate")
	}
}

// TestAskedAgain: a model whose context is smaller than it was said to be gets
// fewer passages, once.
func TestAskedAgain(t *testing.T) {
	c := can(t, harbourQuestion)
	for _, times := range []int{1, 2} {
		failed := 0
		m := &model{context: 2000, reply: func(_ context.Context, _ bot.Prompt, yield func(bot.Piece, error) bool) {
			if failed < times {
				failed++
				yield(bot.Piece{}, &bot.ModelError{Fault: bot.FaultTooLong, Model: "parrot"})
				return
			}
			yield(bot.Piece{Text: dug}, nil)
		}}
		v := new(verbatim)
		answer, err := c.answerer().WithModel(m, v.prove, bot.ModelOptions{}).Answer(t.Context(), bot.Question{Text: harbourQuestion})
		if err != nil || answer.Text != quoted || (answer.Fallback == "") != (times == 1) {
			t.Errorf("got %q because %q (%v)", answer.Text, answer.Fallback, err)
		}
		prompts := m.prompts()
		if len(prompts) != 2 || len(prompts[1].User) >= len(prompts[0].User) || len(v.passages) >= len(c.result.Passages) {
			t.Errorf("asked %d times, the last time over %d passages", len(prompts), len(v.passages))
		}
	}
}

func TestStructuredPrompt(t *testing.T) {
	c := can(t, harbourQuestion)
	for _, structured := range []bool{false, true} {
		m := says(dug, nil)
		a := c.answerer().WithModel(m, new(verbatim).prove, bot.ModelOptions{Structured: func() bool { return structured }})
		if _, err := a.Answer(t.Context(), bot.Question{Text: harbourQuestion}); err != nil {
			t.Fatal(err)
		}
		p := m.prompts()[0]
		if (p.Schema != nil) != structured || strings.Contains(p.System, `"statements"`) != structured || strings.Contains(p.System, "NO_ANSWER") == structured ||
			structured && !json.Valid(p.Schema) {
			t.Errorf("structured %v: schema %s\n%s", structured, p.Schema, p.System)
		}
		if !strings.Contains(p.System, "in English") || !strings.HasSuffix(p.User, "Question: "+harbourQuestion) {
			t.Errorf("got\n%s\n%s", p.System, p.User)
		}
	}
}

// TestAudience: what the asker may not see is in no prompt.
func TestAudience(t *testing.T) {
	d := openIsland(t)
	for audience, want := range map[string]bool{"": false, "council": true} {
		m := says("NO_ANSWER", nil)
		a := d.WithModel(m, new(verbatim).prove, bot.ModelOptions{})
		question := bot.Question{Text: "How much does Peder Lund, the harbour master of Lindvik, earn?", Audience: retrieval.Audience{audience}}
		if _, err := a.Answer(t.Context(), question); err != nil {
			t.Fatal(err)
		}
		if len(m.prompts()) == 0 {
			t.Fatal("the model was not asked")
		}
		if got := strings.Contains(m.prompts()[0].User, "612,000"); got != want {
			t.Errorf("shown to %q: %v", audience, got)
		}
	}
}

// TestLog: one warning for a failure, and texts at the debug level only.
func TestLog(t *testing.T) {
	c := can(t, harbourQuestion)
	for _, test := range []struct {
		model    *model
		warnings int
	}{
		{says(dug+" A secret.", nil), 0},
		{says("A secret.", nil), 1},
		{says("A secret. And so", &bot.ModelError{Fault: bot.FaultCut}), 1},
	} {
		var log bytes.Buffer
		logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		a := c.answerer().WithModel(test.model, new(verbatim).prove, bot.ModelOptions{Logger: logger})
		if _, err := a.Answer(context.Background(), bot.Question{Text: harbourQuestion}); err != nil {
			t.Fatal(err)
		}
		warnings, secrets := 0, 0
		for line := range strings.Lines(log.String()) {
			debug := strings.Contains(line, "level=DEBUG")
			if strings.Contains(line, "level=WARN") {
				warnings++
			}
			if strings.Contains(line, "A secret.") {
				secrets++
				if !debug {
					t.Errorf("logged %s", line)
				}
			}
		}
		if warnings != test.warnings || secrets == 0 {
			t.Errorf("%d warnings, want %d:\n%s", warnings, test.warnings, log.String())
		}
	}
}
