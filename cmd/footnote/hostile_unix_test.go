//go:build unix

package main

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// special makes what is no file: pipes, sockets, links that lead nowhere, in
// circles or to devices. It tells how many.
func special(t *testing.T, folder string) int {
	t.Helper()
	at := filepath.Join(folder, "special")
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	links := map[string]string{
		"up": "..", "self.txt": "self.txt", "one.txt": "two.txt", "two.txt": "one.txt", "nowhere.txt": "gone.txt",
		"zero.txt": "/dev/zero", "random.pdf": "/dev/urandom", "tty.md": "/dev/tty", "null.html": "/dev/null", "long.txt": "./././../first.md",
	}
	for name, to := range links {
		_ = os.Remove(filepath.Join(at, name))
		if err := os.Symlink(to, filepath.Join(at, name)); err != nil {
			t.Fatal(err)
		}
	}
	made := len(links)
	for _, pipe := range []string{"pipe.txt", "pipe.pdf", filepath.Join("talk", "users.json")} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(at, pipe)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(filepath.Join(at, pipe), 0o644); err != nil && !os.IsExist(err) {
			t.Fatal(err)
		}
		made++
	}
	// An export whose users stand in a pipe that nobody writes to.
	write(t, filepath.Join(at, "talk", "channel", "2024-03-05.json"), []byte(`[{"type":"message","user":"U1","text":"The pipe leaks.","ts":"1709632800.000100"}]`))
	if listener, err := net.Listen("unix", filepath.Join(at, "s.txt")); err == nil { // the path may be too long
		t.Cleanup(func() { listener.Close() })
		made++
	}
	return made
}
