package watch

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// brief makes everything happen soon.
var brief = Options{Quiet: 20 * time.Millisecond, Most: 200 * time.Millisecond, Look: 30 * time.Millisecond, Walk: 30 * time.Millisecond}

// A watched is a Watcher that runs.
type watched struct {
	t       *testing.T
	w       *Watcher
	changes chan struct{}
	stop    context.CancelFunc
	ended   chan error
}

// start runs a Watcher until it watches.
func start(t *testing.T, w *Watcher) *watched {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	r := &watched{t: t, w: w, changes: make(chan struct{}, 1000), stop: stop, ended: make(chan error, 1)}
	go func() { r.ended <- w.Run(ctx, func() { r.changes <- struct{}{} }) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-r.ended:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("ended with %v", err)
			}
		case <-time.After(30 * time.Second):
			t.Error("does not end")
		}
	})
	select {
	case <-r.changes:
	case <-time.After(30 * time.Second):
		t.Fatal("the beginning was not told")
	}
	return r
}

// wakes waits until a change is told, and for what else comes with it.
func (r *watched) wakes(what string) {
	r.t.Helper()
	select {
	case <-r.changes:
	case <-time.After(30 * time.Second):
		r.t.Fatalf("%s was not told", what)
	}
	for {
		select {
		case <-r.changes:
		case <-time.After(100 * time.Millisecond):
			return
		}
	}
}

// sleeps makes sure that nothing is told. Nothing must have been before, which
// could be told late.
func (r *watched) sleeps(what string) {
	r.t.Helper()
	select {
	case <-r.changes:
		r.t.Fatalf("%s was told", what)
	case <-time.After(150 * time.Millisecond):
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
		t.Fatal(err)
	}
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// bothWays runs a test with events, and with walks.
func bothWays(t *testing.T, parallel func(*testing.T), test func(t *testing.T, watch func(roots ...string) *Watcher)) {
	for name, open := range map[string]func() (*fsnotify.Watcher, error){
		"events": fsnotify.NewWatcher,
		"walks":  func() (*fsnotify.Watcher, error) { return nil, syscall.EMFILE },
	} {
		t.Run(name, func(t *testing.T) {
			parallel(t)
			test(t, func(roots ...string) *Watcher {
				options := brief
				options.Logger = slog.New(slog.DiscardHandler)
				w := New(roots, options)
				w.open = open
				return w
			})
		})
	}
}

func TestTells(t *testing.T) {
	t.Parallel()
	actions := map[string]func(t *testing.T, dir string){
		"a new file":    func(t *testing.T, dir string) { write(t, filepath.Join(dir, "new.md"), "New.") },
		"a change":      func(t *testing.T, dir string) { write(t, filepath.Join(dir, "a.md"), "A, changed.") },
		"a deletion":    func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, "a.md"))) },
		"a change deep": func(t *testing.T, dir string) { write(t, filepath.Join(dir, "one", "two", "b.md"), "B, changed.") },
		"a renaming": func(t *testing.T, dir string) {
			must(t, os.Rename(filepath.Join(dir, "a.md"), filepath.Join(dir, "one", "a.md")))
		},
		"a new folder": func(t *testing.T, dir string) { write(t, filepath.Join(dir, "three", "four", "new.md"), "New.") },
		"a folder gone": func(t *testing.T, dir string) {
			must(t, os.RemoveAll(filepath.Join(dir, "one")))
		},
		"saving by renaming": func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, ".a.md.swp"), "A, saved.")
			must(t, os.Rename(filepath.Join(dir, ".a.md.swp"), filepath.Join(dir, "a.md")))
		},
		"saving anew": func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, "a.md")))
			write(t, filepath.Join(dir, "a.md"), "A, saved.")
		},
		"a file from elsewhere": func(t *testing.T, dir string) {
			other := filepath.Join(t.TempDir(), "other.md")
			write(t, other, "Other.")
			must(t, os.Rename(other, filepath.Join(dir, "other.md")))
		},
		"an ignore file": func(t *testing.T, dir string) { write(t, filepath.Join(dir, "one", ".gitignore"), "b.md\n") },
	}
	bothWays(t, (*testing.T).Parallel, func(t *testing.T, watch func(...string) *Watcher) {
		for name, act := range actions {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				write(t, filepath.Join(dir, "a.md"), "A.")
				write(t, filepath.Join(dir, "one", "two", "b.md"), "B.")
				r := start(t, watch(dir))
				act(t, dir)
				r.wakes(name)
			})
		}
	})
}

func TestPassesOver(t *testing.T) {
	t.Parallel()
	bothWays(t, (*testing.T).Parallel, func(t *testing.T, watch func(...string) *Watcher) {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "a.md"), "A.")
		write(t, filepath.Join(dir, ".gitignore"), "*.log\n/build/\n!keep.log\n")
		write(t, filepath.Join(dir, "build", "deep", "b.md"), "B.")
		write(t, filepath.Join(dir, ".git", "HEAD"), "ref")
		write(t, filepath.Join(dir, "node_modules", "x", "y.md"), "Y.")
		r := start(t, watch(dir))
		for _, name := range []string{".hidden", ".git/index", "a.md~", "~$a.docx", "x.log", "build/deep/c.md", "node_modules/x/z.md", ".new/x.md", "sub.log/x.md"} {
			write(t, filepath.Join(dir, name), "Not of interest.")
		}
		r.sleeps("what is passed over")
		write(t, filepath.Join(dir, "keep.log"), "Kept.")
		r.wakes("what an ignore file keeps")
		// The rules change, and so does what counts.
		write(t, filepath.Join(dir, ".gitignore"), "a.md\n")
		r.wakes("the ignore file")
		write(t, filepath.Join(dir, "build", "deep", "b.md"), "B, changed.")
		r.wakes("what is not left out any more")
	})
}

func TestNewFoldersAreWatched(t *testing.T) {
	t.Parallel()
	bothWays(t, (*testing.T).Parallel, func(t *testing.T, watch func(...string) *Watcher) {
		dir, other := t.TempDir(), t.TempDir()
		r := start(t, watch(dir))
		write(t, filepath.Join(dir, "a", "b", "c", "d.md"), "D.")
		r.wakes("a new folder")
		write(t, filepath.Join(dir, "a", "b", "c", "d.md"), "D, changed.")
		r.wakes("a change in a new folder")

		write(t, filepath.Join(other, "moved", "deep", "e.md"), "E.")
		must(t, os.Rename(filepath.Join(other, "moved"), filepath.Join(dir, "moved")))
		r.wakes("a folder that was moved here")
		write(t, filepath.Join(dir, "moved", "deep", "e.md"), "E, changed.")
		r.wakes("a change in it")
		must(t, os.Rename(filepath.Join(dir, "moved"), filepath.Join(dir, "a", "again")))
		r.wakes("a folder that was moved within")
		write(t, filepath.Join(dir, "a", "again", "deep", "e.md"), "E, changed again.")
		r.wakes("a change in it")
		must(t, os.Rename(filepath.Join(dir, "a", "again"), filepath.Join(other, "away")))
		r.wakes("a folder that was moved away")
		must(t, os.RemoveAll(filepath.Join(dir, "a")))
		r.wakes("a folder that was removed")
		write(t, filepath.Join(dir, "a", "b", "c", "d.md"), "D.")
		r.wakes("a folder that came back")
		write(t, filepath.Join(dir, "a", "b", "c", "d.md"), "D, changed.")
		r.wakes("a change in it")
	})
}

func TestNamedFiles(t *testing.T) {
	t.Parallel()
	bothWays(t, (*testing.T).Parallel, func(t *testing.T, watch func(...string) *Watcher) {
		dir := t.TempDir()
		path := filepath.Join(dir, "notes.md")
		write(t, path, "Notes.")
		r := start(t, watch(path))
		write(t, filepath.Join(dir, "other.md"), "Other.")
		write(t, filepath.Join(dir, "sub", "other.md"), "Other.")
		r.sleeps("another file")
		write(t, path, "Notes, changed.")
		r.wakes("a change")
		must(t, os.Remove(path))
		r.wakes("a deletion")
		write(t, path, "Notes.")
		r.wakes("the return")
		write(t, path+".tmp", "Notes, saved.")
		must(t, os.Rename(path+".tmp", path))
		r.wakes("saving by renaming")
		must(t, os.RemoveAll(dir))
		r.wakes("the folder's end")
		write(t, path, "Notes again.")
		r.wakes("the folder's return")
		write(t, path, "Notes again, changed.")
		r.wakes("a change")
	})
}

func TestRootsThatComeAndGo(t *testing.T) {
	t.Parallel()
	bothWays(t, (*testing.T).Parallel, func(t *testing.T, watch func(...string) *Watcher) {
		dir := t.TempDir()
		root := filepath.Join(dir, "later", "docs")
		r := start(t, watch(root, filepath.Join(dir, "never")))
		r.sleeps("nothing")
		write(t, filepath.Join(root, "a", "a.md"), "A.")
		r.wakes("the root")
		write(t, filepath.Join(root, "a", "a.md"), "A, changed.")
		r.wakes("a change")
		must(t, os.RemoveAll(filepath.Join(dir, "later")))
		r.wakes("the root's end")
		write(t, filepath.Join(root, "a", "a.md"), "A.")
		r.wakes("the root's return")
		write(t, filepath.Join(root, "a", "a.md"), "A, changed.")
		r.wakes("a change after it")
		// Another folder takes the root's place, and then that of one above it.
		write(t, filepath.Join(dir, "other", "a", "b.md"), "B.")
		must(t, os.Rename(root, root+"-old"), os.Rename(filepath.Join(dir, "other"), root))
		r.wakes("the other folder")
		write(t, filepath.Join(root, "a", "b.md"), "B, changed.")
		r.wakes("a change in it")
		above := filepath.Join(dir, "later")
		write(t, filepath.Join(dir, "next", "docs", "c.md"), "C.")
		must(t, os.Rename(above, above+"-old"), os.Rename(filepath.Join(dir, "next"), above))
		r.wakes("another folder above")
		write(t, filepath.Join(root, "c.md"), "C, changed.")
		r.wakes("a change in it")
	})
}

func TestLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("links need rights there")
	}
	bothWays(t, (*testing.T).Parallel, func(t *testing.T, watch func(...string) *Watcher) {
		dir, docs := t.TempDir(), t.TempDir()
		one, two, beside := filepath.Join(dir, "one"), filepath.Join(dir, "two"), filepath.Join(dir, "beside")
		write(t, filepath.Join(one, "a.md"), "A.")
		write(t, filepath.Join(two, "deep", "b.md"), "B.")
		write(t, filepath.Join(beside, "c.md"), "C.")
		root, file := filepath.Join(docs, "root"), filepath.Join(docs, "file.md")
		must(t, os.Symlink(one, root), os.Symlink(filepath.Join(beside, "c.md"), file), os.Symlink(root, filepath.Join(one, "loop")))
		r := start(t, watch(root, file))
		r.sleeps("nothing")
		write(t, filepath.Join(one, "a.md"), "A, changed.")
		r.wakes("a change where the root leads")
		write(t, filepath.Join(beside, "c.md"), "C, changed.")
		r.wakes("a change where the file leads")
		must(t, os.Symlink(filepath.Join(two, "deep"), filepath.Join(one, "linked")))
		r.wakes("a new link to a folder")
		write(t, filepath.Join(two, "deep", "b.md"), "B, changed.")
		r.wakes("a change where it leads")
		must(t, os.Remove(root), os.Symlink(two, root))
		r.wakes("a root that leads elsewhere")
		write(t, filepath.Join(two, "d.md"), "D.")
		r.wakes("a change there")
	})
}

func TestMergesEvents(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	options := brief
	options.Quiet, options.Most = 30*time.Second, 300*time.Millisecond // so that it is never quiet
	r := start(t, New([]string{dir}, options))
	for n := range 200 {
		write(t, filepath.Join(dir, "a", string(rune('a'+n%26)), "x.md"), strings.Repeat("x", n))
	}
	r.wakes("what goes on without end")

	m := newMerger(Options{Quiet: time.Hour, Most: time.Hour})
	m.happened()
	first := m.first
	m.happened()
	if m.first != first || first.IsZero() {
		t.Error("what comes later puts off the most")
	}
	if m.told(); !m.first.IsZero() {
		t.Error("what was told is not forgotten")
	}
}

// TestLimits reaches the system's limit at the beginning, and in the middle.
func TestLimits(t *testing.T) {
	t.Parallel()
	for name, most := range map[string]int{"at the beginning": 1, "in the middle": 3} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "a", "a.md"), "A.")
			var log bytes.Buffer
			options := brief
			options.Logger = slog.New(slog.NewTextHandler(&log, nil))
			w := New([]string{dir}, options)
			held := 0
			w.add = func(notifier *fsnotify.Watcher, path string) error {
				if held++; held > most {
					return syscall.ENOSPC
				}
				return notifier.Add(path)
			}
			r := start(t, w)
			write(t, filepath.Join(dir, "b", "c", "d", "d.md"), "D.")
			r.wakes("a new folder")
			write(t, filepath.Join(dir, "b", "c", "d", "d.md"), "D, changed.")
			r.wakes("a change")
			r.stop()
			r.ended <- <-r.ended // so that the log is written
			if n := strings.Count(log.String(), "level=WARN"); n != 1 || !strings.Contains(log.String(), "max_user_watches") && runtime.GOOS == "linux" {
				t.Errorf("it was told %d times: %s", n, &log)
			}
		})
	}
}

func TestOverflow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "A.")
	w := New([]string{dir}, brief)
	var mu sync.Mutex
	var notifier *fsnotify.Watcher
	w.open = func() (*fsnotify.Watcher, error) {
		mu.Lock()
		defer mu.Unlock()
		var err error
		notifier, err = fsnotify.NewWatcher()
		return notifier, err
	}
	r := start(t, w)
	mu.Lock()
	errs := notifier.Errors
	mu.Unlock()
	errs <- fsnotify.ErrEventOverflow
	r.wakes("the overflow")
	write(t, filepath.Join(dir, "a.md"), "A, changed.")
	r.wakes("a change after it")
}

func TestNoIgnore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".gitignore"), "*.log\n")
	options := brief
	options.NoIgnore = true
	r := start(t, New([]string{dir}, options))
	write(t, filepath.Join(dir, "x.log"), "Log.")
	r.wakes("what an ignore file would leave out")
}

// TestTakes gives events one by one.
func TestTakes(t *testing.T) {
	t.Parallel()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	named := filepath.Join(dir, "alone", "named.md")
	root := filepath.Join(dir, "root")
	write(t, named, "Named.")
	write(t, filepath.Join(root, ".gitignore"), "*.log\n/build/\n")
	write(t, filepath.Join(root, "a", "b", "c.md"), "C.")
	write(t, filepath.Join(root, "a", "d.log"), "D.")
	if err := os.Symlink(root, filepath.Join(root, "a", "loop")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	notifier, err := fsnotify.NewWatcher()
	must(t, err)
	defer notifier.Close()
	f := &folders{watcher: New([]string{root, named}, brief), notifier: notifier, ctx: t.Context(), held: map[string]*rules{}}
	if changed, err := f.look(); !changed || err != nil {
		t.Fatal(changed, err)
	}
	if len(f.held) != 4 {
		t.Errorf("%v are held, want the root, two folders in it, and that of the file", f.held)
	}
	write(t, named, "Named, changed.")
	if changed, err := f.take(fsnotify.Event{Name: named, Op: fsnotify.Write}); !changed || err != nil {
		t.Error("the change of a named file is not told", err)
	}
	if changed, err := f.look(); changed || err != nil {
		t.Error("it is told again", err)
	}
	f.drop(filepath.Join(root, "a")) // as if it had come among events that were lost
	if err := f.anew(fsnotify.ErrEventOverflow); err != nil || len(f.held) != 4 {
		t.Errorf("%v are held after an overflow: %v", f.held, err)
	}
	for _, test := range []struct {
		name string
		op   fsnotify.Op
		want bool
	}{
		{"root/a/b/c.md", fsnotify.Write, true}, {"root/a/b/c.md", fsnotify.Chmod, false}, {"root/gone.md", fsnotify.Remove, true},
		{"root/.hidden", fsnotify.Create, false}, {"root/a.md~", fsnotify.Create, false}, {"root/a/d.log", fsnotify.Write, false},
		{"root/a/gone.log", fsnotify.Remove, false}, {"root/.footnoteignore", fsnotify.Remove, true}, {"root/node_modules", fsnotify.Create, false},
		{"alone/named.md", fsnotify.Write, true}, {"alone/other.md", fsnotify.Write, false}, {"alone/.gitignore", fsnotify.Write, false},
		{"alone", fsnotify.Write, false}, {"elsewhere/x.md", fsnotify.Write, false}, {"root/a", fsnotify.Rename, true}, {"root/a/b/c.md", fsnotify.Write, false},
	} {
		if changed, err := f.take(fsnotify.Event{Name: filepath.Join(dir, filepath.FromSlash(test.name)), Op: test.op}); changed != test.want || err != nil {
			t.Errorf("%v of %s: %v, %v, want %v", test.op, test.name, changed, err, test.want)
		}
	}
	if len(f.held) != 2 {
		t.Errorf("%v are held, want the root and the folder of the file", f.held)
	}
}

func TestNothingIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	bothWays(t, func(*testing.T) {}, func(t *testing.T, watch func(...string) *Watcher) {
		dir := t.TempDir()
		for range 5 {
			ctx, stop := context.WithCancel(context.Background())
			err := watch(dir).Run(ctx, stop) // at the first change
			if !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
		}
	})
	for deadline := time.Now().Add(30 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines are left of %d:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}
