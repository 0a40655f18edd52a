// Package retrievaltest holds what tests of retrieval share: a conformance
// suite for each of its interfaces and a deterministic Embedder.
//
// An implementation runs the suite of its interface from a test of its own:
//
//	func TestConformance(t *testing.T) {
//		retrievaltest.VectorStore(t, func(t *testing.T) retrieval.VectorStore {
//			return mystore.New()
//		})
//	}
//
// The suites ask only for what the comments of the interfaces promise, so that
// a remote engine can pass them as well as one in memory.
package retrievaltest
