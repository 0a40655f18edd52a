// Package postings is a retrieval.TextIndex: BM25 over words and BM25 over
// character 4-grams, side by side.
//
// An Index is a list of segments. A segment is built once from a batch of
// chunks and never changed: adding makes a new segment, deleting marks chunks
// as dead, and when segments of a size become many they are merged into one,
// without the dead. A search therefore works on a snapshot and never waits for
// a writer.
//
// In a segment the chunks are numbered by rising ID, and the numbers are cut
// into windows of 256. A posting list holds one byte for each chunk of a
// window in which its term occurs. A search goes from window to window and
// adds up the scores of 256 chunks at a time, which never leave the
// processor's nearest cache; it allocates nothing that grows with the index.
//
// Terms are known by a 64-bit hash only. Among a million different terms two
// share one with a probability of one in thirty million.
//
// Save writes an Index to a file, and Open maps it into memory. The file is a
// cache: whoever keeps the chunks can always make it anew.
package postings
