package openaichat

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"footnote/bot/openaichat/faultserver"
)

// TestKeysStaySecret: not in errors, not in logs, not when formatted, and not
// if the server repeats them.
func TestKeysStaySecret(t *testing.T) {
	const key, password = "sk-Very+Secret/1", "pass+word"
	server := serve(t, func(r faultserver.Request) faultserver.Reply {
		echo := r.Header.Get("Authorization") + " " + key + " sk-Very%2BSecret%2F1 " + password
		return faultserver.JSON(401, fmt.Sprintf(`{"error":{"message":"wrong key: %s"}}`, echo))
	})
	for _, url := range []string{strings.Replace(server.URL, "http://", "http://someone:"+password+"@", 1),
		"http://someone:" + password + "@127.0.0.1:1/v1", "http://someone:" + password + "@no-such-host.invalid/v1"} {
		var log bytes.Buffer
		m := modelAt(t, url, func(c *Config) {
			c.APIKey, c.Logger = key, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		})
		got := read(t.Context(), m, question)
		_, listErr := m.Models(t.Context())
		shown := fmt.Sprintf("%v %+v %#v %v %+v %#v %+v %s", got.err, got.err, got.err, listErr, m, m, struct{ inner *Model }{m}, log.String())
		for _, secret := range []string{key, password, "sk-Very%2BSecret%2F1", "someone"} {
			if strings.Contains(shown, secret) {
				t.Errorf("%q shows in %s", secret, shown)
			}
		}
		if got.err == nil {
			t.Error("no error")
		}
	}
}

// TestLogsEachFailureOnce: and no success.
func TestLogsEachFailureOnce(t *testing.T) {
	var log bytes.Buffer
	server := serve(t, faultserver.InTurn(faultserver.Fault("loading"), faultserver.Fault("loading"), faultserver.Text("In 1890.")))
	m := modelAt(t, server.URL, func(c *Config) { c.Retries, c.Logger = 1, slog.New(slog.NewTextHandler(&log, nil)) })
	for range 2 {
		read(t.Context(), m, question)
	}
	if n := strings.Count(log.String(), "\n"); n != 1 || !strings.Contains(log.String(), "fault=loading") {
		t.Errorf("logged %s", log.String())
	}
}

// TestConfigHidesItsKey: it is easily printed by whoever made it.
func TestConfigHidesItsKey(t *testing.T) {
	c := Config{BaseURL: "http://me:word@host/v1", Model: "m", APIKey: "sk-secret"}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "config", c)
	if shown := fmt.Sprintf("%v %+v %#v %s", c, c, c, log.String()); strings.Contains(shown, "secret") || strings.Contains(shown, "word") {
		t.Error(shown)
	}
}
