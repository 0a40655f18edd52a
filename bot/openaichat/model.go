package openaichat

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"time"

	"footnote/bot"
)

// A Model is a language model at one endpoint. It is safe for concurrent use.
type Model struct {
	config   Config // without the key
	key      *string
	endpoint string
	redact   redactor
	named    *strings.Replacer // in advice
	client   *http.Client
	breaker  *breaker
	learnt   learnt
	// pause is the first pause between two tries, about.
	pause time.Duration
}

var _ bot.LanguageModel = (*Model)(nil)

// New returns a model. It asks nothing yet, so the server need not run.
func New(config Config) (*Model, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	m := &Model{
		config:   config,
		key:      &config.APIKey,
		endpoint: shownURL(config.BaseURL),
		redact:   newRedactor(config.APIKey, config.BaseURL),
		named:    strings.NewReplacer("{address}", config.AddressName, "{key}", config.KeyName),
		client:   &http.Client{Transport: config.Transport, CheckRedirect: stay},
		breaker:  newBreaker(restFor),
		pause:    500 * time.Millisecond,
	}
	m.config.APIKey = ""
	if m.client.Transport == nil {
		m.client.Transport = newTransport(config.Limits.Connect)
	}
	return m, nil
}

// stay keeps a request from being sent on: prompt and key are for the server of
// the configuration only, and another may listen at another port of its host.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// newTransport is Go's own with another limit for connections, and without
// compression, which would hold a stream back.
func newTransport(connect time.Duration) http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	transport := standard.Clone()
	transport.DialContext = (&net.Dialer{Timeout: connect, KeepAlive: 30 * time.Second}).DialContext
	transport.TLSHandshakeTimeout = connect
	transport.DisableCompression = true
	return transport
}

// Close closes the connections that are idle. The model stays usable.
func (m *Model) Close() { m.client.CloseIdleConnections() }

// String tells which model it is, without its key.
func (m *Model) String() string { return m.config.String() }

// GoString is String, so that %#v shows no key either.
func (m *Model) GoString() string { return m.String() }

// ContextTokens is how many tokens prompt and reply may have together.
func (m *Model) ContextTokens() int { return m.config.ContextTokens }

// Structured reports whether schemas are sent. The server may still ignore
// them; once it rejected one, they are not.
func (m *Model) Structured() bool { return !m.habits().has(withoutSchema) }

// Write implements bot.LanguageModel. What fails before the first piece was
// passed on is tried again where that may help.
func (m *Model) Write(ctx context.Context, prompt bot.Prompt) iter.Seq2[bot.Piece, error] {
	return func(yield func(bot.Piece, error) bool) {
		out := &output{yield: yield}
		err := m.write(ctx, prompt, out)
		switch {
		case err == nil || out.stopped:
			return
		case ctx.Err() != nil:
			err = fmt.Errorf("ask %v: %w", m, ctx.Err())
		}
		m.log(err)
		yield(bot.Piece{}, err)
	}
}

// log leaves a record of a failure; the words of prompts are not logged.
func (m *Model) log(err error) {
	var e *bot.ModelError
	if !errors.As(err, &e) {
		m.config.Logger.Info("the reply of a model was not waited for", "model", m.config.Model, "endpoint", m.endpoint, "reason", err)
		return
	}
	m.config.Logger.Warn("a model did not write", "model", e.Model, "endpoint", e.Endpoint,
		"fault", string(e.Fault), "reason", e.Err, "advice", e.Advice)
}

// An output passes pieces on to whoever reads the reply.
type output struct {
	yield func(bot.Piece, error) bool
	// begun is set once text was passed on, stopped when no more is wanted.
	begun, stopped bool
}

var errStopped = errors.New("no more is wanted")

func (o *output) pass(p bot.Piece) error {
	o.begun = o.begun || p.Text != ""
	if o.stopped = !o.yield(p, nil); o.stopped {
		return errStopped
	}
	return nil
}

func (m *Model) write(ctx context.Context, prompt bot.Prompt, out *output) error {
	if n := estimate(prompt); n > m.config.ContextTokens {
		return m.fault(&endError{fault: bot.FaultTooLong, advice: adviceContext,
			what: fmt.Sprintf("the prompt has about %d tokens, the context %d", n, m.config.ContextTokens)})
	}
	for try := 0; ; {
		used := m.habits()
		err := m.attempt(ctx, prompt, used, out)
		if err == nil || out.begun || out.stopped || ctx.Err() != nil {
			return err
		}
		var told *taughtError
		if errors.As(err, &told) {
			m.learnt.add(told.habit)
			m.config.Logger.Info("a server does not take what was sent; asking without", "endpoint", m.endpoint, "reason", told.Err)
			continue
		}
		try++
		if !m.mayRetry(err, try) || !m.wait(ctx, err, try) {
			return err
		}
		m.config.Logger.Debug("asking a model again", "endpoint", m.endpoint, "try", try, "reason", err)
	}
}

// mayRetry reports whether the error is one that passes soon.
func (m *Model) mayRetry(err error, try int) bool {
	var e *bot.ModelError
	if try > m.config.Retries || !errors.As(err, &e) || !e.Retry {
		return false
	}
	switch e.Fault {
	case bot.FaultDown, bot.FaultLoading, bot.FaultBusy, bot.FaultFailed, bot.FaultBroken, bot.FaultCut:
		return true
	}
	return false // waiting once more for what is slow would double the wait
}

// longestPause bounds a pause between two tries. Whoever asks is waiting.
const longestPause = 15 * time.Second

// wait pauses before the next try, as long as the server asked or, doubling
// with each try, as long as a die says. It reports false at once if the pause
// is too long or the context ends before it.
func (m *Model) wait(ctx context.Context, err error, try int) bool {
	var e *bot.ModelError
	pause := min(m.pause<<(try-1), longestPause)
	pause = pause/2 + rand.N(pause/2+1)
	if errors.As(err, &e) && e.After > 0 {
		pause = e.After + rand.N(m.pause/10+1)
		if e.After > longestPause {
			return false
		}
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= pause {
		return false
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// A taughtError is a refusal that tells which habit to take on.
type taughtError struct {
	*bot.ModelError
	habit habits
}

// Unwrap gives the error itself.
func (e *taughtError) Unwrap() error { return e.ModelError }

// attempt asks once, unless the breaker is open.
func (m *Model) attempt(ctx context.Context, prompt bot.Prompt, used habits, out *output) error {
	done, err := m.breaker.allow()
	if err != nil {
		var e *bot.ModelError
		if errors.As(err, &e) {
			e.Model, e.Endpoint = m.config.Model, m.endpoint
		}
		return err
	}
	outcome := errStopped // also if the reader panics
	defer func() { done(outcome) }()
	reply, err := m.ask(ctx, prompt, used, out.pass)
	if err == nil {
		err = reply.verdict()
	}
	if err != nil && ctx.Err() == nil && !out.stopped {
		err = m.explain(err, prompt, used, out.begun)
	}
	if outcome = err; err != nil {
		return err
	}
	if reply.lone {
		m.learnt.add(beginsThinking)
	}
	m.config.Logger.LogAttrs(ctx, slog.LevelDebug, "a model wrote", slog.String("model", m.config.Model),
		slog.Int("prompt tokens", reply.usage.PromptTokens), slog.Int("reply tokens", reply.usage.CompletionTokens))
	return out.pass(bot.Piece{Text: reply.rest, Report: reply.report(m, prompt)})
}

// explain turns an error into a bot.ModelError, and tells if it is one to learn
// from.
func (m *Model) explain(err error, prompt bot.Prompt, used habits, begun bool) error {
	e := m.fault(err)
	if begun && e.Fault == bot.FaultTooLong { // the reply filled the context up
		e.Fault = bot.FaultCut
	}
	var told *refusal
	if !begun && errors.As(err, &told) && (e.Fault == bot.FaultRejected || e.Fault == bot.FaultFailed) {
		if habit := m.lesson(told, prompt, used); habit != 0 {
			return &taughtError{e, habit}
		}
	}
	return e
}
