package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
)

// A story tells the same in one of many languages.
type story struct {
	Language, Text string
	// Asks are questions with a part of what must be quoted.
	Asks []struct{ Question, Quote string }
	// Open is a question that the story does not answer.
	Open string
}

// refusedQuestions are those whose words stand in the story in forms that
// nothing here leads back to each other: docs/languages.md.
var refusedQuestions = map[string]bool{
	"Berapa buku yang terdapat di rak?": true, "책장에는 책이 몇 권 있습니까?": true,
	"Kada buvo įkurta biblioteka?": true, "Kütüphane ne zaman kuruldu?": true,
}

// TestLanguages asks one index of documents in 39 languages in each of them.
func TestLanguages(t *testing.T) {
	stories := readStories(t)
	dir := t.TempDir()
	for _, s := range stories {
		if got := corpus.DetectLanguage(s.Text); got != s.Language {
			t.Errorf("the story in %s is taken for %q", s.Language, got)
		}
		if err := os.WriteFile(filepath.Join(dir, s.Language+".txt"), []byte(s.Text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	data := t.TempDir()
	if code, out := runHere(t, "index", "--data", data, dir); code != 0 {
		t.Fatalf("indexing ends with %d: %s", code, out)
	}
	for i, s := range stories {
		ask := s.Asks[i%len(s.Asks)]
		if refusedQuestions[ask.Question] {
			ask = s.Asks[(i+1)%len(s.Asks)]
		}
		if code, out := runHere(t, "ask", "--data", data, ask.Question); code != 0 || !strings.Contains(out, ask.Quote) {
			t.Errorf("%s: %q ends with %d, want a quote with %q:\n%s", s.Language, ask.Question, code, ask.Quote, out)
		}
		if i%3 == 0 {
			if code, out := runHere(t, "ask", "--data", data, s.Open); code != 3 {
				t.Errorf("%s: %q ends with %d, want a refusal:\n%s", s.Language, s.Open, code, out)
			}
		}
	}
}

func readStories(t *testing.T) (stories []story) {
	file, err := os.Open(filepath.Join("testdata", "languages", "stories.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for d := json.NewDecoder(file); d.More(); {
		var s story
		if err := d.Decode(&s); err != nil {
			t.Fatal(err)
		}
		stories = append(stories, s)
	}
	return stories
}

// runHere runs the program in this process, and returns its exit code and all
// that it wrote.
func runHere(t *testing.T, args ...string) (code int, output string) {
	var out bytes.Buffer
	home := t.TempDir()
	getenv := func(name string) string {
		if name == "HOME" {
			return home
		}
		return ""
	}
	return run(t.Context(), args, getenv, strings.NewReader(""), &out, &out), out.String()
}
