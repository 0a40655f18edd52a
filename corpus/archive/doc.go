// Package archive opens zip archives that come from anywhere: those that
// documents are made of, and those that hold documents. What is in them is
// unpacked in memory and within limits, whatever the archive says about
// itself; nothing is ever written to disk. Every error is a *corpus.Fault.
package archive
