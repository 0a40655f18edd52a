package openaichat

import (
	"context"
	"fmt"
	"time"
)

// A limit is a wait with a bound.
type limit struct {
	waitedFor string
	bound     time.Duration
}

// A limitError tells that a limit was passed.
type limitError struct{ limit }

func (e *limitError) Error() string {
	return fmt.Sprintf("waited %v for %s", e.bound, e.waitedFor)
}

// A watch cancels a request when a limit is passed. One goroutine uses it.
type watch struct {
	cancel context.CancelCauseFunc
	timer  *time.Timer
}

// newWatch returns a watch and the context that it ends.
func newWatch(parent context.Context) (*watch, context.Context) {
	ctx, cancel := context.WithCancelCause(parent)
	return &watch{cancel: cancel}, ctx
}

// start begins to wait, in place of any wait before.
func (w *watch) start(l limit) {
	w.stop()
	w.timer = time.AfterFunc(l.bound, func() { w.cancel(&limitError{l}) })
}

// stop ends the wait: the time that now passes is not the server's.
func (w *watch) stop() {
	if w.timer != nil {
		w.timer.Stop()
	}
}

// close ends the request.
func (w *watch) close() {
	w.stop()
	w.cancel(nil)
}
