package bot_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/postings"
	"footnote/retrieval/snowball"
	"footnote/retrieval/sqlitestore"
)

var analyzer = snowball.New()

// A desk answers questions on the documents in its store.
type desk struct {
	*bot.Answerer
	store  *sqlitestore.Store
	search *retrieval.Searcher
	ctx    context.Context
}

// newDesk takes in the documents with all parts in memory.
func newDesk(ctx context.Context, embedder retrieval.Embedder, documents iter.Seq2[corpus.Document, error]) (*desk, error) {
	store, err := sqlitestore.OpenMemory(ctx)
	if err != nil {
		return nil, err
	}
	indexer := retrieval.NewIndexer(store, embedder, corpus.Splitter{}, nil)
	_, err = indexer.Sync(ctx, documents)
	if err == nil {
		_, err = indexer.Embed(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	text, vectors := postings.New(analyzer), chromemstore.New()
	index := retrieval.NewIndex(store, text, nil, vectors)
	searcher := retrieval.NewSearcher(index, store, text, vectors, embedder, analyzer)
	return &desk{bot.NewAnswerer(searcher, store, analyzer), store, searcher, ctx}, nil
}

func openDesk(t testing.TB, embedder retrieval.Embedder, documents iter.Seq2[corpus.Document, error]) *desk {
	t.Helper()
	d, err := newDesk(t.Context(), embedder, documents)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.store.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// holds tells whether the desk has a document.
func (d *desk) holds(t testing.TB) func(id string) bool {
	return func(id string) bool {
		_, err := d.store.Document(t.Context(), id)
		if err != nil && !errors.Is(err, retrieval.ErrNotFound) {
			t.Error(err)
		}
		return err == nil
	}
}
