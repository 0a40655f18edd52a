package git_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"reflect"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/git"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"

	"github.com/go-git/go-git/v6/plumbing"
)

// A memory is a corpus.Memory that counts what it knew.
type memory struct {
	held map[string]remembered
	knew int
}

type remembered struct {
	stamp corpus.Stamp
	ids   []string
}

func (m *memory) Knows(path string, stamp corpus.Stamp) ([]string, bool) {
	r, ok := m.held[path]
	if ok = ok && r.stamp == stamp; ok {
		m.knew++
	}
	return r.ids, ok
}

func (m *memory) Remember(path string, stamp corpus.Stamp, ids []string) {
	m.held[path] = remembered{stamp, ids}
}

// TestIndex keeps an index equal to a repository.
func TestIndex(t *testing.T) {
	store, err := sqlitestore.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	r := newRepository(t)
	s := r.serve()
	known := &memory{held: map[string]remembered{}}
	source := read(t, s.url, sources.Options{})
	source.memory = known
	indexer := retrieval.NewIndexer(store, retrievaltest.NewEmbedder(8), corpus.Splitter{}, nil)
	sync := func(doing string, want retrieval.Report, knew int) {
		t.Helper()
		known.knew = 0
		report, err := indexer.SyncSource(t.Context(), retrieval.Scope{}, source.open().Documents(t.Context()))
		if err != nil {
			t.Fatalf("%s: %v", doing, err)
		}
		if len(report.Faults) != len(want.Faults) {
			t.Errorf("%s: faults %v", doing, report.Faults)
		}
		report.Chunks, report.Faults, want.Faults = 0, nil, nil
		if !reflect.DeepEqual(report, want) || known.knew != knew {
			t.Errorf("%s: %+v with %d files not read, want %+v with %d", doing, report, known.knew, want, knew)
		}
	}
	now := handbook.with(tree{"logo.png": "", "a.md": "A.\n"})
	r.commit(now)
	sync("first", retrieval.Report{Added: 4}, 0)
	sync("again", retrieval.Report{Unchanged: 4}, 4)
	now = now.with(tree{"a.md": "# A\n\nChanged.\n"})
	r.commit(now)
	sync("a change", retrieval.Report{Changed: 1, Unchanged: 3}, 3)
	now = now.with(tree{"a.md": "", "b/renamed.md": "# A\n\nChanged.\n"})
	r.commit(now)
	sync("a renaming", retrieval.Report{Renamed: 1, Unchanged: 3}, 3)
	now = now.with(tree{"b/renamed.md": ""})
	r.commit(now)
	sync("a deletion", retrieval.Report{Removed: 1, Unchanged: 3}, 3)
	s.down.Store(true)
	sync("an outage", retrieval.Report{Kept: 3, Faults: []*corpus.Fault{nil}}, 0)
	s.down.Store(false)
	r.tip = plumbing.ZeroHash // history begins anew
	r.commit(now.with(tree{"README.md": "# Handbook\n\nForced.\n"}))
	sync("a forced push", retrieval.Report{Changed: 1, Unchanged: 2}, 2)
	sync("again", retrieval.Report{Unchanged: 3}, 3)
}

// TestKilled kills a process that syncs, whatever it is doing.
func TestKilled(t *testing.T) {
	if address := os.Getenv("FOOTNOTE_TEST_REPOSITORY"); address != "" {
		source := read(t, address, sources.Options{})
		source.folder = os.Getenv("FOOTNOTE_TEST_FOLDER")
		for {
			source.texts()
		}
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	r := newRepository(t)
	s := r.serve()
	source := read(t, s.url, sources.Options{})
	files := tree{}
	for round := range 12 {
		for range 30 {
			name := "d" + string(rune('a'+rand.IntN(10))) + "/" + string(rune('a'+rand.IntN(26))) + ".md"
			files[name] = "Text " + time.Now().String() + "\n"
		}
		r.commit(files)
		child := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		child.Env = append(os.Environ(), "FOOTNOTE_TEST_REPOSITORY="+s.url, "FOOTNOTE_TEST_FOLDER="+source.folder)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		asked := s.heads.Load()
		for deadline := time.Now().Add(30 * time.Second); s.heads.Load() == asked && time.Now().Before(deadline); {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
		child.Process.Kill()
		child.Wait()
		if round%2 == 0 {
			continue // and kill it again
		}
		if got := source.texts(); !maps.Equal(got, map[string]string(files)) {
			t.Fatalf("after %d kills there are %d documents, want %d", round+1, len(got), len(files))
		}
	}
}

func TestCancelled(t *testing.T) {
	r := newRepository(t)
	r.commit(handbook)
	source := read(t, r.serve().url, sources.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for doc, err := range source.open().Documents(ctx) {
		if err != context.Canceled {
			t.Errorf("got %v, %v", doc, err)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	for name, source := range map[string]sources.Source{
		"nothing":                     {},
		"ssh":                         {Location: "git@github.com:o/r"},
		"a folder, by a server":       {Location: "/srv/r", Guild: "1"},
		"file://, by a server":        {Location: "file:///srv/r", Guild: "1"},
		"a password over http":        {Location: "http://ada:secret@example.org/r"},
		"a folder out of the project": {Location: "https://example.org/r", Options: sources.Options{Folder: "../x"}},
	} {
		if _, err := git.New(http.DefaultTransport, &corpus.Files{}, t.TempDir(), source); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if _, err := git.New(nil, &corpus.Files{}, t.TempDir(), sources.Source{Location: "https://example.org/r"}); err == nil {
		t.Error("no transport is taken")
	}
}
