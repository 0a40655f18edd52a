package queue

import (
	"context"
	"errors"
	"sync"
)

var (
	// ErrFull is returned when as many wait as may wait.
	ErrFull = errors.New("too many questions are waiting")
	// ErrTooMany is returned when the user has as many questions under way as a
	// user may have.
	ErrTooMany = errors.New("too many questions of this user are under way")
	// ErrClosed is returned when the queue takes nothing any more.
	ErrClosed = errors.New("the queue is closed")
)

// Options are what may be chosen; the zero value is a sensible choice.
type Options struct {
	// Workers is how many may work at a time; 0 is 1.
	Workers int
	// PerUser is how many questions of one user may wait and be worked on at a
	// time, over all guilds; 0 is 3.
	PerUser int
	// Most is how many may wait at a time; 0 is 1,000.
	Most int
}

// An Asker says whose question it is. Those who are in no guild should not
// share one: give them a guild of their own each.
type Asker struct {
	Guild, User string
}

// A Queue lets askers in, a few at a time and in fair order. It is safe for
// concurrent use.
type Queue struct {
	options Options
	idle    chan struct{} // closed when the queue is closed and nobody works

	mu      sync.Mutex
	closed  bool
	waiting line
	working int
	perUser map[string]int // how many of a user wait or work
}

// New returns an empty queue.
func New(options Options) *Queue {
	fill := func(n *int, otherwise int) {
		if *n <= 0 {
			*n = otherwise
		}
	}
	fill(&options.Workers, 1)
	fill(&options.PerUser, 3)
	fill(&options.Most, 1000)
	return &Queue{options: options, idle: make(chan struct{}), perUser: map[string]int{}}
}

// Do waits for the asker's turn and then runs work in the caller's goroutine.
// It returns the error of work, or ErrFull, ErrTooMany or ErrClosed, or why the
// context ended while the asker waited.
//
// The function place, which may be nil, is called with the asker's place in
// line at first and whenever it has changed: 1 is next. It is not called when
// work starts at once. A place can also grow: someone who asks less may come
// and go first. Calls come one after the other, in another goroutine than the
// caller's; what changed during a call is told in one. A call may still be under
// way when work starts, but Do does not return before it has ended, and then
// panics if it did.
func (q *Queue) Do(ctx context.Context, asker Asker, place func(place int), work func(ctx context.Context) error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	w, err := q.enter(asker, place)
	if err != nil {
		return err
	}
	defer w.quiet()
	defer q.leave(w) // however work ends: by a panic, too
	select {
	case err := <-w.turn:
		if err != nil {
			return err
		}
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return work(ctx)
}

// enter puts a new waiter in line, and lets it know its place if it has to
// wait.
func (q *Queue) enter(asker Asker, place func(int)) (*waiter, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.closed:
		return nil, ErrClosed
	case q.perUser[asker.User] >= q.options.PerUser:
		return nil, ErrTooMany
	case q.waiting.count >= q.options.Most:
		return nil, ErrFull
	}
	q.perUser[asker.User]++
	w := newWaiter(asker)
	q.waiting.add(w)
	if q.advance(); w.place > 0 && place != nil {
		w.told = make(chan struct{})
		go q.tell(w, place)
	}
	return w, nil
}

// leave forgets a waiter, whether it worked or not.
func (q *Queue) leave(w *waiter) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.perUser[w.asker.User]--; q.perUser[w.asker.User] == 0 {
		delete(q.perUser, w.asker.User)
	}
	if w.place > 0 {
		q.waiting.remove(w)
		w.endWaiting()
	}
	if w.working {
		q.working--
	}
	q.advance()
}

// advance lets in whoever may work now, and lets the others know their places.
func (q *Queue) advance() {
	if q.closed {
		if q.working == 0 {
			q.closeIdle()
		}
		return
	}
	order := q.waiting.order()
	for len(order) > 0 && q.working < q.options.Workers {
		w := order[0]
		q.waiting.take(w)
		w.endWaiting()
		w.working = true
		q.working++
		w.turn <- nil
		order = order[1:]
	}
	for i, w := range order {
		w.moveTo(i + 1)
	}
}

// Len is the number of those who wait.
func (q *Queue) Len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting.count
}

// Close takes nothing any more, and sends away those who wait: they get
// ErrClosed. What is worked on goes on.
func (q *Queue) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return
	}
	q.closed = true
	for _, w := range q.waiting.order() {
		q.waiting.remove(w)
		w.endWaiting()
		w.turn <- ErrClosed
	}
	q.advance()
}

// closeIdle closes idle unless it is closed.
func (q *Queue) closeIdle() {
	select {
	case <-q.idle:
	default:
		close(q.idle)
	}
}

// Drain closes the queue and waits until nobody works, or returns why the
// context ended before.
func (q *Queue) Drain(ctx context.Context) error {
	q.Close()
	select {
	case <-q.idle:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
