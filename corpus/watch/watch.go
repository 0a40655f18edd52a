package watch

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Options say how a Watcher watches. The zero value is fit for use.
type Options struct {
	// Quiet is how long nothing must happen before it is told that something
	// did; 0 means 300 ms. An editor that saves makes several events.
	Quiet time.Duration
	// Most is how long it may take to tell while events go on; 0 means 2 s.
	Most time.Duration
	// Look is how often roots are looked at themselves: whether those that were
	// missing are there, and those that were there still are; 0 means 1 s.
	Look time.Duration
	// Walk is how often all files are looked at where they cannot be watched; 0
	// means 5 s.
	Walk time.Duration
	// NoIgnore disregards ignore files: what they leave out wakes as well.
	NoIgnore bool
	// Logger is told once if the files cannot be watched; nil means
	// slog.Default.
	Logger *slog.Logger
}

func (o Options) orUsual() Options {
	usual := func(d *time.Duration, usual time.Duration) {
		if *d <= 0 {
			*d = usual
		}
	}
	usual(&o.Quiet, 300*time.Millisecond)
	usual(&o.Most, 2*time.Second)
	usual(&o.Look, time.Second)
	usual(&o.Walk, 5*time.Second)
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	return o
}

// A Watcher watches files and folders. Run it once.
type Watcher struct {
	options Options
	roots   []*root
	// open and add are those of the system.
	open func() (*fsnotify.Watcher, error)
	add  func(*fsnotify.Watcher, string) error
	seed maphash.Seed
}

// New returns a Watcher of files and folders, with all that is below them. They
// need not be there yet. A root that is a link is watched where it leads.
func New(roots []string, options Options) *Watcher {
	w := &Watcher{options: options.orUsual(), open: fsnotify.NewWatcher, add: (*fsnotify.Watcher).Add, seed: maphash.MakeSeed()}
	for _, path := range roots {
		if absolute, err := filepath.Abs(path); err == nil {
			path = absolute
		}
		w.roots = append(w.roots, &root{path: path})
	}
	return w
}

// Run watches until the context ends, and returns its error. It calls changed
// once when it begins to watch, for what happened before, and then whenever
// something has changed. That must not take long: it is called where events are
// taken.
//
// What a walk over files passes over does not count: hidden files, backups,
// what ignore files leave out. Neither do permissions. Links to folders are
// followed, what links to files lead to is not watched.
func (w *Watcher) Run(ctx context.Context, changed func()) error {
	notifier, err := w.open()
	if err == nil {
		f := &folders{watcher: w, notifier: notifier, ctx: ctx, held: map[string]*rules{}}
		err = f.run(changed)
		if closing := notifier.Close(); err == nil {
			err = closing
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	w.options.Logger.WarnContext(ctx, "files are not watched; they are looked at every few seconds instead", "every", w.options.Walk, "reason", hinted(err))
	return w.poll(ctx, changed)
}

// run takes events until the context ends or something cannot be watched.
func (f *folders) run(changed func()) error {
	if _, err := f.look(); err != nil {
		return err
	}
	if f.ctx.Err() == nil {
		changed()
	}
	tell := newMerger(f.watcher.options)
	defer tell.stop()
	look := time.NewTicker(f.watcher.options.Look)
	defer look.Stop()
	for {
		var happened bool
		var err error
		select {
		case <-f.ctx.Done():
			return nil
		case <-tell.due():
			tell.told()
			changed()
		case event, open := <-f.notifier.Events:
			if !open {
				return errClosed
			}
			happened, err = f.take(event)
		case trouble, open := <-f.notifier.Errors:
			if !open {
				return errClosed
			}
			happened, err = true, f.anew(trouble)
		case <-look.C:
			happened, err = f.look()
		}
		if err != nil {
			return err
		}
		if happened {
			tell.happened()
		}
	}
}

var errClosed = errors.New("the system stopped telling what happens to files")

// anew sets up everything again after events were lost, or after an error that
// may mean that.
func (f *folders) anew(trouble error) error {
	if !errors.Is(trouble, fsnotify.ErrEventOverflow) {
		f.watcher.options.Logger.DebugContext(f.ctx, "watching files", "error", trouble)
	}
	for _, r := range f.watcher.roots {
		r.stamp = "" // so that it is looked at as if it had just come
	}
	_, err := f.look()
	return err
}

// A merger makes one of many events.
type merger struct {
	options Options
	timer   *time.Timer
	first   time.Time // of those not told yet; the zero time if there are none
}

func newMerger(options Options) *merger {
	m := &merger{options: options, timer: time.NewTimer(time.Hour)}
	m.timer.Stop()
	return m
}

// happened puts off telling, but not beyond the most.
func (m *merger) happened() {
	now := time.Now()
	if m.first.IsZero() {
		m.first = now
	}
	m.timer.Reset(min(m.options.Quiet, max(m.first.Add(m.options.Most).Sub(now), 0)))
}

func (m *merger) due() <-chan time.Time { return m.timer.C }
func (m *merger) told()                 { m.first = time.Time{} }
func (m *merger) stop()                 { m.timer.Stop() }

// hinted says what helps where a limit of the system was reached.
func hinted(err error) error {
	if limited(err) {
		return fmt.Errorf("%w; on Linux, raise fs.inotify.max_user_watches or fs.inotify.max_user_instances with sysctl", err)
	}
	return err
}
