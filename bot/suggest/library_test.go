package suggest_test

import (
	"context"
	"slices"
	"testing"

	"footnote/bot"
	"footnote/bot/suggest"
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

// libraryAnswerer answers from the embedded library.
func libraryAnswerer(t *testing.T) *bot.Answerer {
	t.Helper()
	ctx := context.Background()
	model, err := uselite.New()
	if err != nil {
		t.Fatal(err)
	}
	known, err := precomputed.Decode(library.Vectors())
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlitestore.OpenMemory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	indexer := retrieval.NewIndexer(store, precomputed.NewEmbedder(model, known), corpus.Splitter{}, nil)
	if _, err := indexer.Sync(ctx, library.All()); err != nil {
		t.Fatal(err)
	}
	if _, err := indexer.Embed(ctx); err != nil {
		t.Fatal(err)
	}
	analyzer, vectors := snowball.New(), chromemstore.New()
	text := postings.New(analyzer)
	searcher := retrieval.NewSearcher(retrieval.NewIndex(store, text, nil, vectors), store, text, vectors, model, analyzer).WithBackground(model)
	return bot.NewAnswerer(searcher, store, analyzer)
}

// Each document of the library answers one of the first questions that are made
// of it, and at least half of all of them.
func TestTheLibraryAnswersItsQuestions(t *testing.T) {
	m, err := suggest.New()
	if err != nil {
		t.Fatal(err)
	}
	answerer := libraryAnswerer(t)
	for doc, err := range library.All() {
		if err != nil {
			t.Fatal(err)
		}
		asked, answered, first := m.Questions(doc, 6), 0, -1
		for i, q := range asked {
			answer, err := answerer.Answer(t.Context(), bot.Question{Text: q, Document: doc.ID})
			if err != nil {
				t.Fatal(err)
			}
			if !answer.Refused && slices.ContainsFunc(answer.Citations, func(c bot.Citation) bool { return c.Document == doc.ID }) {
				answered++
				if first < 0 {
					first = i
				}
			} else {
				t.Logf("%s does not answer %q (%.2f)", doc.ID, q, answer.Answerable)
			}
		}
		t.Logf("%s answers %d of %d, the first being %d", doc.ID, answered, len(asked), first)
		if first < 0 || first > 2 || 2*answered < len(asked) {
			t.Errorf("%s answers %d of %q, the first being %d", doc.ID, answered, asked, first)
		}
	}
}
