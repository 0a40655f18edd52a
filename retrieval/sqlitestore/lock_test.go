package sqlitestore_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bufio"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"
)

func TestSecondWriterIsToldWhoHoldsTheIndex(t *testing.T) {
	dir := t.TempDir()
	store := open(t, dir, sqlitestore.Write)
	_, err := sqlitestore.Open(t.Context(), dir, sqlitestore.Write)
	var locked *sqlitestore.LockedError
	if !errors.As(err, &locked) || locked.Holder.PID != os.Getpid() || locked.Holder.Since.IsZero() {
		t.Fatalf("second writer: %v, want a LockedError that names process %d", err, os.Getpid())
	}
	if text := err.Error(); !strings.Contains(text, fmt.Sprint(os.Getpid())) || !strings.Contains(text, dir) {
		t.Errorf("the error names neither process nor folder: %s", text)
	}
	if err := sqlitestore.Remove(t.Context(), dir); !errors.As(err, &locked) {
		t.Errorf("Remove while another writes: %v, want a LockedError", err)
	}
	reader := open(t, dir, sqlitestore.Read)
	if err := reader.SetRoots(t.Context(), []string{"/"}); !errors.Is(err, sqlitestore.ErrReadOnly) {
		t.Errorf("a reader's write: %v, want ErrReadOnly", err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir, sqlitestore.Write)
}

func TestLockWithoutANote(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, sqlitestore.Write)
	for _, note := range []string{"", "{", `{"pid":"x"}`} {
		if err := os.WriteFile(filepath.Join(dir, "writer.json"), []byte(note), 0o600); err != nil {
			t.Fatal(err)
		}
		var locked *sqlitestore.LockedError
		if _, err := sqlitestore.Open(t.Context(), dir, sqlitestore.Write); !errors.As(err, &locked) || locked.Holder.PID != 0 {
			t.Errorf("with the note %q: %v, want a LockedError without a holder", note, err)
		}
	}
}

// TestLockDiesWithItsHolder holds the lock in another process and kills that.
func TestLockDiesWithItsHolder(t *testing.T) {
	dir := t.TempDir()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childVariable+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the child cannot open the index")
	}
	var locked *sqlitestore.LockedError
	_, err = sqlitestore.Open(t.Context(), dir, sqlitestore.Write)
	if !errors.As(err, &locked) || locked.Holder.PID != child.Process.Pid {
		t.Errorf("second writer: %v, want a LockedError that names process %d", err, child.Process.Pid)
	}
	reader := open(t, dir, sqlitestore.Read)
	if _, err := reader.Documents(t.Context()); err != nil {
		t.Errorf("reading while another process writes: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	child.Wait()
	open(t, dir, sqlitestore.Write)
}

func TestReadersSeeWhatIsWritten(t *testing.T) {
	dir := t.TempDir()
	writer := open(t, dir, sqlitestore.Write)
	reader := open(t, dir, sqlitestore.Read)
	before, err := reader.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Apply(t.Context(), []retrieval.Indexed{retrievaltest.Indexed("a", "One.", "Two.", "Three.")}, nil); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, err := range reader.ChunksIn(t.Context(), 0, 100) {
		if err != nil {
			t.Fatal(err)
		}
		if seen++; seen == 1 { // a write meanwhile neither waits nor shows
			if err := writer.Apply(t.Context(), nil, []string{"a"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if seen != 3 {
		t.Errorf("a loop under way sees %d chunks, want 3", seen)
	}
	after, err := reader.State(t.Context())
	if err != nil || after.Generation != before.Generation+2 || after.Documents != 0 {
		t.Errorf("State = %+v, %v, want two generations after %d", after, err, before.Generation)
	}
}

func TestNoIndex(t *testing.T) {
	for name, dir := range map[string]string{"empty folder": t.TempDir(), "no folder": filepath.Join(t.TempDir(), "none")} {
		if _, err := sqlitestore.Open(t.Context(), dir, sqlitestore.Read); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "footnote index") {
			t.Errorf("%s: %v, want fs.ErrNotExist and what to do", name, err)
		}
		if err := sqlitestore.Remove(t.Context(), dir); err != nil {
			t.Errorf("%s: Remove: %v", name, err)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []sqlitestore.Mode{sqlitestore.Read, sqlitestore.Write} {
		if _, err := sqlitestore.Open(t.Context(), file, mode); err == nil {
			t.Error("a file is opened as a folder")
		}
	}
}

func TestOddFolderNames(t *testing.T) {
	for _, name := range []string{"with space", "a?b=c&d#e", "100%", "%20", "über", "it's \"quoted\"", "semi;colon"} {
		dir := filepath.Join(t.TempDir(), name)
		store, err := sqlitestore.Open(t.Context(), dir, sqlitestore.Write)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		store.Close()
		if _, err := os.Stat(filepath.Join(dir, "index.db")); err != nil {
			t.Errorf("%q: the file is elsewhere: %v", name, err)
		}
	}
}

func TestRemoveTellsReaders(t *testing.T) {
	dir := t.TempDir()
	if err := open(t, dir, sqlitestore.Write).Close(); err != nil {
		t.Fatal(err)
	}
	reader := open(t, dir, sqlitestore.Read)
	old, err := reader.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := sqlitestore.Remove(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if _, err := reader.State(t.Context()); !errors.Is(err, sqlitestore.ErrReplaced) {
		t.Errorf("State after Remove: %v, want ErrReplaced", err)
	}
	writer := open(t, dir, sqlitestore.Write)
	if _, err := reader.State(t.Context()); !errors.Is(err, sqlitestore.ErrReplaced) {
		t.Errorf("State of the old index: %v, want ErrReplaced", err)
	}
	if now, err := writer.State(t.Context()); err != nil || now.Generation <= old.Generation {
		t.Errorf("generation of the new index is %d, %v, want above %d", now.Generation, err, old.Generation)
	}
}
