// Package retrieval keeps an index of a corpus and finds the passages that
// answer a question.
//
// The durable Store is the only truth. Index fills a TextIndex and a
// VectorStore from it and keeps them equal to it; Searcher asks both at the
// same time, fuses their scores and says how probable it is that the passages
// answer the question. Everything that touches a library lives in a package of
// its own below this one, behind the small interfaces declared here.
package retrieval
