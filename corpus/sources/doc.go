// Package sources knows what an operator has pointed Footnote at: sources with
// names, schedules and audiences, and how each was when it was last read.
//
// A Source says where documents are; an Origin, of a package for each Kind,
// reads them. The Registry is the list, in a file of the data folder that
// several processes may change.
package sources
