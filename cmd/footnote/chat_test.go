package main

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
)

// A transcript is a buffer that may be read while it is written.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *transcript) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *transcript) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// waitFor waits until the text stands in the transcript.
func (s *transcript) waitFor(t *testing.T, text string) {
	t.Helper()
	for range 500 {
		if strings.Contains(s.String(), text) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("never came upon %q in %s", text, s)
}

// A conversation goes on when the index is written to, and when it is made
// anew.
func TestChatFollowsTheIndex(t *testing.T) {
	folder, data := towns(t, 3), t.TempDir()
	succeeds(t, data, "index", folder)

	environment := map[string]string{"FOOTNOTE_DATA": data}
	input, lines := io.Pipe()
	var out transcript
	ended := make(chan int, 1)
	go func() {
		ended <- run(t.Context(), []string{"chat"}, func(name string) string { return environment[name] }, input, &out, &out)
	}()
	say := func(line string) {
		if _, err := io.WriteString(lines, line+"\n"); err != nil {
			t.Error(err)
		}
	}
	say("How many inhabitants has town 2?")
	out.waitFor(t, "1002 inhabitants")
	if err := writeTown(folder, 2, 5002); err != nil {
		t.Fatal(err)
	}
	succeeds(t, data, "index", folder)
	say("How many inhabitants has town 2?")
	out.waitFor(t, "5002 inhabitants")
	if err := writeTown(folder, 2, 6002); err != nil {
		t.Fatal(err)
	}
	succeeds(t, data, "index", "--rebuild", folder)
	say("How many inhabitants has town 2?")
	out.waitFor(t, "6002 inhabitants")
	lines.Close()
	if code := <-ended; code != 0 {
		t.Errorf("exit code %d: %s", code, &out)
	}
}
