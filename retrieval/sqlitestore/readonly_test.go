//go:build unix

package sqlitestore_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"
)

// readAsNobody reads an index in a process that may not write its folder.
func readAsNobody(t *testing.T, dir string) (string, error) {
	t.Helper()
	binary := os.Args[0]
	child := exec.Command(binary)
	if os.Geteuid() == 0 {
		// Root may write anywhere, so that the child must be somebody else,
		// who must reach the folder and the program.
		for at := dir; at != "/" && at != os.TempDir(); at = filepath.Dir(at) {
			if err := os.Chmod(at, 0o555); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(at, 0o755) })
		}
		content, err := os.ReadFile(binary)
		if err != nil {
			t.Fatal(err)
		}
		open := t.TempDir()
		binary = filepath.Join(open, "child")
		if err := errors.Join(os.WriteFile(binary, content, 0o755), os.Chmod(open, 0o755), os.Chmod(filepath.Dir(open), 0o755)); err != nil {
			t.Fatal(err)
		}
		child = exec.Command(binary)
		child.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	} else if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	} else {
		t.Cleanup(func() { os.Chmod(dir, 0o755) })
	}
	child.Env = append(os.Environ(), readVariable+"="+dir)
	var out, faults bytes.Buffer
	child.Stdout, child.Stderr = &out, &faults
	if err := child.Run(); err != nil {
		return "", fmt.Errorf("%w: %s", err, faults.String())
	}
	return out.String(), nil
}

func TestReadOnlyFolder(t *testing.T) {
	for _, files := range []string{"closed", "with an open writer"} {
		t.Run(files, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "index")
			store := open(t, dir, sqlitestore.Write)
			if err := store.Apply(t.Context(), []retrieval.Indexed{retrievaltest.Indexed("a", "One.", "Two.")}, nil); err != nil {
				t.Fatal(err)
			}
			if files == "closed" {
				if err := store.Close(); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range []string{"index.db", "index.db-wal", "index.db-shm"} {
				if err := os.Chmod(filepath.Join(dir, name), 0o444); err != nil && !errors.Is(err, os.ErrNotExist) {
					t.Fatal(err)
				}
			}
			out, err := readAsNobody(t, dir)
			if err != nil || out != "2\n" {
				t.Errorf("reading without the right to write: %q, %v, want 2 chunks", out, err)
			}
		})
	}
}

func TestUnreadableFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	if err := open(t, dir, sqlitestore.Write).Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "index.db")
	if err := os.Chmod(file, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := readAsNobody(t, dir); err == nil || !strings.Contains(err.Error(), "open "+file+": permission denied") {
		t.Errorf("reading without the right to read: %v", err)
	}
}
