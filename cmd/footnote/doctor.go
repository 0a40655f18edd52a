package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/cmd/footnote/internal/terminal"
	"footnote/retrieval/openaiembed"
)

func (p *program) doctorCommand() *cobra.Command {
	timeout := 3 * time.Minute
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Tell what works, and how to mend what does not",
		Long: `Examine the settings, the index, the language models, the embeddings and the
Discord bot, and tell in a line each what works, what to be aware of, and what is at fault, with
the way to mend it. Servers are asked a few short questions and are sent one
prompt as long as the context allows; nothing of the index is sent to them.
The exit code is 1 when there is a fault.`,
		Example: `  footnote doctor
  footnote doctor --base-url http://localhost:11434 --model qwen3:4b
  footnote doctor --json | jq -r '.checks[] | select(.state == "fault") | .mend'`,
		Args: cobra.NoArgs,
		RunE: p.action(func(ctx context.Context, _ []string) error {
			if timeout <= 0 {
				return misused("--timeout is %v; it must be more than 0", timeout)
			}
			ctx, cancel := context.WithTimeout(ctx, timeout)
			defer cancel()
			return p.doctor(ctx)
		}),
	}
	p.jsonFlag(cmd)
	cmd.Flags().DurationVar(&timeout, "timeout", timeout, "time for the whole examination")
	return cmd
}

// errFaults ends doctor when it found faults, which it has told.
var errFaults = errors.New("there are faults")

// A check is one line of what doctor tells.
type check struct {
	// About is what was examined: the settings, the index, or an endpoint.
	About string `json:"about"`
	Check string `json:"check"`
	State state  `json:"state"`
	Text  string `json:"text"`
	// Mend is the way to mend it.
	Mend string `json:"mend,omitempty"`
}

// A state is how a check came out.
type state string

const (
	stateOK      state = "ok"
	stateWarning state = "warning"
	stateFault   state = "fault"
)

// An examination is one run of doctor.
type examination struct {
	*program
	about  string
	checks []check
	// indexed is the name of the model of the index's vectors, as far as it is
	// the one that the settings name.
	indexed string
}

func (p *program) doctor(ctx context.Context) error {
	x := &examination{program: p, checks: []check{}}
	for _, examine := range []func(context.Context) error{x.settingsThere, x.index, x.sourcesThere, x.models, x.embeddings, x.discord} {
		if err := examine(ctx); err != nil {
			return err
		}
		if errors.Is(ctx.Err(), context.Canceled) {
			return ctx.Err()
		}
	}
	count := map[state]int{}
	for _, c := range x.checks {
		count[c.State]++
	}
	if err := x.sum(count); err != nil {
		return err
	}
	if count[stateFault] > 0 {
		return errFaults
	}
	return nil
}

func (x *examination) sum(number map[state]int) error {
	if x.json {
		return x.printJSON(map[string]any{"checks": x.checks, "faults": number[stateFault], "warnings": number[stateWarning]})
	}
	switch {
	case number[stateFault]+number[stateWarning] == 0:
		return x.print("\nAll is well.\n")
	case number[stateFault] == 0:
		return x.print("\nNo faults, " + count(number[stateWarning], "warning") + ".\n")
	}
	return x.print("\n" + count(number[stateFault], "fault") + ", " + count(number[stateWarning], "warning") + ".\n")
}

// tell notes a check, and prints it at once: some take their time.
func (x *examination) tell(s state, name, text, mend string) error {
	c := check{About: x.about, Check: name, State: s, Text: text, Mend: mend}
	first := len(x.checks) == 0 || x.checks[len(x.checks)-1].About != c.About
	x.checks = append(x.checks, c)
	if x.json {
		return nil
	}
	page := checkLine(x.style, c)
	if first {
		page = x.style.Bold(terminal.Line(c.About)) + "\n" + page
		if len(x.checks) > 1 {
			page = "\n" + page
		}
	}
	return x.print(page)
}

func (x *examination) ok(name, format string, args ...any) error {
	return x.tell(stateOK, name, fmt.Sprintf(format, args...), "")
}

func (x *examination) warn(name, mend, format string, args ...any) error {
	return x.tell(stateWarning, name, fmt.Sprintf(format, args...), mend)
}

func (x *examination) fault(name, mend, format string, args ...any) error {
	return x.tell(stateFault, name, fmt.Sprintf(format, args...), mend)
}

// failed tells of an error that a server gave.
func (x *examination) failed(ctx context.Context, name string, err error) error {
	var model *bot.ModelError
	var embeddings *openaiembed.Error
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case ctx.Err() != nil:
		return x.fault(name, "give it more time by --timeout, or look at the server", "the time for the examination is up")
	case errors.As(err, &model):
		text := string(model.Fault)
		if model.Err != nil {
			text += ": " + model.Err.Error()
		}
		return x.fault(name, model.Advice, "%s", text)
	case errors.As(err, &embeddings):
		text, mend, _ := strings.Cut(embeddings.Error(), "; ")
		return x.fault(name, mend, "%s", text)
	}
	return x.fault(name, "", "%v", err)
}

// checkLine is a check in a line, and the way to mend it below.
func checkLine(style terminal.Style, c check) string {
	const indent = "           "
	mark := fmt.Sprintf("  %-7s  ", c.State)
	text := strings.TrimPrefix(style.Wrap(terminal.Line(c.Check+": "+c.Text), indent), indent)
	if c.Mend != "" {
		text += "\n" + style.Wrap(terminal.Line("to mend it: "+c.Mend), indent)
	}
	if c.State != stateOK {
		return style.Warn(mark) + text + "\n"
	}
	return mark + text + "\n"
}
