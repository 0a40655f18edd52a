package openaichat

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"footnote/bot"
)

// Chain returns a model that asks the given ones in turn: the next one when one
// failed before any text of its was passed on. A reply is never made of two.
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
		for _, m := range c {
			out := &output{yield: yield}
			err := follow(ctx, m, prompt, out)
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

// follow passes on what one model writes, up to its error.
func follow(ctx context.Context, m bot.LanguageModel, prompt bot.Prompt, out *output) error {
	for piece, err := range m.Write(ctx, prompt) {
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
