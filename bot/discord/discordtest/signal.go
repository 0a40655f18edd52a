package discordtest

import (
	"context"
	"fmt"
)

// A signal wakes those who wait for a change. It is guarded by Server.mu.
type signal struct{ channel chan struct{} }

// next returns what is closed at the next change.
func (g *signal) next() <-chan struct{} {
	if g.channel == nil {
		g.channel = make(chan struct{})
	}
	return g.channel
}

// raise tells of a change.
func (g *signal) raise() {
	if g.channel != nil {
		close(g.channel)
		g.channel = nil
	}
}

// await calls check, with the lock held, at every change until it is true.
func (s *Server) await(ctx context.Context, on *signal, what string, check func() bool) error {
	for {
		s.mu.Lock()
		done, next := check(), on.next()
		s.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-next:
		case <-s.closed:
			return fmt.Errorf("waiting for %s: the server closed", what)
		case <-ctx.Done():
			return fmt.Errorf("waiting for %s: %w", what, ctx.Err())
		}
	}
}
