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

// judging replies with one of two words, by what the statement holds.
func judging(no string, yes, reject string) *model {
	return &model{context: 4096, reply: func(_ context.Context, prompt bot.Prompt, yield func(bot.Piece, error) bool) {
		reply := yes
		if _, statement, _ := strings.Cut(prompt.User, "Statement: "); strings.HasPrefix(statement, no) {
			reply = reject
		}
		yield(bot.Piece{Text: reply}, nil)
	}}
}

func TestJudge(t *testing.T) {
	c := can(t, harbourQuestion)
	reply := dug + " [1] It is deep. [1] " + crane + " [1]"
	both := dug + " [1] " + crane + " [2]"
	tests := []struct {
		name  string
		judge *model
		want  string
		asked int
	}{
		{"agrees", judging(crane, "YES", "YES"), both, 2},
		{"drops one", judging(crane, "Yes.", "**NO**, it does not."), dug + " [1]", 2},
		{"says something else", judging(crane, "Perhaps.", "Perhaps."), both, 1},
		{"says nothing", says("", nil), both, 1},
		{"fails", says("", errors.New("broken")), both, 1},
		{"fails behind its word", says("NO", errors.New("broken")), both, 1},
		{"does not stop", says(strings.Repeat("NO ", 5000), nil), both, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := c.answerer().WithModel(says(reply, nil), new(verbatim).prove, bot.ModelOptions{Judge: test.judge})
			answer, err := a.Answer(t.Context(), bot.Question{Text: harbourQuestion})
			if err != nil || answer.Text != test.want {
				t.Errorf("got %q (%v), want %q", answer.Text, err, test.want)
			}
			checkWritten(t, c, answer)
			if failed := test.asked == 1; failed != (len(answer.Warnings) == 1) {
				t.Errorf("warned of %q", answer.Warnings)
			}
			asked := test.judge.prompts()
			if len(asked) != test.asked {
				t.Errorf("the judge was asked %d times, want %d", len(asked), test.asked)
			}
			for _, p := range asked {
				if strings.Contains(p.User, "deep") || !strings.Contains(p.User, "<passage>") || p.MaxTokens == 0 {
					t.Errorf("the judge was asked %+v", p)
				}
			}
		})
	}
}

// TestSlowJudge: it is waited for once, and only for a while.
func TestSlowJudge(t *testing.T) {
	c := can(t, harbourQuestion)
	synctest.Test(t, func(t *testing.T) {
		started := time.Now()
		a := c.answerer().WithModel(says(dug+" "+crane, nil), new(verbatim).prove, bot.ModelOptions{Judge: slowly(time.Hour, "NO")})
		answer, err := a.Answer(t.Context(), bot.Question{Text: harbourQuestion})
		if took := time.Since(started); err != nil || len(answer.Citations) != 2 || took != 10*time.Second {
			t.Errorf("got %q after %v (%v)", answer.Text, took, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
		defer cancel()
		answer, err = a.Answer(ctx, bot.Question{Text: harbourQuestion})
		if err != nil || answer.Mode != bot.ModeModel || len(answer.Citations) != 2 || len(answer.Warnings) != 1 {
			t.Errorf("within 4 s: got %q because %q, warned of %q (%v)", answer.Text, answer.Fallback, answer.Warnings, err)
		}
	})
}
