package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/bot/wordnet"
	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/postings"
	"footnote/retrieval/precomputed"
	"footnote/retrieval/snowball"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/uselite"
)

// A shelf is the embedded library with all that answers from it; it is a
// discord.Corpus.
type shelf struct {
	*sqlitestore.Store
	*retrieval.Searcher
	*bot.Answerer
	indexer *retrieval.Indexer
}

// openShelf opens the library as the program does where nothing is indexed.
func openShelf(ctx context.Context) (*shelf, error) {
	model, err := uselite.New()
	if err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	known, err := precomputed.Decode(library.Vectors())
	if err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	store, err := sqlitestore.OpenMemory(ctx)
	if err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	analyzer, vectors := snowball.New(), chromemstore.New()
	text := postings.New(analyzer)
	indexer := retrieval.NewIndexer(store, precomputed.NewEmbedder(model, known), corpus.Splitter{}, nil)
	if err := fill(ctx, indexer); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the library: %w", err), store.Close())
	}
	prover, err := gateOf(analyzer, model)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	searcher := retrieval.NewSearcher(retrieval.NewIndex(store, text, nil, vectors), store, text, vectors, model, analyzer).WithBackground(model)
	return &shelf{Store: store, Searcher: searcher, Answerer: bot.NewAnswerer(searcher, store, analyzer).WithProver(prover),
		indexer: indexer}, nil
}

// gateOf is what checks claims.
func gateOf(analyzer retrieval.Analyzer, background retrieval.Background) (bot.Prover, error) {
	thesaurus, err := wordnet.New()
	if err != nil {
		return nil, fmt.Errorf("opening the thesaurus: %w", err)
	}
	g, err := gate.New(analyzer, thesaurus)
	if err != nil {
		return nil, fmt.Errorf("opening the gate: %w", err)
	}
	g = g.WithBackground(background)
	return func(passages []retrieval.Passage) bot.Checker { return g.Open(passages) }, nil
}

func fill(ctx context.Context, indexer *retrieval.Indexer) error {
	if _, err := indexer.Sync(ctx, library.All()); err != nil {
		return err
	}
	_, err := indexer.Embed(ctx)
	return err
}

// Stream answers a question.
func (s *shelf) Stream(ctx context.Context, question bot.Question) iter.Seq2[bot.Event, error] {
	return s.Answerer.Stream(ctx, question)
}

// Retrieve looks for passages.
func (s *shelf) Retrieve(ctx context.Context, query retrieval.Query) (retrieval.Result, error) {
	return s.Searcher.Retrieve(ctx, query)
}

// Edition changes when somebody adds a source.
func (s *shelf) Edition(ctx context.Context) (string, error) {
	state, err := s.State(ctx)
	return fmt.Sprint(state.Contents), err
}

// Synced is not known of the library.
func (s *shelf) Synced(context.Context) time.Time { return time.Time{} }
