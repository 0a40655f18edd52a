package retrieval

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"footnote/corpus"
)

// An Indexer makes a Store equal to a stream of documents.
type Indexer struct {
	store    Store
	embedder Embedder
	splitter corpus.Splitter
	progress func(Progress)
}

// NewIndexer returns an indexer that writes to the store. progress is called
// from time to time and may be nil.
func NewIndexer(store Store, embedder Embedder, splitter corpus.Splitter, progress func(Progress)) *Indexer {
	if progress == nil {
		progress = func(Progress) {}
	}
	return &Indexer{store: store, embedder: embedder, splitter: splitter, progress: progress}
}

// A Stage is a part of indexing.
type Stage string

// The stages, in their order: after StageRead every document is found by its
// words, after StageEmbed also by its meaning.
const (
	StageRead  Stage = "reading"
	StageEmbed Stage = "embedding"
)

// Progress says how far indexing has come.
type Progress struct {
	Stage Stage
	// Done and Total count documents in StageRead, chunks in StageEmbed.
	// Total is 0 while it is not known.
	Done, Total int
}

// A Report says what a sync did.
type Report struct {
	Added, Changed, Removed, Unchanged int
	// Kept counts documents that were known but could not be read this time;
	// they stay as they were.
	Kept int
	// Chunks counts those that were written.
	Chunks int
	// Faults are the documents and folders that could not be read.
	Faults []*corpus.Fault
}

// Wrote reports whether the sync changed anything.
func (r Report) Wrote() bool { return r.Added+r.Changed+r.Removed > 0 }

// batchBytes bounds the text of one transaction, and so the work that a crash
// can lose.
const batchBytes = 4 << 20

// Sync makes the store hold exactly the given documents; afterwards they can
// be found by their words. Unchanged ones cost nothing. Errors of type
// *corpus.Fault in the stream are collected in the report, and what was known
// of such paths is kept; any other error ends the sync. When it fails midway
// the store holds whole documents, and the next sync completes it.
func (x *Indexer) Sync(ctx context.Context, documents iter.Seq2[corpus.Document, error]) (Report, error) {
	s := syncRun{Indexer: x, known: map[string]StoredDocument{}, seen: map[string]bool{}}
	known, err := x.store.Documents(ctx)
	if err != nil {
		return s.report, fmt.Errorf("listing the documents of the index: %w", err)
	}
	for _, d := range known {
		s.known[d.ID] = d
	}
	for doc, err := range documents {
		if err := s.take(ctx, doc, err); err != nil {
			return s.report, err
		}
	}
	if err := ctx.Err(); err != nil {
		return s.report, err
	}
	if err := s.flush(ctx); err != nil {
		return s.report, err
	}
	return s.report, s.removeUnseen(ctx)
}

// A syncRun is the state of one Sync.
type syncRun struct {
	*Indexer
	known  map[string]StoredDocument
	seen   map[string]bool
	batch  []Indexed
	bytes  int
	report Report
}

func (s *syncRun) take(ctx context.Context, doc corpus.Document, err error) error {
	var fault *corpus.Fault
	if errors.As(err, &fault) {
		s.report.Faults = append(s.report.Faults, fault)
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading documents: %w", err)
	}
	s.seen[doc.ID] = true
	s.progress(Progress{Stage: StageRead, Done: len(s.seen)})
	before, known := s.known[doc.ID]
	switch {
	case known && before.Hash == doc.Hash && before.Path == doc.Path:
		s.report.Unchanged++
		return nil
	case known:
		s.report.Changed++
	default:
		s.report.Added++
	}
	chunks := s.splitter.Split(doc)
	s.report.Chunks += len(chunks)
	s.batch = append(s.batch, Indexed{Document: doc, Chunks: chunks})
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
