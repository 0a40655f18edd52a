package retrieval_test

import (
	"context"
	"fmt"
	"log"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/postings"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/snowball"
	"footnote/retrieval/sqlitestore"
)

// Two documents are indexed and searched. A real program would use the model of
// retrieval/uselite.
func Example() {
	ctx := context.Background()
	store, err := sqlitestore.OpenMemory(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()

	embedder := retrievaltest.NewEmbedder(64)
	indexer := retrieval.NewIndexer(store, embedder, corpus.Splitter{}, nil)
	report, err := indexer.Sync(ctx, func(yield func(corpus.Document, error) bool) {
		_ = yield(corpus.Read("harbour.md", []byte("# The harbour\n\nBoats lie in the harbour. Marta Olsen built the crane."))) &&
			yield(corpus.Read("mill.md", []byte("# The windmill\n\nThe windmill grinds rye and barley.")))
	})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := indexer.Embed(ctx); err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Added, "documents")

	analyzer := snowball.New()
	text, vectors := postings.New(analyzer), chromemstore.New()
	index := retrieval.NewIndex(store, text, nil, vectors)
	searcher := retrieval.NewSearcher(index, store, text, vectors, embedder, analyzer)
	result, err := searcher.Retrieve(ctx, retrieval.Query{Text: "What does the windmill grind?", K: 1})
	if err != nil {
		log.Fatal(err)
	}
	p := result.Passages[0]
	fmt.Printf("%s, %q: %s\n", p.Document, p.Section, p.Sentence(0))
	fmt.Println("answerable:", result.Answerable.Probability > .5)
	// Output:
	// 2 documents
	// mill.md, "The windmill": The windmill grinds rye and barley.
	// answerable: true
}
