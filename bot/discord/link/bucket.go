package link

import "time"

// A bucket is a limit that Discord tells in its replies, for the requests that
// share it.
type bucket struct {
	// known says that a reply came, and with it the limits, if there are any.
	// Until then one request at a time goes out.
	known bool
	// limit requests may be sent in a window, 0 for any number. remaining are
	// left until reset.
	limit, remaining int
	reset            time.Time
	// flying requests have no reply yet.
	flying int
	// changed is closed when a reply came.
	changed chan struct{}
}

func newBucket() *bucket { return &bucket{changed: make(chan struct{})} }

// forever stands for a wait that a reply ends, not time.
const forever = time.Duration(1<<63 - 1)

// wait returns how long a request must wait, at least.
func (b *bucket) wait(now time.Time) time.Duration {
	if !b.reset.After(now) {
		b.remaining = b.limit
	}
	switch {
	case !b.known && b.flying > 0:
		return forever
	case b.limit == 0, b.remaining > b.flying:
		return 0
	case b.reset.After(now):
		return b.reset.Sub(now)
	case b.flying > 0:
		return forever
	}
	return 0
}

// idle reports whether nothing is lost when the bucket is forgotten.
func (b *bucket) idle(now time.Time) bool { return b.flying == 0 && !b.reset.After(now) }

// heard learns from a reply.
func (b *bucket) heard(n notice, now time.Time) {
	b.known = true
	if n.limited {
		reset := now.Add(n.reset)
		// Replies overtake each other: within a window the lower count is right.
		if sameWindow := b.reset.After(now) && reset.Sub(b.reset).Abs() < windowSlack; sameWindow {
			b.remaining = min(b.remaining, n.remaining)
		} else {
			b.remaining, b.reset = n.remaining, reset
		}
		b.limit = n.limit
	}
	if n.refused && !n.global {
		b.limit, b.remaining = max(1, b.limit), 0
		if until := now.Add(n.after); until.After(b.reset) {
			b.reset = until
		}
	}
}

// windowSlack is how much the end of one window may seem to move.
const windowSlack = 250 * time.Millisecond

// wake lets those who wait look again.
func (b *bucket) wake() {
	close(b.changed)
	b.changed = make(chan struct{})
}
