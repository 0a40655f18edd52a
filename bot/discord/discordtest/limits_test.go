package discordtest

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestBuckets: each channel takes five messages in five seconds.
func TestBuckets(t *testing.T) {
	w := newWorld(t, Options{EnforceLimits: true})
	for i := range 5 {
		_, header, _ := w.exchange("POST", w.messages(), message(nil))
		if got := header.Get("X-RateLimit-Remaining"); got != string(rune('4'-i)) {
			t.Errorf("after %d messages %s remain", i+1, got)
		}
		for _, name := range []string{"Bucket", "Limit", "Reset", "Reset-After"} {
			if header.Get("X-RateLimit-"+name) == "" {
				t.Errorf("no X-RateLimit-%s", name)
			}
		}
	}
	status, header, body := w.exchange("POST", w.messages(), message(nil))
	if status != 429 || header.Get("X-RateLimit-Scope") != "user" || header.Get("Retry-After") != "5" || body.(Object)["retry_after"] != 5.0 {
		t.Errorf("the sixth: %d %v %v", status, header, body)
	}
	other := w.AddChannel(w.guild, "other")
	w.want(200, 0)(w.do("POST", "/channels/"+other.ID+"/messages", message(nil)))
	w.clock.Add(5 * time.Second)
	w.want(200, 0)(w.post(nil))
	if got := w.InvalidRequests(); got != 1 {
		t.Errorf("%d requests were invalid", got)
	}
}

// TestGlobalLimit: 50 a second, and responses to interactions do not count.
func TestGlobalLimit(t *testing.T) {
	w := newWorld(t, Options{EnforceLimits: true})
	for range 10 {
		i := w.Slash(w.user, w.channel, "ask", nil)
		w.want(204, 0)(w.do("POST", callbackPath(i), deferral(0)))
		w.want(200, 0)(w.do("PATCH", w.hook(i)+"/messages/@original", message(nil)))
	}
	for range 10 {
		for _, path := range []string{"/users/@me", "/applications/@me", "/users/@me/guilds", "/guilds/" + w.guild.ID, "/channels/" + w.channel.ID} {
			w.want(200, 0)(w.do("GET", path, nil))
		}
	}
	status, header, body := w.exchange("GET", "/gateway/bot", nil)
	if status != 429 || header.Get("X-RateLimit-Global") != "true" || body.(Object)["global"] != true {
		t.Errorf("the 51st: %d %v %v", status, header, body)
	}
	w.clock.Add(time.Second)
	w.want(200, 0)(w.do("GET", "/gateway/bot", nil))
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name   string
		effect Effect
		status int
		check  func(http.Header, any) bool
	}{
		{"user", TooMany("user", 1500*time.Millisecond), 429, func(h http.Header, b any) bool {
			return h.Get("Retry-After") == "2" && b.(Object)["retry_after"] == 1.5 && h.Get("X-RateLimit-Scope") == "user"
		}},
		{"shared", TooMany("shared", time.Second), 429, func(h http.Header, _ any) bool { return h.Get("X-RateLimit-Scope") == "shared" }},
		{"global", TooMany("global", time.Second), 429, func(h http.Header, b any) bool {
			return h.Get("X-RateLimit-Global") == "true" && b.(Object)["global"] == true
		}},
		{"bare", TooManyBare(time.Second), 429, func(h http.Header, _ any) bool {
			return h.Get("X-RateLimit-Global") == "" && h.Get("Retry-After") == "1"
		}},
		{"HTML", Page(429), 429, func(h http.Header, b any) bool {
			return strings.HasPrefix(h.Get("Content-Type"), "text/html") && strings.HasPrefix(b.(string), "<!DOCTYPE")
		}},
		{"bad gateway", Page(502), 502, func(_ http.Header, b any) bool { _, page := b.(string); return page }},
		{"unavailable", Fail(503, 0, "upstream"), 503, func(_ http.Header, b any) bool { return b.(Object)["message"] == "upstream" }},
		{"permissions", Fail(403, 50013, "Missing Permissions"), 403, func(_ http.Header, b any) bool { return b.(Object)["code"] == 50013.0 }},
		{"cut before", CutBefore(), 0, func(http.Header, any) bool { return true }},
		{"cut after", CutAfter(), 0, func(http.Header, any) bool { return true }},
		{"slow", Slow(time.Millisecond), 200, func(http.Header, any) bool { return true }},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, Options{})
			at := w.Inject(Fault{Method: "POST", Path: "^/channels/.*/messages$", Times: 1, Do: test.effect})
			w.want(200, 0)(w.do("GET", w.messages()+"?limit=1", nil))
			status, header, body := w.exchange("POST", w.messages(), message(nil))
			if status != test.status || !test.check(header, body) {
				t.Errorf("got %d %v %v", status, header, body)
			}
			done := len(w.Messages(w.channel)) == 1
			if done != (test.name == "cut after" || test.name == "slow") {
				t.Errorf("whether the message was sent: %v", done)
			}
			w.want(200, 0)(w.post(nil))
			if at.Hits() != 1 {
				t.Errorf("it befell %d requests", at.Hits())
			}
		})
	}
}

// TestStop ends a fault that has no end of its own.
func TestStop(t *testing.T) {
	w := newWorld(t, Options{})
	at := w.Inject(Fault{Do: Fail(500, 0, "Internal Server Error")})
	w.want(500, 0)(w.do("GET", "/users/@me", nil))
	w.want(500, 0)(w.do("GET", "/users/@me", nil))
	at.Stop()
	w.want(200, 0)(w.do("GET", "/users/@me", nil))
}

func TestTooManyInvalidRequests(t *testing.T) {
	w := newWorld(t, Options{})
	w.mu.Lock()
	for range invalidLimit - 1 {
		w.invalid = append(w.invalid, w.clock.Now())
	}
	w.mu.Unlock()
	w.Deny(w.channel, w.Bot(), PermissionSendMessages)
	w.want(403, 50013)(w.post(nil))
	w.wantRules("invalid-requests")
}
