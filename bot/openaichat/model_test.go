package openaichat

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/openaichat/faultserver"
)

func TestTextArrivesAsItIsWritten(t *testing.T) {
	server := serve(t, faultserver.Always(faultserver.Text("It was built in 1890 [1].")))
	got := read(t.Context(), modelAt(t, server.URL, nil), question)
	if got.err != nil || got.text != "It was built in 1890 [1]." || len(got.pieces) < 6 {
		t.Errorf("got %q, %v", got.pieces, got.err)
	}
	if got.report == nil || got.report.Model != "test-model" || got.report.ReplyTokens != 6 {
		t.Errorf("reported %+v", got.report)
	}
}

// TestAsksAgain: what passes soon is tried again, but only before any text was
// passed on.
func TestAsksAgain(t *testing.T) {
	well := faultserver.Text("In 1890.")
	for _, c := range []struct {
		name    string
		replies []faultserver.Reply
		asked   int
		fault   bot.ModelFault
	}{
		{"busy, then well", []faultserver.Reply{faultserver.Fault("busy, Ollama"), well}, 2, ""},
		{"loading twice, then well", []faultserver.Reply{faultserver.Fault("loading"), faultserver.Fault("loading"), well}, 3, ""},
		{"gateway down, then well", []faultserver.Reply{faultserver.Fault("gateway down"), well}, 2, ""},
		{"runner aborts, then well", []faultserver.Reply{faultserver.Fault("runner aborts"), well}, 2, ""},
		{"nothing at all, then well", []faultserver.Reply{faultserver.Fault("nothing at all"), well}, 2, ""},
		{"busy for ever", []faultserver.Reply{faultserver.Fault("busy, Ollama")}, 3, bot.FaultBusy},
		{"wrong key", []faultserver.Reply{faultserver.Fault("wrong key"), well}, 1, bot.FaultKey},
		{"no model", []faultserver.Reply{faultserver.Fault("unknown model, Ollama"), well}, 1, bot.FaultNoModel},
		{"slow", []faultserver.Reply{faultserver.Fault("no headers"), well}, 1, bot.FaultSlow},
		{"error after text", []faultserver.Reply{faultserver.Fault("data error"), well}, 1, bot.FaultFailed},
		{"cut after text", []faultserver.Reply{faultserver.Fault("runner killed, llama-server"), well}, 1, bot.FaultCut},
		{"empty", []faultserver.Reply{faultserver.Fault("empty"), well}, 1, bot.FaultEmpty},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, faultserver.InTurn(c.replies...))
			got := read(t.Context(), modelAt(t, server.URL, func(c *Config) { c.Retries = 2 }), question)
			if n := len(server.Requests()); n != c.asked || faultOf(got.err) != c.fault || (c.fault == "") != (got.err == nil) {
				t.Errorf("asked %d times, got %q, %v", n, got.text, got.err)
			}
			if c.fault == "" && got.text != "In 1890." {
				t.Errorf("got %q", got.text)
			}
		})
	}
}

func TestServerThatIsNotThere(t *testing.T) {
	t.Parallel()
	server := faultserver.New(faultserver.Always(faultserver.Text("x")))
	server.Close()
	for url, advice := range map[string]string{
		server.URL: "start the server",
		strings.Replace(server.URL, "127.0.0.1", "no-such-host.invalid", 1): "check the host",
	} {
		got := read(t.Context(), modelAt(t, url, nil), question)
		var e *bot.ModelError
		if !errors.As(got.err, &e) || e.Fault != bot.FaultDown || !strings.Contains(e.Advice, advice) {
			t.Errorf("%s: got %v", url, got.err)
		}
	}
}

func TestServerWithoutTLS(t *testing.T) {
	server := serve(t, faultserver.Always(faultserver.Text("x")))
	got := read(t.Context(), modelAt(t, strings.Replace(server.URL, "http:", "https:", 1), nil), question)
	var e *bot.ModelError
	if !errors.As(got.err, &e) || e.Fault != bot.FaultDown || !strings.Contains(e.Advice, "http://") {
		t.Errorf("got %v", got.err)
	}
}

// TestHonoursRetryAfter: it waits as long as it was asked to, and fails at once
// when that is longer than anyone would wait, or than the deadline.
func TestHonoursRetryAfter(t *testing.T) {
	busy := func(seconds string) faultserver.Reply {
		return faultserver.JSON(http.StatusTooManyRequests, `{"error":{"message":"slow down"}}`, "Retry-After", seconds)
	}
	for _, c := range []struct {
		name, after string
		deadline    time.Duration
		asked       int
		told        time.Duration
	}{
		{"short", "0.2", time.Minute, 2, 0},
		{"longer than the deadline", "5", 2 * time.Second, 1, 5 * time.Second},
		{"far too long", "3600", 2 * time.Hour, 1, time.Hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, faultserver.InTurn(busy(c.after), faultserver.Text("In 1890.")))
			ctx, cancel := context.WithTimeout(t.Context(), c.deadline)
			defer cancel()
			start := time.Now()
			got := read(ctx, modelAt(t, server.URL, func(c *Config) { c.Retries = 3 }), question)
			if n := len(server.Requests()); n != c.asked {
				t.Errorf("asked %d times", n)
			}
			if c.told == 0 {
				if got.err != nil || time.Since(start) < 200*time.Millisecond {
					t.Errorf("after %v: %v", time.Since(start), got.err)
				}
				return
			}
			var e *bot.ModelError
			if !errors.As(got.err, &e) || e.Fault != bot.FaultBusy || e.After != c.told || time.Since(start) > time.Second {
				t.Errorf("after %v: %v", time.Since(start), got.err)
			}
		})
	}
}

// TestReasoningIsLife: a model that thinks longer than any limit is not slow.
func TestReasoningIsLife(t *testing.T) {
	t.Parallel()
	lines := slices.Repeat([]string{faultserver.Delta("reasoning", "Hm. ")}, 8)
	server := serve(t, faultserver.Always(faultserver.Paced(short/5,
		append(lines, faultserver.Chunk("In 1890."), faultserver.Finish("stop"))...)))
	got := read(t.Context(), modelAt(t, server.URL, nil), question)
	if got.err != nil || got.text != "In 1890." {
		t.Errorf("got %q, %v", got.text, got.err)
	}
}

// TestSlowReaderIsNotSlowServer: limits do not run while the reader is busy.
func TestSlowReaderIsNotSlowServer(t *testing.T) {
	t.Parallel()
	// More than any buffer on the way holds.
	server := serve(t, faultserver.Always(faultserver.Text(strings.Repeat("In the year 1890. ", 400))))
	m, asleep := modelAt(t, server.URL, nil), false
	for piece, err := range m.Write(t.Context(), question) {
		if err != nil {
			t.Fatalf("after %q: %v", piece.Text, err)
		}
		if !asleep {
			asleep = true
			time.Sleep(short * 3 / 2)
		}
	}
}

// TestReaderMayLeave: the server notices at once that nobody listens any more.
func TestReaderMayLeave(t *testing.T) {
	left := make(chan struct{})
	server := serve(t, func(faultserver.Request) faultserver.Reply {
		return func(w http.ResponseWriter, call *faultserver.Call) {
			faultserver.Hang(faultserver.Chunk("In "))(w, call)
			close(left)
		}
	})
	m := modelAt(t, server.URL, func(c *Config) { c.Limits.Idle = time.Minute })
	for _, err := range m.Write(t.Context(), question) {
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	select {
	case <-left:
	case <-time.After(5 * time.Second):
		t.Error("the connection stays open")
	}
}

// TestNothingIsLeftBehind: no goroutine outlives a reply, however it ended.
func TestNothingIsLeftBehind(t *testing.T) {
	server := serve(t, faultserver.Always(faultserver.Hang(faultserver.Chunk("In "), faultserver.Chunk("the "))))
	m := modelAt(t, server.URL, func(c *Config) { c.Limits.Idle = time.Minute })
	before := runtime.NumGoroutine()
	for range 10 {
		for range m.Write(t.Context(), question) {
			break
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		read(ctx, m, question)
		cancel()
	}
	m.Close()
	for start := time.Now(); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Since(start) > 5*time.Second {
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
	}
}

// TestContextEnds: then the error is that of the context, soon, and no fault of
// the server.
func TestContextEnds(t *testing.T) {
	for _, name := range []string{"no headers", "no first token", "silence mid-text"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, faultserver.Always(faultserver.Fault(name)))
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			m := modelAt(t, server.URL, func(c *Config) { c.Limits = Limits{} })
			got := read(ctx, m, question)
			if !errors.Is(got.err, context.DeadlineExceeded) || faultOf(got.err) != "" {
				t.Errorf("got %v", got.err)
			}
		})
	}
}

func TestPromptBeyondTheContextIsNotSent(t *testing.T) {
	server := serve(t, faultserver.Always(faultserver.Text("In 1890.")))
	got := read(t.Context(), modelAt(t, server.URL, nil), bot.Prompt{User: strings.Repeat("harbour ", 4200)})
	if faultOf(got.err) != bot.FaultTooLong || len(server.Requests()) != 0 {
		t.Errorf("asked %d times, got %v", len(server.Requests()), got.err)
	}
}

func TestContextFilledByTheReplyIsACut(t *testing.T) {
	server := serve(t, faultserver.Always(faultserver.Stream(faultserver.Chunk("In "), faultserver.Chunk("the "),
		`error: {"code":500,"message":"context shift is disabled"}`)))
	if got := read(t.Context(), modelAt(t, server.URL, nil), question); faultOf(got.err) != bot.FaultCut {
		t.Errorf("got %v", got.err)
	}
}

func TestReplyWithoutEndIsCut(t *testing.T) {
	t.Parallel()
	server := serve(t, faultserver.Always(func(w http.ResponseWriter, call *faultserver.Call) {
		for range 60 {
			faultserver.Raw(faultserver.Chunk(strings.Repeat("x", 100<<10))+"\n\n")(w, call)
		}
		faultserver.Hang(": ping")(w, call)
	}))
	got := read(t.Context(), modelAt(t, server.URL, nil), question)
	if faultOf(got.err) != bot.FaultCut || !strings.Contains(got.err.Error(), "does not end") {
		t.Errorf("got %d bytes, %v", len(got.text), got.err)
	}
}
