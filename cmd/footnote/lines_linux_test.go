package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"footnote/retrieval"
)

// openTerminal makes a pseudo-terminal: what is written to the keyboard is
// typed into the screen's process.
func openTerminal(t *testing.T) (keyboard, screen *os.File) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminals can be made here:", err)
	}
	t.Cleanup(func() { keyboard.Close() })
	if err := unix.IoctlSetPointerInt(int(keyboard.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(keyboard.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	screen, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { screen.Close() })
	return keyboard, screen
}

func TestLinesFromATerminal(t *testing.T) {
	keyboard, screen := openTerminal(t)
	lines := newLineReader(screen, screen)
	if !lines.interactive() {
		t.Fatal("a terminal is not taken for one")
	}
	for _, tt := range []struct{ typed, want string }{
		{"Who spoke?\r", "Who spoke?"},
		{"Whom\x7f spoke?\r", "Who spoke?"}, // backspace
		{"\x1b[A\r", "Who spoke?"},          // the one before
	} {
		if _, err := io.WriteString(keyboard, tt.typed); err != nil {
			t.Fatal(err)
		}
		if got, err := lines.read(t.Context()); got != tt.want || err != nil {
			t.Errorf("typed %q: %q, %v, want %q", tt.typed, got, err, tt.want)
		}
	}
}

// A signal ends the context, and must end the waiting for a line too.
func TestLinesOfAnInterruptedTerminal(t *testing.T) {
	_, screen := openTerminal(t)
	before, err := unix.IoctlGetTermios(int(screen.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := newLineReader(screen, screen).read(ctx)
		done <- err
	}()
	time.Sleep(10 * time.Millisecond) // it mostly waits by now; either way it must end
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("read: %v, want %v", err, context.Canceled)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("reading outlasts its context")
	}
	after, err := unix.IoctlGetTermios(int(screen.Fd()), unix.TCGETS)
	if err != nil || *after != *before {
		t.Errorf("the terminal was not given back: %v, want %v (%v)", after, before, err)
	}
}

// What was taken away must not be drawn again by anything in the background.
func TestProgressIsTakenAway(t *testing.T) {
	keyboard, screen := openTerminal(t)
	bar := newProgress(screen)
	bar.show(retrieval.Progress{Stage: retrieval.StageRead, Done: 1})
	bar.finish()
	time.Sleep(300 * time.Millisecond)
	if _, err := io.WriteString(screen, "done\n"); err != nil {
		t.Fatal(err)
	}
	var seen []byte
	for !bytes.Contains(seen, []byte("done")) {
		part := make([]byte, 1024)
		n, err := keyboard.Read(part)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, part[:n]...)
	}
	last := seen[bytes.LastIndexByte(bytes.TrimRight(seen, "\r\n"), '\r')+1:]
	if string(bytes.TrimRight(last, "\r\n")) != "done" {
		t.Errorf("the last line is %q in %q", last, seen)
	}
}
