package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/retrieval/sqlitestore"
)

// footnote is the real binary as a command: TestMain makes the test's own
// binary act as it when it is called by that name.
func footnote(t *testing.T, data string, args ...string) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), binary)
	cmd.Args = append([]string{"footnote"}, args...)
	cmd.Env = append(os.Environ(), "FOOTNOTE_DATA="+data, "HOME="+t.TempDir())
	return cmd
}

// towns writes a folder of n documents.
func towns(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		if err := writeTown(dir, i, 1000+i); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func writeTown(dir string, i, inhabitants int) error {
	text := fmt.Sprintf("# Town %d\n\nTown %d has %d inhabitants. Its river is called Brook %d. Many visitors come in summer.\n", i, i, inhabitants, i)
	return os.WriteFile(filepath.Join(dir, fmt.Sprintf("town%03d.md", i)), []byte(text), 0o644)
}

// listed is what sources --json tells, without what depends on the order of
// writing.
func listed(t *testing.T, data string) string {
	t.Helper()
	out, err := footnote(t, data, "sources", "--json").Output()
	if err != nil {
		t.Fatalf("sources: %v", explained(err))
	}
	var list struct {
		Documents        []map[string]any `json:"documents"`
		Chunks, Embedded int
	}
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(list)
}

func explained(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return fmt.Errorf("%w: %s", err, exit.Stderr)
	}
	return err
}

// A process that indexes is killed at random instants. What it leaves opens,
// and the run that is not killed completes it.
func TestKilledIndexingIsCompleted(t *testing.T) {
	folder := towns(t, 120)
	data := t.TempDir()
	if kills := killAtRandom(t, data, folder); kills == 0 {
		t.Error("no run was killed in time: the test tests nothing")
	}
	undisturbed := t.TempDir()
	if out, err := footnote(t, undisturbed, "index", folder).CombinedOutput(); err != nil {
		t.Fatalf("index: %v: %s", err, out)
	}
	if out, err := footnote(t, data, "index", folder).CombinedOutput(); err != nil {
		t.Fatalf("the completing run: %v: %s", err, out)
	}
	if got, want := listed(t, data), listed(t, undisturbed); got != want {
		t.Errorf("after kills the index holds\n%s\nwant\n%s", got, want)
	}
	store, err := sqlitestore.Open(t.Context(), data, sqlitestore.Read)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(store.Check(t.Context()), store.Close()); err != nil {
		t.Error(err)
	}
	out, err := footnote(t, data, "index").Output()
	if err != nil || !strings.HasPrefix(string(out), "Nothing to do: 120 documents") {
		t.Errorf("one more run: %v, %s", err, out)
	}
	out, err = footnote(t, data, "ask", "How many inhabitants has town 7?").Output()
	if err != nil || !strings.Contains(string(out), "1007 inhabitants") {
		t.Errorf("ask: %v, %s", err, out)
	}
}

// killAtRandom kills runs of index, each with new work to do, and asks after
// each. It returns how many were killed before they were done.
func killAtRandom(t *testing.T, data, folder string) (kills int) {
	t.Helper()
	whole := 200 * time.Millisecond
	for round := range 15 {
		for i := 20; i < 100; i++ {
			if err := writeTown(folder, i, 2000+100*round+i); err != nil {
				t.Fatal(err)
			}
		}
		started := time.Now()
		index := footnote(t, data, "index", folder)
		if err := index.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(whole))))
		_ = index.Process.Kill()
		if err := index.Wait(); err != nil {
			kills++
		} else {
			whole = time.Since(started) * 3 / 4
		}
		// 0 and 3 are answers; anything else is a broken index.
		ask := footnote(t, data, "ask", "How many inhabitants has town 7?")
		if out, err := ask.CombinedOutput(); err != nil && ask.ProcessState.ExitCode() != exitRefused {
			t.Fatalf("ask after a kill: %v: %s", err, out)
		}
	}
	return kills
}

// Processes read while one writes, and each sees whole documents.
func TestReadersDuringIndexing(t *testing.T) {
	folder, data := towns(t, 40), t.TempDir()
	if out, err := footnote(t, data, "index", folder).CombinedOutput(); err != nil {
		t.Fatalf("index: %v: %s", err, out)
	}
	done := make(chan error, 1)
	index := func(round int) error {
		for i := range 40 {
			if i == 7 {
				continue
			}
			if err := writeTown(folder, i, 2000+100*round+i); err != nil {
				return err
			}
		}
		if out, err := footnote(t, data, "index", folder).CombinedOutput(); err != nil {
			return fmt.Errorf("index: %w: %s", err, out)
		}
		return nil
	}
	go func() { done <- errors.Join(index(1), index(2), index(3), index(4)) }()
	for reads := 0; ; reads++ {
		out, err := footnote(t, data, "ask", "How many inhabitants has town 7?").Output()
		if err != nil || !strings.Contains(string(out), "1007 inhabitants") {
			t.Fatalf("ask during indexing: %v, %s", explained(err), out)
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return
		default:
		}
	}
}

func TestSecondWriterIsToldWhoHoldsTheIndex(t *testing.T) {
	folder, data := towns(t, 3), t.TempDir()
	store, err := sqlitestore.Open(t.Context(), data, sqlitestore.Write)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, args := range [][]string{{"index", folder}, {"index", "--rebuild", folder}} {
		var stderr bytes.Buffer
		index := footnote(t, data, args...)
		index.Stderr = &stderr
		_ = index.Run()
		if code := index.ProcessState.ExitCode(); code != exitFailed {
			t.Errorf("%v: exit code %d, want %d", args, code, exitFailed)
		}
		if want := fmt.Sprintf("is being written by process %d", os.Getpid()); !strings.Contains(stderr.String(), want) {
			t.Errorf("%v: got %q, want it to hold %q", args, stderr.String(), want)
		}
	}
}

func TestInterruptEndsIndexing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	environment := map[string]string{"FOOTNOTE_DATA": t.TempDir()}
	getenv := func(name string) string { return environment[name] }
	code := run(ctx, []string{"index", towns(t, 3)}, getenv, strings.NewReader(""), &stdout, &stderr)
	if code != exitFailed || stderr.String() != "footnote: interrupted\n" {
		t.Errorf("exit code %d, %q", code, stderr.String())
	}
}
