package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"footnote/bot"
	"footnote/config"
	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/precomputed"
	"footnote/retrieval/snowball"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/uselite"
)

// An engine is all that answers questions from one index, wired together.
type engine struct {
	store      *sqlitestore.Store
	analyzer   retrieval.Analyzer
	background retrieval.Background
	searcher   *retrieval.Searcher
	answerer   *bot.Answerer
	// prove is set by openProver.
	prove bot.Prover
}

// Close closes the store.
func (e *engine) Close() error { return e.store.Close() }

// openEngine opens the index of the data folder or, where there is none, the
// embedded library.
func (p *program) openEngine(ctx context.Context) (*engine, error) {
	store, dir, err := p.openToRead(ctx)
	if err != nil {
		return nil, err
	}
	return p.newEngine(ctx, store, dir)
}

// openProver is openEngine for claims, which a gate checks.
func (p *program) openProver(ctx context.Context) (*engine, error) {
	e, err := p.openEngine(ctx)
	if err != nil {
		return nil, err
	}
	proving, err := e.gate()
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	e.prove = func(passages []retrieval.Passage) bot.Checker { return proving.Open(passages) }
	e.answerer = e.answerer.WithProver(e.prove).WithComparer(proving)
	return e, nil
}

// openAnswerer is openProver for answers, which a model may write.
func (p *program) openAnswerer(ctx context.Context) (*engine, error) {
	e, err := p.openProver(ctx)
	if err != nil {
		return nil, err
	}
	if err := p.letWrite(e); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// attempts is how often an index that is made anew meanwhile is opened again.
const attempts = 3

// withEngine does something by an engine, from the start if the index is made
// anew before it is done.
func (p *program) withEngine(ctx context.Context, open func(context.Context) (*engine, error), do func(*engine) error) error {
	for attempt := 1; ; attempt++ {
		e, err := open(ctx)
		if err == nil {
			err = errors.Join(do(e), e.Close())
		}
		if !errors.Is(err, sqlitestore.ErrReplaced) || attempt == attempts {
			return err
		}
	}
}

// openToRead opens the store of openEngine alone, and tells the folder that it
// stands in, "" for the library.
func (p *program) openToRead(ctx context.Context) (*sqlitestore.Store, string, error) {
	store, err := sqlitestore.Open(ctx, p.config.Data, sqlitestore.Read)
	if err == nil {
		return store, p.config.Data, p.noticeEmpty(ctx, store)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, "", err
	}
	// Who never indexed anything need not be told.
	usual, err := config.DefaultData(p.getenv)
	_, missing := os.Stat(p.config.Data)
	if err != nil || usual != p.config.Data || missing == nil {
		p.notice("no index in %s; this is the embedded library. To index: footnote index --data %[1]s PATH...", p.config.Data)
	}
	store, err = openLibrary(ctx)
	return store, "", err
}

// noticeEmpty tells of an index that holds nothing, be it that indexing was cut
// short or that it is going on.
func (p *program) noticeEmpty(ctx context.Context, store *sqlitestore.Store) error {
	state, err := store.State(ctx)
	if err != nil {
		return errors.Join(err, store.Close())
	}
	if state.Documents == 0 {
		p.notice("the index in %s holds no documents yet. To index: footnote index --data %[1]s PATH...", p.config.Data)
	}
	return nil
}

// newEngine wires an engine around a store that stands in the folder dir, ""
// if in none, and closes the store when it fails.
func (p *program) newEngine(ctx context.Context, store *sqlitestore.Store, dir string) (*engine, error) {
	started := time.Now()
	model, err := uselite.New()
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	analyzer := snowball.New()
	vectors := chromemstore.New()
	text, held := openTextIndex(ctx, store, dir, analyzer)
	index := retrieval.NewIndex(store, text, held, vectors)
	if _, err := index.Refresh(ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	p.log.DebugContext(ctx, "index opened", "data", dir, "saved", held.Len(), "chunks", text.Len(), "vectors", vectors.Len(),
		"took", time.Since(started))
	embedder, err := p.embedderOf(ctx, store, dir, model)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	searcher := retrieval.NewSearcher(index, store, text, vectors, embedder, analyzer).WithBackground(model)
	return &engine{store: store, analyzer: analyzer, background: model, searcher: searcher,
		answerer: bot.NewAnswerer(searcher, store, analyzer)}, nil
}

// embedderOf is what embeds questions to a store: the library's vectors were
// made by the embedded model, whatever the settings say.
func (p *program) embedderOf(ctx context.Context, store *sqlitestore.Store, dir string, local *uselite.Model) (retrieval.Embedder, error) {
	if dir == "" {
		return local, nil
	}
	state, err := store.State(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the state of the index: %w", err)
	}
	return p.questionEmbedder(state, local)
}

// openLibrary fills a store in memory with the embedded library. Its sentences
// were embedded when the program was built.
func openLibrary(ctx context.Context) (*sqlitestore.Store, error) {
	model, err := uselite.New()
	if err != nil {
		return nil, err
	}
	known, err := precomputed.Decode(library.Vectors())
	if err != nil {
		return nil, fmt.Errorf("opening the embedded library: %w", err)
	}
	store, err := sqlitestore.OpenMemory(ctx)
	if err != nil {
		return nil, err
	}
	indexer := retrieval.NewIndexer(store, precomputed.NewEmbedder(model, known), corpus.Splitter{}, nil)
	if _, err := indexer.Sync(ctx, library.All()); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the embedded library: %w", err), store.Close())
	}
	if _, err := indexer.Embed(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the embedded library: %w", err), store.Close())
	}
	return store, nil
}
