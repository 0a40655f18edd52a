package queue

import (
	"math"
	"sync"
	"time"
)

// A Quota counts what was taken under each key lately: never more than a limit
// within any stretch of a length. It is safe for concurrent use, and forgets
// keys under which nothing counts any more.
type Quota struct {
	now func() time.Time

	mu    sync.Mutex
	taken map[string]*takes
	sweep int // the number of keys at which the forgotten ones are dropped
}

// takes is what was taken under one key.
type takes struct {
	per time.Duration
	at  []time.Time // oldest first
}

// sweepAt is the least number of keys at which some are dropped.
const sweepAt = 64

// NewQuota returns a quota of which nothing has been taken, on a clock; nil is
// the system's.
func NewQuota(now func() time.Time) *Quota {
	return &Quota{now: orNow(now), taken: map[string]*takes{}, sweep: sweepAt}
}

func orNow(now func() time.Time) func() time.Time {
	if now == nil {
		return time.Now
	}
	return now
}

// Take takes one under the key if fewer than limit were taken within the last
// per, and tells how many are left. If not, ok is false, nothing is counted, and
// retry is after how long there will be one. A limit of 0 is none: left is then
// math.MaxInt. A key should always come with the same per.
func (q *Quota) Take(key string, limit int, per time.Duration) (left int, retry time.Duration, ok bool) {
	if limit <= 0 {
		return math.MaxInt, 0, true
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.now()
	t := q.taken[key]
	if t == nil {
		q.dropOld(now)
		t = &takes{}
		q.taken[key] = t
	}
	t.per = per
	t.forget(now)
	if n := len(t.at); n >= limit {
		return 0, t.at[n-limit].Add(per).Sub(now), false
	}
	t.at = append(t.at, now)
	return limit - len(t.at), 0, true
}

// GiveBack undoes the last Take of a key, for what was then not used.
func (q *Quota) GiveBack(key string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if t := q.taken[key]; t != nil && len(t.at) > 0 {
		t.at = t.at[:len(t.at)-1]
	}
}

// forget drops what does not count any more.
func (t *takes) forget(now time.Time) {
	old := 0
	for old < len(t.at) && now.Sub(t.at[old]) >= t.per {
		old++
	}
	t.at = t.at[old:]
}

// dropOld drops the keys under which nothing counts, once their number has
// doubled, so that it costs little for each.
func (q *Quota) dropOld(now time.Time) {
	if len(q.taken) < q.sweep {
		return
	}
	for key, t := range q.taken {
		if t.forget(now); len(t.at) == 0 {
			delete(q.taken, key)
		}
	}
	q.sweep = max(sweepAt, 2*len(q.taken))
}
