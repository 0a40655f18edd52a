package bot

import (
	"context"
	"errors"
	"iter"
)

// An Event is the next piece of an answer.
type Event struct {
	// Text follows the texts of the events before. Together the texts of all
	// events are the answer's Text.
	Text string
	// Citations are those that are new in Text.
	Citations []Citation
	// Answer is the whole answer, in the last event only.
	Answer *Answer
}

// show gives a piece of an answer to whoever asked; false means that nothing
// more is wanted.
type show func(text string, citations []Citation) bool

// Stream answers as Answer does and gives each statement once it is proven.
// What was given is never taken back: when the model fails half-way, quotes
// follow behind what it said. The last event bears the whole Answer; an error
// comes in place of it.
func (a *Answerer) Stream(ctx context.Context, question Question) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		text, citations := 0, 0
		answer, err := a.answer(ctx, question, func(more string, cited []Citation) bool {
			text += len(more)
			citations += len(cited)
			return yield(Event{Text: more, Citations: cited}, nil)
		})
		switch {
		case errors.Is(err, errStopped):
		case err != nil:
			yield(Event{}, err)
		default:
			yield(Event{Text: answer.Text[text:], Citations: answer.Citations[citations:], Answer: &answer}, nil)
		}
	}
}
