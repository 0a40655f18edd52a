package retrieval_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"testing"

	"pgregory.net/rapid"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/postings"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"
)

// Whatever is written to a store, and whenever the indexes over it take it
// over, fail to or are opened again, they find the same as one made anew.
func TestIndexFollowsItsStore(t *testing.T) {
	store := openStore(t)
	rapid.Check(t, func(r *rapid.T) {
		m := indexModel{t: r, store: store}
		m.empty()
		for i := range m.views {
			m.views[i] = newFlaky(store)
		}
		for range rapid.IntRange(4, 16).Draw(r, "steps") {
			m.step()
		}
		for i := range m.views {
			m.refresh(i)
		}
	})
}

// An indexModel changes a store at random under two indexes.
type indexModel struct {
	t      *rapid.T
	store  *sqlitestore.Store
	model  retrieval.EmbeddingModel
	models int
	views  [2]*flaky
}

var ids = []string{"a", "b", "c"}

func (m *indexModel) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *indexModel) empty() {
	m.must(m.store.Apply(m.t.Context(), nil, ids))
	m.newModel()
}

func (m *indexModel) step() {
	one := rapid.IntRange(0, 1).Draw(m.t, "view")
	switch rapid.SampledFrom([]string{"apply", "apply", "embed", "model", "refresh", "fail", "fail", "reopen"}).Draw(m.t, "step") {
	case "apply":
		put := rapid.SliceOfN(rapid.Custom(drawIndexed), 0, 3).Draw(m.t, "put")
		gone := rapid.SliceOfN(rapid.SampledFrom(ids), 0, 2).Draw(m.t, "gone")
		m.must(m.store.Apply(m.t.Context(), put, gone))
	case "embed":
		m.embed(rapid.IntRange(1, 6).Draw(m.t, "chunks"))
	case "model":
		m.newModel()
	case "refresh":
		m.refresh(one)
	case "fail":
		m.views[one].left = rapid.IntRange(0, 2).Draw(m.t, "calls")
		if _, err := m.views[one].index.Refresh(m.t.Context()); err != nil && !errors.Is(err, errFlaky) {
			m.t.Fatal(err)
		}
		m.views[one].left = math.MaxInt
	case "reopen":
		m.views[one] = m.views[one].reopen()
	}
}

// newModel sets a model of a name that was never used, of one length or
// another.
func (m *indexModel) newModel() {
	m.models++
	m.model = retrieval.EmbeddingModel{
		Name:       fmt.Sprintf("model %d of store generation %d", m.models, m.generation()),
		Dimensions: rapid.SampledFrom([]int{4, 6}).Draw(m.t, "dimensions"),
	}
	m.must(m.store.SetModel(m.t.Context(), m.model))
}

func (m *indexModel) generation() int64 {
	state, err := m.store.State(m.t.Context())
	m.must(err)
	return state.Generation
}

// embed gives some chunks vectors that tell the model.
func (m *indexModel) embed(limit int) {
	chunks, err := m.store.Unembedded(m.t.Context(), limit)
	m.must(err)
	var vectors []retrieval.ChunkVectors
	for _, c := range chunks {
		vector, err := retrievaltest.NewEmbedderFor(m.model).EmbedQuery(m.t.Context(), m.model.Name+c.Text)
		m.must(err)
		vectors = append(vectors, retrieval.ChunkVectors{ID: c.ID, Sentences: [][]float32{vector}})
	}
	m.must(m.store.PutVectors(m.t.Context(), vectors))
}

// refresh compares a view that is up to date with one made anew.
func (m *indexModel) refresh(i int) {
	if _, err := m.views[i].index.Refresh(m.t.Context()); err != nil {
		m.t.Fatalf("refresh: %v", err)
	}
	fresh := newFlaky(m.store)
	_, err := fresh.index.Refresh(m.t.Context())
	m.must(err)
	if got := m.views[i].index.Model(); got != m.model.Name {
		m.t.Fatalf("the vectors are of model %q, want %q", got, m.model.Name)
	}
	for _, query := range []string{"apple", "pear plum", "fig quince apple"} {
		for _, audience := range []retrieval.Audience{nil, {"x"}, {"x", "y"}} {
			m.same(query, audience, m.views[i], fresh)
		}
	}
}

func (m *indexModel) same(query string, audience retrieval.Audience, got, want *flaky) {
	find := func(f *flaky) string {
		text, err := f.text.Search(m.t.Context(), retrieval.TextQuery{Text: query, K: 100, Audience: audience})
		m.must(err)
		vector := make([]float32, m.model.Dimensions)
		vector[0] = 1
		near, err := f.vectors.Nearest(m.t.Context(), vector, 100, audience)
		m.must(err)
		all := fmt.Sprintf("%d texts, %d vectors\n", f.text.Len(), f.vectors.Len())
		for _, h := range text.Hits {
			all += fmt.Sprintf("%d %.9f %.9f\n", h.ID, h.Words, h.Grams)
		}
		return all + fmt.Sprint(text.Terms, near)
	}
	if g, w := find(got), find(want); g != w {
		m.t.Fatalf("%q for %v finds\n%s\nand an index made anew\n%s", query, audience, g, w)
	}
}

func drawIndexed(r *rapid.T) retrieval.Indexed {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"apple ", "pear ", "plum ", "fig ", "quince "}), 1, 5)
	in := retrieval.Indexed{Document: corpus.Document{ID: rapid.SampledFrom(ids).Draw(r, "id"), Language: "en"}}
	in.Document.Audience = rapid.SampledFrom([][]string{nil, {"x"}, {"y"}}).Draw(r, "audience")
	for range rapid.IntRange(0, 3).Draw(r, "chunks") {
		start := len(in.Document.Text)
		for _, w := range words.Draw(r, "words") {
			in.Document.Text += w
		}
		end := len(in.Document.Text)
		in.Chunks = append(in.Chunks, corpus.Chunk{Start: start, End: end, Text: in.Document.Text[start:end],
			Sentences: []corpus.Span{{Start: start, End: end}}})
	}
	return in
}

// meddled is a store that another process writes to just before its vectors
// are read.
type meddled struct {
	retrieval.StoreReader
	meddle func()
}

func (m *meddled) VectorsIn(ctx context.Context, first, end retrieval.ChunkID) iter.Seq2[retrieval.VectorEntry, error] {
	if meddle := m.meddle; meddle != nil {
		m.meddle = nil
		meddle()
	}
	return m.StoreReader.VectorsIn(ctx, first, end)
}

func TestIndexDoesNotMixModels(t *testing.T) {
	s := newShelf(t, town()...)
	store := &meddled{StoreReader: s.store}
	vectors := chromemstore.New()
	index := retrieval.NewIndex(store, postings.New(analyzer), nil, vectors)
	before := s.embedder.Model()
	store.meddle = func() {
		s.embedder = retrievaltest.NewEmbedderFor(retrieval.EmbeddingModel{Name: "another", Dimensions: before.Dimensions})
		s.fill(town()...)
	}
	if _, err := index.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if index.Model() == before.Name && vectors.Len() > 0 {
		t.Errorf("%d vectors of another model pass for those of %s", vectors.Len(), before.Name)
	}
	if _, err := index.Refresh(t.Context()); err != nil || index.Model() != "another" || vectors.Len() != s.state().Chunks {
		t.Errorf("then %d of %d vectors are held, of %s, %v", vectors.Len(), s.state().Chunks, index.Model(), err)
	}
}

var errFlaky = errors.New("out of order")

// A flaky index breaks down after some changes.
type flaky struct {
	store   retrieval.StoreReader
	text    *postings.Index
	vectors *chromemstore.Store
	index   *retrieval.Index
	left    int // changes that go well
}

func newFlaky(store retrieval.StoreReader) *flaky {
	return (&flaky{store: store, text: postings.New(analyzer)}).reopen()
}

// reopen starts over from the text index, as a process does that finds one
// that was saved.
func (f *flaky) reopen() *flaky {
	n := &flaky{store: f.store, text: f.text, vectors: chromemstore.New(), left: math.MaxInt}
	n.index = retrieval.NewIndex(f.store, flakyText{f.text, n}, f.text.Chunks(), flakyVectors{n.vectors, n})
	return n
}

func (f *flaky) change(change func() error) error {
	if f.left == 0 {
		return errFlaky
	}
	f.left--
	return change()
}

type flakyText struct {
	retrieval.TextIndex
	f *flaky
}

func (x flakyText) Add(ctx context.Context, entries []retrieval.TextEntry) error {
	return x.f.change(func() error { return x.TextIndex.Add(ctx, entries) })
}

func (x flakyText) Delete(ctx context.Context, ids []retrieval.ChunkID) error {
	return x.f.change(func() error { return x.TextIndex.Delete(ctx, ids) })
}

type flakyVectors struct {
	retrieval.VectorStore
	f *flaky
}

func (x flakyVectors) Add(ctx context.Context, entries []retrieval.VectorEntry) error {
	return x.f.change(func() error { return x.VectorStore.Add(ctx, entries) })
}

func (x flakyVectors) Delete(ctx context.Context, ids []retrieval.ChunkID) error {
	return x.f.change(func() error { return x.VectorStore.Delete(ctx, ids) })
}
