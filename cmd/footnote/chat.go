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
	var o asking
	cmd := &cobra.Command{
		Use:   "chat",
		Short: "Ask question after question",
		Long: `Ask question after question. On a terminal lines can be edited, and the arrow
keys bring back earlier ones; in a pipe every line is a question. Follow-up
questions are understood by what was asked before, and --explain tells how.
Nothing of it is kept. Answers are made as by ask.`,
		Example: `  footnote chat
  printf 'Who spoke?\nWhat about Astana?\n' | footnote chat --json`,
		Args: cobra.NoArgs,
		RunE: p.action(func(ctx context.Context, _ []string) error { return p.chat(ctx, o) }),
	}
	p.askingFlags(cmd, &o)
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
	asking
	engine  *engine
	history []bot.Turn
}

func (p *program) chat(ctx context.Context, o asking) error {
	e, err := p.openAnswerer(ctx)
	if err != nil {
		return err
	}
	c := &chat{program: p, asking: o, engine: e}
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
	answer, err := c.reply(ctx, c.about(text, c.history...))
	if errors.As(err, new(tooSlow)) {
		c.notice("%v", err)
		return false, nil
	}
	if err != nil {
		return false, err
	}
	c.history = append(c.history, bot.Turn{Question: text, Answer: answer.Text})
	c.history = c.history[max(0, len(c.history)-remembered):]
	if c.json {
		return false, nil
	}
	return false, c.print("\n")
}

// reply answers a question. It opens the index again when it was made anew
// meanwhile.
func (c *chat) reply(ctx context.Context, question bot.Question) (bot.Answer, error) {
	ctx, cancel, err := c.limited(ctx)
	if err != nil {
		return bot.Answer{}, err
	}
	defer cancel()
	answer, err := c.answer(ctx, c.engine, question, c.asking)
	if !errors.Is(err, sqlitestore.ErrReplaced) {
		return answer, inTime(ctx, err)
	}
	e, err := c.openAnswerer(ctx)
	if err != nil {
		return answer, err
	}
	c.engine.Close()
	c.engine = e
	answer, err = c.answer(ctx, e, question, c.asking)
	return answer, inTime(ctx, err)
}
