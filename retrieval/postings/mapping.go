package postings

// A mapping is a file in memory.
type mapping struct{}
