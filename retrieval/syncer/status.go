package syncer

import (
	"context"
	"time"

	"footnote/corpus/sources"
	"footnote/retrieval"
)

// A Status is a source with what is going on.
type Status struct {
	sources.Entry
	// Running is set while it is synced; Progress says how far that is.
	Running  bool
	Progress retrieval.Progress
	// Next is when it will be synced; the zero time if nothing does by itself.
	Next time.Time
}

// Sources lists all sources by name, that without a name first.
func (s *Syncer) Sources(ctx context.Context) ([]Status, error) {
	entries, err := s.entries(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Status, len(entries))
	for i, e := range entries {
		progress, running := s.running[e.Name]
		all[i] = Status{Entry: e, Running: running, Progress: progress, Next: due(e)}
	}
	return all, nil
}

func (s *Syncer) entries(ctx context.Context) ([]sources.Entry, error) {
	entries, err := s.Registry.List(ctx)
	if err != nil {
		return nil, err
	}
	unnamed, ok, err := s.unnamed(ctx)
	if ok {
		entries = append([]sources.Entry{unnamed}, entries...)
	}
	return entries, err
}

// retryAfter is how soon a source is read again that could not be read.
const retryAfter = 5 * time.Minute

// due is when a source is to be synced by the schedule.
func due(e sources.Entry) time.Time {
	switch {
	case e.State.Tried.IsZero():
		return e.Added
	case e.State.Problem != "":
		return e.State.Tried.Add(min(e.Interval(), retryAfter))
	}
	return e.State.Tried.Add(e.Interval())
}
