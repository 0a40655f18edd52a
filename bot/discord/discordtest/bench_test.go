package discordtest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// BenchmarkInteraction measures a question with its deferred answer, checked in
// full and once a shape.
func BenchmarkInteraction(b *testing.B) {
	for _, once := range []bool{false, true} {
		b.Run(fmt.Sprintf("shapes once %v", once), func(b *testing.B) {
			s := New(b, Options{ValidateShapesOnce: once})
			guild := s.AddGuild("Harbour")
			channel, user := s.AddChannel(guild, "general"), s.AddUser("Ada", guild)
			for b.Loop() {
				i := s.Slash(user, channel, "ask", map[string]any{"question": "Why?"})
				send(b, s, "POST", callbackPath(i), deferral(0))
				send(b, s, "PATCH", "/webhooks/"+s.Bot().ID+"/"+i.Token+"/messages/@original", message(nil))
				s.Forget(0)
			}
		})
	}
}

func send(b *testing.B, s *Server, method, path string, body Object) {
	b.Helper()
	r, err := http.NewRequest(method, s.APIBase()+"/v10"+path, bytes.NewReader(encode(body)))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1.0)")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, response.Body)
	if _ = response.Body.Close(); response.StatusCode >= 300 {
		b.Fatalf("%s %s: %d", method, path, response.StatusCode)
	}
}
