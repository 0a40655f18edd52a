package sources

import "time"

// A State is what became of a source.
type State struct {
	// Tried is when it was last read, Synced when that last succeeded; the zero
	// time for never.
	Tried  time.Time `json:"tried,omitzero"`
	Synced time.Time `json:"synced,omitzero"`
	// Problem says why it could not be read the last time; "" if it could.
	Problem string `json:"problem,omitempty"`
	// Documents and Passages count what is known of it.
	Documents int `json:"documents"`
	Passages  int `json:"passages"`
	// Faults counts the documents that could not be read the last time.
	Faults int `json:"faults,omitzero"`
	// Held counts the documents that are gone from the source and wait for
	// somebody to confirm that.
	Held int `json:"held,omitzero"`
}

// An Entry is a source with its state.
type Entry struct {
	Source
	State `json:"state"`
	// Configured is set for a source of the configuration file, which cannot be
	// changed elsewhere.
	Configured bool `json:"configured,omitempty"`
	// Removing is set once it was decided that the source goes, until its
	// documents are gone.
	Removing bool `json:"removing,omitempty"`
}
