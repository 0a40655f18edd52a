package retrieval_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

// an event is a document of a stream, or a fault, or another error.
type event struct {
	document corpus.Document
	err      error
}

func events(all ...event) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, e := range all {
			if !yield(e.document, e.err) {
				return
			}
		}
	}
}

func doc(name, text string) event { return event{document: file(name, text)} }

func fault(kind corpus.FaultKind, path string) event {
	return event{err: fmt.Errorf("walking: %w", &corpus.Fault{Path: path, Kind: kind, Err: errors.New("broken")})}
}

func TestSyncReports(t *testing.T) {
	before := []event{doc("a.txt", "Apples grow."), doc("folder/b.txt", "Bears sleep."), doc("folder/c.txt", "Cats purr.")}
	tests := []struct {
		name   string
		stream []event
		want   retrieval.Report // without its faults
		faults int
		held   string
	}{
		{"nothing new", before, retrieval.Report{Unchanged: 3}, 0, "a.txt folder/b.txt folder/c.txt"},
		{"everything gone", nil, retrieval.Report{Removed: 3}, 0, ""},
		{"one of each", []event{before[0], doc("folder/b.txt", "Bears wake."), doc("d.txt", "Dogs bark.")},
			retrieval.Report{Added: 1, Changed: 1, Removed: 1, Unchanged: 1, Chunks: 2}, 0, "a.txt d.txt folder/b.txt"},
		{"a file that cannot be read", []event{fault(corpus.Unread, "a.txt"), before[1], before[2]},
			retrieval.Report{Unchanged: 2, Kept: 1}, 1, "a.txt folder/b.txt folder/c.txt"},
		{"a folder that cannot be read", []event{before[0], fault(corpus.Unread, "folder")},
			retrieval.Report{Unchanged: 1, Kept: 2}, 1, "a.txt folder/b.txt folder/c.txt"},
		{"a fault of a namesake", []event{fault(corpus.Unread, "fold"), fault(corpus.Unread, "a")},
			retrieval.Report{Removed: 3}, 2, ""},
		{"no document any more", []event{fault(corpus.Refused, "a.txt"), before[1], before[2]},
			retrieval.Report{Unchanged: 2, Removed: 1}, 1, "folder/b.txt folder/c.txt"},
		{"read in doubt", []event{before[0], fault(corpus.Doubtful, "a.txt"), before[1], before[2]},
			retrieval.Report{Unchanged: 3}, 1, "a.txt folder/b.txt folder/c.txt"},
		{"a document without a chunk", []event{before[0], before[1], before[2], event{document: corpus.Document{ID: "empty.txt", Path: "empty.txt", Hash: "0"}}},
			retrieval.Report{Added: 1, Unchanged: 3}, 0, "a.txt empty.txt folder/b.txt folder/c.txt"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newShelf(t)
			indexer := retrieval.NewIndexer(s.store, s.embedder, s.splitter, nil)
			first, err := indexer.Sync(t.Context(), events(before...))
			if err != nil || first.Added != 3 || first.Chunks != 3 || !first.Wrote() {
				t.Fatalf("the first sync: %+v, %v", first, err)
			}
			generation := s.state().Generation
			got, err := indexer.Sync(t.Context(), events(test.stream...))
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Faults) != test.faults {
				t.Errorf("%d faults, want %d", len(got.Faults), test.faults)
			}
			got.Faults = nil
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("reported %+v, want %+v", got, test.want)
			}
			if wrote := s.state().Generation != generation; wrote != got.Wrote() {
				t.Errorf("the store was written: %v, as reported: %v", wrote, got.Wrote())
			}
			if held := s.held(); held != test.held {
				t.Errorf("the store holds %q, want %q", held, test.held)
			}
		})
	}
}

// held lists the IDs of the documents in the store.
func (s *shelf) held() string {
	s.t.Helper()
	documents, err := s.store.Documents(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	var ids []string
	for _, d := range documents {
		ids = append(ids, d.ID)
	}
	return strings.Join(ids, " ")
}

func TestSyncTakesOverWhatDocumentsBecome(t *testing.T) {
	s := newShelf(t, file("a.txt", "Apples grow on trees."))
	s.search(retrieval.Query{Text: "apples"})
	s.fill(file("a.txt", "Bananas grow on herbs."))
	if got := found(s.search(retrieval.Query{Text: "bananas"})); got != "a.txt" {
		t.Errorf("the new text finds %q", got)
	}
	for _, p := range s.search(retrieval.Query{Text: "apples grow"}).Passages {
		if strings.Contains(p.Text, "Apples") {
			t.Errorf("the old text is still found: %q", p.Text)
		}
	}
	if s.text.Len() != 1 || s.vectors.Len() != 1 {
		t.Errorf("%d texts and %d vectors are held of one chunk", s.text.Len(), s.vectors.Len())
	}
	if s.fill(); found(s.search(retrieval.Query{Text: "bananas"})) != "" {
		t.Error("a removed document is still found")
	}
}

func TestSecondSyncWritesNothing(t *testing.T) {
	s := newShelf(t, town()...)
	generation := s.state().Generation
	s.fill(town()...)
	if got := s.state().Generation; got != generation {
		t.Errorf("the generation went from %d to %d", generation, got)
	}
	if changed, err := s.index.Refresh(t.Context()); err != nil || !changed {
		t.Errorf("the first refresh: %v, %v", changed, err)
	}
	if changed, err := s.index.Refresh(t.Context()); err != nil || changed {
		t.Errorf("a refresh with nothing to do: %v, %v", changed, err)
	}
}

// A moved file is written anew, since what could not be read is kept by path.
func TestSyncNotesNewPaths(t *testing.T) {
	d := file("a.txt", "Apples grow.")
	s := newShelf(t, d)
	d.Path = "/elsewhere/a.txt"
	s.fill(d)
	got, err := s.store.Document(t.Context(), "a.txt")
	if err != nil || got.Path != d.Path {
		t.Errorf("the store knows the path %q, %v", got.Path, err)
	}
}

// heavy is a document that fills half a transaction though it has few chunks.
func heavy(name string) event {
	d := file(name, "x")
	padding := strings.Repeat(" ", 5<<19)
	d.Text, d.Body = padding+"One sentence of "+name+". Another sentence.", len(padding)
	d.Sections = nil
	d.Hash = d.ContentHash()
	return event{document: d}
}

func TestSyncThatFailsLeavesWholeDocuments(t *testing.T) {
	all := []event{heavy("a.txt"), heavy("b.txt"), heavy("c.txt"), heavy("d.txt"), heavy("e.txt")}
	broken := errors.New("the disk is on fire")
	tests := []struct {
		name string
		stop func(cancel func()) event
		want error
	}{
		{"the stream breaks", func(func()) event { return event{err: broken} }, broken},
		{"cancelled, as the stream tells", func(cancel func()) event { cancel(); return event{err: context.Canceled} }, context.Canceled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := newShelf(t)
			indexer := retrieval.NewIndexer(s.store, s.embedder, s.splitter, nil)
			_, err := indexer.Sync(ctx, events(all[0], all[1], all[2], test.stop(cancel), all[3]))
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			s.wantWhole()
			report, err := indexer.Sync(t.Context(), events(all...))
			if err != nil || report.Added+report.Unchanged != 5 || report.Removed != 0 {
				t.Fatalf("the next sync: %+v, %v", report, err)
			}
			if s.wantWhole(); s.held() != "a.txt b.txt c.txt d.txt e.txt" {
				t.Errorf("the store holds %q", s.held())
			}
		})
	}
}

// wantWhole fails unless each document has all of its chunks.
func (s *shelf) wantWhole() {
	s.t.Helper()
	documents, err := s.store.Documents(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	for _, d := range documents {
		whole, err := s.store.Document(s.t.Context(), d.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		want := s.splitter.Split(whole.Document)
		got := 0
		for c, err := range s.store.ChunksIn(s.t.Context(), d.First, d.First+retrieval.ChunkID(d.Chunks)) {
			if err != nil {
				s.t.Fatal(err)
			}
			if c.Document != d.ID || c.Number != got || !reflect.DeepEqual(c.Chunk, want[got]) {
				s.t.Fatalf("chunk %d of %s is %+v, want %+v", got, d.ID, c, want[got])
			}
			got++
		}
		if got != len(want) || got == 0 {
			s.t.Fatalf("%s has %d chunks, want %d", d.ID, got, len(want))
		}
	}
}

// A walk that ends early because it was cancelled, and says nothing, must not
// pass for a corpus that lost its other documents.
func TestSyncCancelledDeletesNothing(t *testing.T) {
	s := newShelf(t, town()...)
	ctx, cancel := context.WithCancel(t.Context())
	indexer := retrieval.NewIndexer(s.store, s.embedder, s.splitter, nil)
	_, err := indexer.Sync(ctx, func(func(corpus.Document, error) bool) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if got := s.state().Documents; got != len(town()) {
		t.Errorf("%d documents are left", got)
	}
}

// failing is a store whose writes fail from the n-th on.
type failing struct {
	retrieval.Store
	writes int
}

var errFull = errors.New("the disk is full")

func (f *failing) Apply(ctx context.Context, put []retrieval.Indexed, deleted []string) error {
	if f.writes--; f.writes < 0 {
		return errFull
	}
	return f.Store.Apply(ctx, put, deleted)
}

func TestSyncTellsWhatFailed(t *testing.T) {
	s := newShelf(t, file("old.txt", "Old."))
	all := []event{heavy("a.txt"), heavy("b.txt"), heavy("c.txt")}
	for writes, want := range []string{"writing documents", "writing documents", "deleting documents"} {
		store := &failing{s.store, writes}
		_, err := retrieval.NewIndexer(store, s.embedder, s.splitter, nil).Sync(t.Context(), events(all...))
		if !errors.Is(err, errFull) || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("with %d writes: %v, want an error on %s", writes, err, want)
		}
		s.wantWhole()
		s.fill(file("old.txt", "Old."))
	}
}

func TestSyncProgress(t *testing.T) {
	s := newShelf(t)
	var seen []retrieval.Progress
	indexer := retrieval.NewIndexer(s.store, retrievaltest.NewEmbedder(8), s.splitter, func(p retrieval.Progress) { seen = append(seen, p) })
	for range 2 { // unchanged documents are counted too
		seen = nil
		if _, err := indexer.Sync(t.Context(), stream(town()...)); err != nil {
			t.Fatal(err)
		}
		if want := "[{reading 1 0} {reading 2 0} {reading 3 0} {reading 4 0}]"; fmt.Sprint(seen) != want {
			t.Errorf("got %v, want %s", seen, want)
		}
	}
}
