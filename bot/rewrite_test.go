package bot_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
)

var craneTurns = []bot.Turn{
	{Question: "What is the oldest ship?", Answer: "The Gull."},
	{Question: "Who designed the great crane?", Answer: "Marta Olsen, an engineer, designed the great crane in 1890. [1]"},
}

// rewriting writes a text when a question is to be rewritten, and another as
// the answer.
func rewriting(rewritten string, fault error, answer string) *model {
	return &model{context: 8192, reply: func(ctx context.Context, prompt bot.Prompt, yield func(bot.Piece, error) bool) {
		if !strings.HasPrefix(prompt.User, "Conversation:") {
			yield(bot.Piece{Text: answer}, nil)
			return
		}
		if fault != nil {
			yield(bot.Piece{}, fault)
			return
		}
		yield(bot.Piece{Text: rewritten}, nil)
	}}
}

func TestRewriting(t *testing.T) {
	const question = "And where is she from?"
	const carried = question + " (following up: Who designed the great crane?)"
	c := can(t, harbourQuestion)
	tests := []struct {
		name, rewritten string
		fault           error
		want            string
	}{
		{"stands alone", "Where is Marta Olsen from?", nil, "Where is Marta Olsen from?"},
		{"space around it", " Where is Marta Olsen from?\n", nil, "Where is Marta Olsen from?"},
		{"a name from elsewhere", "Where is Peder Lund from?", nil, carried},
		{"a number from elsewhere", "Where was Marta Olsen in 1902?", nil, carried},
		{"a word from elsewhere", "Which island is Marta Olsen from?", nil, carried},
		{"two lines", "Where is Marta Olsen from?\nShe is from Bergen?", nil, carried},
		{"no question", "Marta Olsen is from where.", nil, carried},
		{"another language", "Woher ist denn die Marta Olsen?", nil, carried},
		{"too long", strings.Repeat("Where is Marta Olsen from? ", 20), nil, carried},
		{"unchanged", "and where is she  from?", nil, carried},
		{"nothing", "", nil, carried},
		{"a fault", "", errors.New("broken"), carried},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c.queries = nil
			m := rewriting(test.rewritten, test.fault, dug)
			answer, err := c.with(m).Answer(t.Context(), bot.Question{Text: question, History: craneTurns})
			if err != nil || answer.Understood != test.want || answer.Question != question {
				t.Fatalf("understood %q as %q (%v), want %q", answer.Question, answer.Understood, err, test.want)
			}
			searched, topic := test.want, ""
			prompt := m.prompts()[1].User
			if test.want == carried {
				searched, topic = question, craneTurns[1].Question
				if !strings.Contains(prompt, "- "+topic) {
					t.Errorf("the prompt does not tell what the question leans on:\n%s", prompt)
				}
			}
			if q := c.queries; len(q) != 1 || q[0].Text != searched || q[0].Topic != topic {
				t.Errorf("searched for %+v", q)
			}
			if !reflect.DeepEqual(answer.Searched, c.queries[0]) {
				t.Errorf("the answer says that it searched for %+v", answer.Searched)
			}
			if !strings.HasSuffix(prompt, "Question: "+searched) {
				t.Errorf("the prompt ends in %q", prompt[max(0, len(prompt)-80):])
			}
		})
	}
}

// TestUnderstood: without a model the topic is carried over, and people are
// told.
func TestUnderstood(t *testing.T) {
	d := openIsland(t)
	for question, want := range map[string]string{
		"And where is she from?":               "And where is she from? (following up: Who designed the great crane?)",
		"When was the harbour of Lindvik dug?": "",
	} {
		answer, err := d.Answer(t.Context(), bot.Question{Text: question, History: craneTurns})
		if err != nil {
			t.Fatal(err)
		}
		if answer.Understood != want {
			t.Errorf("understood %q as %q, want %q", question, answer.Understood, want)
		}
	}
}

// TestFollowUpThatChangesTheSubject: what leads nowhere is given up for the
// question itself.
func TestFollowUpThatChangesTheSubject(t *testing.T) {
	c := can(t, harbourQuestion)
	c.answer = func(query retrieval.Query, result retrieval.Result) retrieval.Result {
		if query.Text != "And where is she from?" || query.Topic != "" {
			result.Answerable.Probability = 0.2
		}
		return result
	}
	for name, a := range map[string]*bot.Answerer{
		"rewritten": c.with(rewriting("Where is Marta Olsen from?", nil, dug)), "carried over": c.answerer(),
	} {
		c.queries = nil
		answer, err := a.Answer(t.Context(), bot.Question{Text: "And where is she from?", History: craneTurns})
		if err != nil || answer.Understood != "" || answer.Refused || len(c.queries) != 2 || c.queries[1].Topic != "" {
			t.Errorf("%s: understood %q after %+v (%v)", name, answer.Understood, c.queries, err)
		}
		if !reflect.DeepEqual(answer.Searched, c.queries[1]) {
			t.Errorf("%s: the answer says that it searched for %+v", name, answer.Searched)
		}
	}
}
