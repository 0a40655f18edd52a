// Generate embeds the sentences of the embedded library, so that the program
// need not do it whenever it starts.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval"
	"footnote/retrieval/precomputed"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/uselite"
)

func main() {
	output := flag.String("o", "vectors.bin", "file to write")
	flag.Parse()
	data, err := generate(context.Background())
	if err == nil {
		err = os.WriteFile(*output, data, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate indexes the library as the program does, and keeps the vectors of
// all texts that the indexer asked for.
func generate(ctx context.Context) ([]byte, error) {
	model, err := uselite.New()
	if err != nil {
		return nil, err
	}
	store, err := sqlitestore.OpenMemory(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	texts := &recorder{Embedder: model}
	indexer := retrieval.NewIndexer(store, texts, corpus.Splitter{}, nil)
	if _, err := indexer.Sync(ctx, library.All()); err != nil {
		return nil, err
	}
	if _, err := indexer.Embed(ctx); err != nil {
		return nil, err
	}
	vectors, err := precomputed.Compute(ctx, model, texts.asked)
	if err != nil {
		return nil, err
	}
	return vectors.Encode(), nil
}

// A recorder notes the texts that it is asked to embed, and gives zero
// vectors.
type recorder struct {
	retrieval.Embedder
	asked []string
}

func (r *recorder) EmbedDocuments(_ context.Context, texts []string) ([][]float32, error) {
	r.asked = append(r.asked, texts...)
	zeros := make([][]float32, len(texts))
	for i := range zeros {
		zeros[i] = make([]float32, r.Model().Dimensions)
	}
	return zeros, nil
}
