package discord

import (
	"context"
	"sync"
)

// running are the answers under way, so that deleting the question, or what
// there is of the answer, ends them. The zero value is empty.
type running struct {
	mu     sync.Mutex
	cancel map[string]context.CancelCauseFunc // by code of the question
	shown  map[string]string                  // message of an answer: code
}

// add notes an answer that is under way; the returned function forgets it.
func (r *running) add(code string, cancel context.CancelCauseFunc) func() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel == nil {
		r.cancel, r.shown = map[string]context.CancelCauseFunc{}, map[string]string{}
	}
	r.cancel[code] = cancel
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
	if _, ok := r.cancel[code]; !ok {
		return
	}
	for _, m := range messages {
		r.shown[m] = code
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
	}
}
