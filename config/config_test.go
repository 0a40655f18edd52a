package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func writeFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLaterPlacesWin(t *testing.T) {
	file := writeFile(t, "data = '/file'\ncolor = 'never'\nlog-level = 'info'\n")
	type basics struct {
		data  string
		color Color
		level slog.Level
	}
	tests := []struct {
		name    string
		sources Sources
		want    basics
	}{
		{"defaults", Sources{Getenv: env("HOME", "/home/ann", "XDG_DATA_HOME", "/share")},
			basics{filepath.FromSlash("/share/footnote"), ColorAuto, LogLevelOff}},
		{"file", Sources{File: file, Getenv: env()}, basics{"/file", ColorNever, slog.LevelInfo}},
		{"file named by the environment", Sources{Getenv: env("FOOTNOTE_CONFIG", file)},
			basics{"/file", ColorNever, slog.LevelInfo}},
		{"environment", Sources{File: file, Getenv: env("FOOTNOTE_DATA", "/env", "FOOTNOTE_LOG_LEVEL", "debug")},
			basics{"/env", ColorNever, slog.LevelDebug}},
		{"flags", Sources{File: file, Getenv: env("FOOTNOTE_DATA", "/env", "FOOTNOTE_COLOR", "auto"),
			Flags: map[string]string{"data": "/flag"}}, basics{"/flag", ColorAuto, slog.LevelInfo}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Load(test.sources)
			if err != nil {
				t.Fatal(err)
			}
			if got := (basics{got.Data, got.Color, got.LogLevel}); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	file := writeFile(t, "colour = 'auto'\nlog-level = 3\n[discord]\ntoken = 'x'\n")
	_, err := Load(Sources{File: file, Getenv: env("FOOTNOTE_COLOR", "pink"), Flags: map[string]string{"data": ""}})
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatalf("error %v is not of type Faults", err)
	}
	want := []string{
		file + ": log-level is not a string; put it into quotes",
		file + ": colour is not a setting; there are " + strings.Join(names(), ", "),
		file + ": discord.token is not a setting; there are " + strings.Join(names(), ", "),
		`environment, FOOTNOTE_COLOR: color "pink" is not one of auto, always, never`,
		`flag --data: data "" is empty; name a folder`,
	}
	if got := err.Error(); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestPathsThatOnlyAShellUnderstands(t *testing.T) {
	_, err := Load(Sources{File: writeFile(t, "data = '~/notes'"), Getenv: env()})
	if err == nil || !strings.Contains(err.Error(), `data "~/notes" begins with ~`) {
		t.Errorf("got %v", err)
	}
}

func TestFaultyFiles(t *testing.T) {
	t.Run("syntax", func(t *testing.T) {
		file := writeFile(t, "data = '/x'\ncolor = = 'auto'\n")
		_, err := Load(Sources{File: file, Getenv: env()})
		if err == nil || !strings.HasPrefix(err.Error(), file+":2:") {
			t.Errorf("got %v, want the place in line 2", err)
		}
	})
	t.Run("asked for but missing", func(t *testing.T) {
		_, err := Load(Sources{File: filepath.Join(t.TempDir(), "none.toml"), Getenv: env("HOME", "/h")})
		if err == nil || !strings.HasPrefix(err.Error(), "flag --config: ") {
			t.Errorf("got %v, want a fault of --config", err)
		}
	})
	t.Run("default place, missing", func(t *testing.T) {
		if _, err := Load(Sources{Getenv: env("HOME", t.TempDir())}); err != nil {
			t.Error(err)
		}
	})
	t.Run("no home", func(t *testing.T) {
		if _, err := Load(Sources{Getenv: env()}); err == nil {
			t.Error("no data folder is no fault")
		}
	})
}

func TestDefaultPlaces(t *testing.T) {
	tests := []struct {
		system string
		getenv func(string) string
		want   string
	}{
		{"linux", env("HOME", "/home/ann"), "/home/ann/.local/share"},
		{"linux", env("HOME", "/home/ann", "XDG_DATA_HOME", "/d"), "/d"},
		{"linux", env("HOME", "/home/ann", "XDG_DATA_HOME", "relative"), "/home/ann/.local/share"},
		{"darwin", env("HOME", "/Users/ann"), "/Users/ann/Library/Application Support"},
		{"windows", env("LocalAppData", `C:\Users\ann\Local`), `C:\Users\ann\Local`},
	}
	for _, test := range tests {
		got, err := userFolder(test.system, test.getenv, "XDG_DATA_HOME", ".local/share", "LocalAppData")
		if err != nil || filepath.ToSlash(got) != filepath.ToSlash(test.want) {
			t.Errorf("%s: got %q, %v, want %q", test.system, got, err, test.want)
		}
	}
}

func TestSecretsAreRedacted(t *testing.T) {
	const token = "hunter2"
	secret := NewSecret(token)
	type holder struct {
		Token  Secret
		hidden Secret
	}
	h := holder{secret, secret}
	marshalled, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	var logged bytes.Buffer
	slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "token", secret, "holder", h, "pointer", &h)
	prints := []string{string(marshalled), logged.String(), fmt.Sprint(secret), fmt.Sprint(h.hidden), fmt.Sprintf("%s %q %v %+v %#v %x %d", secret, secret, secret, secret, secret, secret, secret),
		fmt.Sprintf("%v %+v %#v", h, h, h), fmt.Sprintf("%v", &h), fmt.Errorf("with %v", h).Error()}
	for _, text := range prints {
		if strings.Contains(text, token) || strings.Contains(text, fmt.Sprintf("%x", token)) {
			t.Errorf("the secret shows in %s", text)
		}
	}
	if got := string(marshalled); got != `{"Token":"[redacted]"}` {
		t.Errorf("marshalled as %s", got)
	}
	if secret.Reveal() != token || NewSecret("").Reveal() != "" || !NewSecret("").IsZero() {
		t.Error("Reveal does not give the value back")
	}
}

func TestFaultsDoNotShowSecrets(t *testing.T) {
	l := newLoading()
	s := setting{name: "token", secret: true, set: func(*Config, string) error { return errors.New("is too short") }}
	l.take(s, "hunter2", "environment, FOOTNOTE_TOKEN")
	if got, want := l.faults.Error(), "environment, FOOTNOTE_TOKEN: token [redacted] is too short"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzLoadFile(f *testing.F) {
	for _, text := range []string{"", "data = 'x'", "[a.b]\nc = 1", "data = 'x'\ndata = 'y'", "\xff", "a = [[1],{b=2}]"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		l := newLoading()
		l.decode("file", text)
		for _, fault := range l.faults {
			if fault.Problem == "" || !strings.HasPrefix(fault.From, "file") {
				t.Errorf("unclear fault %+v", fault)
			}
		}
	})
}
