package syncer

import (
	"context"
	"errors"
	"sync"
	"time"

	"footnote/corpus/sources"
)

const (
	// lookEvery is how often it is looked which sources are due. The list may
	// be changed by another process.
	lookEvery = time.Second
	// atOnce is how many sources are read at the same time.
	atOnce = 3
	// mostWakes bounds how many changes wait to be looked at.
	mostWakes = 256
)

// Changed says that something in a source changed: it is synced soon.
func (s *Syncer) Changed(name string) {
	select {
	case s.wakes <- name:
	default: // so many wait that the schedule is behind anyway
	}
}

// Run syncs the sources by their schedules, and when they change, until the
// context ends. At its start all files are looked at, and all else that is due.
func (s *Syncer) Run(ctx context.Context) error {
	r := &round{Syncer: s, pending: map[string]bool{}, busy: map[string]bool{}, watched: map[string]context.CancelFunc{}, started: time.Now(),
		rests: map[string]time.Time{}}
	defer r.group.Wait()
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if err := r.look(ctx); err != nil && ctx.Err() == nil {
			r.complain(ctx, err)
		}
		select {
		case <-ctx.Done():
			return nil
		case name := <-s.wakes:
			r.pending[name] = true
		case <-tick.C:
		}
	}
}

// A round is the state of Run.
type round struct {
	*Syncer
	group     sync.WaitGroup
	started   time.Time
	pending   map[string]bool // sources that changed
	watched   map[string]context.CancelFunc
	complaint string

	mu   sync.Mutex
	busy map[string]bool // sources that are being synced
	// until is when it is tried again to write, after another process did.
	until time.Time
	// rests are when a source is tried again that failed beyond what its state
	// tells.
	rests map[string]time.Time
}

// complain logs what keeps the schedule from being looked at, once.
func (r *round) complain(ctx context.Context, err error) {
	if r.complaint != err.Error() {
		r.complaint = err.Error()
		r.Logger.WarnContext(ctx, "the sources cannot be looked at", "error", err)
	}
}

// look begins what is due or changed, and watches what can be.
func (r *round) look(ctx context.Context) error {
	entries, err := r.entries(ctx)
	if err != nil {
		return err
	}
	r.complaint = ""
	if err := r.watch(ctx, entries); err != nil {
		return err
	}
	now := time.Now()
	for _, e := range entries {
		unseen := e.Kind == sources.Files && e.State.Tried.Before(r.started)
		if r.pending[e.Name] || e.Removing || unseen || !due(e).After(now) {
			if r.begin(ctx, e) {
				delete(r.pending, e.Name)
			}
		}
	}
	return nil
}

// begin syncs a source in the background, and tells whether it can now.
func (r *round) begin(ctx context.Context, e sources.Entry) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	if r.busy[e.Name] || len(r.busy) >= atOnce || now.Before(r.until) || now.Before(r.rests[e.Name]) {
		return false
	}
	r.busy[e.Name] = true
	r.group.Go(func() {
		err := r.syncOrRemove(ctx, e)
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.busy, e.Name)
		switch {
		case err == nil:
		case r.Busy != nil && r.Busy(err):
			r.until = time.Now().Add(busyPause)
			r.Changed(e.Name)
		default:
			r.rests[e.Name] = time.Now().Add(restPause)
		}
	})
	return true
}

const (
	// busyPause is how long it is waited when another process writes the index,
	// restPause when a sync failed.
	busyPause = 3 * time.Second
	restPause = time.Minute
)

// syncOrRemove does what a source needs. What fails was logged by Sync.
func (r *round) syncOrRemove(ctx context.Context, e sources.Entry) error {
	if !e.Removing {
		_, err := r.Sync(ctx, e.Name, false)
		return err
	}
	err := r.Remove(ctx, e.Name)
	if errors.Is(err, sources.ErrUnknown) { // whoever began it was faster
		return nil
	}
	if err != nil && ctx.Err() == nil {
		r.Logger.WarnContext(ctx, "a source was not removed", "source", e.Name, "error", err)
	}
	return err
}

// watch begins to watch the sources that are files, and ends where one is gone.
func (r *round) watch(ctx context.Context, entries []sources.Entry) error {
	if r.Watch == nil {
		return nil
	}
	wanted := map[string]bool{}
	for _, e := range entries {
		if e.Kind != sources.Files || e.Removing {
			continue
		}
		key := e.Name + "\n" + e.Location
		if wanted[key] = true; r.watched[key] != nil {
			continue
		}
		paths, err := r.pathsOf(ctx, e)
		if err != nil {
			return err
		}
		watching, stop := context.WithCancel(ctx)
		r.watched[key] = stop
		r.group.Go(func() {
			err := r.Watch(watching, paths, func() { r.Changed(e.Name) })
			if err != nil && watching.Err() == nil {
				r.Logger.WarnContext(ctx, "files are not watched; they are looked at by schedule", "source", e.Name, "error", err)
			}
		})
	}
	for key, stop := range r.watched {
		if !wanted[key] {
			stop()
			delete(r.watched, key)
		}
	}
	return nil
}

// pathsOf are the paths of a source that is files.
func (r *round) pathsOf(ctx context.Context, e sources.Entry) ([]string, error) {
	if e.Name == Unnamed {
		return r.Roots(ctx)
	}
	return []string{e.Location}, nil
}
