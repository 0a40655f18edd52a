package retrieval_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/postings"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/snowball"
	"footnote/retrieval/sqlitestore"
)

var analyzer = snowball.New()

// require is what helpers need of a test, be it random or not.
type require interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Context() context.Context
}

// A shelf is an index in memory with all the parts that it is made of.
type shelf struct {
	t        require
	store    *sqlitestore.Store
	embedder retrieval.Embedder
	splitter corpus.Splitter
	view
}

// A view is what one process holds of a store.
type view struct {
	text     *postings.Index
	vectors  *chromemstore.Store
	index    *retrieval.Index
	searcher *retrieval.Searcher
}

func openStore(t testing.TB) *sqlitestore.Store {
	t.Helper()
	store, err := sqlitestore.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

// newShelf returns a shelf of the documents, embedded by a fake model.
func newShelf(t testing.TB, documents ...corpus.Document) *shelf {
	t.Helper()
	return newShelfFor(t, retrievaltest.NewEmbedder(64), documents...)
}

func newShelfFor(t testing.TB, embedder retrieval.Embedder, documents ...corpus.Document) *shelf {
	t.Helper()
	s := &shelf{t: t, store: openStore(t), embedder: embedder}
	s.view = newView(s.store, embedder)
	s.fill(documents...)
	return s
}

func newView(store *sqlitestore.Store, embedder retrieval.Embedder) view {
	v := view{text: postings.New(analyzer), vectors: chromemstore.New()}
	v.index = retrieval.NewIndex(store, v.text, nil, v.vectors)
	v.searcher = retrieval.NewSearcher(v.index, store, v.text, v.vectors, embedder, analyzer)
	return v
}

// fill makes the shelf hold just these documents, found by words and meaning.
func (s *shelf) fill(documents ...corpus.Document) {
	s.t.Helper()
	indexer := retrieval.NewIndexer(s.store, s.embedder, s.splitter, nil)
	if _, err := indexer.Sync(s.t.Context(), stream(documents...)); err != nil {
		s.t.Fatal(err)
	}
	if _, err := indexer.Embed(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shelf) search(query retrieval.Query) retrieval.Result {
	s.t.Helper()
	result, err := s.searcher.Retrieve(s.t.Context(), query)
	if err != nil {
		s.t.Fatalf("searching for %.80q: %v", query.Text, err)
	}
	return result
}

func (s *shelf) state() retrieval.State {
	s.t.Helper()
	state, err := s.store.State(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return state
}

// file is a document as it is read from a file of that name.
func file(name, text string, audience ...string) corpus.Document {
	doc, err := corpus.Read(name, []byte(text))
	if err != nil {
		panic(fmt.Sprintf("reading %s: %v", name, err))
	}
	doc.Audience = audience
	doc.Hash = doc.ContentHash()
	return doc
}

func stream(documents ...corpus.Document) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, d := range documents {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// found lists the documents of a result's passages, in their order.
func found(result retrieval.Result) string {
	var ids []string
	for _, p := range result.Passages {
		ids = append(ids, p.Document)
	}
	return strings.Join(ids, " ")
}

// A town is a small corpus: each file speaks of one thing.
func town() []corpus.Document {
	return []corpus.Document{
		file("harbour.md", "# The harbour\n\nFishing boats lie in the harbour of Lindvik. The crane was built by Marta Olsen in 1931.\n\n"+
			"## Ferries\n\nA ferry leaves for the island every hour. It carries twelve cars.\n"),
		file("mill.md", "# The windmill\n\nThe windmill on the hill grinds rye and barley. It lost a sail in the storm of 1987.\n"),
		file("school.txt", "The school\n\nThe school teaches eighty pupils in four rooms. Its bell rings at eight o'clock.\n"),
		file("leuchtturm.txt", "Der Leuchtturm\n\nDer Leuchtturm steht auf der Klippe und wurde im Jahre 1872 von den Fischern gebaut. "+
			"Sein Licht ist bei gutem Wetter noch zwanzig Meilen weit auf dem Meer zu sehen.\n"),
	}
}
