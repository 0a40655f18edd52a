package main

import (
	"bytes"
	"context"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// A served is footnote serve as a process, with all that it says.
type served struct {
	*exec.Cmd
	ended chan error

	mu     sync.Mutex
	output bytes.Buffer
}

func (s *served) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.output.Write(p)
}

func (s *served) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.output.String()
}

func startServe(t *testing.T, d *discordtest.Server, token string, args ...string) *served {
	t.Helper()
	return startServeIn(t, t.TempDir(), d, token, args...)
}

func startServeIn(t *testing.T, data string, d *discordtest.Server, token string, args ...string) *served {
	t.Helper()
	s := &served{Cmd: footnote(t, data, append([]string{"serve"}, args...)...), ended: make(chan error, 1)}
	s.Env = append(s.Env, "DISCORD_TOKEN="+token, "DISCORD_API_BASE="+d.APIBase())
	s.Stdout, s.Stderr = s, s
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.ended <- s.Wait() }()
	t.Cleanup(func() { _ = s.Process.Kill() })
	return s
}

// ends waits for the end of the process, and returns its exit code. Whatever
// happened, nobody was told the token.
func (s *served) ends(t *testing.T, token string) int {
	t.Helper()
	select {
	case <-s.ended:
	case <-time.After(30 * time.Second):
		t.Fatalf("it does not end:\n%s", s)
	}
	if strings.Contains(s.String(), token) {
		t.Errorf("it told the token:\n%s", s)
	}
	return s.ProcessState.ExitCode()
}

// The program serves a server from the library that it brings along, and goes
// when it is told to.
func TestServe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no signals to end it with")
	}
	d := discordtest.New(t, discordtest.Options{})
	town := d.AddGuild("Town")
	square, alice := d.AddChannel(town, "square"), d.AddUser("alice", town)
	s := startServe(t, d, d.Token(), "--guild", town.ID)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for len(d.Commands(town.ID)) == 0 {
		if ctx.Err() != nil {
			t.Fatalf("no commands are registered:\n%s", s)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if n := len(d.Commands("")); n > 0 {
		t.Errorf("%d commands are registered in all servers", n)
	}
	i := d.Slash(alice, square, "ask", map[string]any{"question": "What are the four cybersecurity challenges that Su Chang described?"})
	m, err := i.WaitMessage(ctx, func(m discordtest.Message) bool { return len(m.Controls()) > 0 })
	if err != nil {
		t.Fatalf("%v\n%s", err, s)
	}
	if !strings.Contains(m.Content, "technological capabilities") {
		t.Errorf("the answer is %q", m.Content)
	}
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := s.ends(t, d.Token()); code != exitAnswered {
		t.Errorf("exit code %d:\n%s", code, s)
	}
	if g := d.Gateway.Stats(); g.Identifies != 1 || g.Goodbyes != 1 {
		t.Errorf("the gateway saw %+v", g)
	}
}

// A token that Discord does not accept ends the program with a word on what to
// do; Discord is not asked again and again.
func TestServeWithWrongToken(t *testing.T) {
	const token = "a-token-that-nobody-knows"
	d := discordtest.New(t, discordtest.Options{})
	s := startServe(t, d, token)
	if code := s.ends(t, token); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	lines := strings.Split(strings.TrimSpace(s.String()), "\n")
	last := lines[len(lines)-1]
	if !strings.HasPrefix(last, "footnote: ") || !strings.Contains(last, "Discord does not accept the bot's token") || !strings.Contains(last, "copy it again") {
		t.Errorf("the last word is %q", last)
	}
	if n := d.Gateway.Stats().Identifies; n != 1 {
		t.Errorf("it identified %d times", n)
	}
}
