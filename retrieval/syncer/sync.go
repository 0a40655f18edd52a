package syncer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/corpus/sources"
	"footnote/retrieval"
)

// Sync makes the index equal to one source. Deletions that are held go through
// when they are confirmed. That the source could not be read is told by the
// Outcome's Problem; an error means that the index could not be written, or that
// there is no such source.
func (s *Syncer) Sync(ctx context.Context, name string, confirm bool) (Outcome, error) {
	unlock := s.lock(name)
	defer unlock()
	defer s.ended(name)
	entry, err := s.entry(ctx, name) // as it is now: it may have been changed or removed meanwhile
	if err == nil && entry.Removing {
		err = fmt.Errorf("%w: %q is being removed", sources.ErrUnknown, name)
	}
	if err != nil {
		return Outcome{Source: name}, err
	}
	started := time.Now()
	out, err := s.run(ctx, entry, confirm)
	out.Source, out.Took = name, time.Since(started)
	if s.Busy != nil && s.Busy(err) {
		return out, err // it was not even tried
	}
	err = errors.Join(err, s.note(context.WithoutCancel(ctx), entry, out, err, started))
	return out, err
}

// entry finds a source.
func (s *Syncer) entry(ctx context.Context, name string) (sources.Entry, error) {
	if name != Unnamed {
		return s.Registry.Find(ctx, name)
	}
	unnamed, ok, err := s.unnamed(ctx)
	if err == nil && !ok {
		err = fmt.Errorf("%w: no files or folders are indexed without a name", sources.ErrUnknown)
	}
	return unnamed, err
}

// unnamed are the files and folders that are indexed without a name, if there
// are any.
func (s *Syncer) unnamed(ctx context.Context) (sources.Entry, bool, error) {
	if s.Roots == nil {
		return sources.Entry{}, false, nil
	}
	roots, err := s.Roots(ctx)
	if err != nil || len(roots) == 0 {
		return sources.Entry{}, false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	source := sources.Source{Name: Unnamed, Kind: sources.Files, Location: strings.Join(roots, ", ")}
	return sources.Entry{Source: source, State: s.last, Configured: true}, true, nil
}

// run reads a source into the index, and then embeds what is new.
func (s *Syncer) run(ctx context.Context, entry sources.Entry, confirm bool) (out Outcome, err error) {
	show := s.show(entry.Name)
	show(retrieval.Progress{Stage: retrieval.StageRead})
	err = s.writer.use(ctx, func(store retrieval.Store) error {
		out, err = s.Read(ctx, store, entry, confirm, show)
		if err != nil || s.Embed == nil {
			return err
		}
		s.embedding.Lock()
		defer s.embedding.Unlock()
		return s.Embed(ctx, store, show)
	})
	return out, err
}

// Read makes a store, which the caller has open, hold what a source does.
// Nothing is embedded, and nothing noted in the list of sources.
func (s *Syncer) Read(ctx context.Context, store retrieval.Store, entry sources.Entry, confirm bool, show func(retrieval.Progress)) (out Outcome, err error) {
	known, err := documentsOf(ctx, store, entry.Name)
	if err == nil {
		err = narrow(ctx, store, known, entry.Audience)
	}
	if err != nil {
		return out, err
	}
	memory := s.memory(entry, known)
	stream, origin, err := s.open(ctx, entry, memory)
	if err != nil {
		out.Problem = fmt.Errorf("%w: %w", ErrUnreachable, err)
		out.count(known)
		return out, nil
	}
	defer closing(origin, &err)
	scope := retrieval.Scope{Source: entry.Name}
	if !confirm {
		scope.Hold = suspicious
	}
	var given tally
	out.Report, err = retrieval.NewIndexer(store, nil, corpus.Splitter{}, show).SyncSource(ctx, scope, given.count(stream))
	if err != nil {
		return out, err
	}
	if passed, ok := origin.(left); ok {
		out.Skipped, out.Ignored = passed.Left()
	}
	if given.documents == 0 {
		out.Problem = unreachable(out.Faults)
	}
	if known, err = documentsOf(ctx, store, entry.Name); err != nil {
		return out, err
	}
	out.count(known)
	return out, memory.Save(func(id string) (string, bool) {
		d, held := known[prefix(entry.Name)+id]
		return d.Hash, held
	})
}

// suspicious holds deletions by which a source would lose most of its
// documents: a disk that is not mounted, a site that was emptied by a mistake.
func suspicious(gone, known int) bool { return gone >= leastHeld && gone*2 > known }

// leastHeld is the number of documents up to which deletions go through: those
// of a small source are seldom a mistake, and are soon made good.
const leastHeld = 3

func documentsOf(ctx context.Context, store retrieval.Store, source string) (map[string]retrieval.StoredDocument, error) {
	all, err := store.Documents(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing the documents of the index: %w", err)
	}
	known := map[string]retrieval.StoredDocument{}
	for _, d := range all {
		if d.Source == source {
			known[d.ID] = d
		}
	}
	return known, nil
}

func (o *Outcome) count(known map[string]retrieval.StoredDocument) {
	o.Documents, o.Passages = len(known), 0
	for _, d := range known {
		o.Passages += d.Chunks
	}
}

// prefix is what stands in front of the IDs of a source's documents.
func prefix(name string) string {
	if name == Unnamed {
		return ""
	}
	return name + "/"
}

// memory is that of a source's files.
func (s *Syncer) memory(entry sources.Entry, known map[string]retrieval.StoredDocument) *sources.Memory {
	key := fmt.Sprintf("%s %q %q %+v", s.Version, entry.Location, entry.Audience, entry.Options)
	return sources.OpenMemory(filepath.Join(s.dir(entry.Name), "seen.json"), key, func(id, hash string) bool {
		d, held := known[prefix(entry.Name)+id]
		return held && d.Hash == hash
	})
}

// dir is the folder of a source. No name begins with a dot.
func (s *Syncer) dir(name string) string {
	if name == Unnamed {
		name = ".unnamed"
	}
	return s.Registry.Dir(name)
}

// open opens a source; its documents come with the names and the audience that
// they have in the index.
func (s *Syncer) open(ctx context.Context, entry sources.Entry, memory corpus.Memory) (iter.Seq2[corpus.Document, error], sources.Origin, error) {
	dir := s.dir(entry.Name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, fmt.Errorf("making the folder of a source: %w", err)
	}
	origin, err := s.Open(ctx, Opening{Entry: entry, Dir: dir, Memory: memory})
	if err != nil {
		return nil, nil, err
	}
	return func(yield func(corpus.Document, error) bool) {
		for doc, err := range origin.Documents(ctx) {
			if err == nil {
				doc.ID = prefix(entry.Name) + doc.ID
				if len(entry.Audience) > 0 {
					doc.Audience = retrieval.Restrict(doc.Audience, entry.Audience)
					doc.Hash = doc.ContentHash()
				}
			}
			if !yield(doc, err) {
				return
			}
		}
	}, origin, nil
}

func closing(origin sources.Origin, err *error) {
	if closer, ok := origin.(io.Closer); ok {
		*err = errors.Join(*err, closer.Close())
	}
}

// A tally counts what a source gave, read or kept.
type tally struct{ documents int }

func (t *tally) count(stream iter.Seq2[corpus.Document, error]) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for doc, err := range stream {
			if err == nil || errors.As(err, new(*corpus.Kept)) {
				t.documents++
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

// unreachable is the problem of a source that gave nothing but faults, of which
// one says that it could not be read this time.
func unreachable(faults []*corpus.Fault) error {
	i := slices.IndexFunc(faults, func(f *corpus.Fault) bool { return f.Kind == corpus.Unread })
	if i < 0 {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrUnreachable, faults[i])
}

// note keeps and logs how a source was.
func (s *Syncer) note(ctx context.Context, entry sources.Entry, out Outcome, failed error, started time.Time) error {
	state := entry.State
	state.Tried, state.Problem = started, ""
	switch {
	case failed != nil:
		state.Problem = failed.Error()
	case out.Problem != nil:
		state.Problem = out.Problem.Error()
	default:
		state.Synced, state.Faults, state.Held = started, len(out.Faults), len(out.Held)
	}
	if failed == nil {
		state.Documents, state.Passages = out.Documents, out.Passages
	}
	s.tell(ctx, entry, out, state)
	if entry.Name == Unnamed {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.last = state
		return nil
	}
	return s.Registry.SetState(ctx, entry.Name, state)
}

// tell logs a sync: what failed or changed for people who run a server, the rest
// for those who look closer. What lasts is told once.
func (s *Syncer) tell(ctx context.Context, entry sources.Entry, out Outcome, state State) {
	log := s.Logger.With("source", entry.Name, "documents", state.Documents, "passages", state.Passages, "took", out.Took.Round(time.Millisecond))
	news := slog.LevelDebug
	if state.Problem != entry.State.Problem || state.Held != entry.State.Held {
		news = slog.LevelWarn
	}
	switch {
	case state.Problem != "":
		log.Log(ctx, news, "a source was not synced", "problem", state.Problem)
	case len(out.Held) > 0:
		log.Log(ctx, news, "a source lost most of its documents; they are kept until that is confirmed", "gone", len(out.Held))
	case out.Wrote():
		log.InfoContext(ctx, "a source was synced", "added", out.Added, "changed", out.Changed, "renamed", out.Renamed,
			"removed", out.Removed, "unchanged", out.Unchanged, "faults", len(out.Faults))
	default:
		log.DebugContext(ctx, "a source is as it was", "unchanged", out.Unchanged, "faults", len(out.Faults))
	}
}

// Orphans are the names of sources that have documents in the index and are on
// the list no more, with the numbers of their documents.
func (s *Syncer) Orphans(ctx context.Context) (map[string]int, error) {
	orphans := map[string]int{}
	err := s.writer.use(ctx, func(store retrieval.Store) error {
		all, err := store.Documents(ctx)
		for _, d := range all {
			orphans[d.Source]++
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the documents of the index: %w", err)
	}
	entries, err := s.Registry.List(ctx)
	for _, e := range entries {
		delete(orphans, e.Name)
	}
	delete(orphans, Unnamed)
	return orphans, err
}
