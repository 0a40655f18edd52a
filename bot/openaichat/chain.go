package openaichat

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"footnote/bot"
)

// Chain returns a model that asks the given ones in turn: the next one when one
// failed before any text of its was passed on. A reply is never made of two.
// Where the context has a deadline, a model that does not begin leaves each of
// those behind it as much of the time as it had.
func Chain(models ...bot.LanguageModel) bot.LanguageModel {
	if len(models) == 1 {
		return models[0]
	}
	return chain(models)
}

type chain []bot.LanguageModel

// ContextTokens is the smallest of the models', so that a prompt fits each.
func (c chain) ContextTokens() int {
	smallest := 0
	for i, m := range c {
		if n := m.ContextTokens(); i == 0 || n < smallest {
			smallest = n
		}
	}
	return smallest
}

// Structured reports whether every model is sent schemas.
func (c chain) Structured() bool {
	for _, m := range c {
		if s, ok := m.(interface{ Structured() bool }); !ok || !s.Structured() {
			return false
		}
	}
	return len(c) > 0
}

// Write implements bot.LanguageModel.
func (c chain) Write(ctx context.Context, prompt bot.Prompt) iter.Seq2[bot.Piece, error] {
	return func(yield func(bot.Piece, error) bool) {
		var failed error
		for i, m := range c {
			out := &output{yield: yield}
			err := follow(ctx, m, prompt, out, patience(ctx, len(c)-i))
			if err == nil || out.stopped {
				return
			}
			failed = bothFailed(failed, err)
			if out.begun || ctx.Err() != nil {
				break
			}
		}
		if failed == nil {
			failed = &bot.ModelError{Fault: bot.FaultDown, Err: errors.New("no model is configured")}
		}
		yield(bot.Piece{}, failed)
	}
}

// patience is how long the first of so many models may take to begin; 0 is for
// ever.
func patience(ctx context.Context, models int) time.Duration {
	deadline, ok := ctx.Deadline()
	if !ok || models < 2 {
		return 0
	}
	return max(1, time.Until(deadline)/time.Duration(models))
}

var errNotBegun = errors.New("the model did not begin in its share of the time")

// follow passes on what one model writes, up to its error.
func follow(ctx context.Context, m bot.LanguageModel, prompt bot.Prompt, out *output, patience time.Duration) error {
	waiting, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if patience > 0 {
		timer := time.AfterFunc(patience, func() { cancel(errNotBegun) })
		defer timer.Stop()
		begun := out.yield
		out.yield = func(piece bot.Piece, err error) bool {
			timer.Stop()
			return begun(piece, err)
		}
	}
	for piece, err := range m.Write(waiting, prompt) {
		if err != nil && ctx.Err() == nil && errors.Is(context.Cause(waiting), errNotBegun) {
			return &bot.ModelError{Fault: bot.FaultSlow, Retry: true, Advice: adviceSlow, Err: errNotBegun}
		}
		if err != nil {
			return err
		}
		if err := out.pass(piece); err != nil {
			return err
		}
	}
	return nil
}

// bothFailed is the later error, which also tells of the one before.
func bothFailed(before, err error) error {
	var e *bot.ModelError
	if before == nil || !errors.As(err, &e) {
		return err
	}
	both := *e
	both.Err = fmt.Errorf("%w (before: %w)", e.Err, before)
	return &both
}
