package scorecard

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"footnote/bot"
)

func cite(pairs ...string) bot.Answer {
	a := bot.Answer{Text: "an answer"}
	for i := 0; i < len(pairs); i += 2 {
		a.Citations = append(a.Citations, bot.Citation{Marker: i/2 + 1, Source: bot.Source{Document: pairs[i]}, Quote: pairs[i+1]})
	}
	return a
}

func TestJudge(t *testing.T) {
	who := Question{ID: "1", Text: "who?", Documents: []string{"a", "b"}, Expect: []string{"Ann Lee", "1998"}, Answerable: true}
	none := Question{ID: "2", Text: "what?"}
	tests := []struct {
		name     string
		question Question
		answer   bot.Answer
		problem  string
		first    bool
	}{
		{"one quote holds all", who, cite("b", "In 1998 ann lee came."), "", true},
		{"white space does not count", who, cite("b", "In 1998 Ann\n  Lee came."), "", true},
		{"quotes together", who, cite("b", "Ann Lee came.", "c", "It was 1998."), "", false},
		{"never across quotes", who, cite("b", "1998, Ann", "b", "Lee came."), `quotes lack "Ann Lee"`, false},
		{"other document", who, cite("c", "In 1998 Ann Lee came."), "cites none of a, b", true},
		{"something missing", who, cite("a", "Ann Lee came."), `quotes lack "1998"`, false},
		{"refused", who, bot.Answer{Refused: true}, "refused", false},
		{"rightly refused", none, bot.Answer{Refused: true}, "", false},
		{"wrongly answered", none, cite("a", "x"), "answered, though there is no answer", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := judge(test.question, test.answer)
			if got.Problem != test.problem || got.First != test.first || got.Right != (test.problem == "") {
				t.Errorf("got %q, right %v, first %v, want %q, first %v", got.Problem, got.Right, got.First, test.problem, test.first)
			}
		})
	}
}

type fake map[string]bot.Answer

func (f fake) Answer(_ context.Context, q bot.Question) (bot.Answer, error) {
	a, ok := f[q.Text]
	if !ok {
		return a, errors.New("out of order")
	}
	return a, nil
}

func TestRun(t *testing.T) {
	questions := []Question{
		{ID: "1", Text: "one", Documents: []string{"a"}, Expect: []string{"x"}, Answerable: true},
		{ID: "2", Text: "two", Documents: []string{"b"}, Expect: []string{"y"}, Answerable: true},
		{ID: "3", Text: "three"},
	}
	answers := fake{"one": cite("a", "x"), "two": cite("a", "y"), "three": {Refused: true}}
	in := func(documents string) func(string) bool {
		return func(d string) bool { return strings.Contains(documents, d) }
	}
	card, err := Run(t.Context(), answers, questions, in("a"))
	if err != nil {
		t.Fatal(err)
	}
	if card.Right != 1 || card.First != 2 || card.Answerable != 2 || card.Refused != 1 || card.Unanswerable != 1 || !card.DocumentsJudged {
		t.Errorf("got %+v", card)
	}
	for i, o := range card.Outcomes {
		if o.ID != questions[i].ID {
			t.Errorf("outcome %d is of question %s", i, o.ID)
		}
	}
	card, err = Run(t.Context(), answers, questions, in("z"))
	if err != nil || card.Right != 2 || card.DocumentsJudged {
		t.Errorf("without the documents: %+v, %v", card, err)
	}
	if _, err := Run(t.Context(), fake{}, questions, in("a")); err == nil || !strings.Contains(err.Error(), "out of order") {
		t.Errorf("a failure of the answerer gave %v", err)
	}
}

func TestReadQuestions(t *testing.T) {
	got, err := ReadQuestions(strings.NewReader(`{"id":"1","question":"a?","expect":["x"]}` + "\n\n" + `{"question":"b?","answerable":false}`))
	if err != nil || fmt.Sprint(got) != "[{1 a? [] [x] true} { b? [] [] false}]" {
		t.Errorf("got %v, %v", got, err)
	}
	faults := map[string]string{
		"\n{":                        "line 2: no question in JSON",
		`{"id":"1"}`:                 "line 1: there is no question",
		`{"id":"1","question":"a?"}`: "line 1: the question is answerable, but",
	}
	for text, want := range faults {
		if _, err := ReadQuestions(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}
