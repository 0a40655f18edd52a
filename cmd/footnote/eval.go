package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/bot/scorecard"
	"footnote/retrieval"
)

func (p *program) evalCommand() *cobra.Command {
	var set, questions string
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Measure retrieval or answers by a test set",
		Long: `Measure how good retrieval or the answers are. --beir indexes the corpus of a
BEIR test set into a temporary folder and measures the ranking of its documents.
--questions asks each question of a file in JSON Lines of the index: it is right
when one of its documents is cited and all it expects stands in the quotes, or,
when it is not answerable, when it is refused. Where a language model is set it
answers, and how many of the answers it wrote is told.`,
		Example: `  footnote eval --beir testsets/xquad-en
  footnote eval --questions questions.jsonl --json`,
		Args: cobra.NoArgs,
		RunE: p.action(func(ctx context.Context, _ []string) error {
			if set != "" {
				return p.evalBEIR(ctx, set)
			}
			return p.evalQuestions(ctx, questions)
		}),
	}
	p.jsonFlag(cmd)
	p.quotesFlag(cmd)
	cmd.Flags().StringVar(&set, "beir", "", "folder of a BEIR test set")
	cmd.Flags().StringVar(&questions, "questions", "", "file of questions in JSON Lines")
	cmd.MarkFlagsMutuallyExclusive("beir", "questions")
	cmd.MarkFlagsOneRequired("beir", "questions")
	return cmd
}

func (p *program) evalQuestions(ctx context.Context, path string) error {
	questions, err := readQuestions(path)
	if err != nil {
		return err
	}
	e, err := p.openAnswerer(ctx)
	if err != nil {
		return err
	}
	defer e.Close()
	held, err := heldAmong(ctx, e, questions)
	if err != nil {
		return err
	}
	answerer := &counting{answerer: e.answerer, written: writtenJSON{Fallbacks: map[string]int{}}}
	card, err := scorecard.Run(ctx, answerer, questions, func(id string) bool { return held[id] })
	if err != nil {
		return err
	}
	report := cardJSON{Card: card}
	if p.config.Writer.On() && !p.quotes {
		report.Written = &answerer.written
	}
	if p.json {
		return p.printJSON(report)
	}
	return p.print(cardPage(p.style, card) + writtenPage(p.style, report.Written))
}

// cardJSON is the shape of a measurement that scripts rely on.
type cardJSON struct {
	scorecard.Card
	Written *writtenJSON `json:"model,omitempty"`
}

// writtenJSON tells what part a language model had in the answers.
type writtenJSON struct {
	// Written answers are the model's, Quoted ones are quotes instead, for the
	// reasons of Fallbacks; the rest was refused.
	Written   int            `json:"written"`
	Quoted    int            `json:"quoted"`
	Fallbacks map[string]int `json:"fallbacks"`
	// Verified, Mended and Dropped count the statements of all drafts.
	Verified int `json:"verified"`
	Mended   int `json:"mended"`
	Dropped  int `json:"dropped"`
}

// A counting answerer counts what a language model wrote.
type counting struct {
	answerer *bot.Answerer

	mu      sync.Mutex
	written writtenJSON
}

// Answer answers the question.
func (c *counting) Answer(ctx context.Context, question bot.Question) (bot.Answer, error) {
	answer, err := c.answerer.Answer(ctx, question)
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case err != nil || answer.Refused:
	case answer.Mode == bot.ModeModel:
		c.written.Written++
	default:
		c.written.Quoted++
	}
	if answer.Fallback != "" {
		c.written.Fallbacks[answer.Fallback]++
	}
	for _, s := range answer.Statements {
		switch s.Status {
		case gate.Verified:
			c.written.Verified++
		case gate.Mended:
			c.written.Mended++
		default:
			c.written.Dropped++
		}
	}
	return answer, err
}

// heldAmong tells which of the questions' documents the index holds.
func heldAmong(ctx context.Context, e *engine, questions []scorecard.Question) (map[string]bool, error) {
	held := map[string]bool{}
	for _, q := range questions {
		for _, id := range q.Documents {
			_, err := e.store.Document(ctx, id)
			if err != nil && !errors.Is(err, retrieval.ErrNotFound) {
				return nil, err
			}
			held[id] = err == nil
		}
	}
	return held, nil
}

func readQuestions(path string) ([]scorecard.Question, error) {
	questions, err := readFile(path, scorecard.ReadQuestions)
	if err == nil && len(questions) == 0 {
		err = fmt.Errorf("%s holds no question", path)
	}
	return questions, err
}

// readFile reads records from a file, and names it in the errors.
func readFile[T any](path string, read func(io.Reader) ([]T, error)) ([]T, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	records, err := read(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return records, nil
}
