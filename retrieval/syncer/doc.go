// Package syncer makes an index equal to its sources and keeps it so: by
// command, by schedule, and when something changes.
//
// Every source is read into the index on its own, so that one that is slow or
// down keeps no other waiting. What could not be read stays as it was known;
// what most of a source's documents do all at once, namely vanish, waits until
// somebody confirms it. Searches go on meanwhile and see whole documents.
package syncer
