package queue

import (
	"fmt"
	"runtime/debug"
)

// A waiter is one call of Do.
type waiter struct {
	asker Asker
	// turn brings nil when the waiter may work, or why it never may.
	turn chan error
	// moved brings that the place may have changed. It has room for one, and is
	// closed when the waiter does not wait any more.
	moved chan struct{}
	// told is closed when the last call of place has ended; it is nil when there
	// is none. Then panicked is what it panicked with.
	told     chan struct{}
	panicked any

	// What follows is guarded by the queue's mutex.
	place   int // in line, from 1; 0 when it does not wait
	working bool
}

func newWaiter(asker Asker) *waiter {
	return &waiter{asker: asker, turn: make(chan error, 1), moved: make(chan struct{}, 1)}
}

func (w *waiter) moveTo(place int) {
	if w.place == place {
		return
	}
	w.place = place
	select {
	case w.moved <- struct{}{}:
	default: // it knows already
	}
}

func (w *waiter) endWaiting() {
	w.place = 0
	close(w.moved)
}

// tell calls place with each new place for as long as the waiter waits. It has a
// goroutine of its own, so that nobody waits for place.
func (q *Queue) tell(w *waiter, place func(int)) {
	defer close(w.told)
	defer func() {
		if fault := recover(); fault != nil {
			w.panicked = fmt.Sprintf("telling the place in line: %v\n%s", fault, debug.Stack())
		}
	}()
	last := 0
	for range w.moved {
		if now := q.placeOf(w); now > 0 && now != last {
			place(now)
			last = now
		}
	}
}

func (q *Queue) placeOf(w *waiter) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return w.place
}

// quiet waits until the last call of place has ended, and panics if it did.
func (w *waiter) quiet() {
	if w.told == nil {
		return
	}
	if <-w.told; w.panicked != nil {
		panic(w.panicked)
	}
}
