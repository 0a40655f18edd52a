package link

import (
	"strings"
	"testing"
)

func TestAddress(t *testing.T) {
	for given, want := range map[string]string{
		"":                              "https://discord.com/api/v9",
		"http://127.0.0.1:80":           "http://127.0.0.1:80/api/v9",
		"http://127.0.0.1:80/":          "http://127.0.0.1:80/api/v9",
		"http://127.0.0.1:80/api":       "http://127.0.0.1:80/api/v9",
		"http://127.0.0.1:80/api/":      "http://127.0.0.1:80/api/v9",
		"http://127.0.0.1:80/api/v9":    "http://127.0.0.1:80/api/v9",
		"http://127.0.0.1:80/api/v10/":  "http://127.0.0.1:80/api/v10",
		"https://proxy.example/x/api":   "https://proxy.example/x/api/v9",
		"discord.com":                   "",
		"ftp://discord.com":             "",
		"https://":                      "",
		"https://user:pass@discord.com": "",
		"https://discord.com/api?x":     "",
		"http://[::1":                   "",
	} {
		l, err := New(Config{Token: "t", API: given})
		switch {
		case want == "" && err == nil:
			t.Errorf("%q was taken", given)
		case want == "" && strings.Contains(err.Error(), "pass@"):
			t.Errorf("%q: the error shows the password", given)
		case want != "" && (err != nil || l.api != want):
			t.Errorf("%q: %+v, %v; want %s", given, l, err, want)
		}
	}
}

func TestNewTellsAllFaults(t *testing.T) {
	_, err := New(Config{Token: " Bot  ", API: "x", ShardID: 3, ShardCount: 3})
	for _, want := range []string{"token", "address", "shard"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, and does not tell of the %s", err, want)
		}
	}
	if _, err := New(Config{Token: "two\nlines"}); err == nil || strings.Contains(err.Error(), "two") {
		t.Errorf("the error is %v", err)
	}
}
