package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
)

// slowly writes a text, one sentence after each wait.
func slowly(wait time.Duration, sentences ...string) *model {
	return &model{context: 8192, reply: func(ctx context.Context, _ bot.Prompt, yield func(bot.Piece, error) bool) {
		for _, s := range sentences {
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				yield(bot.Piece{}, ctx.Err())
				return
			}
			if !yield(bot.Piece{Text: s + " "}, nil) {
				return
			}
		}
	}}
}

// deaf writes nothing for a long time, whatever it is told.
func deaf(d time.Duration) *model {
	return &model{context: 8192, reply: func(context.Context, bot.Prompt, func(bot.Piece, error) bool) { time.Sleep(d) }}
}

// silent stops as it is told, but says nothing of it.
func silent() *model {
	return &model{context: 8192, reply: func(ctx context.Context, _ bot.Prompt, yield func(bot.Piece, error) bool) {
		yield(bot.Piece{Text: dug + " And"}, nil)
		<-ctx.Done()
	}}
}

func TestDeadlines(t *testing.T) {
	c := can(t, harbourQuestion)
	tests := []struct {
		name     string
		model    *model
		deadline time.Duration // of the caller; 0 for none
		timeout  time.Duration
		took     time.Duration
		want     string // of the stream
		fallback string
	}{
		{"quick enough", slowly(time.Second, dug, crane), 0, 0, 2 * time.Second, dug + " [1] " + crane + " [2]", ""},
		{"slower than its limit", slowly(time.Hour, dug), 0, 0, time.Minute, quoted, "too long"},
		{"slower than the limit that is set", slowly(time.Hour, dug), 0, 5 * time.Second, 5 * time.Second, quoted, "too long"},
		{"slower than the caller's, a tenth kept back", slowly(time.Hour, dug), 10 * time.Second, 0, 9 * time.Second, quoted, "too long"},
		{"two seconds kept back at most", slowly(time.Hour, dug), 40 * time.Second, 0, 38 * time.Second, quoted, "too long"},
		{"a tenth of a second at least", slowly(time.Hour, dug), 300 * time.Millisecond, 0, 200 * time.Millisecond, quoted, "too long"},
		{"no time left", slowly(0, dug), 90 * time.Millisecond, 0, 0, quoted, "no time"},
		{"half-way", slowly(4*time.Second, crane, "And", "so on."), 10 * time.Second, 0, 9 * time.Second, crane + " [1]\n\n" + dug + " [2]", "too long"},
		{"deaf", deaf(time.Hour), 10 * time.Second, 0, 9 * time.Second, quoted, "too long"},
		{"silent", silent(), 10 * time.Second, 0, 9 * time.Second, quoted, "too long"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := c.answerer().WithModel(test.model, new(verbatim).prove, bot.ModelOptions{Timeout: test.timeout})
				ctx, cancel := t.Context(), context.CancelFunc(func() {})
				if test.deadline > 0 {
					ctx, cancel = context.WithTimeout(ctx, test.deadline)
				}
				defer cancel()
				started := time.Now()
				answer, _, err := collect(t, a.Stream(ctx, bot.Question{Text: harbourQuestion}))
				if took := time.Since(started); took != test.took {
					t.Errorf("took %v, want %v", took, test.took)
				}
				if err != nil || answer.Text != test.want || !strings.Contains(answer.Fallback, test.fallback) || (answer.Fallback == "") != (test.fallback == "") {
					t.Errorf("got %q because %q (%v), want %q", answer.Text, answer.Fallback, err, test.want)
				}
				checkWritten(t, c, answer)
				time.Sleep(2 * time.Hour) // until the deaf one wakes
			})
		})
	}
}

// TestStatementsAreShownAtOnce: not one waits for what comes after it.
func TestStatementsAreShownAtOnce(t *testing.T) {
	c := can(t, harbourQuestion)
	synctest.Test(t, func(t *testing.T) {
		started := time.Now()
		var shown []time.Duration
		m := slowly(time.Second, `{"statements":[{"text":"`+dug+`"}`, `,{"text":"`+crane+`"}`, `]}`)
		for event, err := range c.with(m).Stream(t.Context(), bot.Question{Text: harbourQuestion}) {
			if err != nil {
				t.Fatal(err)
			}
			if event.Text != "" {
				shown = append(shown, time.Since(started))
			}
		}
		if len(shown) != 2 || shown[0] != time.Second || shown[1] != 2*time.Second {
			t.Errorf("shown after %v", shown)
		}
	})
}

func TestCancelledIsAnError(t *testing.T) {
	c := can(t, harbourQuestion)
	for name, m := range map[string]*model{"slow": slowly(time.Hour, dug), "deaf": deaf(time.Hour), "silent": silent()} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(time.Second, cancel)
				started := time.Now()
				_, err := c.with(m).Answer(ctx, bot.Question{Text: harbourQuestion})
				if !errors.Is(err, context.Canceled) || time.Since(started) != time.Second {
					t.Errorf("got %v after %v", err, time.Since(started))
				}
				time.Sleep(2 * time.Hour) // until the deaf one wakes
			})
		})
	}
}
