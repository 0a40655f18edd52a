package discord

import (
	"time"

	"footnote/corpus/sources"
	"footnote/retrieval"
)

// A SourceStatus is a source with how it is doing.
type SourceStatus struct {
	sources.Source
	sources.State
	Running  bool
	Progress retrieval.Progress
	Next     time.Time
}

// A SourceOutcome is what a sync did.
type SourceOutcome struct {
	Source string
	retrieval.Report
	Skipped, Ignored    int
	Documents, Passages int
}
