package syncer_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/syncer"
)

func TestSync(t *testing.T) {
	d := newDesk(t)
	d.set("zoo", "a.txt: Apes climb.", "b.txt: Bears sleep.", "c.txt: Cats purr.", "d.txt: Dogs bark.")
	out := d.add("zoo")
	if out.Added != 4 || out.Documents != 4 || out.Passages != 4 || out.Skipped != 2 || out.Ignored != 3 || out.Problem != nil {
		t.Errorf("at first: %+v", out)
	}
	d.want("zoo/a.txt; zoo/b.txt; zoo/c.txt; zoo/d.txt")
	d.set("zoo", "a.txt: Apes climb trees.", "b.txt: Bears sleep.", "c.txt: Cats purr.", "e.txt: Elks drink.")
	if out := d.sync("zoo", false); out.Added != 1 || out.Changed != 1 || out.Removed != 1 || out.Unchanged != 2 {
		t.Errorf("after changes: %+v", out)
	}
	if out := d.sync("zoo", false); out.Wrote() || out.Unchanged != 4 {
		t.Errorf("without changes: %+v", out)
	}
	if s := d.state("zoo"); s.Documents != 4 || s.Passages != 4 || s.Synced.IsZero() || s.Problem != "" {
		t.Errorf("the state is %+v", s)
	}
	if _, err := d.Sync(t.Context(), "none", false); !errors.Is(err, sources.ErrUnknown) {
		t.Errorf("an unknown source: %v", err)
	}
}

func TestSourceThatIsDown(t *testing.T) {
	d := newDesk(t)
	d.set("zoo", "a.txt: Apes climb.", "b.txt: Bears sleep.")
	d.add("zoo")
	synced := d.state("zoo").Synced
	for _, change := range []func(*shelf){
		func(s *shelf) { s.down = true },
		func(s *shelf) { s.broken = errors.New("no such host") },
	} {
		change(d.shelf("zoo"))
		out := d.sync("zoo", true)
		if !errors.Is(out.Problem, syncer.ErrUnreachable) || out.Documents != 2 {
			t.Errorf("got %+v", out)
		}
		d.want("zoo/a.txt; zoo/b.txt")
		if s := d.state("zoo"); s.Problem == "" || !s.Synced.Equal(synced) || s.Documents != 2 {
			t.Errorf("the state is %+v", s)
		}
		*d.shelf("zoo") = shelf{texts: d.shelf("zoo").texts}
	}
	if out := d.sync("zoo", false); out.Problem != nil || d.state("zoo").Problem != "" {
		t.Errorf("when it is back: %+v", out)
	}
}

func TestMassDeletionIsHeld(t *testing.T) {
	d := newDesk(t)
	all := []string{"a.txt: Apes climb.", "b.txt: Bears sleep.", "c.txt: Cats purr.", "d.txt: Dogs bark.", "e.txt: Elks drink."}
	d.set("zoo", all...)
	d.add("zoo")
	d.set("zoo", all[0], "f.txt: Foxes run.")
	out := d.sync("zoo", false)
	if len(out.Held) != 4 || out.Removed != 0 || out.Added != 1 || d.state("zoo").Held != 4 {
		t.Errorf("got %+v", out)
	}
	d.want("zoo/a.txt; zoo/b.txt; zoo/c.txt; zoo/d.txt; zoo/e.txt; zoo/f.txt")
	if out := d.sync("zoo", true); out.Removed != 4 || d.state("zoo").Held != 0 {
		t.Errorf("confirmed: %+v", out)
	}
	d.want("zoo/a.txt; zoo/f.txt")
	d.set("zoo")
	if out := d.sync("zoo", false); out.Removed != 2 {
		t.Errorf("two documents: %+v", out)
	}
}

func TestAddThatFails(t *testing.T) {
	d := newDesk(t)
	source := sources.Source{Name: "zoo", Kind: sources.Website, Location: "https://example.org"}
	for _, test := range []struct {
		change func(*shelf)
		want   error
	}{
		{func(s *shelf) {}, syncer.ErrEmpty},
		{func(s *shelf) { s.texts["a.txt"] = "x"; s.down = true }, syncer.ErrUnreachable},
		{func(s *shelf) { s.broken = errors.New("no such host") }, syncer.ErrUnreachable},
	} {
		s := d.shelf("zoo")
		*s = shelf{texts: map[string]string{}}
		test.change(s)
		if _, err := d.Add(t.Context(), source, nil); !errors.Is(err, test.want) {
			t.Errorf("got %v, want %v", err, test.want)
		}
		if _, err := d.registry.Find(t.Context(), "zoo"); !errors.Is(err, sources.ErrUnknown) {
			t.Errorf("the source is still there: %v", err)
		}
		if _, err := os.Stat(d.registry.Dir("zoo")); err == nil {
			t.Error("its folder is still there")
		}
	}
	d.set("zoo", "a.txt: Apes climb.")
	*d.shelf("zoo") = shelf{texts: d.shelf("zoo").texts}
	d.add("zoo")
	if _, err := d.Add(t.Context(), source, nil); !errors.Is(err, sources.ErrTaken) {
		t.Errorf("a second one: %v", err)
	}
	d.want("zoo/a.txt")
}

func TestUpload(t *testing.T) {
	d := newDesk(t)
	d.set("notes", "a.txt: Apes climb.")
	source := sources.Source{Name: "notes", Kind: sources.Upload, Location: "../../notes.txt"}
	if _, err := d.Add(t.Context(), source, []byte("text")); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(d.registry.Dir("notes"), syncer.UploadFolder, "notes.txt"))
	if err != nil || string(data) != "text" {
		t.Errorf("got %q, %v", data, err)
	}
	for _, name := range []string{"..", "/", "."} {
		source := sources.Source{Name: "odd", Kind: sources.Upload, Location: name}
		if _, err := d.Add(t.Context(), source, []byte("text")); err == nil {
			t.Errorf("a file called %q is taken", name)
		}
	}
}

func TestRemove(t *testing.T) {
	d := newDesk(t)
	d.set("zoo", "a.txt: Apes climb.", "b.txt: Bears sleep.", "c.txt: Cats purr.")
	d.set("farm", "h.txt: Hens cluck.")
	d.add("zoo")
	d.add("farm")
	if err := d.Remove(t.Context(), "zoo"); err != nil {
		t.Fatal(err)
	}
	d.want("farm/h.txt")
	if err := d.Remove(t.Context(), "zoo"); !errors.Is(err, sources.ErrUnknown) {
		t.Errorf("a second time: %v", err)
	}
	// A source that left the list by itself.
	if err := d.registry.Forget(t.Context(), "farm"); err != nil {
		t.Fatal(err)
	}
	if orphans, err := d.Orphans(t.Context()); err != nil || len(orphans) != 1 || orphans["farm"] != 1 {
		t.Errorf("orphans: %v, %v", orphans, err)
	}
	if err := d.Remove(t.Context(), "farm"); err != nil {
		t.Error(err)
	}
	d.want("")
}

// A sync that waited for a removal does not bring the documents back.
func TestSyncWhileItIsRemoved(t *testing.T) {
	d := newDesk(t)
	d.set("zoo", "a.txt: Apes climb.")
	d.add("zoo")
	var syncs sync.WaitGroup
	for range 8 {
		syncs.Go(func() { _, _ = d.Sync(t.Context(), "zoo", false) })
	}
	if err := d.Remove(t.Context(), "zoo"); err != nil {
		t.Fatal(err)
	}
	syncs.Wait()
	d.want("")
	if _, err := os.Stat(d.registry.Dir("zoo")); err == nil {
		t.Error("its folder is there again")
	}
}

func TestAudience(t *testing.T) {
	d := newDesk(t)
	d.set("zoo", "a.txt: Apes climb.", "b.txt: Bears sleep.")
	d.shelf("zoo").labels["b.txt"] = []string{"role:2"}
	d.add("zoo", "guild:1")
	d.want("zoo/a.txt guild:1; zoo/b.txt guild:1&role:2")
	if _, err := d.SetAudience(t.Context(), "zoo", []string{"guild:3"}); err != nil {
		t.Fatal(err)
	}
	d.want("zoo/a.txt guild:3; zoo/b.txt guild:3&role:2")
	d.shelf("zoo").down = true
	out, err := d.SetAudience(t.Context(), "zoo", []string{"guild:4"})
	if err != nil || out.Problem == nil {
		t.Errorf("got %+v, %v", out, err)
	}
	// It cannot be read, so both are needed until it can.
	d.want("zoo/a.txt guild:3&guild:4; zoo/b.txt guild:3&guild:4&role:2")
	d.shelf("zoo").down = false
	if _, err := d.SetAudience(t.Context(), "zoo", nil); err != nil {
		t.Fatal(err)
	}
	d.want("zoo/a.txt; zoo/b.txt role:2")
}

func TestBusy(t *testing.T) {
	d := newDesk(t)
	d.set("zoo", "a.txt: Apes climb.")
	d.add("zoo")
	before := d.state("zoo")
	other, err := sqlitestore.Open(t.Context(), d.dir, sqlitestore.Write)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Sync(t.Context(), "zoo", false); !errors.As(err, new(*sqlitestore.LockedError)) {
		t.Errorf("got %v", err)
	}
	if after := d.state("zoo"); after != before {
		t.Errorf("the state went from %+v to %+v", before, after)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	d.sync("zoo", false)
}

// eventually waits for what a schedule does.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: it does not come about", what)
		}
	}
}

func TestRun(t *testing.T) {
	d := newDesk(t)
	d.set("zoo", "a.txt: Apes climb.")
	d.set("farm", "h.txt: Hens cluck.")
	d.add("zoo")
	watched := make(chan func(), 1)
	s := d.open(func(o *syncer.Options) {
		o.Roots = func(context.Context) ([]string, error) { return []string{"/somewhere"}, nil }
		o.Watch = func(ctx context.Context, paths []string, changed func()) error {
			if len(paths) == 1 && paths[0] == "/somewhere" {
				watched <- changed
			}
			<-ctx.Done()
			return nil
		}
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Run(ctx) }()
	d.set("", "r.txt: Rats gnaw.")
	eventually(t, "files are read at the start", func() bool { return strings.Contains(d.held(), "r.txt") })
	d.set("", "r.txt: Rats gnaw.", "s.txt: Seals dive.")
	(<-watched)()
	eventually(t, "files are read when they change", func() bool { return strings.Contains(d.held(), "s.txt") })
	d.set("zoo", "a.txt: Apes climb.", "b.txt: Bears sleep.")
	s.Changed("zoo")
	eventually(t, "a source is read when it is said to have changed", func() bool { return strings.Contains(d.held(), "zoo/b.txt") })
	// What another process adds is read, and what it marks is removed.
	if err := d.registry.Add(ctx, sources.Source{Name: "farm", Kind: sources.Feed, Location: "https://example.org/feed"}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a new source is read", func() bool { return strings.Contains(d.held(), "farm/h.txt") })
	if err := d.registry.Change(ctx, "farm", func(e *sources.Entry) { e.Removing = true }); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a removal is completed", func() bool { return !strings.Contains(d.held(), "farm/h.txt") })
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestProgress(t *testing.T) {
	d := newDesk(t)
	d.set("zoo", "a.txt: Apes climb.", "b.txt: Bears sleep.")
	var seen []syncer.Status
	d.shelf("zoo").during = func() {
		all, err := d.Sources(context.Background())
		if err != nil {
			t.Error(err)
		}
		seen = all
	}
	d.add("zoo")
	if len(seen) != 1 || !seen[0].Running || seen[0].Progress.Stage != retrieval.StageRead {
		t.Errorf("while it was read: %+v", seen)
	}
	all, err := d.Sources(t.Context())
	if err != nil || len(all) != 1 || all[0].Running || !all[0].Next.After(time.Now()) {
		t.Errorf("afterwards: %+v, %v", all, err)
	}
}
