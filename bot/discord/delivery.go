package discord

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"footnote/bot/discord/wire"
)

// editEvery is the least time between two edits of a message that grows:
// Discord allows about five in five seconds, and a reader needs no more.
const editEvery = 1500 * time.Millisecond

// A stage is where an answer is shown, as one message or several.
type stage interface {
	// put shows the n-th message, from 0: it is sent the first time and edited
	// afterwards. It returns the message's ID.
	put(ctx context.Context, n int, m wire.Message) (string, error)
	// clear takes away what was shown.
	clear(ctx context.Context) error
	// channel is where the messages stand, as far as it is known.
	channel() string
}

// A delivery is the one writer of an answer's messages. What it is given while
// an edit is under way is merged: only the newest is shown.
type delivery struct {
	stage stage
	every time.Duration
	log   *slog.Logger
	// shown is told the ID of the message that progress is shown in.
	shown func(message string)

	mu      sync.Mutex
	newest  *wire.Message
	closed  bool
	last    time.Time // when something was shown
	changed chan struct{}
	done    chan struct{}
}

// deliver starts a delivery, which ends by finish.
func deliver(ctx context.Context, s stage, every time.Duration, log *slog.Logger, shown func(string)) *delivery {
	d := &delivery{stage: s, every: every, log: log, shown: shown, changed: make(chan struct{}, 1), done: make(chan struct{})}
	go d.run(ctx)
	return d
}

// progress shows how far the answer is, soon.
func (d *delivery) progress(m wire.Message) {
	d.mu.Lock()
	d.newest = &m
	d.mu.Unlock()
	d.wake()
}

func (d *delivery) wake() {
	select {
	case d.changed <- struct{}{}:
	default:
	}
}

func (d *delivery) run(ctx context.Context) {
	defer close(d.done)
	for {
		select {
		case <-d.changed:
		case <-ctx.Done():
			return
		}
		m, closed := d.take()
		if closed {
			return
		}
		if m == nil {
			continue
		}
		id, err := d.put(ctx, 0, *m)
		switch {
		case err == nil:
			d.shown(id)
		case ctx.Err() == nil:
			// The next edit, or the last, says all that this one would have.
			d.log.DebugContext(ctx, "an answer's progress was not shown", "error", err)
		}
		if !d.pause(ctx) {
			return
		}
	}
}

// hearOut is how long an answer that is broken off waits for what Discord says
// of a message that is on its way: one that nobody knows of could not be taken
// away.
const hearOut = time.Second

// put shows a message.
func (d *delivery) put(ctx context.Context, n int, m wire.Message) (string, error) {
	lasting, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(hearOut, cancel) })()
	id, err := d.stage.put(lasting, n, m)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.last = time.Now()
	return id, err
}

// rest waits until what grew may be edited once more.
func (d *delivery) rest(ctx context.Context) error {
	d.mu.Lock()
	wait := d.every - time.Since(d.last)
	d.mu.Unlock()
	select {
	case <-time.After(wait):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (d *delivery) take() (*wire.Message, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.newest
	d.newest = nil
	return m, d.closed
}

// pause waits until the next edit may be made; false when there is none.
func (d *delivery) pause(ctx context.Context) bool {
	timer := time.NewTimer(d.every)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			d.wake() // what came meanwhile
			return true
		case <-ctx.Done():
			return false
		case <-d.changed:
			d.mu.Lock()
			closed := d.closed
			d.mu.Unlock()
			if closed {
				return false
			}
		}
	}
}

// stop ends the showing of progress. No edit is under way when it returns.
func (d *delivery) stop() {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	d.wake()
	<-d.done
}

// finish shows the whole answer and returns the IDs of its messages. sofar is
// told those before the last, which bears the buttons, before that is shown.
// Progress is not called afterwards.
func (d *delivery) finish(ctx context.Context, messages []wire.Message, sofar func(ids []string)) ([]string, error) {
	d.stop()
	if err := d.rest(ctx); err != nil {
		return nil, err
	}
	var ids []string
	for n, m := range messages {
		if n > 0 && n == len(messages)-1 {
			sofar(ids)
		}
		if ctx.Err() != nil {
			return ids, context.Cause(ctx)
		}
		id, err := d.put(ctx, n, m)
		if err != nil {
			return ids, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}
