package library

import (
	_ "embed"
	"fmt"
	"io/fs"
	"iter"

	"footnote/corpus"
)

//go:generate go run ./internal/generate -o vectors.bin

//go:embed vectors.bin
var vectors []byte

// Vectors returns the vectors of all sentences of the documents, as made by
// the embedded model ahead of time, in the form of retrieval/precomputed.
func Vectors() []byte { return vectors }

// All yields the documents as they are read, by rising ID.
func All() iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		documents := Documents()
		names, err := fs.Glob(documents, "*.md")
		if err != nil {
			yield(corpus.Document{}, fmt.Errorf("listing the embedded library: %w", err))
			return
		}
		for _, name := range names {
			data, err := fs.ReadFile(documents, name)
			if err != nil {
				yield(corpus.Document{}, fmt.Errorf("reading the embedded library: %w", err))
				return
			}
			if !yield(corpus.Read(name, data)) {
				return
			}
		}
	}
}
