package retrieval

import "footnote/corpus"

// An Indexer makes a Store equal to a stream of documents.
type Indexer struct {
	store    Store
	embedder Embedder
	splitter corpus.Splitter
	progress func(Progress)
}

// NewIndexer returns an indexer that writes to the store. progress is called
// from time to time and may be nil.
func NewIndexer(store Store, embedder Embedder, splitter corpus.Splitter, progress func(Progress)) *Indexer {
	if progress == nil {
		progress = func(Progress) {}
	}
	return &Indexer{store: store, embedder: embedder, splitter: splitter, progress: progress}
}

// A Stage is a part of indexing.
type Stage string

// The stages, in their order: after StageRead every document is found by its
// words, after StageEmbed also by its meaning.
const (
	StageRead  Stage = "reading"
	StageEmbed Stage = "embedding"
)

// Progress says how far indexing has come.
type Progress struct {
	Stage Stage
	// Done and Total count documents in StageRead, chunks in StageEmbed.
	// Total is 0 while it is not known.
	Done, Total int
}
