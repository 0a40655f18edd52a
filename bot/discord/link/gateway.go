package link

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"time"
)

// A gateway is one Run of a Link.
type gateway struct {
	link    *Link
	timing  Timing
	log     *slog.Logger
	handle  func(Event)
	changed func(State)

	session session
	begun   identifies
	// failures counts the connections in a row that came to nothing, refusals
	// those of them that were to resume the session.
	failures, refusals int
}

// Run keeps the bot connected to the gateway until the context ends, then says
// goodbye and returns nil. It returns an error only when going on is of no use:
// then it is a *FatalError.
//
// handle gets each event in order, and must return at once: while it works,
// nothing is read. An event may come twice. changed is told each new state; it
// may be nil, and may learn of a state after the first events in it. A Link runs
// once at a time.
func (l *Link) Run(ctx context.Context, handle func(Event), changed func(State)) error {
	if err := l.start(); err != nil {
		return err
	}
	defer l.stop()
	if changed == nil {
		changed = func(State) {}
	}
	g := &gateway{link: l, timing: l.config.Timing, log: l.config.Log, handle: handle, changed: changed}
	for {
		wait, err := g.turn(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("connect to Discord: %w", err)
		}
		sleep(ctx, wait)
	}
}

func (l *Link) start() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.running {
		return errors.New("the bot is connected to Discord already")
	}
	l.running = true
	return nil
}

func (l *Link) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running = false
}

// turn lives through one connection. It returns how long to wait before the
// next, or why there is to be none.
func (g *gateway) turn(ctx context.Context) (time.Duration, error) {
	if id, _, _ := g.session.known(); id == "" {
		wait, err := g.begun.wait(time.Now(), g.timing.IdentifyGap)
		if err != nil {
			return 0, err
		}
		if sleep(ctx, wait); ctx.Err() != nil {
			return 0, nil
		}
	}
	g.changed(Connecting)
	c := newConnection(g)
	up, why := g.live(ctx, c)
	g.link.update(func(s *Status) {
		if s.Connected {
			s.Connected, s.Since = false, time.Now()
		}
	})
	g.changed(Down)
	if ctx.Err() != nil {
		return 0, nil
	}
	if f := fatal(why); f != nil {
		return 0, f
	}
	wait := g.learn(c, up, why)
	g.log.Warn("the connection to Discord ended", "why", why, "again in", wait)
	return wait, nil
}

// live opens a connection. It returns whether Discord said READY or RESUMED,
// and why the connection ended.
func (g *gateway) live(ctx context.Context, c *connection) (up bool, why error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	late := time.AfterFunc(g.timing.Open, func() { c.broken(errLate); cancel() })
	defer late.Stop()
	go func() {
		if err := g.open(ctx, c); err != nil {
			c.broken(err)
		}
	}()
	for {
		select {
		case state := <-c.up:
			late.Stop()
			up = true
			g.arrived(state)
		case <-c.over:
			select {
			case state := <-c.up: // it came together with the end
				up = true
				g.arrived(state)
			default:
			}
			return up, c.why
		case <-ctx.Done():
			if !c.ended() {
				c.part(g.timing.Close)
			}
			return up, c.why
		}
	}
}

func (g *gateway) arrived(state State) {
	g.log.Info("connected to Discord", "state", string(state))
	g.changed(state)
}

// mostRefusals is how often resuming one session is tried in vain.
const mostRefusals = 3

// learn draws the consequences of an ending, and returns how long to wait.
func (g *gateway) learn(c *connection, up bool, why error) time.Duration {
	greeted := c.greeted.Load()
	switch {
	case up:
		g.failures, g.refusals = 0, 0
	case greeted:
		g.failures, g.refusals = g.failures+1, g.refusals+1
	default:
		g.failures++
		g.session.strand()
	}
	if endsSession(why) || g.refusals >= mostRefusals {
		g.session.forget()
		g.refusals = 0
	}
	if invalid, ok := errors.AsType[*invalidError](why); ok && !invalid.resumable {
		return g.timing.Invalid + rand.N(4*g.timing.Invalid+1)
	}
	return jitter(min(g.timing.MaxBackoff, g.timing.Backoff<<min(g.failures, 16)))
}

// introduce returns what to say for discordgo's identify: that, or to resume.
func (g *gateway) introduce(identify message) message {
	id, sequence, _ := g.session.known()
	if id == "" {
		g.begun.count(time.Now())
		g.link.update(func(s *Status) { s.Identifies++ })
		return identify
	}
	data, err := json.Marshal(map[string]any{"token": "Bot " + g.link.config.Token, "session_id": id, "seq": sequence})
	if err != nil { // strings and a number always can
		panic(err)
	}
	return text(packet{Op: opResume, Data: data})
}

// deliver calls the handler, and survives it.
func (g *gateway) deliver(e Event) {
	defer func() {
		if fault := recover(); fault != nil {
			g.link.update(func(s *Status) { s.Panics++ })
			g.log.Error("a handler of events panicked", "event", e.Type, "panic", fault, "stack", string(debug.Stack()))
		}
	}()
	g.handle(e)
}

// sleep waits, but not longer than the context lasts.
func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// jitter returns something between half of d and d.
func jitter(d time.Duration) time.Duration { return d/2 + rand.N(d/2+1) }
