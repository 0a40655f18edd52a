package discord_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// chaos makes Discord fail in all the ways that it knows, until it is stopped.
type chaos struct {
	*crowd
	done sync.WaitGroup
	end  context.CancelFunc
	// injected are what requests suffer, by name.
	injected map[string]*discordtest.Injection

	mu   sync.Mutex
	hits map[string]int
}

// A mishap is a fault with a name.
type mishap struct {
	name string
	// rare ones stop the bot altogether, for a second: a Retry-After is no less.
	rare bool
	do   discordtest.Effect
}

func mishaps() []mishap {
	return []mishap{
		{"429 of the user", false, discordtest.TooMany("user", 100*time.Millisecond)},
		{"429 shared", false, discordtest.TooMany("shared", 100*time.Millisecond)},
		{"429 global", true, discordtest.TooMany("global", 50*time.Millisecond)},
		{"429 global, told by the body alone", true, discordtest.TooManyBare(50 * time.Millisecond)},
		{"429 as a page", true, discordtest.Page(429)},
		{"502 as a page", false, discordtest.Page(502)},
		{"503 as a page", false, discordtest.Page(503)},
		{"500", false, discordtest.Fail(500, 0, "500: Internal Server Error")},
		{"503", false, discordtest.Fail(503, 0, "overloaded")},
		{"cut before", false, discordtest.CutBefore()},
		{"cut after", false, discordtest.CutAfter()},
		{"slow", false, discordtest.Slow(300 * time.Millisecond)},
		{"very slow", false, discordtest.Slow(1200 * time.Millisecond)},
	}
}

// unleash begins.
func (c *crowd) unleash(seed uint64) *chaos {
	ctx, cancel := context.WithCancel(c.ctx)
	x := &chaos{crowd: c, hits: map[string]int{}, end: cancel, injected: c.disturbRequests(int(seed))}
	x.done.Add(1)
	go x.disturbGateway(ctx, seed)
	return x
}

// stop ends it, and returns how often each thing happened.
func (x *chaos) stop() map[string]int {
	x.end()
	x.done.Wait()
	for name, i := range x.injected {
		i.Stop()
		x.count(strings.TrimSuffix(strings.TrimSuffix(name, atFirst), once), i.Hits())
	}
	return x.hits
}

// nap waits, and reports whether it goes on.
func nap(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// disturbRequests lets one request in fifteen fail, in all ways in turn, and
// more often the first responses to interactions. A short test has fewer
// requests, of which more fail. What is rare happens once in every fifth round
// at least.
func (c *crowd) disturbRequests(round int) map[string]*discordtest.Injection {
	injected := map[string]*discordtest.Injection{}
	for n, m := range mishaps() {
		often := 180 + 7*n + round
		switch {
		case m.rare:
			often *= 8
		case testing.Short():
			often /= 2
		}
		if m.rare && round%5 == 0 {
			injected[m.name+once] = c.Inject(discordtest.Fault{Every: 40 + 20*n, Times: 1, Do: m.do})
		}
		injected[m.name] = c.Inject(discordtest.Fault{Every: often, Do: m.do})
		injected[m.name+atFirst] = c.Inject(discordtest.Fault{Path: "/callback$", Every: 4 * often / 3, Do: m.do})
	}
	return injected
}

const once, atFirst = " once", " at first"

// A happening is something that happens to the connection.
type happening struct {
	name string
	do   func()
}

// disturbGateway lets one thing after the other happen to the connection.
func (x *chaos) disturbGateway(ctx context.Context, seed uint64) {
	defer x.done.Done()
	dice := rand.New(rand.NewPCG(seed, 2))
	g := x.Gateway // of the fake
	events := []happening{
		{"dropped", g.Drop},
		{"op 7", g.Reconnect},
		{"closed with 4000", func() { g.CloseWith(4000) }},
		{"op 9, to resume", func() { g.Invalidate(true) }},
		{"op 7 in place of RESUMED", func() { g.ReconnectInsteadOfResumed(1); g.Drop() }},
		{"op 9 in place of RESUMED", func() { g.InvalidateResumes(1, true); g.Drop() }},
		{"events twice", func() { g.Duplicate(100) }},
		{"no acknowledgements", func() { g.StopAcks(true); nap(ctx, 2500*time.Millisecond); g.StopAcks(false) }},
	}
	// Those that end the session come less often: what people do meanwhile is
	// lost, and no bot ever hears of it.
	endings := []happening{
		{"op 9", func() { g.Invalidate(false) }},
		{"op 9 false in place of RESUMED", func() { g.InvalidateResumes(1, false); g.Drop() }},
		{"op 7 in place of READY", func() { g.ReconnectInsteadOfReady(1); g.Invalidate(false) }},
		{"closed with 4009", func() { g.CloseWith(4009) }},
	}
	for n := seed; ; n++ {
		dice.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		for _, e := range append([]happening{endings[n%uint64(len(endings))]}, events...) {
			if !nap(ctx, time.Duration(300+dice.IntN(600))*time.Millisecond) {
				return
			}
			e.do()
			x.count(e.name, 1)
		}
	}
}

func (x *chaos) count(name string, n int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.hits[name] += n
}
