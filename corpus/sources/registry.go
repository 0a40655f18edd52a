package sources

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// A Registry is the list of sources. It is safe for use by several processes
// at once.
type Registry struct {
	dir        string
	configured []Source
}

const (
	fileName = "sources.json"
	lockName = "sources.lock"
)

// Open returns the registry of a data folder, which need not exist yet. The
// sources of the configuration stand before those that were added.
func Open(dir string, configured []Source) (*Registry, error) {
	seen := map[string]bool{}
	for _, s := range configured {
		if err := s.Check(); err != nil {
			return nil, err
		}
		if seen[s.Name] {
			return nil, fmt.Errorf("two sources are called %q; give one another name", s.Name)
		}
		seen[s.Name] = true
	}
	return &Registry{dir: dir, configured: configured}, nil
}

// Errors of a Registry.
var (
	ErrUnknown    = errors.New("there is no such source")
	ErrTaken      = errors.New("there is a source of this name already")
	ErrConfigured = errors.New("the source stands in the configuration file; change it there")
)

// file is what the file holds.
type file struct {
	// Sources are those that were added.
	Sources []Entry `json:"sources"`
	// States are those of configured sources, by name.
	States map[string]State `json:"states,omitempty"`
}

// List returns all sources, by name.
func (r *Registry) List(context.Context) ([]Entry, error) {
	held, err := r.read()
	return r.merge(held), err
}

// Find returns the source of a name, or ErrUnknown.
func (r *Registry) Find(ctx context.Context, name string) (Entry, error) {
	all, err := r.List(ctx)
	if err != nil {
		return Entry{}, err
	}
	for _, e := range all {
		if e.Name == name {
			return e, nil
		}
	}
	return Entry{}, fmt.Errorf("%w: %q", ErrUnknown, name)
}

// merge puts the configured sources and the others together. A source that was
// added and is called like a configured one gives way to it.
func (r *Registry) merge(held file) []Entry {
	var all []Entry
	names := map[string]bool{}
	for _, s := range r.configured {
		all = append(all, Entry{Source: s, State: held.States[s.Name], Configured: true})
		names[s.Name] = true
	}
	for _, e := range held.Sources {
		if !names[e.Name] {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Add adds a source. It fails with ErrTaken when there is one of its name.
func (r *Registry) Add(ctx context.Context, s Source) error {
	if err := s.Check(); err != nil {
		return err
	}
	return r.update(ctx, func(held *file) error {
		if slices.ContainsFunc(r.merge(*held), func(e Entry) bool { return e.Name == s.Name }) {
			return fmt.Errorf("%w: %q; take another", ErrTaken, s.Name)
		}
		held.Sources = append(held.Sources, Entry{Source: s})
		return nil
	})
}

// Change changes an added source; its name stays. It fails with ErrUnknown or
// ErrConfigured.
func (r *Registry) Change(ctx context.Context, name string, change func(*Entry)) error {
	return r.update(ctx, func(held *file) error {
		i, err := r.added(*held, name)
		if err != nil {
			return err
		}
		change(&held.Sources[i])
		held.Sources[i].Name = name
		return held.Sources[i].Check()
	})
}

// Forget takes an added source off the list.
func (r *Registry) Forget(ctx context.Context, name string) error {
	return r.update(ctx, func(held *file) error {
		i, err := r.added(*held, name)
		if err != nil {
			return err
		}
		held.Sources = slices.Delete(held.Sources, i, i+1)
		return nil
	})
}

// added is the place of an added source.
func (r *Registry) added(held file, name string) (int, error) {
	if slices.ContainsFunc(r.configured, func(s Source) bool { return s.Name == name }) {
		return 0, fmt.Errorf("%w: %q", ErrConfigured, name)
	}
	i := slices.IndexFunc(held.Sources, func(e Entry) bool { return e.Name == name })
	if i < 0 {
		return 0, fmt.Errorf("%w: %q", ErrUnknown, name)
	}
	return i, nil
}

// SetState notes how a source was; one that is gone meanwhile is no error.
func (r *Registry) SetState(ctx context.Context, name string, state State) error {
	return r.update(ctx, func(held *file) error {
		i, err := r.added(*held, name)
		switch {
		case errors.Is(err, ErrConfigured):
			if held.States == nil {
				held.States = map[string]State{}
			}
			held.States[name] = state
		case err == nil:
			held.Sources[i].State = state
		}
		return nil
	})
}

// Dir is the folder in which a source may keep what it needs again.
func (r *Registry) Dir(name string) string { return filepath.Join(r.dir, "sources", name) }

func (r *Registry) read() (file, error) {
	var held file
	data, err := os.ReadFile(filepath.Join(r.dir, fileName))
	if errors.Is(err, fs.ErrNotExist) {
		return held, nil
	}
	if err != nil {
		return held, fmt.Errorf("reading the list of sources: %w", err)
	}
	if err := json.Unmarshal(data, &held); err != nil {
		return held, fmt.Errorf("reading the list of sources: %s is damaged (%w); mend it, or remove it and add the sources again", filepath.Join(r.dir, fileName), err)
	}
	return held, nil
}

// lockEvery is how often a lock is tried that another process holds.
const lockEvery = 20 * time.Millisecond

// update changes the file, whole or not at all.
func (r *Registry) update(ctx context.Context, change func(*file) error) error {
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w", err)
	}
	lock := flock.New(filepath.Join(r.dir, lockName), flock.SetPermissions(0o600))
	if _, err := lock.TryLockContext(ctx, lockEvery); err != nil {
		return fmt.Errorf("locking the list of sources: %w", err)
	}
	defer lock.Unlock()
	held, err := r.read()
	if err != nil {
		return err
	}
	if err := change(&held); err != nil {
		return err
	}
	data, err := json.MarshalIndent(held, "", "  ")
	if err != nil {
		return fmt.Errorf("writing the list of sources: %w", err)
	}
	if err := WriteFile(filepath.Join(r.dir, fileName), append(data, '\n')); err != nil {
		return fmt.Errorf("writing the list of sources: %w", err)
	}
	return nil
}
