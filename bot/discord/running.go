package discord

import (
	"context"
	"slices"
	"sync"
)

// running are the answers under way, so that deleting the question, or what
// there is of the answer, ends them. The zero value is empty.
type running struct {
	mu     sync.Mutex
	cancel map[string]context.CancelCauseFunc // by code of the question
	shown  map[string]string                  // message of an answer: code
	// gone are the latest messages that were deleted while nothing was known of
	// them: the deletion overtook the question, or word of what was shown.
	gone []string
}

// goneKept is how many of those are kept, for the moment that it takes.
const goneKept = 512

// add notes an answer that is under way; the returned function forgets it.
func (r *running) add(code string, cancel context.CancelCauseFunc) func() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel == nil {
		r.cancel, r.shown = map[string]context.CancelCauseFunc{}, map[string]string{}
	}
	r.cancel[code] = cancel
	if slices.Contains(r.gone, code) {
		cancel(errWithdrawn)
	}
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.cancel, code)
		for message, of := range r.shown {
			if of == code {
				delete(r.shown, message)
			}
		}
	}
}

// show notes messages that an answer under way stands in.
func (r *running) show(code string, messages ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	cancel, ok := r.cancel[code]
	if !ok {
		return
	}
	for _, m := range messages {
		r.shown[m] = code
		if slices.Contains(r.gone, m) {
			cancel(errWithdrawn)
		}
	}
}

// withdraw ends the answer that a deleted message was the question of, or
// showed.
func (r *running) withdraw(message string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if code, ok := r.shown[message]; ok {
		message = code
	}
	if cancel, ok := r.cancel[message]; ok {
		cancel(errWithdrawn)
		return
	}
	if len(r.gone) == goneKept {
		r.gone = append(r.gone[:0], r.gone[goneKept/2:]...)
	}
	r.gone = append(r.gone, message)
}
