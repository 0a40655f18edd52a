package fetch

import (
	"context"
	"sync"
	"time"
)

// Turns let requests to a host come one after the other, whichever of the
// clients that share them asks. The zero value is fit for use; it must not be
// copied.
type Turns struct {
	mutex sync.Mutex
	hosts map[string]*turn
}

// A turn is held by one request. waiting counts who holds it or wants to.
type turn struct {
	held    chan struct{}
	waiting int
	// last is when the last request ended.
	last time.Time
}

// restTime is how long it is remembered when a host was last asked.
const restTime = 2 * time.Minute

// take waits until the host is free and was left alone for a pause. The caller
// calls done.
func (t *Turns) take(ctx context.Context, host string, pause time.Duration) (done func(), err error) {
	own := t.join(host)
	select {
	case own.held <- struct{}{}:
	case <-ctx.Done():
		t.leave(host, own)
		return nil, ctx.Err()
	}
	if wait := pause - time.Since(own.last); wait > 0 && !own.last.IsZero() {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			<-own.held
			t.leave(host, own)
			return nil, ctx.Err()
		}
	}
	return func() {
		own.last = time.Now()
		<-own.held
		t.leave(host, own)
	}, nil
}

func (t *Turns) join(host string) *turn {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.hosts == nil {
		t.hosts = map[string]*turn{}
	}
	own := t.hosts[host]
	if own == nil {
		own = &turn{held: make(chan struct{}, 1)}
		t.hosts[host] = own
	}
	own.waiting++
	return own
}

// leave forgets the hosts that were left alone for long.
func (t *Turns) leave(host string, own *turn) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	own.waiting--
	for name, other := range t.hosts {
		if other.waiting == 0 && time.Since(other.last) > restTime {
			delete(t.hosts, name)
		}
	}
}
