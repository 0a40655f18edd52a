// Package chromemstore is a retrieval.VectorStore in memory, on chromem-go.
//
// Each search reads every vector that the asker may see, which is exact and
// fast enough for some hundred thousand chunks. Nothing is written to disk: the
// store is filled from the durable one at start.
//
// Chunks of equal audience share a collection, so that a search reads only
// collections that the asker may see, and finds no chunk twice.
package chromemstore
