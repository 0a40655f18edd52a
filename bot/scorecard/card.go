package scorecard

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"footnote/bot"
)

// An Answerer answers the questions that are judged.
type Answerer interface {
	Answer(ctx context.Context, question bot.Question) (bot.Answer, error)
}

// A Card is what came out of all questions.
type Card struct {
	// Right of the Answerable questions were answered rightly; for First of
	// them the first citation alone held what was expected.
	Right      int `json:"right"`
	First      int `json:"first_sentence"`
	Answerable int `json:"answerable"`
	// Refused of the Unanswerable questions were refused.
	Refused      int `json:"refused"`
	Unanswerable int `json:"unanswerable"`
	// DocumentsJudged is false when the index holds none of the documents that
	// the questions name, so that only the quotes were judged.
	DocumentsJudged bool      `json:"documents_judged"`
	Outcomes        []Outcome `json:"questions"`
}

// An Outcome is what came out of one question.
type Outcome struct {
	ID         string `json:"id"`
	Question   string `json:"question"`
	Answerable bool   `json:"answerable"`
	Right      bool   `json:"right"`
	// Problem says what is wrong, "" when it is right.
	Problem     string         `json:"problem,omitempty"`
	First       bool           `json:"first_sentence"`
	Refused     bool           `json:"refused"`
	Probability float64        `json:"probability"`
	Answer      string         `json:"answer"`
	Citations   []bot.Citation `json:"citations"`
}

// Run asks all questions, on all cores, and judges the answers. holds tells
// whether the index holds a document.
func Run(ctx context.Context, answerer Answerer, questions []Question, holds func(document string) bool) (Card, error) {
	answers := make([]bot.Answer, len(questions))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range questions {
		group.Go(func() error {
			answer, err := answerer.Answer(ctx, bot.Question{Text: q.Text})
			if err != nil {
				return fmt.Errorf("asking question %s: %w", q.ID, err)
			}
			answers[i] = answer
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return Card{}, err
	}
	return grade(questions, answers, holds), nil
}

func grade(questions []Question, answers []bot.Answer, holds func(string) bool) Card {
	card := Card{DocumentsJudged: slices.ContainsFunc(questions, func(q Question) bool {
		return slices.ContainsFunc(q.Documents, holds)
	})}
	for i, q := range questions {
		if !card.DocumentsJudged {
			q.Documents = nil
		}
		o := judge(q, answers[i])
		card.Outcomes = append(card.Outcomes, o)
		switch {
		case q.Answerable:
			card.Answerable++
			card.Right += count(o.Right)
			card.First += count(o.First)
		default:
			card.Unanswerable++
			card.Refused += count(o.Refused)
		}
	}
	return card
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// judge judges documents only when the question names some.
func judge(q Question, answer bot.Answer) Outcome {
	o := Outcome{ID: q.ID, Question: q.Text, Answerable: q.Answerable, Refused: answer.Refused,
		Probability: answer.Answerable, Answer: answer.Text, Citations: answer.Citations}
	o.Problem = problem(q, answer)
	o.Right = o.Problem == ""
	o.First = q.Answerable && !answer.Refused && len(answer.Citations) > 0 &&
		len(missing(q.Expect, answer.Citations[:1])) == 0
	return o
}

func problem(q Question, answer bot.Answer) string {
	switch {
	case !q.Answerable && answer.Refused:
		return ""
	case !q.Answerable:
		return "answered, though there is no answer"
	case answer.Refused:
		return "refused"
	case len(q.Documents) > 0 && !slices.ContainsFunc(answer.Citations, func(c bot.Citation) bool {
		return slices.Contains(q.Documents, c.Document)
	}):
		return "cites none of " + strings.Join(q.Documents, ", ")
	}
	if gone := missing(q.Expect, answer.Citations); len(gone) > 0 {
		return "quotes lack " + strings.Join(gone, ", ")
	}
	return ""
}

// missing returns the expected strings that stand in no quote, whatever their
// case and white space.
func missing(expect []string, citations []bot.Citation) []string {
	var gone []string
	for _, want := range expect {
		if !slices.ContainsFunc(citations, func(c bot.Citation) bool {
			return strings.Contains(plain(c.Quote), plain(want))
		}) {
			gone = append(gone, fmt.Sprintf("%q", want))
		}
	}
	return gone
}

func plain(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
