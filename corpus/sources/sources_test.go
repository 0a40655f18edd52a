package sources

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/corpus"
)

func TestOf(t *testing.T) {
	for _, test := range []struct {
		location string
		kind     Kind
		want     Source
	}{
		{"https://docs.example.org/", "", Source{Kind: Website, Name: "docs-example-org", Location: "https://docs.example.org/"}},
		{"https://www.example.org/a/b.html#c", "", Source{Kind: Website, Name: "example-org-b", Location: "https://www.example.org/a/b.html"}},
		{"https://github.com/a/b", "", Source{Kind: Git, Name: "b", Location: "https://github.com/a/b"}},
		{"https://github.com/a/b/issues", "", Source{Kind: Website, Name: "github-com-issues", Location: "https://github.com/a/b/issues"}},
		{"https://git.example.org/x/y/z.git", "", Source{Kind: Git, Name: "z", Location: "https://git.example.org/x/y/z.git"}},
		{"https://example.org/blog/feed.xml", "", Source{Kind: Feed, Name: "example-org-feed", Location: "https://example.org/blog/feed.xml"}},
		{"https://example.org/blog/feed/", "", Source{Kind: Feed, Name: "example-org-feed", Location: "https://example.org/blog/feed/"}},
		{"https://example.org/notes", Feed, Source{Kind: Feed, Name: "example-org-notes", Location: "https://example.org/notes"}},
		{"<#81384788765712384>", "", Source{Kind: Discord, Name: "channel-81384788765712384", Location: "81384788765712384"}},
		{"https://discord.com/channels/81384788765712384/81384788765712385", "", Source{Kind: Discord, Name: "channel-81384788765712385", Location: "81384788765712385"}},
		{" /srv/Hand Book ", "", Source{Kind: Files, Name: "hand-book", Location: "/srv/Hand Book"}},
		{"/srv/repo.git", Git, Source{Kind: Git, Name: "repo", Location: "/srv/repo.git"}},
		{"Satzung 2024.pdf", Upload, Source{Kind: Upload, Name: "satzung-2024-pdf", Location: "Satzung 2024.pdf"}},
		{"/srv/资料", "", Source{Kind: Files, Name: "files", Location: "/srv/资料"}},
		{"/" + strings.Repeat("x", 60), "", Source{Kind: Files, Name: strings.Repeat("x", 40), Location: "/" + strings.Repeat("x", 60)}},
	} {
		got, err := Of(test.location, test.kind)
		if err != nil {
			t.Errorf("%q: %v", test.location, err)
			continue
		}
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%q: got %+v, want %+v", test.location, got, test.want)
		}
		if err := got.Check(); err != nil {
			t.Errorf("%q: %v", test.location, err)
		}
	}
	for _, wrong := range []struct {
		location string
		kind     Kind
	}{{"", ""}, {"  ", ""}, {"a\nb", ""}, {"https://", ""}, {"https://user:secret@/x", ""}, {"x", "nothing"}, {"/srv", Website}, {"ftp://example.org/x", ""}, {"file:///etc", ""}, {"ssh://git@example.org/x", Files}, {"general", Discord}, {strings.Repeat("x", 3000), ""}} {
		if got, err := Of(wrong.location, wrong.kind); err == nil {
			t.Errorf("%q is understood as %+v", wrong.location, got)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error tells a password: %v", err)
		}
	}
}

func FuzzOf(f *testing.F) {
	for _, seed := range []string{"https://docs.example.org/", "<#81384788765712384>", "/srv/a", "a.git", "https://u:p@h/x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, location string) {
		s, err := Of(location, "")
		if err != nil || strings.TrimSpace(s.Location) != s.Location {
			return // of a path, blanks at its end are left out
		}
		if err := s.Check(); err != nil {
			t.Errorf("%q: %v", location, err)
		}
		again, err := Of(s.Location, s.Kind)
		if err != nil || again.Location != s.Location || again.Name != s.Name && s.Kind != Website && s.Kind != Feed && s.Kind != Git {
			t.Errorf("%q: %+v is understood as %+v (%v)", location, s, again, err)
		}
	})
}

func TestShown(t *testing.T) {
	s := Source{Location: "https://user:secret@git.example.org/a.git"}
	if got := s.Shown(); got != "https://git.example.org/a.git" {
		t.Errorf("got %q", got)
	}
}

func TestRegistry(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "data")
	configured := Source{Name: "wiki", Kind: Website, Location: "https://wiki.example.org/"}
	r, err := Open(dir, []Source{configured})
	if err != nil {
		t.Fatal(err)
	}
	notes := Source{Name: "notes", Kind: Files, Location: "/srv/notes"}
	if err := r.Add(ctx, notes); err != nil {
		t.Fatal(err)
	}
	for _, taken := range []string{"notes", "wiki"} {
		if err := r.Add(ctx, Source{Name: taken, Kind: Files, Location: "/x"}); !errors.Is(err, ErrTaken) {
			t.Errorf("adding %s: got %v, want ErrTaken", taken, err)
		}
	}
	synced := time.Now().UTC().Truncate(time.Second)
	for _, name := range []string{"notes", "wiki", "gone"} {
		if err := r.SetState(ctx, name, State{Synced: synced, Documents: 3}); err != nil {
			t.Errorf("state of %s: %v", name, err)
		}
	}
	if err := r.Change(ctx, "wiki", func(*Entry) {}); !errors.Is(err, ErrConfigured) {
		t.Errorf("changing a configured source: got %v", err)
	}
	if err := r.Change(ctx, "notes", func(e *Entry) { e.Audience = []string{"guild:1"} }); err != nil {
		t.Error(err)
	}
	if err := r.Change(ctx, "notes", func(e *Entry) { e.Audience = []string{" "} }); err == nil {
		t.Error("an empty label is taken")
	}
	again, err := Open(dir, []Source{configured})
	if err != nil {
		t.Fatal(err)
	}
	all, err := again.List(ctx)
	if err != nil || len(all) != 2 {
		t.Fatalf("got %v, %v", all, err)
	}
	for i, want := range []string{"notes", "wiki"} {
		if e := all[i]; e.Name != want || !e.State.Synced.Equal(synced) || e.State.Documents != 3 || e.Configured != (want == "wiki") {
			t.Errorf("got %+v", e)
		}
	}
	if all[0].Audience[0] != "guild:1" {
		t.Errorf("the audience is %q", all[0].Audience)
	}
	if err := again.Forget(ctx, "notes"); err != nil {
		t.Error(err)
	}
	if _, err := again.Find(ctx, "notes"); !errors.Is(err, ErrUnknown) {
		t.Errorf("got %v, want ErrUnknown", err)
	}
}

func TestRegistryOfMany(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			r, err := Open(dir, nil)
			if err == nil {
				err = r.Add(ctx, Source{Name: fmt.Sprintf("s%d", i), Kind: Files, Location: "/x"})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	r, _ := Open(dir, nil)
	if all, err := r.List(ctx); err != nil || len(all) != 8 {
		t.Errorf("got %d sources, %v; want 8", len(all), err)
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "notes.md")
	// A write was cut short, and wrote more than the next one.
	if err := os.WriteFile(filepath.Join(dir, ".notes.md.new"), []byte("half of something long"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"one", "two"} {
		if err := WriteFile(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("%d files are left, %v", len(entries), err)
	}
	if err := WriteFile(filepath.Join(dir, "none", "notes.md"), nil); err == nil {
		t.Error("a file is written into a folder that is not there")
	}
}

func TestRegistryDamaged(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), []byte(`{"sources": [`), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Add(t.Context(), Source{Name: "a", Kind: Files, Location: "/x"}); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("got %v", err)
	}
}

func TestMemory(t *testing.T) {
	name := filepath.Join(t.TempDir(), "seen.json")
	old := corpus.Stamp{Size: 3, Modified: time.Now().Add(-time.Hour).UnixNano()}
	fresh := corpus.Stamp{Size: 3, Modified: time.Now().UnixNano()}
	hash := func(id string) (string, bool) { return "hash of " + id, id != "lost" }
	m := OpenMemory(name, "key", nil)
	m.Remember("/a", old, []string{"a"})
	m.Remember("/b", old, []string{"b1", "b2"})
	m.Remember("/fresh", fresh, []string{"fresh"})
	m.Remember("/lost", old, []string{"lost"})
	m.Remember("/empty", old, nil)
	if err := m.Save(hash); err != nil {
		t.Fatal(err)
	}
	held := func(id, was string) bool { return was == "hash of "+id && id != "b2" }
	m = OpenMemory(name, "key", held)
	for path, want := range map[string]bool{"/a": true, "/b": false, "/fresh": false, "/lost": false, "/empty": true} {
		if _, known := m.Knows(path, old); known != want {
			t.Errorf("%s is known: %v, want %v", path, known, want)
		}
	}
	if _, known := m.Knows("/a", fresh); known {
		t.Error("a changed file is known")
	}
	if err := m.Save(hash); err != nil {
		t.Fatal(err)
	}
	if _, known := OpenMemory(name, "key", held).Knows("/b", old); known {
		t.Error("a file is known that this walk did not see")
	}
	if _, known := OpenMemory(name, "another", held).Knows("/a", old); known {
		t.Error("a file is known by another key")
	}
	if err := os.WriteFile(name, []byte(`{"key":"key","files":{"/a":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, known := OpenMemory(name, "key", held).Knows("/a", old); known {
		t.Error("a damaged file is believed")
	}
}
