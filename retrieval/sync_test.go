package retrieval_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

func kept(path string) event { return event{err: &corpus.Kept{Path: path}} }

// syncOf syncs one source of a shelf, which holds when most is gone.
func (s *shelf) syncOf(source string, hold bool, stream ...event) retrieval.Report {
	s.t.Helper()
	scope := retrieval.Scope{Source: source}
	if hold {
		scope.Hold = func(gone, known int) bool { return gone*2 > known }
	}
	indexer := retrieval.NewIndexer(s.store, s.embedder, s.splitter, nil)
	report, err := indexer.SyncSource(s.t.Context(), scope, events(stream...))
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := indexer.Embed(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	return report
}

func TestSyncOfOneSource(t *testing.T) {
	s := newShelf(t)
	s.syncOf("", false, doc("a.txt", "Apples grow."))
	s.syncOf("zoo", false, doc("zoo/b.txt", "Bears sleep."), doc("zoo/c.txt", "Cats purr."))
	got := s.syncOf("zoo", false, doc("zoo/b.txt", "Bears sleep."), doc("a.txt", "Another's name."))
	if got.Removed != 1 || got.Unchanged != 1 || len(got.Faults) != 1 || got.Faults[0].Path != "a.txt" {
		t.Errorf("got %+v", got)
	}
	if held := s.held(); held != "a.txt zoo/b.txt" {
		t.Errorf("the store holds %q", held)
	}
	s.syncOf("", false)
	if held := s.held(); held != "zoo/b.txt" {
		t.Errorf("the store holds %q after the other source was emptied", held)
	}
}

func TestSyncKeepsWhatWasNotRead(t *testing.T) {
	s := newShelf(t)
	s.syncOf("", false, doc("a.txt", "Apples grow."), doc("b.zip/one.txt", "Bears sleep."), doc("b.zip/two.txt", "Cats purr."), doc("b.zip.txt", "Dogs bark."))
	got := s.syncOf("", false, doc("a.txt", "Apples fall."), kept("b.zip"))
	if got.Changed != 1 || got.Unchanged != 2 || got.Removed != 1 || s.held() != "a.txt b.zip/one.txt b.zip/two.txt" {
		t.Errorf("got %+v, and %q is held", got, s.held())
	}
}

func TestSyncHolds(t *testing.T) {
	s := newShelf(t)
	all := []event{doc("a.txt", "Apples grow."), doc("b.txt", "Bears sleep."), doc("c.txt", "Cats purr."), doc("d.txt", "Dogs bark.")}
	s.syncOf("zoo", true, all...)
	got := s.syncOf("zoo", true, all[0], doc("e.txt", "Elks drink."))
	if !slices.Equal(got.Held, []string{"b.txt", "c.txt", "d.txt"}) || got.Removed != 0 || got.Added != 1 {
		t.Errorf("got %+v", got)
	}
	if held := s.held(); held != "a.txt b.txt c.txt d.txt e.txt" {
		t.Errorf("the store holds %q", held)
	}
	if got := s.syncOf("zoo", false, all[0]); got.Removed != 4 || got.Held != nil {
		t.Errorf("when it is confirmed: got %+v", got)
	}
	if got := s.syncOf("zoo", true, all...); got.Added != 3 || got.Held != nil {
		t.Errorf("when they come back: got %+v", got)
	}
	if got := s.syncOf("zoo", true, all[:2]...); got.Removed != 2 || got.Held != nil {
		t.Errorf("when half is gone: got %+v", got)
	}
}

// counting counts the texts that are embedded.
type counting struct {
	retrieval.Embedder
	texts int
}

func (c *counting) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	c.texts += len(texts)
	return c.Embedder.EmbedDocuments(ctx, texts)
}

func TestSyncOfMovedDocuments(t *testing.T) {
	named := func(id, title, text string) event {
		e := doc(id, text)
		e.document.Title = title
		e.document.Hash = e.document.ContentHash()
		return e
	}
	a, b := named("a.txt", "Fruit", "Apples grow. They are red."), named("b.txt", "Animals", "Bears sleep in winter.")
	moved, copied := named("sub/a.txt", "Fruit", a.document.Text), named("copy.txt", "Animals", b.document.Text)
	s := newShelf(t)
	embedder := &counting{Embedder: s.embedder}
	s.embedder = embedder
	s.syncOf("", false, a, b)
	before := embedder.texts
	// What is new comes before what is old is missed, and after.
	for _, stream := range [][]event{{moved, b}, {b, a}} {
		got := s.syncOf("", true, stream...)
		if got.Renamed != 1 || got.Unchanged != 1 || got.Added+got.Removed != 0 {
			t.Errorf("moved: got %+v", got)
		}
	}
	if embedder.texts != before {
		t.Errorf("%d texts were embedded for documents that moved", embedder.texts-before)
	}
	if got := s.syncOf("", false, b, copied, a); got.Added != 1 || got.Renamed != 0 || got.Unchanged != 2 {
		t.Errorf("copied: got %+v", got)
	}
	if got := s.syncOf("", false, b, fault(corpus.Unread, "a.txt"), moved); got.Added != 1 || got.Renamed != 0 || got.Kept != 1 {
		t.Errorf("beside one that cannot be read: got %+v", got)
	}
	result := s.search(retrieval.Query{Text: "Which apples are red?"})
	if len(result.Passages) == 0 {
		t.Error("what was moved is not found")
	}
}

// A chunk that stays as it is keeps its vectors when another changes.
func TestSyncEmbedsNewChunksOnly(t *testing.T) {
	s := newShelf(t)
	embedder := &counting{Embedder: s.embedder}
	s.embedder = embedder
	s.splitter = corpus.Splitter{}
	var text string
	for range 60 {
		text += "Bears sleep in the winter and wake in the spring, as everybody knows who lives there.\n\n"
	}
	s.syncOf("", false, doc("a.txt", text+"Cats purr."))
	whole := embedder.texts
	s.syncOf("", false, doc("a.txt", text+"Cats purr and sleep."))
	if again := embedder.texts - whole; again == 0 || again > whole/4 {
		t.Errorf("%d texts were embedded again, of %d", again, whole)
	}
}

func TestSyncEnds(t *testing.T) {
	s := newShelf(t)
	s.syncOf("", false, doc("a.txt", "Apples grow."))
	broken := errors.New("broken")
	stream := iter.Seq2[corpus.Document, error](events(event{err: broken}))
	if _, err := retrieval.NewIndexer(s.store, nil, s.splitter, nil).SyncSource(t.Context(), retrieval.Scope{}, stream); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if held := s.held(); held != "a.txt" {
		t.Errorf("the store holds %q", held)
	}
}

func TestAudienceSees(t *testing.T) {
	for _, test := range []struct {
		holds, labels []string
		want          bool
	}{
		{nil, nil, true},
		{nil, []string{"a"}, false},
		{[]string{"a"}, []string{"b", "a"}, true},
		{[]string{"a"}, []string{"a&b"}, false},
		{[]string{"b", "a"}, []string{"a&b"}, true},
		{[]string{"a&b"}, []string{"a&b"}, false}, // nobody holds such a label
		{[]string{"a"}, []string{"a&"}, false},
		{[]string{"a"}, []string{"a&b", "a"}, true},
	} {
		if got := retrieval.Audience(test.holds).Sees(test.labels); got != test.want {
			t.Errorf("%q sees %q: got %v, want %v", test.holds, test.labels, got, test.want)
		}
	}
}

func TestRestrict(t *testing.T) {
	for _, test := range []struct{ a, b, want []string }{
		{nil, nil, nil},
		{[]string{"x"}, nil, []string{"x"}},
		{nil, []string{"y"}, []string{"y"}},
		{[]string{"x"}, []string{"x"}, []string{"x"}},
		{[]string{"x", "y"}, []string{"z"}, []string{"x&z", "y&z"}},
		{[]string{"x", "z"}, []string{"z"}, []string{"z"}},
		{[]string{"a&x", "b&x"}, []string{"a", "b"}, []string{"a&x", "b&x"}},
		{[]string{"x&y"}, []string{"y&z"}, []string{"x&y&z"}},
	} {
		if got := retrieval.Restrict(test.a, test.b); !slices.Equal(got, test.want) {
			t.Errorf("%q and %q: got %q, want %q", test.a, test.b, got, test.want)
		}
	}
}

// FuzzRestrict compares with what it means: both are seen.
func FuzzRestrict(f *testing.F) {
	f.Add(uint16(5), uint16(9), uint8(3))
	labels := []string{"a", "b", "c", "a&b", "b&c", "a&b&c"}
	chosen := func(mask uint16) (list []string) {
		for i, l := range labels {
			if mask>>i&1 == 1 {
				list = append(list, l)
			}
		}
		return list
	}
	f.Fuzz(func(t *testing.T, a, b uint16, holds uint8) {
		audience := retrieval.Audience(chosen(uint16(holds) & 7))
		x, y := chosen(a), chosen(b)
		want := audience.Sees(x) && audience.Sees(y)
		if got := audience.Sees(retrieval.Restrict(x, y)); got != want {
			t.Errorf("%q sees %q restricted to %q: %v, want %v", audience, x, y, got, want)
		}
		once := retrieval.Restrict(x, y)
		if twice := retrieval.Restrict(once, y); len(y) > 0 && !slices.Equal(once, twice) {
			t.Errorf("%q restricted to %q is %q, and once more %q", x, y, once, twice)
		}
	})
}
