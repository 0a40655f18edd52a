package main

import (
	"bytes"
	"database/sql"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/config"
	"footnote/retrieval"
	"footnote/retrieval/snowball"
	"footnote/retrieval/sqlitestore"
)

// called runs the program in this process.
func called(t *testing.T, data string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	environment := map[string]string{"FOOTNOTE_DATA": data}
	var out, errs bytes.Buffer
	code = run(t.Context(), args, func(name string) string { return environment[name] }, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

func TestIndexOfAnotherModelIsEmbeddedAnew(t *testing.T) {
	folder, data := towns(t, 3), t.TempDir()
	succeeds(t, data, "index", folder)
	store, err := sqlitestore.Open(t.Context(), data, sqlitestore.Write)
	if err != nil {
		t.Fatal(err)
	}
	err = store.SetModel(t.Context(), retrieval.EmbeddingModel{Name: "another", Dimensions: 8})
	if err := errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	succeeds(t, data, "ask", "How many inhabitants has town 2?")
	code, stdout, stderr := called(t, data, "index")
	if code != 0 || !strings.Contains(stdout, "3 passages embedded") || !strings.Contains(stderr, "embedded by the model another; it is embedded anew") {
		t.Errorf("index: %d, %s%s", code, stdout, stderr)
	}
}

func TestIndexOfAnotherLayoutIsMadeAnew(t *testing.T) {
	folder, data := towns(t, 3), t.TempDir()
	succeeds(t, data, "index", folder)
	db, err := sql.Open("sqlite", filepath.Join(data, "index.db"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("PRAGMA user_version = 9999")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"ask", "Who?"}, {"index"}} {
		if code, _, stderr := called(t, data, args...); code != exitFailed || !strings.Contains(stderr, "footnote index --rebuild") {
			t.Errorf("%v: %d, %s", args, code, stderr)
		}
	}
	code, stdout, stderr := called(t, data, "index", folder)
	if code != 0 || !strings.Contains(stdout, "3 added") || !strings.Contains(stderr, "it is made anew") {
		t.Errorf("index: %d, %s%s", code, stdout, stderr)
	}
}

// held opens the saved text index as the program does.
func held(t *testing.T, data string) retrieval.Ranges {
	t.Helper()
	store, err := sqlitestore.Open(t.Context(), data, sqlitestore.Read)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	index, ranges := openTextIndex(t.Context(), store, data, snowball.New())
	if index.Len() != ranges.Len() {
		t.Errorf("the text index holds %d chunks, its note says %d", index.Len(), ranges.Len())
	}
	return ranges
}

// succeeds runs the program and returns what it prints.
func succeeds(t *testing.T, data string, args ...string) string {
	t.Helper()
	code, stdout, stderr := called(t, data, args...)
	if code != 0 {
		t.Fatalf("%v: exit code %d, %s", args, code, stderr)
	}
	return stdout
}

func expectHeld(t *testing.T, data string, want int) {
	t.Helper()
	if ranges := held(t, data); ranges.Len() != want {
		t.Errorf("the saved text index holds %v, want %d", ranges, want)
	}
}

func TestMissingChunksOfTheSavedTextIndexAreAdded(t *testing.T) {
	folder, data := towns(t, 3), t.TempDir()
	succeeds(t, data, "index", folder)
	expectHeld(t, data, 3)
	before := t.TempDir()
	if err := os.CopyFS(before, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	if err := writeTown(folder, 77, 7777); err != nil {
		t.Fatal(err)
	}
	succeeds(t, data, "index", folder)
	expectHeld(t, data, 4)

	for _, name := range []string{textNoteName, textCacheName} {
		if err := os.Rename(filepath.Join(before, name), filepath.Join(data, name)); err != nil {
			t.Fatal(err)
		}
	}
	expectHeld(t, data, 3)
	if answer := succeeds(t, data, "ask", "How many inhabitants has town 77?"); !strings.Contains(answer, "7777") {
		t.Errorf("answered %s", answer)
	}
}

// One that was made of another store, with the same chunk IDs, is not
// believed.
func TestSavedTextIndexOfALostStore(t *testing.T) {
	data := t.TempDir()
	succeeds(t, data, "index", towns(t, 3))
	if err := os.Remove(filepath.Join(data, "index.db")); err != nil {
		t.Fatal(err)
	}
	succeeds(t, data, "index", towns(t, 2))
	expectHeld(t, data, 2)
}

// A question that the making anew of the index falls into is asked again.
func TestAskingWhileTheIndexIsMadeAnew(t *testing.T) {
	folder, data := towns(t, 3), t.TempDir()
	succeeds(t, data, "index", folder)
	p := &program{stderr: io.Discard, log: slog.New(slog.DiscardHandler), config: config.Config{Data: data}}
	asked := 0
	err := p.withEngine(t.Context(), p.openEngine, func(e *engine) error {
		if asked++; asked == 1 {
			succeeds(t, data, "index", "--rebuild", folder)
		}
		_, err := e.answerer.Answer(t.Context(), bot.Question{Text: "How many inhabitants has town 2?"})
		return err
	})
	if err != nil || asked != 2 {
		t.Errorf("asked %d times: %v, want 2 times", asked, err)
	}
}

// An index that was emptied must not be taken for one that never was.
func TestLostIndexIsToldOf(t *testing.T) {
	environment := map[string]string{"HOME": t.TempDir(), "LocalAppData": t.TempDir()}
	getenv := func(name string) string { return environment[name] }
	ask := func() string {
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"ask", "Who organized the digital diplomacy forum in Astana?"}, getenv, strings.NewReader(""), &out, &errs); code != exitAnswered {
			t.Fatalf("exit code %d: %s", code, &errs)
		}
		return errs.String()
	}
	if told := ask(); told != "" {
		t.Errorf("without an index: %s", told)
	}
	folder, err := config.DefaultData(getenv)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.MkdirAll(folder, 0o700), os.WriteFile(filepath.Join(folder, "index.db"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if told := ask(); !strings.Contains(told, "no index in "+folder) {
		t.Errorf("with an empty file: %q", told)
	}
}
