package main

import (
	"bytes"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

func TestDoctorOfDiscord(t *testing.T) {
	server := discordtest.New(t, discordtest.Options{})
	examine := func(token string) (int, string) {
		var out, told bytes.Buffer
		env := map[string]string{"HOME": t.TempDir(), "DISCORD_TOKEN": token, "DISCORD_API_BASE": server.APIBase()}
		code := run(t.Context(), []string{"doctor"}, func(name string) string { return env[name] }, strings.NewReader(""), &out, &told)
		return code, out.String() + told.String()
	}
	code, text := examine(server.Token())
	if code != exitAnswered || !strings.Contains(text, "it is that of") || !strings.Contains(text, "none are registered yet") {
		t.Errorf("a good token: exit code %d\n%s", code, text)
	}
	code, text = examine("not.the.token")
	if code != exitFailed || !strings.Contains(text, "does not accept it") || strings.Contains(text, "not.the.token") {
		t.Errorf("a wrong token: exit code %d\n%s", code, text)
	}
	server.TakeViolations() // that the token is wrong
}
