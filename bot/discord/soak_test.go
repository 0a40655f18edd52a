package discord_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// wholeSoak is how many things are done in a soak that counts as one.
const wholeSoak = 10_000

// soaked is how many things are done, fewer than in a whole soak unless
// FOOTNOTE_SOAK says how many.
func soaked(t *testing.T) int {
	if n := os.Getenv("FOOTNOTE_SOAK"); n != "" {
		deeds, err := strconv.Atoi(n)
		if err != nil {
			t.Fatalf("FOOTNOTE_SOAK: %v", err)
		}
		return deeds
	}
	if testing.Short() {
		return 400
	}
	return 3000
}

// Many people do all sorts of things for long, while Discord fails in all the
// ways that it knows. Each gets one answer or one word of why not, and nothing
// is left behind.
func TestSoak(t *testing.T) {
	deeds, rounds, people := soaked(t), 10, 72
	if testing.Short() {
		rounds, people = 2, 150
	} else if deeds < wholeSoak {
		people = 40
	}
	s := &soak{crowd: openCrowd(t, 6, people, discordtest.Options{HeartbeatInterval: time.Second}), outcomes: map[string]map[outcome]int{}, hits: map[string]int{}}
	s.patience(20 * time.Minute)
	s.options.Workers, s.options.EditEvery = 16, 50*time.Millisecond
	s.run()
	began := time.Now()
	var middle uint64
	for n := range rounds {
		s.round(uint64(n), deeds/rounds)
		s.late(n)
		if n == rounds/2-1 {
			middle = s.heap()
		}
		s.heap() // forgets
	}
	end := s.heap()
	t.Logf("%d things done in %v, acknowledged after %v\n%s\nmishaps: %v\ngateway: %+v\nheap in the middle %d kB, at the end %d kB\nlogged:\n%s", s.total,
		time.Since(began).Round(time.Millisecond), s.acknowledged, s.table(), s.hits, s.Gateway.Stats(), middle>>10, end>>10, s.tally)
	s.hold(middle, end)
	s.close()
}

// A soak keeps count over its rounds.
type soak struct {
	*crowd
	total        int
	outcomes     map[string]map[outcome]int // by kind of deed
	acknowledged spread
	hits         map[string]int
}

// hold holds the soak to what it must reach.
func (s *soak) hold(middle, end uint64) {
	s.t.Helper()
	lost := 0
	for kind, counts := range s.outcomes {
		lost += counts[isLost] + counts[isUnmet]
		for _, bad := range []outcome{isSilent, isTwice, isForgotten} {
			if n := counts[bad]; n > 0 {
				s.t.Errorf("%d × %s: %s", n, kind, bad)
			}
		}
	}
	for _, m := range mishaps() {
		if s.hits[m.name] == 0 && !testing.Short() {
			s.t.Errorf("it never happened: %s", m.name)
		}
	}
	if lost*50 > s.total && s.total >= wholeSoak && !slowed() {
		s.t.Errorf("%d of %d were lost or not acknowledged, more than 2 %%", lost, s.total)
	}
	if end > middle+middle/10 {
		s.t.Errorf("the heap grew from %d to %d bytes", middle, end)
	}
}

// round lets everyone do things, and judges what came of each.
func (s *soak) round(seed uint64, deeds int) {
	s.t.Helper()
	dice := &dice{rand: rand.New(rand.NewPCG(seed, 3))}
	s.desk.meanwhile(func(ctx context.Context, _ bot.Question) error {
		roll := dice.roll(1000)
		nap(ctx, time.Duration(roll%20)*time.Millisecond)
		switch {
		case roll < 10:
			return errBroken
		case roll < 12:
			panic("a monkey wrench")
		}
		return ctx.Err()
	})
	x := s.unleash(seed)
	people := make([]*person, len(s.people))
	var all sync.WaitGroup
	for n := range people {
		p := &person{crowd: s.crowd, number: n, user: s.people[n], dice: rand.New(rand.NewPCG(seed, uint64(100+n)))}
		people[n] = p
		all.Go(func() { p.live((deeds + len(people) - 1) / len(people)) })
	}
	all.Wait()
	for name, n := range x.stop() {
		s.hits[name] += n
	}
	s.quiet()
	for _, p := range people {
		for _, d := range p.done {
			s.note(d, s.judge(d))
		}
	}
}

// quiet waits until the bot has nothing to do.
func (s *soak) quiet() {
	s.t.Helper()
	s.until("the bot has nothing to do", func() bool { return s.bot.Held() == 0 && s.Gateway.Live() > 0 })
}

func (s *soak) note(d deed, o outcome) {
	s.total++
	if s.outcomes[d.kind] == nil {
		s.outcomes[d.kind] = map[outcome]int{}
	}
	s.outcomes[d.kind][o]++
	if response, ok := d.acknowledged(); ok {
		s.acknowledged = append(s.acknowledged, response.After)
	}
	if o == isSilent || o == isTwice || o == isForgotten {
		s.t.Logf("%s %s by %s: %+v", o, d.kind, d.id, d.messages())
	}
}

func (s *soak) table() string {
	var lines []string
	for kind, counts := range s.outcomes {
		lines = append(lines, fmt.Sprintf("%-15s %v", kind, counts))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// late lets some questions be answered after their interactions have expired,
// while requests fail: all see the answers in the channel, or the asker alone
// in a direct message.
func (s *soak) late(n int) {
	s.t.Helper()
	release := make(chan struct{})
	s.desk.meanwhile(func(ctx context.Context, _ bot.Question) error {
		select {
		case <-release:
		case <-ctx.Done():
		}
		return ctx.Err()
	})
	square := s.AddChannel(discordtest.Guild{ID: s.squares[n%len(s.squares)].GuildID}, fmt.Sprintf("late%d", n))
	var asked []deed
	for m := range 12 {
		u := s.people[(n*12+m)%len(s.people)]
		question := fmt.Sprintf("Say to %s: who built the crane of the harbour?", u.Name)
		i := s.Slash(u, square, "ask", map[string]any{"question": question, "private": m%2 == 1})
		if _, err := i.WaitResponse(s.ctx); err != nil {
			s.t.Fatal(err)
		}
		asked = append(asked, deed{kind: "late /ask", id: i.ID, created: i.Created, interaction: i,
			whole: func(m discordtest.Message) bool { return finished(m) && strings.Contains(m.Content, question) }})
	}
	s.clock.advance(16 * time.Minute)
	for range 6 {
		s.Inject(discordtest.Fault{Path: "/channels", Times: 1, Do: mishaps()[5+n%4].do})
	}
	close(release)
	s.quiet()
	for _, d := range asked {
		s.note(d, s.judgeLate(d))
	}
}

// judgeLate looks for an answer at the interaction, and where late ones are.
func (s *soak) judgeLate(d deed) outcome {
	found := map[string]bool{}
	for _, list := range [][]discordtest.Message{d.interaction.Messages(), s.Messages(discordtest.Channel{ID: d.interaction.ChannelID}),
		s.Messages(s.DM(d.interaction.User))} {
		for _, m := range list {
			if d.whole(m) && !m.Deleted {
				found[m.ID] = true
			}
		}
	}
	switch len(found) {
	case 0:
		return isSilent
	case 1:
		return isAnswered
	}
	return isTwice
}

// A dice may be rolled by all.
type dice struct {
	mu   sync.Mutex
	rand *rand.Rand
}

func (d *dice) roll(n int) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.rand.IntN(n)
}
