// Package sqlitestore is the durable retrieval.Store: documents, chunks and
// vectors in one SQLite file, index.db, in a folder of its own.
//
// One process writes, by Open with Write, which takes a lock that names its
// holder and dies with it. Any number of processes read meanwhile, by Open with
// Read; they are never blocked, and each call sees one committed state. A write
// has reached the disk when it returns, so that a crash at any instant loses at
// most the call that was under way.
//
// Every row bears a checksum over its content and its place. Damage that SQLite
// itself cannot see, a flipped bit in a text, is therefore an error, ErrCorrupt,
// and never an answer.
//
// Vectors are stored as one signed byte a dimension with one float32 factor a
// vector. That keeps the length of a vector to the last bits of a float32; the
// cosine of a stored vector with the given one is above 0.9999 for the vectors
// that embedding models make.
package sqlitestore
