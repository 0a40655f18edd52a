package link

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"sync"
	"time"
)

// perSecond is how many requests are sent in any second, at most. Discord takes
// 50 of those that belong to no interaction; some may crowd on the way.
const perSecond = 45

// A limiter holds requests back until Discord will take them.
type limiter struct {
	mu sync.Mutex
	// buckets are those in use, by route; shared are the same by the name that
	// Discord gives them, for routes that have one together. They are swept when
	// there are sweep of them.
	buckets, shared map[string]*bucket
	sweep           int
	// gate is when a global limit ends.
	gate time.Time
	// sent holds when the last requests were sent, in a ring.
	sent [perSecond]time.Time
	turn int

	brake brake
}

func newLimiter() *limiter {
	return &limiter{buckets: map[string]*bucket{}, shared: map[string]*bucket{}, sweep: leastSweep}
}

// leastSweep is how many buckets are kept without looking which are in use.
const leastSweep = 128

// acquire waits until a request may be sent. The bucket that it returns must be
// released.
func (l *limiter) acquire(ctx context.Context, r route) (*bucket, error) {
	for {
		b, wait, changed := l.try(r, time.Now())
		if wait == 0 {
			return b, nil
		}
		if end, ok := ctx.Deadline(); ok && wait != forever && time.Until(end) < wait {
			return nil, &Error{Status: http.StatusTooManyRequests, Message: "there is no time to wait for the limit", RetryAfter: wait}
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-changed:
		case <-ctx.Done():
		}
		timer.Stop()
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("wait for a limit: %w", err)
		}
	}
}

// try takes a place for a request, or says how long to wait before looking
// again, unless something changes earlier.
func (l *limiter) try(r route, now time.Time) (b *bucket, wait time.Duration, changed <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if wait := l.brake.wait(now, r.callback); wait > 0 {
		return nil, wait, nil
	}
	if r.callback {
		return nil, 0, nil
	}
	if l.gate.After(now) {
		return nil, l.gate.Sub(now), nil
	}
	b = l.bucket(r, now)
	if wait := b.wait(now); wait > 0 {
		return nil, wait, b.changed
	}
	if !r.exempt {
		if free := l.sent[l.turn].Add(time.Second); free.After(now) {
			return nil, free.Sub(now), nil
		}
		l.sent[l.turn] = now
		l.turn = (l.turn + 1) % perSecond
	}
	b.flying++
	return b, 0, nil
}

// release gives a place back, with what the reply said of limits; nil when none
// came.
func (l *limiter) release(r route, b *bucket, status int, n *notice) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if b != nil {
		b.flying--
		defer b.wake()
	}
	if n == nil {
		return
	}
	if n.refused && n.global {
		if until := now.Add(n.after); until.After(l.gate) {
			l.gate = until
		}
	}
	if !n.shared {
		l.brake.count(now, status)
	}
	if b == nil {
		return
	}
	l.named(r, b, n.hash).heard(*n, now)
}

// named returns the bucket of a route, after Discord said its name.
func (l *limiter) named(r route, b *bucket, hash string) *bucket {
	if hash == "" {
		return b
	}
	key := hash + " " + r.major
	if known, ok := l.shared[key]; ok {
		l.buckets[r.key()] = known
		return known
	}
	l.shared[key] = b
	return b
}

// bucket returns the bucket of a route.
func (l *limiter) bucket(r route, now time.Time) *bucket {
	b, ok := l.buckets[r.key()]
	if !ok {
		l.forget(now)
		b = newBucket()
		l.buckets[r.key()] = b
	}
	return b
}

// forget drops the buckets that are not in use: every interaction has its own.
func (l *limiter) forget(now time.Time) {
	if len(l.buckets) < l.sweep {
		return
	}
	idle := func(_ string, b *bucket) bool { return b.idle(now) }
	maps.DeleteFunc(l.buckets, idle)
	maps.DeleteFunc(l.shared, idle)
	l.sweep = max(leastSweep, 2*len(l.buckets))
}
