package sqlitestore_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
)

func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "index")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	store, err := sqlitestore.Open(ctx, dir, sqlitestore.Write)
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()

	text := "Boats lie in the harbour."
	err = store.Apply(ctx, []retrieval.Indexed{{
		Document: corpus.Document{ID: "harbour.txt", Title: "The harbour", Text: text},
		Chunks: []corpus.Chunk{{
			End: len(text), Text: text, Sentences: []corpus.Span{{Start: 0, End: len(text)}},
		}},
	}}, nil)
	if err != nil {
		log.Fatal(err)
	}

	chunks, err := store.Chunks(ctx, []retrieval.ChunkID{1})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s: %s\n", chunks[0].Title, chunks[0].Text)
	// Output: The harbour: Boats lie in the harbour.
}
