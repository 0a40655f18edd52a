package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/bot/discord"
)

// docs is the folder of the documentation.
var docs = filepath.Join("..", "..", "..", "..", "..", "docs")

func read(t *testing.T, path ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// TestPicturesAreCurrent: what is committed is what the bot says now.
func TestPicturesAreCurrent(t *testing.T) {
	drawn, committed := filepath.Join(t.TempDir(), "pictures"), filepath.Join(docs, "pictures")
	if err := run(t.Context(), drawn); err != nil {
		t.Fatal(err)
	}
	if got, want := names(t, committed), names(t, drawn); !slices.Equal(got, want) {
		t.Errorf("the pictures are %v, and %v are drawn", got, want)
	}
	for _, name := range names(t, drawn) {
		if want := read(t, committed, name); !bytes.Equal(read(t, drawn, name), want) {
			t.Errorf("%s is not what the bot says now; draw it anew: go generate ./bot/discord/picture", name)
		}
	}
}

// TestGuide: the guide shows every picture, and the link that the bot logs.
func TestGuide(t *testing.T) {
	guide := string(read(t, docs, "discord-setup.md"))
	for name := range scenes {
		if n := strings.Count(guide, "](pictures/"+name+")"); n != 1 {
			t.Errorf("the guide shows %s %d times", name, n)
		}
	}
	if link := discord.InstallURL("APPLICATION_ID"); !strings.Contains(guide, link) {
		t.Errorf("the guide does not hold the link %s", link)
	}
}
