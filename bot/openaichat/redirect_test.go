package openaichat

import (
	"errors"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/openaichat/faultserver"
)

// TestRedirectsAreNotFollowed: neither prompt nor key go anywhere but to the
// server that was configured; where it sends them is told.
func TestRedirectsAreNotFollowed(t *testing.T) {
	other := serve(t, faultserver.Always(faultserver.Text("In 1890.")))
	for _, status := range []int{301, 302, 303, 307, 308} {
		server := serve(t, faultserver.Always(faultserver.JSON(status, "", "Location", other.URL+"/chat/completions")))
		m := modelAt(t, server.URL, func(c *Config) { c.APIKey = "sk-secret" })
		var e *bot.ModelError
		if err := read(t.Context(), m, question).err; !errors.As(err, &e) || e.Fault != bot.FaultRejected || e.Status != status ||
			!strings.HasSuffix(e.Advice, "sends requests on to "+other.URL+": if that is right, set the base URL to it") {
			t.Errorf("%d: got %v", status, err)
		}
	}
	if n := len(other.Requests()); n != 0 {
		t.Errorf("the other server was asked %d times", n)
	}
}

// TestAdviceNamesTheSettings: people are told what to set by its own name.
func TestAdviceNamesTheSettings(t *testing.T) {
	for name, want := range map[string]string{
		"wrong key":  "set FALLBACK_KEYS to one that this server accepts",
		"wrong path": "check FALLBACKS: it usually ends in /v1",
	} {
		server := serve(t, faultserver.Always(faultserver.Fault(name)))
		m := modelAt(t, server.URL, func(c *Config) { c.AddressName, c.KeyName = "FALLBACKS", "FALLBACK_KEYS" })
		var e *bot.ModelError
		if err := read(t.Context(), m, question).err; !errors.As(err, &e) || e.Advice != want {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
