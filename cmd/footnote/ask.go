package main

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/retrieval"
)

func (p *program) askCommand() *cobra.Command {
	var explain bool
	cmd := &cobra.Command{
		Use:   "ask QUESTION...",
		Short: "Answer one question with verbatim, cited sentences",
		Long: `Answer one question with verbatim sentences of the corpus, each with a footnote.
When the corpus does not hold the answer the question is refused, the nearest
sources are named and the exit code is 3. A question of "-" is read from
standard input.`,
		Example: `  footnote ask "Who organized the digital diplomacy forum in Astana?"
  footnote ask --json "When did the forum take place?" | jq -r '.citations[].quote'
  echo "Which nations make up the Quad?" | footnote ask -`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: p.action(func(ctx context.Context, args []string) error {
			text, err := p.question(ctx, args)
			if err != nil {
				return err
			}
			return p.ask(ctx, text, explain)
		}),
	}
	p.jsonFlag(cmd)
	cmd.Flags().BoolVar(&explain, "explain", false, "tell why, and what the scores are made of")
	return cmd
}

func (p *program) ask(ctx context.Context, text string, explain bool) error {
	return p.withEngine(ctx, func(e *engine) error {
		answer, err := e.answerer.Answer(ctx, bot.Question{Text: text})
		if err != nil {
			return err
		}
		if explain {
			err = p.explain(ctx, e, answer)
		} else {
			err = p.showAnswer(answer)
		}
		if err == nil && answer.Refused {
			return errRefused
		}
		return err
	})
}

// explain shows an answer with the passages that it was looked for in.
func (p *program) explain(ctx context.Context, e *engine, answer bot.Answer) error {
	result, err := e.searcher.Retrieve(ctx, retrieval.Query{Text: answer.Question})
	if err != nil {
		return err
	}
	if p.json {
		return p.printJSON(struct {
			bot.Answer
			Passages []passageJSON `json:"passages"`
		}{answer, foundOf("", result, false).Passages})
	}
	return p.print(answerPage(p.style, answer) + "\n" + explanation(p.style, result))
}

func (p *program) showAnswer(answer bot.Answer) error {
	if p.json {
		return p.printJSON(answer)
	}
	return p.print(answerPage(p.style, answer))
}

// maxQuestion bounds what is read from standard input.
const maxQuestion = 1 << 20

// question makes a question of the arguments, or of standard input.
func (p *program) question(ctx context.Context, args []string) (string, error) {
	text := strings.Join(args, " ")
	if text == "-" {
		read, err := orDone(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(p.stdin, maxQuestion+1)) })
		if err != nil {
			return "", fmt.Errorf("reading the question: %w", err)
		}
		text = string(read)
	}
	return cleanQuestion(text)
}

// escapes are what colours text on a terminal and may have been copied with it.
var escapes = regexp.MustCompile(`\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?)`)

// cleanQuestion takes out what is no text.
func cleanQuestion(text string) (string, error) {
	if len(text) > maxQuestion {
		return "", misused("the question is longer than %d bytes; ask something shorter", maxQuestion)
	}
	text = escapes.ReplaceAllString(strings.ToValidUTF8(text, "\ufffd"), "")
	text = strings.TrimSpace(strings.ReplaceAll(text, "\x00", " "))
	if text == "" {
		return "", misused(`the question is empty; ask like this: footnote ask "Who wrote it?"`)
	}
	return text, nil
}
