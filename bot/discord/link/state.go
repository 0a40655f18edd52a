package link

import (
	"encoding/json"
	"fmt"
	"time"
)

// A State is what the connection to the gateway has come to.
type State string

// The states, in the order in which they follow each other.
const (
	Connecting State = "connecting"
	Ready      State = "ready"   // in a new session: what happened before is lost
	Resumed    State = "resumed" // in the old session: nothing was missed
	Down       State = "down"
)

// A Status says how the connection to the gateway stands.
type Status struct {
	Connected bool
	// Since is when it was connected, or when the connection was lost.
	Since time.Time
	// Latency is how long the last heartbeat took to be acknowledged.
	Latency time.Duration
	// Identifies counts the sessions begun, Resumes those taken up again.
	Identifies, Resumes int
	// Session is when the session began that goes on now.
	Session time.Time
	// Panics counts the events whose handler panicked.
	Panics int
}

// An Event is what happened on Discord.
type Event struct {
	// Type is its name, such as MESSAGE_CREATE.
	Type string
	// Data is the event as it came.
	Data json.RawMessage
}

// Decode puts the event into v. What cannot be decoded is an error, never half
// an event.
func (e Event) Decode(v any) error {
	if err := json.Unmarshal(e.Data, v); err != nil {
		return fmt.Errorf("decode %s: %w", e.Type, err)
	}
	return nil
}
