// Package vectorcache keeps vectors in a file, so that what was once embedded
// is not paid for again: after a crash, for an index made anew, or for a passage
// that moved to another document.
//
// It is a cache and no store: everything in it can be made again, so it never
// stands in the way. A process that dies in the middle of a write leaves a file
// that opens. What is damaged is dropped, and what no longer fits goes, the
// oldest first. One process writes, any number may read.
//
// Numbers are kept as 16-bit floats. For vectors of length 1 that is half the
// space, and changes the cosine of two of them by less than a thousandth; the
// index itself keeps less of them.
package vectorcache
