package main

import (
	"context"

	"footnote/retrieval"
	"footnote/retrieval/postings"
	"footnote/retrieval/sqlitestore"
)

// openTextIndex opens the text index that was saved beside the store, or an
// empty one.
func openTextIndex(_ string, analyzer retrieval.Analyzer) (*postings.Index, retrieval.Ranges) {
	return postings.New(analyzer), nil
}

// saveTextIndex brings the saved text index up to date.
func saveTextIndex(context.Context, *sqlitestore.Store, string) error { return nil }

func removeIndex(string) error { return nil }
