// Package fakeserver plays servers of embeddings, with the habits and the
// faults of real ones. Its vectors are those of retrievaltest.Embedder.
package fakeserver
