package openaichat

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
	"footnote/bot/openaichat/faultserver"
)

func TestChainGoesOn(t *testing.T) {
	well, other := faultserver.Text("In 1890."), faultserver.Text("In 1891.")
	for _, c := range []struct {
		name          string
		first, second faultserver.Reply
		text          string
		fault         bot.ModelFault
	}{
		{"first is well", well, other, "In 1890.", ""},
		{"first is down", faultserver.Fault("gateway down"), other, "In 1891.", ""},
		{"first does not know the model", faultserver.Fault("unknown model, Ollama"), other, "In 1891.", ""},
		{"first is silent", faultserver.Fault("no first token"), other, "In 1891.", ""},
		{"first says nothing", faultserver.Fault("empty"), other, "In 1891.", ""},
		{"first only thinks", faultserver.Fault("think block without end"), other, "In 1891.", ""},
		{"first fails within its text", faultserver.Fault("data error"), other, "The harbour was ", bot.FaultFailed},
		{"first is cut within its text", faultserver.Fault("cut by length"), other, "The harbour ", bot.FaultCut},
		{"both fail", faultserver.Fault("gateway down"), faultserver.Fault("wrong key"), "", bot.FaultKey},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			first := modelAt(t, serve(t, faultserver.Always(c.first)).URL, nil)
			second := modelAt(t, serve(t, faultserver.Always(c.second)).URL, nil)
			got := read(t.Context(), Chain(first, second), question)
			if got.text != c.text || faultOf(got.err) != c.fault || (got.err == nil) != (got.report != nil) {
				t.Errorf("got %q, %v", got.text, got.err)
			}
		})
	}
}

func TestChainTellsOfAllFailures(t *testing.T) {
	first := modelAt(t, serve(t, faultserver.Always(faultserver.Fault("loading"))).URL, nil)
	second := modelAt(t, serve(t, faultserver.Always(faultserver.Fault("wrong key"))).URL, nil)
	got := read(t.Context(), Chain(first, second), question)
	for _, part := range []string{"Incorrect API key", "Loading model", first.endpoint, second.endpoint} {
		if !strings.Contains(got.err.Error(), part) {
			t.Errorf("%q does not tell %q", got.err, part)
		}
	}
}

func TestChainEndsWithItsContext(t *testing.T) {
	asked := 0
	ctx, cancel := context.WithCancel(t.Context())
	stub := stubModel{tokens: 100, write: func() error { asked++; cancel(); return ctx.Err() }}
	got := read(ctx, Chain(stub, stub), question)
	if !errors.Is(got.err, context.Canceled) || asked != 1 {
		t.Errorf("asked %d times, got %v", asked, got.err)
	}
}

func TestChainOfOneAndNone(t *testing.T) {
	one := stubModel{tokens: 100}
	if got := Chain(one); got.ContextTokens() != 100 {
		t.Errorf("got %v", got)
	}
	if got := read(t.Context(), Chain(), question); faultOf(got.err) != bot.FaultDown {
		t.Errorf("got %v", got.err)
	}
}

func TestChainTakesTheLeast(t *testing.T) {
	c := Chain(stubModel{tokens: 8192}, stubModel{tokens: 4096}, stubModel{tokens: 32768})
	if c.ContextTokens() != 4096 {
		t.Errorf("got %d", c.ContextTokens())
	}
	a := modelAt(t, "http://127.0.0.1:1/v1", nil)
	b := modelAt(t, "http://127.0.0.1:1/v1", func(c *Config) { c.Structured = StructuredOff })
	for want, models := range map[bool][]bot.LanguageModel{true: {a, a}, false: {a, b}} {
		if got := Chain(models...).(interface{ Structured() bool }).Structured(); got != want {
			t.Errorf("structured is %v, want %v", got, want)
		}
	}
}

// A stubModel only fails.
type stubModel struct {
	tokens int
	write  func() error
}

func (s stubModel) ContextTokens() int { return s.tokens }

func (s stubModel) Write(context.Context, bot.Prompt) iter.Seq2[bot.Piece, error] {
	return func(yield func(bot.Piece, error) bool) { yield(bot.Piece{}, s.write()) }
}

// A silent model writes nothing until its context ends, or a word at once.
type silent struct{ word string }

func (silent) ContextTokens() int { return 4096 }

func (s silent) Write(ctx context.Context, _ bot.Prompt) iter.Seq2[bot.Piece, error] {
	return func(yield func(bot.Piece, error) bool) {
		if s.word != "" && !yield(bot.Piece{Text: s.word}, nil) {
			return
		}
		<-ctx.Done()
		yield(bot.Piece{}, ctx.Err())
	}
}

// TestChainLeavesTimeToFallbacks: one that does not begin leaves its share of
// the time to the others, one that began may take it all.
func TestChainLeavesTimeToFallbacks(t *testing.T) {
	well := stubModel{tokens: 100, write: func() error { return nil }}
	for _, test := range []struct {
		name  string
		chain bot.LanguageModel
		took  time.Duration
		well  bool
	}{
		{"first silent", Chain(silent{}, well), 4 * time.Second, true},
		{"two silent", Chain(silent{}, silent{}, well), 5333333333 * time.Nanosecond, true},
		{"all silent", Chain(silent{}, silent{}), 8 * time.Second, false},
		{"first begins", Chain(silent{"In"}, well), 8 * time.Second, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 8*time.Second)
				defer cancel()
				started := time.Now()
				got := read(ctx, test.chain, question)
				if took := time.Since(started).Round(time.Microsecond); (got.err == nil) != test.well || took != test.took.Round(time.Microsecond) {
					t.Errorf("got %q, %v after %v", got.text, got.err, took)
				}
			})
		})
	}
}
