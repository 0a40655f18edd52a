package queue

import (
	"sync"
	"time"
)

// A Recent remembers what came lately, to notice what comes twice. It is safe
// for concurrent use.
type Recent struct {
	age time.Duration
	now func() time.Time

	mu   sync.Mutex
	seen map[string]bool
	ring []sighting // a ring of fixed size
	head int        // where the oldest stands
}

type sighting struct {
	id string
	at time.Time
}

// NewRecent returns a set that remembers for as long as age, but at most the
// last size, on a clock; nil is the system's.
func NewRecent(size int, age time.Duration, now func() time.Time) *Recent {
	size = max(size, 1)
	return &Recent{age: age, now: orNow(now), seen: make(map[string]bool, size), ring: make([]sighting, size)}
}

// First reports whether the ID is not remembered, and remembers it.
func (r *Recent) First(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	for len(r.seen) > 0 {
		oldest := r.ring[r.head]
		if now.Sub(oldest.at) < r.age {
			break
		}
		r.drop()
	}
	if r.seen[id] {
		return false
	}
	if len(r.seen) == len(r.ring) {
		r.drop()
	}
	r.ring[(r.head+len(r.seen))%len(r.ring)] = sighting{id, now}
	r.seen[id] = true
	return true
}

// drop forgets the oldest.
func (r *Recent) drop() {
	delete(r.seen, r.ring[r.head].id)
	r.ring[r.head] = sighting{}
	r.head = (r.head + 1) % len(r.ring)
}
