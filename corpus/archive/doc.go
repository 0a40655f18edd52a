// Package archive opens archives that come from anywhere: the zip archives that
// documents are made of, and the zip and tar archives that hold documents. What
// is in them is unpacked in memory and within limits, whatever the archive says
// about itself; nothing is ever written to disk. Every error is a
// *corpus.Fault, or that of the context.
package archive
