// Package beir judges a retrieval system by the test sets of the BEIR
// benchmark's form: a folder with corpus.jsonl, queries.jsonl and relevance
// judgements below qrels.
//
// Measures are those of trec_eval, at document level: a document counts where
// it first appears in a ranking.
package beir
