package openaichat

import (
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/openaichat/faultserver"
)

// TestBreaker: after several failures in a row the server is left alone, and
// asked again later. What is no failure of the server does not count.
func TestBreaker(t *testing.T) {
	t.Run("opens and closes", func(t *testing.T) {
		t.Parallel()
		replies := []faultserver.Reply{}
		for range failuresToOpen {
			replies = append(replies, faultserver.Fault("gateway down"))
		}
		server := serve(t, faultserver.InTurn(append(replies, faultserver.Text("In 1890."))...))
		m := modelAt(t, server.URL, nil)
		m.breaker = newBreaker(short)
		for range failuresToOpen {
			read(t.Context(), m, question)
		}
		got := read(t.Context(), m, question)
		if faultOf(got.err) != bot.FaultDown || !strings.Contains(got.err.Error(), "502 Bad Gateway") || len(server.Requests()) != failuresToOpen {
			t.Errorf("asked %d times, got %v", len(server.Requests()), got.err)
		}
		time.Sleep(short + short/10)
		if got := read(t.Context(), m, question); got.err != nil {
			t.Errorf("later: %v", got.err)
		}
	})
	for _, name := range []string{"bad request", "wrong key", "cut by length", "empty", "loading", "unknown model, OpenAI", "runner killed, Ollama"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, faultserver.Always(faultserver.Fault(name)))
			m := modelAt(t, server.URL, nil)
			for range failuresToOpen + 2 {
				read(t.Context(), m, question)
			}
			if n := len(server.Requests()); n != failuresToOpen+2 {
				t.Errorf("asked %d times", n)
			}
		})
	}
	t.Run("readers that leave or panic", func(t *testing.T) {
		server := serve(t, faultserver.Always(faultserver.Text("In the year 1890.")))
		m := modelAt(t, server.URL, nil)
		for range failuresToOpen + 2 {
			func() {
				defer func() { _ = recover() }()
				for range m.Write(t.Context(), question) {
					panic("no more")
				}
			}()
			for range m.Write(t.Context(), question) {
				break
			}
		}
		if got := read(t.Context(), m, question); got.err != nil {
			t.Error(got.err)
		}
	})
}
