package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/bot/prompts"
	"footnote/retrieval"
)

func (p *program) askCommand() *cobra.Command {
	var o asking
	cmd := &cobra.Command{
		Use:   "ask QUESTION...",
		Short: "Answer one question with cited statements",
		Long: `Answer one question with verbatim sentences of the corpus, each with a footnote.
Where a language model is set it writes the answer; each of its statements is
shown once a passage is found to bear it out, and what none bears out is
dropped. When the model cannot answer, quotes do, and the reason is told.
When the corpus does not hold the answer the question is refused, the nearest
sources are named and the exit code is 3. A question of "-" is read from
standard input.`,
		Example: `  footnote ask "Who organized the digital diplomacy forum in Astana?"
  footnote ask --document notes/boiler.md "When is it serviced?"
  footnote ask --json "When did the forum take place?" | jq -r '.citations[].quote'
  footnote ask --base-url http://localhost:11434 --model qwen3:4b --timeout 30s "Who spoke?"
  echo "Which nations make up the Quad?" | footnote ask -`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: p.action(func(ctx context.Context, args []string) error {
			text, err := p.question(ctx, args)
			if err != nil {
				return err
			}
			return p.ask(ctx, text, o)
		}),
	}
	p.askingFlags(cmd, &o)
	return cmd
}

// An asking is how answers are wanted, as the flags say.
type asking struct {
	explain  bool
	timeout  time.Duration
	document string
	language string
}

func (p *program) askingFlags(cmd *cobra.Command, o *asking) {
	p.jsonFlag(cmd)
	p.quotesFlag(cmd)
	cmd.Flags().BoolVar(&o.explain, "explain", false, "tell why, and what the scores are made of")
	cmd.Flags().DurationVar(&o.timeout, "timeout", 0, "time for an answer, such as 20s; where the model needs longer, quotes answer (default 0: no limit but model-timeout)")
	cmd.Flags().StringVar(&o.language, "language", "", "language that the model writes in, such as de (default: that of the question)")
	completeWords(cmd, "language", prompts.Languages()...)
	p.documentFlag(cmd, &o.document)
}

// documentFlag lets a command look into one document only.
func (p *program) documentFlag(cmd *cobra.Command, document *string) {
	cmd.Flags().StringVar(document, "document", "", "look into this document only")
	if err := cmd.RegisterFlagCompletionFunc("document", p.completeDocuments); err != nil {
		panic(err)
	}
}

// about makes a question as the flags say.
func (o asking) about(text string, before ...bot.Turn) bot.Question {
	return bot.Question{Text: text, History: before, Document: o.document, Language: o.language}
}

// tooSlow is an error about a limit of time that the asker set.
type tooSlow struct{ error }

// limited is the context of one answer.
func (o asking) limited(ctx context.Context) (context.Context, context.CancelFunc, error) {
	switch {
	case o.language != "" && !slices.Contains(prompts.Languages(), o.language):
		return nil, nil, misused("--language is %q; it must be one of %s", o.language, strings.Join(prompts.Languages(), ", "))
	case o.timeout < 0:
		return nil, nil, misused("--timeout is %v; it must be more than 0", o.timeout)
	case o.timeout == 0:
		return ctx, func() {}, nil
	}
	cause := tooSlow{fmt.Errorf("there was no answer within %v; give it more time by --timeout", o.timeout)}
	ctx, cancel := context.WithTimeoutCause(ctx, o.timeout, cause)
	return ctx, cancel, nil
}

func (p *program) ask(ctx context.Context, text string, o asking) error {
	ctx, cancel, err := o.limited(ctx)
	if err != nil {
		return err
	}
	defer cancel()
	err = p.withEngine(ctx, p.openAnswerer, func(e *engine) error {
		answer, err := p.answer(ctx, e, o.about(text), o)
		if err == nil && answer.Refused {
			return errRefused
		}
		return err
	})
	return inTime(ctx, err)
}

// inTime tells of a limit of time in the words of who set it.
func inTime(ctx context.Context, err error) error {
	cause := context.Cause(ctx)
	if cause != nil && (errors.Is(err, context.DeadlineExceeded) || errors.Is(err, cause)) {
		return cause
	}
	return err
}

// answer answers a question and shows the answer: as JSON, or each statement
// once it is proven.
func (p *program) answer(ctx context.Context, e *engine, question bot.Question, o asking) (bot.Answer, error) {
	var err error
	if question.Document, err = p.newest(ctx, e, question.Document); err != nil {
		return bot.Answer{}, err
	}
	if p.json {
		answer, err := e.answerer.Answer(ctx, question)
		if err != nil {
			return answer, p.named(ctx, e, question.Document, err)
		}
		return answer, p.printAnswer(ctx, e, answer, o)
	}
	answer, err := p.show(e.answerer.Stream(ctx, question))
	if err == nil && o.explain {
		err = p.explain(ctx, e, answer)
	}
	return answer, p.named(ctx, e, question.Document, err)
}

// named tells of an error when it is that there is no document of that name.
func (p *program) named(ctx context.Context, e *engine, document string, err error) error {
	if document == "" || !errors.Is(err, retrieval.ErrNotFound) {
		return err
	}
	documents, listing := e.store.Documents(ctx)
	if listing != nil {
		return listing
	}
	return unknownDocument(documents, document)
}

func (p *program) show(events iter.Seq2[bot.Event, error]) (bot.Answer, error) {
	d := &display{program: p}
	for event, err := range events {
		switch {
		case err == nil && event.Answer != nil:
			return *event.Answer, d.finish(event)
		case err == nil:
			err = d.show(event.Text)
		}
		if err != nil {
			d.breakOff()
			return bot.Answer{}, err
		}
	}
	return bot.Answer{}, errors.New("the answer has no end")
}

func (p *program) printAnswer(ctx context.Context, e *engine, answer bot.Answer, o asking) error {
	if !o.explain {
		return p.printJSON(answer)
	}
	result, err := found(ctx, e, answer)
	if err != nil {
		return err
	}
	return p.printJSON(struct {
		bot.Answer
		Passages []passageJSON `json:"passages"`
	}{answer, foundOf("", result, false).Passages})
}

// explain tells below an answer what became of the model's draft, and in which
// passages the answer was looked for.
func (p *program) explain(ctx context.Context, e *engine, answer bot.Answer) error {
	result, err := found(ctx, e, answer)
	if err != nil {
		return err
	}
	return p.print("\n" + verdictPage(p.style, answer) + explanation(p.style, result))
}

// found searches once more for what was answered.
func found(ctx context.Context, e *engine, answer bot.Answer) (retrieval.Result, error) {
	return e.searcher.Retrieve(ctx, answer.Searched)
}

// maxQuestion bounds what is read from standard input.
const maxQuestion = 1 << 20

// question makes a question of the arguments, or of standard input.
func (p *program) question(ctx context.Context, args []string) (string, error) {
	text, err := p.said(ctx, args)
	if err != nil {
		return "", fmt.Errorf("reading the question: %w", err)
	}
	return cleanQuestion(text)
}

// said is the arguments as one text, or what standard input holds for "-".
func (p *program) said(ctx context.Context, args []string) (string, error) {
	text := strings.Join(args, " ")
	if text != "-" {
		return text, nil
	}
	read, err := orDone(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(p.stdin, maxQuestion+1)) })
	return string(read), err
}

// escapes are what colours text on a terminal and may have been copied with it.
var escapes = regexp.MustCompile(`\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?)`)

// cleanQuestion takes out what is no text, as cleanText does.
func cleanQuestion(text string) (string, error) {
	if len(text) > maxQuestion {
		return "", misused("the question is longer than %d bytes; ask something shorter", maxQuestion)
	}
	if text = cleanText(text); text == "" {
		return "", misused(`the question is empty; ask like this: footnote ask "Who wrote it?"`)
	}
	return text, nil
}

func cleanText(text string) string {
	text = escapes.ReplaceAllString(strings.ToValidUTF8(text, "\ufffd"), "")
	return strings.TrimSpace(strings.ReplaceAll(text, "\x00", " "))
}
