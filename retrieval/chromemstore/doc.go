// Package chromemstore is a retrieval.VectorStore in memory, on chromem-go.
//
// Chromem-go holds the collections and their documents, whose embeddings lie in
// blocks of this package: rows one after the other, in memory once. A search
// reads these blocks itself, on every core. It reads every vector that the asker
// may see, which is exact, at nearly the speed of the memory. Chromem's own
// query is not used, because it passes each document through a channel, two
// locks and a pointer, which takes several times as long as the arithmetic, and
// because which of equals it returns is left to chance.
//
// Chunks of equal audience share a collection, so that a search reads only
// collections that the asker may see, and finds no chunk twice. Nothing is
// written to disk: the store is filled from the durable one at start.
package chromemstore
