package retrieval

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"footnote/corpus"
)

// A Report says what a sync did.
type Report struct {
	Added, Changed, Removed, Unchanged int
	// Renamed counts documents that have another ID or path than before, and
	// are the same otherwise.
	Renamed int
	// Kept counts documents that were known but could not be read this time;
	// they stay as they were.
	Kept int
	// Held are the IDs of documents that are gone from the source and stay until
	// somebody confirms that, in order.
	Held []string
	// Chunks counts those that were written.
	Chunks int
	// Faults are the documents and folders that could not be read.
	Faults []*corpus.Fault
}

// Wrote reports whether the sync changed anything.
func (r Report) Wrote() bool { return r.Added+r.Changed+r.Removed+r.Renamed > 0 }

// A Scope says what a sync is about.
type Scope struct {
	// Source is the name of the source that the documents come from. Those of
	// other sources are left as they are.
	Source string
	// Hold is asked before documents are deleted: how many of those that are
	// known are gone. If it says so they stay. nil holds nothing.
	Hold func(gone, known int) bool
}

// batchBytes bounds the text of one transaction, and so the work that a crash
// can lose.
const batchBytes = 4 << 20

// Sync is SyncSource for documents that come from no named source.
func (x *Indexer) Sync(ctx context.Context, documents iter.Seq2[corpus.Document, error]) (Report, error) {
	return x.SyncSource(ctx, Scope{}, documents)
}

// SyncSource makes the store hold exactly the given documents of one source;
// afterwards they can be found by their words. Unchanged ones cost nothing.
// Errors of type *corpus.Fault in the stream are collected in the report, and
// what was known of such paths is kept, as it is of those of a *corpus.Kept; any
// other error ends the sync. When it fails midway the store holds whole
// documents, and the next sync completes it.
func (x *Indexer) SyncSource(ctx context.Context, scope Scope, documents iter.Seq2[corpus.Document, error]) (Report, error) {
	s := syncRun{Indexer: x, scope: scope}
	if err := s.begin(ctx); err != nil {
		return s.report, err
	}
	for doc, err := range documents {
		if err := s.take(ctx, doc, err); err != nil {
			return s.report, err
		}
	}
	for _, step := range []func(context.Context) error{s.move, s.flush, s.removeUnseen} {
		if err := ctx.Err(); err != nil {
			return s.report, err
		}
		if err := step(ctx); err != nil {
			return s.report, err
		}
	}
	return s.report, nil
}

// A syncRun is the state of one sync.
type syncRun struct {
	*Indexer
	scope Scope
	// known are the documents of the source, others the IDs of all else.
	known  map[string]StoredDocument
	others map[string]bool
	// paths are those of the known documents, in order, with their IDs.
	paths  []pathOf
	hashes map[string][]string // IDs of known documents
	seen   map[string]bool
	batch  []Indexed
	bytes  int
	moves  moves
	report Report
}

type pathOf struct{ path, id string }

// begin lists what the store holds.
func (s *syncRun) begin(ctx context.Context) error {
	s.known, s.others, s.seen = map[string]StoredDocument{}, map[string]bool{}, map[string]bool{}
	s.hashes = map[string][]string{}
	documents, err := s.store.Documents(ctx)
	if err != nil {
		return fmt.Errorf("listing the documents of the index: %w", err)
	}
	for _, d := range documents {
		if d.Source != s.scope.Source {
			s.others[d.ID] = true
			continue
		}
		s.known[d.ID] = d
		s.paths = append(s.paths, pathOf{d.Path, d.ID})
		s.hashes[d.Hash] = append(s.hashes[d.Hash], d.ID)
	}
	slices.SortFunc(s.paths, func(a, b pathOf) int { return strings.Compare(a.path, b.path) })
	return nil
}

func (s *syncRun) take(ctx context.Context, doc corpus.Document, err error) error {
	var fault *corpus.Fault
	var kept *corpus.Kept
	switch {
	case errors.As(err, &kept):
		s.keep(kept)
		return nil
	case errors.As(err, &fault):
		s.report.Faults = append(s.report.Faults, fault)
		return nil
	case err != nil:
		return fmt.Errorf("reading documents: %w", err)
	}
	doc.Source = s.scope.Source
	if s.others[doc.ID] {
		s.report.Faults = append(s.report.Faults, &corpus.Fault{Path: doc.Path,
			Err: fmt.Errorf("another source has a document %q already; give this file or one of the sources another name", doc.ID)})
		return nil
	}
	s.saw(doc.ID)
	before, known := s.known[doc.ID]
	switch {
	case known && before.Hash == doc.Hash && before.Path == doc.Path:
		s.report.Unchanged++
		return nil
	case known && before.Hash == doc.Hash:
		s.report.Renamed++
	case known:
		s.report.Changed++
	case s.mayBeMoved(doc):
		return nil
	default:
		s.report.Added++
	}
	return s.put(ctx, doc, "")
}

func (s *syncRun) saw(id string) {
	s.seen[id] = true
	s.progress(Progress{Stage: StageRead, Done: len(s.seen)})
}

// keep takes the documents for seen that were read from a file that is as it
// was.
func (s *syncRun) keep(kept *corpus.Kept) {
	first, _ := slices.BinarySearchFunc(s.paths, kept.Path, func(p pathOf, path string) int { return strings.Compare(p.path, path) })
	for _, p := range s.paths[first:] {
		if !strings.HasPrefix(p.path, kept.Path) {
			return
		}
		if kept.Keeps(p.path) && !s.seen[p.id] {
			s.saw(p.id)
			s.report.Unchanged++
		}
	}
}

// put writes a document, with others. It was called was before, if not "".
func (s *syncRun) put(ctx context.Context, doc corpus.Document, was string) error {
	chunks := s.splitter.Split(doc)
	s.report.Chunks += len(chunks)
	s.batch = append(s.batch, Indexed{Document: doc, Chunks: chunks, Was: was})
	if s.bytes += len(doc.Text); s.bytes < batchBytes {
		return nil
	}
	return s.flush(ctx)
}

func (s *syncRun) flush(ctx context.Context) error {
	if len(s.batch) == 0 {
		return nil
	}
	if err := s.store.Apply(ctx, s.batch, nil); err != nil {
		return fmt.Errorf("writing documents to the index: %w", err)
	}
	s.batch, s.bytes = s.batch[:0], 0
	return nil
}

func (s *syncRun) removeUnseen(ctx context.Context) error {
	var gone []string
	for id, d := range s.known {
		switch {
		case s.seen[id]:
		case s.faulty(d.Path):
			s.report.Kept++
		default:
			gone = append(gone, id)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	slices.Sort(gone)
	if s.scope.Hold != nil && s.scope.Hold(len(gone), len(s.known)) {
		s.report.Held = gone
		return nil
	}
	if err := s.store.Apply(ctx, nil, gone); err != nil {
		return fmt.Errorf("deleting documents from the index: %w", err)
	}
	s.report.Removed = len(gone)
	return nil
}

// faulty reports whether the path was hidden by a fault this time.
func (s *syncRun) faulty(path string) bool {
	return slices.ContainsFunc(s.report.Faults, func(f *corpus.Fault) bool { return f.Keeps(path) })
}
