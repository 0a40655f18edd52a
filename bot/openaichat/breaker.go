package openaichat

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/sony/gobreaker/v2"

	"footnote/bot"
)

const (
	// failuresToOpen in a row open the breaker, for restFor.
	failuresToOpen = 5
	restFor        = 15 * time.Second
)

// A breaker keeps requests from a server that failed several times in a row,
// and lets one through from time to time to see whether it is back.
type breaker struct {
	circuit *gobreaker.TwoStepCircuitBreaker[struct{}]
	last    atomic.Pointer[bot.ModelError]
}

func newBreaker(rest time.Duration) *breaker {
	return &breaker{circuit: gobreaker.NewTwoStepCircuitBreaker[struct{}](gobreaker.Settings{
		Timeout:      rest,
		ReadyToTrip:  func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= failuresToOpen },
		IsSuccessful: func(err error) bool { return err == nil },
		IsExcluded:   func(err error) bool { return err != nil && !isServersFailure(err) },
	})}
}

// isServersFailure reports whether an error tells that the server is not well.
// A caller that left, a request that is wrong, a reply that is cut or empty and
// a model that is being loaded do not.
func isServersFailure(err error) bool {
	var e *bot.ModelError
	var taught *taughtError
	if errors.As(err, &taught) || !errors.As(err, &e) {
		return false
	}
	switch e.Fault {
	case bot.FaultDown, bot.FaultBusy, bot.FaultSlow:
		return true
	case bot.FaultFailed, bot.FaultBroken:
		return e.Retry
	}
	return false
}

// allow returns the function that must be called with what became of the
// request, or the error that keeps it from being sent.
func (b *breaker) allow() (func(error), error) {
	done, err := b.circuit.Allow()
	if err != nil {
		reason := "the server failed several times in a row and is left alone for a moment"
		e := &bot.ModelError{Fault: bot.FaultDown, Retry: true, Err: errors.New(reason)}
		if last := b.last.Load(); last != nil {
			e.Advice, e.Err = last.Advice, fmt.Errorf("%s; the last time: %s: %w", reason, last.Fault, last.Err)
		}
		return nil, e
	}
	return func(err error) {
		var e *bot.ModelError
		if errors.As(err, &e) && isServersFailure(err) {
			b.last.Store(e)
		}
		done(err)
	}, nil
}
