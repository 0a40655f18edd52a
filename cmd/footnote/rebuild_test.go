package main

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
	if code, _, stderr := called(t, data, "index", folder); code != 0 {
		t.Fatal(stderr)
	}
	store, err := sqlitestore.Open(t.Context(), data, sqlitestore.Write)
	if err != nil {
		t.Fatal(err)
	}
	err = store.SetModel(t.Context(), retrieval.EmbeddingModel{Name: "another", Dimensions: 8})
	if err := errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := called(t, data, "ask", "How many inhabitants has town 2?"); code != 0 {
		t.Errorf("ask before embedding anew: %d, %s", code, stderr)
	}
	code, stdout, stderr := called(t, data, "index")
	if code != 0 || !strings.Contains(stdout, "3 passages embedded") || !strings.Contains(stderr, "embedded by the model another; it is embedded anew") {
		t.Errorf("index: %d, %s%s", code, stdout, stderr)
	}
}

func TestIndexOfAnotherLayoutIsMadeAnew(t *testing.T) {
	folder, data := towns(t, 3), t.TempDir()
	if code, _, stderr := called(t, data, "index", folder); code != 0 {
		t.Fatal(stderr)
	}
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
func held(t *testing.T, data string) (retrieval.Ranges, *sqlitestore.Store) {
	t.Helper()
	store, err := sqlitestore.Open(t.Context(), data, sqlitestore.Read)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	index, ranges := openTextIndex(t.Context(), store, data, snowball.New())
	if index.Len() != ranges.Len() {
		t.Errorf("the text index holds %d chunks, its note says %d", index.Len(), ranges.Len())
	}
	return ranges, store
}

func TestSavedTextIndex(t *testing.T) {
	folder, data := towns(t, 3), t.TempDir()
	if code, _, stderr := called(t, data, "index", folder); code != 0 {
		t.Fatal(stderr)
	}
	if ranges, _ := held(t, data); ranges.Len() != 3 {
		t.Errorf("after indexing it holds %v", ranges)
	}
	note := filepath.Join(data, textNoteName)
	before, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}

	// What is missing in it is found all the same.
	if err := writeTown(folder, 77, 7777); err != nil {
		t.Fatal(err)
	}
	saved, err := os.ReadFile(filepath.Join(data, textCacheName))
	if err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := called(t, data, "index", folder); code != 0 {
		t.Fatal(stderr)
	}
	if ranges, _ := held(t, data); ranges.Len() != 4 {
		t.Errorf("after a change it holds %v", ranges)
	}
	for name, content := range map[string][]byte{textNoteName: before, textCacheName: saved} {
		if err := os.WriteFile(filepath.Join(data, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if ranges, _ := held(t, data); ranges.Len() != 3 {
		t.Errorf("the older one holds %v", ranges)
	}
	if code, stdout, stderr := called(t, data, "ask", "How many inhabitants has town 77?"); code != 0 || !strings.Contains(stdout, "7777") {
		t.Errorf("ask: %d, %s%s", code, stdout, stderr)
	}

	// One of another store, with the same chunk IDs, is not believed.
	if err := os.Remove(filepath.Join(data, "index.db")); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := called(t, data, "index", towns(t, 2)); code != 0 {
		t.Fatal(stderr)
	}
	if ranges, _ := held(t, data); ranges.Len() != 2 {
		t.Errorf("after the store was lost it holds %v", ranges)
	}
}
