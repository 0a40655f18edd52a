package discord_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/link"
	"footnote/bot/discord/sqlitestate"
)

// A crowd is a town of several servers with many people, and can be shut down
// to the last goroutine.
type crowd struct {
	*town
	clock      *clock
	tally      *tally
	connection *link.Link
	bot        *discord.Bot
	gateway    *eavesdropper
	squares    []discordtest.Channel // one in each server
	people     []discordtest.User    // the n-th is at home at the n-th square, all round
	goroutines int                   // before anything was started
}

// A clock can be put forward. The zero value is right.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *clock) advance(by time.Duration) { c.ahead.Add(int64(by)) }

// An eavesdropper is a gateway that notes what the bot hears.
type eavesdropper struct {
	discord.Gateway
	now func() time.Time

	mu    sync.Mutex
	heard map[string]bool // IDs of interactions and messages
	ready []time.Time     // when sessions began
}

func (g *eavesdropper) Run(ctx context.Context, take func(link.Event), changed func(link.State)) error {
	return g.Gateway.Run(ctx, func(e link.Event) {
		g.note(e)
		take(e)
	}, changed)
}

func (g *eavesdropper) note(e link.Event) {
	var of struct{ ID string }
	_ = json.Unmarshal(e.Data, &of) // what has no ID is of no interest
	g.mu.Lock()
	defer g.mu.Unlock()
	switch e.Type {
	case "READY":
		g.ready = append(g.ready, g.now())
	case "INTERACTION_CREATE", "MESSAGE_CREATE":
		g.heard[of.ID] = true
	}
}

func (g *eavesdropper) hears(id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.heard[id]
}

// lost reports whether an event that never came was lost together with its
// session: a new one began soon after.
func (g *eavesdropper) lost(created time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.ContainsFunc(g.ready, func(at time.Time) bool {
		return at.After(created) && at.Sub(created) < 20*time.Second
	})
}

func (g *eavesdropper) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.heard, g.ready = map[string]bool{}, nil
}

// openCrowd opens a town of several servers, and starts nothing but the fake.
func openCrowd(t testing.TB, servers, people int, options discordtest.Options) *crowd {
	t.Helper()
	c := &crowd{goroutines: runtime.NumGoroutine(), clock: &clock{}, tally: &tally{counts: map[string]int{}}}
	options.Now, options.ValidateShapesOnce = c.clock.now, true
	s := discordtest.New(t, options)
	c.town = &town{Server: s, t: t, desk: openDesk(t, harbour(), owls()), log: &logbook{}}
	for n := range servers {
		guild := s.AddGuild(fmt.Sprintf("Town %d", n))
		c.squares = append(c.squares, s.AddChannel(guild, "square"))
		for m := n; m < people; m += servers {
			c.people = append(c.people, s.AddUser(fmt.Sprintf("user%d", m), guild))
		}
	}
	c.patience(time.Minute)
	state, err := sqlitestate.OpenMemory(c.ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { state.Close() })
	c.state = state
	c.options = discord.Options{Logger: slog.New(c.tally), Now: c.clock.now}
	return c
}

// patience is how long the test waits for all that must happen.
func (c *crowd) patience(d time.Duration) {
	var cancel context.CancelFunc
	c.ctx, cancel = context.WithTimeout(context.Background(), d)
	c.t.Cleanup(cancel)
}

// home is where a person asks.
func (c *crowd) home(person int) discordtest.Channel {
	each := (len(c.people) + len(c.squares) - 1) / len(c.squares)
	return c.squares[min(person/each, len(c.squares)-1)]
}

// run starts the bot.
func (c *crowd) run() *crowd {
	c.t.Helper()
	connection, err := link.New(link.Config{Token: c.Token(), API: c.APIBase(), Intents: discord.Intents(false), Log: c.options.Logger,
		Timing: link.Timing{IdentifyGap: 50 * time.Millisecond, Backoff: 20 * time.Millisecond, Invalid: 20 * time.Millisecond,
			Grace: 200 * time.Millisecond, Open: 5 * time.Second}})
	if err != nil {
		c.t.Fatal(err)
	}
	c.connection = connection
	c.gateway = &eavesdropper{Gateway: connection, now: c.clock.now, heard: map[string]bool{}}
	if c.bot, err = discord.New(connection, c.gateway, c.desk, c.state, c.options); err != nil {
		c.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(c.ctx)
	c.ended = make(chan error, 1)
	go func() { c.ended <- c.bot.Run(ctx) }()
	var once sync.Once
	c.stop = func() {
		once.Do(func() {
			cancel()
			if err := <-c.ended; err != nil {
				c.t.Errorf("the bot ended with: %v", err)
			}
		})
	}
	c.t.Cleanup(c.stop)
	c.until("the commands are registered", func() bool { return len(c.Commands("")) > 0 })
	return c
}

// close stops the bot and the fake, and holds them to leaving nothing behind.
func (c *crowd) close() {
	c.t.Helper()
	c.stop()
	if held := c.bot.Held(); held != 0 {
		c.t.Errorf("%d things are kept of requests that are over", held)
	}
	c.connection.Close()
	c.Server.Close()
	c.desk.Close()
	c.state.Close()
	left := 0
	for range 200 {
		if left = runtime.NumGoroutine() - c.goroutines; left <= 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<16)
	c.t.Errorf("%d goroutines are left:\n%s", left, stacks[:runtime.Stack(stacks, true)])
}

// heap is what is in use, without what the fake remembers.
func (c *crowd) heap() uint64 {
	c.Forget(0)
	c.gateway.forget()
	runtime.GC()
	runtime.GC() // what pools held
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// A tally counts log records by their messages, and keeps the last of each.
type tally struct {
	mu     sync.Mutex
	counts map[string]int
	last   map[string]string
}

func (l *tally) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }

func (l *tally) Handle(_ context.Context, r slog.Record) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var attributes strings.Builder
	r.Attrs(func(a slog.Attr) bool {
		fmt.Fprintf(&attributes, " %.300s", a)
		return true
	})
	if l.last == nil {
		l.last = map[string]string{}
	}
	l.counts[r.Message]++
	l.last[r.Message] = attributes.String()
	return nil
}

func (l *tally) WithAttrs([]slog.Attr) slog.Handler { return l }

func (l *tally) WithGroup(string) slog.Handler { return l }

func (l *tally) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var lines []string
	for message, n := range l.counts {
		lines = append(lines, fmt.Sprintf("%5d × %s, the last:%s", n, message, l.last[message]))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// A spread is how long things took.
type spread []time.Duration

func (s spread) at(share float64) time.Duration {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(s))
	return sorted[min(int(share*float64(len(s))), len(s)-1)]
}

func (s spread) String() string {
	return fmt.Sprintf("p50 %v, p99 %v, max %v of %d", s.at(0.5).Round(time.Microsecond), s.at(0.99).Round(time.Microsecond),
		s.at(1).Round(time.Microsecond), len(s))
}
