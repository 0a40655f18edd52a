package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/retrieval/sqlitestore"
)

func (p *program) chatCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "chat",
		Short: "Ask question after question",
		Long: `Ask question after question. On a terminal lines can be edited, and the arrow
keys bring back earlier ones; in a pipe every line is a question. Follow-up
questions are understood by what was asked before. Nothing of it is kept.`,
		Example: `  footnote chat
  printf 'Who spoke?\nWhat about Astana?\n' | footnote chat --json`,
		Args: cobra.NoArgs,
		RunE: p.action(func(ctx context.Context, _ []string) error { return p.chat(ctx) }),
	}
	p.jsonFlag(cmd)
	return cmd
}

const chatHelp = `Ask a question, or:
  /sources [FILTER]  list the documents
  /help              show this
  /quit              leave (so does Ctrl-D)
`

// remembered is how many turns a question is understood by.
const remembered = 8

// A chat is the state of a conversation.
type chat struct {
	*program
	engine  *engine
	history []bot.Turn
}

func (p *program) chat(ctx context.Context) error {
	e, err := p.openEngine(ctx)
	if err != nil {
		return err
	}
	c := &chat{program: p, engine: e}
	defer func() { c.engine.Close() }()
	lines := newLineReader(p.stdin, p.stdout)
	if lines.interactive() && !p.json {
		if err := p.print(chatHelp); err != nil {
			return err
		}
	}
	for {
		line, err := lines.read(ctx)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading a question: %w", err)
		}
		if quit, err := c.take(ctx, strings.TrimSpace(line)); quit || err != nil {
			return err
		}
	}
}

// take acts on one line, and reports whether the conversation ends.
func (c *chat) take(ctx context.Context, line string) (quit bool, err error) {
	command, rest, _ := strings.Cut(line, " ")
	switch command {
	case "":
		return false, nil
	case "/quit", "/exit":
		return true, nil
	case "/help":
		return false, c.print(chatHelp)
	case "/sources":
		return false, c.listDocuments(ctx, c.engine.store, strings.TrimSpace(rest))
	}
	if strings.HasPrefix(command, "/") && !strings.Contains(command[1:], "/") {
		c.notice("there is no command %s; /help lists them", command)
		return false, nil
	}
	text, err := cleanQuestion(line)
	if err != nil {
		c.notice("%v", err)
		return false, nil
	}
	answer, err := c.answer(ctx, bot.Question{Text: text, History: c.history})
	if err != nil {
		return false, err
	}
	c.history = append(c.history, bot.Turn{Question: text, Answer: answer.Text})
	c.history = c.history[max(0, len(c.history)-remembered):]
	if err := c.showAnswer(answer); err != nil || c.json {
		return false, err
	}
	return false, c.print("\n")
}

// answer opens the index again when it was made anew meanwhile.
func (c *chat) answer(ctx context.Context, question bot.Question) (bot.Answer, error) {
	answer, err := c.engine.answerer.Answer(ctx, question)
	if !errors.Is(err, sqlitestore.ErrReplaced) {
		return answer, err
	}
	e, err := c.openEngine(ctx)
	if err != nil {
		return answer, err
	}
	c.engine.Close()
	c.engine = e
	return e.answerer.Answer(ctx, question)
}
