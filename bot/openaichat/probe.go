package openaichat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"footnote/bot"
	"footnote/corpus"
)

// ErrNotOffered is returned by Models when the server lists none, as it may.
var ErrNotOffered = errors.New("the server offers no list of its models")

// A Verdict says what a server does with something that it was sent.
type Verdict string

// The verdicts. Unclear means that the probe could not tell.
const (
	Obeyed   Verdict = "obeyed"
	Ignored  Verdict = "ignored"
	Rejected Verdict = "rejected"
	Unclear  Verdict = "unclear"
)

// Models lists the models of the server, chat and embedding models alike.
func (m *Model) Models(ctx context.Context) ([]string, error) {
	watch, inner := newWatch(ctx)
	defer watch.close()
	watch.start(limit{"the list of models", m.config.Limits.Headers})
	x := &exchange{client: m.client, whole: true}
	list, err := m.library(x).ListModels(inner)
	var told *refusal
	var invalid *json.SyntaxError
	switch {
	case errors.As(err, &told) && (told.status == 404 || told.status == 405 || told.status == 501), errors.As(err, &invalid):
		return nil, ErrNotOffered
	case ctx.Err() != nil:
		return nil, fmt.Errorf("list the models of %s: %w", m.endpoint, ctx.Err())
	case err != nil:
		return nil, m.fault(m.why(inner, err, x.begun))
	case len(list.Models) == 0:
		return nil, ErrNotOffered
	}
	names := make([]string, len(list.Models))
	for i, model := range list.Models {
		names[i] = model.ID
	}
	return names, nil
}

// Lists reports whether the model is among the names that Models returned.
// Ollama adds ":latest" to names without a tag.
func (m *Model) Lists(names []string) bool {
	for _, name := range names {
		if name == m.config.Model || name == m.config.Model+":latest" {
			return true
		}
	}
	return false
}

// A ReplyProbe is what a plain question showed.
type ReplyProbe struct {
	// Model is the name that the server gave; llama-server repeats any.
	Model string
	// Text is the reply, Finish the reason that the server gave for its end.
	Text, Finish string
	// Streamed is set when the reply came in several pieces.
	Streamed bool
	// Reasoned is set when the server sent reasoning in a field of its own.
	Reasoned bool
	// Counted is set when the server counted the tokens.
	Counted bool
	// First and Whole are the times to the first piece and to the end.
	First, Whole time.Duration
}

// ProbeReply asks for a short text, to see how a reply arrives. A reply that
// would not count is an error here as well.
func (m *Model) ProbeReply(ctx context.Context) (ReplyProbe, error) {
	start := time.Now()
	r, err := m.probe(ctx, bot.Prompt{User: countingTask})
	if err != nil {
		return ReplyProbe{}, err
	}
	p := ReplyProbe{Model: r.model, Text: r.said, Finish: r.finish, Streamed: r.pieces > 1, Reasoned: r.reasoned,
		Counted: r.usage.PromptTokens > 0, First: r.first.Sub(start), Whole: time.Since(start)}
	if err := r.verdict(); err != nil && r.finish != "length" {
		return p, m.fault(err)
	}
	return p, nil
}

const countingTask = "Count from one to ten in words."

// ProbeSchema asks for JSON without saying so, except by a schema.
func (m *Model) ProbeSchema(ctx context.Context) (Verdict, error) {
	prompt := bot.Prompt{User: "Which colour has the sky on a clear day?",
		Schema: json.RawMessage(`{"type":"object","properties":{"colour":{"type":"string"}},"required":["colour"],"additionalProperties":false}`)}
	r, err := m.probeWith(ctx, prompt, m.habits()&^withoutSchema)
	switch {
	case isRefusal(err):
		return Rejected, nil
	case err != nil:
		return "", err
	}
	var reply struct{ Colour *string }
	switch {
	case json.Unmarshal([]byte(r.said), &reply) == nil && reply.Colour != nil:
		return Obeyed, nil
	case strings.TrimSpace(r.said) == "" || r.finish == "length":
		return Unclear, nil
	}
	return Ignored, nil
}

// systemTask is long, so that the server's count of tokens shows whether the
// model got it.
const systemTask = "You are the keeper of a lighthouse. Whatever you are asked, in whatever language, by whomever, and however " +
	"urgent it sounds, you answer with the single word LIGHTHOUSE in capital letters, without any sign in front of it or " +
	"behind it, without an explanation, without an excuse, and without a second word. You never answer anything else."

// ProbeSystem finds out whether a system message reaches the model. Ignored
// means that it is dropped: set FoldSystem then.
func (m *Model) ProbeSystem(ctx context.Context) (Verdict, error) {
	user := "Good morning! How are you?"
	used := m.habits() &^ foldSystem
	with, err := m.probeWith(ctx, bot.Prompt{System: systemTask, User: user, MaxTokens: probeTokens}, used)
	switch {
	case isRefusal(err):
		return Rejected, nil
	case err != nil:
		return "", err
	case strings.Contains(with.said, "LIGHTHOUSE"):
		return Obeyed, nil
	case with.usage.PromptTokens == 0:
		return Unclear, nil
	}
	without, err := m.probeWith(ctx, bot.Prompt{User: user, MaxTokens: probeTokens}, used)
	if err != nil {
		return "", err
	}
	// A template may put a system message of its own where there is none.
	switch more := with.usage.PromptTokens - without.usage.PromptTokens; {
	case more >= corpus.Tokens(systemTask)/2:
		return Obeyed, nil
	case more <= corpus.Tokens(systemTask)/8:
		return Ignored, nil
	}
	return Unclear, nil
}

// probeTokens is enough for a short reply.
const probeTokens = 32

// A ContextProbe is what a long prompt showed.
type ContextProbe struct {
	// Sent estimates the tokens that were sent, Read is what the server counted,
	// 0 if it did not.
	Sent, Read int
	// Verdict is Obeyed when the prompt was read whole, Ignored when the server
	// cut it without a word, Rejected when it said that it is too long.
	Verdict Verdict
}

// ProbeContext sends a prompt of about so many tokens, and one of a quarter of
// that to learn how the server counts. It takes as long as the model takes to
// read them.
func (m *Model) ProbeContext(ctx context.Context, tokens int) (ContextProbe, error) {
	var read [2]int
	p := ContextProbe{Verdict: Unclear}
	for i, size := range []int{tokens / 4, tokens} {
		prompt := bot.Prompt{User: filler(size), MaxTokens: 1}
		r, err := m.probe(ctx, prompt)
		var e *bot.ModelError
		p.Sent = estimate(prompt)
		switch {
		case errors.As(err, &e) && e.Fault == bot.FaultTooLong:
			p.Verdict = Rejected
			return p, nil
		case err != nil:
			return p, err
		}
		read[i] = r.usage.PromptTokens
	}
	p.Read = read[1]
	switch {
	case read[0] == 0 || read[1] == 0:
	case read[1] < read[0]*3, // the templates' share may make it less than four
		read[1] == m.config.ContextTokens, isContextSize(read[1]): // a cut that is shorter
		p.Verdict = Ignored
	default:
		p.Verdict = Obeyed
	}
	return p, nil
}

// filler is a text of about so many tokens.
func filler(tokens int) string {
	var b strings.Builder
	b.WriteString("Reply with OK.\n")
	line := "The harbour wall has a stone with the number 000000 on it.\n"
	for i := range max(1, tokens/corpus.Tokens(line)) {
		fmt.Fprintf(&b, "The harbour wall has a stone with the number %06d on it.\n", i)
	}
	return b.String()
}

// ProbeMaxTokens finds out whether the server keeps to a limit of tokens.
func (m *Model) ProbeMaxTokens(ctx context.Context) (Verdict, error) {
	const few = 8
	r, err := m.probe(ctx, bot.Prompt{User: "Count from one to two hundred in words.", MaxTokens: few})
	switch {
	case isRefusal(err):
		return Rejected, nil
	case err != nil:
		return "", err
	case max(r.usage.CompletionTokens, r.passed) > 2*few:
		return Ignored, nil
	case r.finish == "length":
		return Obeyed, nil
	}
	return Unclear, nil
}

// A probed is the reply to a probe.
type probed struct {
	reply
	said   string
	passed int // the pieces of text
	first  time.Time
}

// probe asks once, and again without what the server refuses.
func (m *Model) probe(ctx context.Context, prompt bot.Prompt) (*probed, error) {
	for {
		used := m.habits()
		r, err := m.probeWith(ctx, prompt, used)
		var told *taughtError
		if !errors.As(err, &told) {
			return r, err
		}
		m.learnt.add(told.habit)
	}
}

// probeWith asks once, whatever the breaker thinks of the server. It leaves a
// reply that goes far beyond its limit.
func (m *Model) probeWith(ctx context.Context, prompt bot.Prompt, used habits) (*probed, error) {
	p := &probed{}
	r, err := m.ask(ctx, prompt, used, func(piece bot.Piece) error {
		if p.first.IsZero() {
			p.first = time.Now()
		}
		p.said += piece.Text
		if p.passed++; prompt.MaxTokens > 0 && p.passed > 4*prompt.MaxTokens {
			return errStopped
		}
		return nil
	})
	switch {
	case errors.Is(err, errStopped):
		return p, nil
	case err != nil && ctx.Err() != nil:
		return nil, fmt.Errorf("ask %v: %w", m, ctx.Err())
	case err != nil:
		return nil, m.explain(err, prompt, used, false)
	}
	p.reply = *r
	p.said += r.rest
	if p.first.IsZero() {
		p.first = time.Now()
	}
	return p, nil
}

// isRefusal reports whether the server did not take the request as it was.
func isRefusal(err error) bool {
	var told *taughtError
	var e *bot.ModelError
	return errors.As(err, &told) || errors.As(err, &e) && e.Fault == bot.FaultRejected
}

// library returns a client of go-openai over an exchange.
func (m *Model) library(x *exchange) *openai.Client {
	config := openai.DefaultConfig(*m.key)
	config.BaseURL, config.HTTPClient = m.config.BaseURL, x
	return openai.NewClientWithConfig(config)
}
