package openaiembed

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

const (
	// longWait is how long a question may wait in vain before others are
	// spared the same, for the time of a truce.
	longWait = time.Second
	truce    = 30 * time.Second
)

// An outage is a time in which questions are not sent to the server, because
// one waited long and in vain. A server that fails at once costs nobody time,
// so it is asked again and again, and noticed as soon as it is back.
type outage struct {
	mu    sync.Mutex
	until time.Time
	cause error
}

// now returns what went wrong while it is not yet over.
func (o *outage) now() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if time.Now().Before(o.until) {
		return o.cause
	}
	return nil
}

// noteOutage returns the error of a question, with the server's name where it
// only tells that time ran out.
func (e *Embedder) noteOutage(err error, took time.Duration) error {
	var fault *Error
	if known := errors.As(err, &fault); !known && errors.Is(err, context.DeadlineExceeded) {
		fault = e.fault(Slow, fmt.Sprintf("no answer to a question within %v", took.Round(time.Millisecond)), err)
		err = fault
	}
	if fault == nil || !fault.Temporary() || took < longWait {
		return err
	}
	e.outage.mu.Lock()
	defer e.outage.mu.Unlock()
	e.outage.until, e.outage.cause = time.Now().Add(truce), err
	return err
}
