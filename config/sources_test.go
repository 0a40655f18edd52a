package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func loadText(t *testing.T, text string) (Config, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(Sources{File: file, Getenv: func(string) string { return "" }, Flags: map[string]string{"data": "data"}})
}

func TestSources(t *testing.T) {
	got, err := loadText(t, `
[sources.wiki]
location = " https://wiki.example.org/ "
kind = "website"
every = "1h30m"
audience = "guild:1"
max-pages = 100
max-depth = 3
allow-private = true
exclude = ["*/talk/*", "*.pdf"]

[sources.code]
location = "/srv/code"
branch = "main"
folder = "docs"
include = ["*.md"]
authors = "hidden"
no-ignore = true
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []Source{
		{Name: "code", Location: "/srv/code", Branch: "main", Folder: "docs", Include: []string{"*.md"}, Authors: "hidden", NoIgnore: true},
		{Name: "wiki", Location: "https://wiki.example.org/", Kind: "website", Every: 90 * time.Minute, Audience: []string{"guild:1"},
			MaxPages: 100, MaxDepth: 3, AllowPrivate: true, Exclude: []string{"*/talk/*", "*.pdf"}},
	}
	if !reflect.DeepEqual(got.Sources, want) {
		t.Errorf("got %+v\nwant %+v", got.Sources, want)
	}
}

func TestWrongSources(t *testing.T) {
	_, err := loadText(t, `
[sources]
alone = "https://example.org"
[sources.a]
[sources.b]
location = 3
every = "often"
audience = [1]
max-pages = 0
allow-private = "yes"
loction = "x"
`)
	if err == nil {
		t.Fatal("wrong sources are taken")
	}
	for _, want := range []string{"sources.alone", "sources.a.location", "sources.b.location", "sources.b.every", "sources.b.audience", "sources.b.max-pages",
		"sources.b.allow-private", "sources.b.loction"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not blamed in:\n%v", want, err)
		}
	}
	if _, err := loadText(t, `sources = "x"`); err == nil || !strings.Contains(err.Error(), "[sources.handbook]") {
		t.Errorf("got %v", err)
	}
}
