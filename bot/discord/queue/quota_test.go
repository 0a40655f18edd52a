package queue_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"footnote/bot/discord/queue"
)

// A clock stands still until it is moved.
type clock struct{ time time.Time }

func (c *clock) now() time.Time        { return c.time }
func (c *clock) move(by time.Duration) { c.time = c.time.Add(by) }

func TestQuota(t *testing.T) {
	c := &clock{time.Unix(0, 0)}
	q := queue.NewQuota(c.now)
	steps := []struct {
		after time.Duration
		key   string
		limit int
		left  int
		retry time.Duration
		ok    bool
	}{
		{0, "a", 2, 1, 0, true},
		{10 * time.Minute, "a", 2, 0, 0, true},
		{10 * time.Minute, "a", 2, 0, 40 * time.Minute, false},
		{0, "b", 2, 1, 0, true},
		{0, "a", 3, 0, 0, true},                                   // the limit was raised
		{0, "a", 1, 0, 60 * time.Minute, false},                   // and lowered
		{0, "a", 0, math.MaxInt, 0, true},                         // and lifted
		{40 * time.Minute, "a", 3, 0, 0, true},                    // the first is an hour old
		{0, "a", 3, 0, 10 * time.Minute, false},                   // the second is not
		{200 * time.Minute, "a", 3, 2, 0, true},                   // all are
		{-time.Minute, "a", 1, 0, time.Hour + time.Minute, false}, // a clock put back
	}
	for i, s := range steps {
		c.move(s.after)
		left, retry, ok := q.Take(s.key, s.limit, time.Hour)
		if left != s.left || retry != s.retry || ok != s.ok {
			t.Errorf("step %d: got %d, %v, %v, want %+v", i, left, retry, ok, s)
		}
	}
}

func TestGiveBack(t *testing.T) {
	q := queue.NewQuota(nil)
	q.GiveBack("a")
	q.Take("a", 1, time.Hour)
	q.GiveBack("a")
	q.GiveBack("a")
	if _, _, ok := q.Take("a", 1, time.Hour); !ok {
		t.Error("what was given back still counts")
	}
	if _, _, ok := q.Take("a", 1, time.Hour); ok {
		t.Error("more was given back than taken")
	}
}

// In no hour is more granted than the limit; what is refused is granted after
// just the time that was told.
func TestQuotaHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(1, 5).Draw(t, "limit")
		c := &clock{time.Unix(0, 0)}
		q := queue.NewQuota(c.now)
		var granted []time.Time
		for range rapid.IntRange(1, 50).Draw(t, "takes") {
			c.move(time.Duration(rapid.IntRange(0, 30).Draw(t, "minutes")) * time.Minute)
			_, retry, ok := q.Take("a", limit, time.Hour)
			if !ok {
				c.move(retry - 1)
				if _, _, early := q.Take("a", limit, time.Hour); early {
					t.Fatalf("granted before %v were over", retry)
				}
				c.move(1)
				if _, _, ok = q.Take("a", limit, time.Hour); !ok {
					t.Fatalf("not granted after %v", retry)
				}
			}
			granted = append(granted, c.now())
			if n := len(granted) - 1 - limit; n >= 0 && c.now().Sub(granted[n]) < time.Hour {
				t.Fatalf("%d were granted within %v", limit+1, c.now().Sub(granted[n]))
			}
		}
	})
}

func TestRecent(t *testing.T) {
	c := &clock{time.Unix(0, 0)}
	r := queue.NewRecent(3, time.Minute, c.now)
	steps := []struct {
		after time.Duration
		id    string
		want  bool
	}{
		{0, "a", true}, {0, "a", false}, {30 * time.Second, "b", true}, {29 * time.Second, "a", false},
		{time.Second, "a", true},                        // a minute after the first
		{0, "b", false}, {0, "c", true}, {0, "d", true}, // which pushes b out
		{0, "b", true}, {0, "c", false}, {0, "d", false}, {0, "a", true},
		{time.Hour, "", true}, {0, "", false},
	}
	for i, s := range steps {
		c.move(s.after)
		if got := r.First(s.id); got != s.want {
			t.Errorf("step %d: %q gave %v", i, s.id, got)
		}
	}
}

// A Recent tells what a list of all that came would tell.
func TestRecentIsAWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const age = 10
		size := rapid.IntRange(1, 5).Draw(t, "size")
		c := &clock{time.Unix(0, 0)}
		r := queue.NewRecent(size, age, c.now)
		type first struct {
			id string
			at time.Time
		}
		var firsts []first
		for range rapid.IntRange(1, 60).Draw(t, "events") {
			c.move(time.Duration(rapid.IntRange(0, 4).Draw(t, "after")))
			id := fmt.Sprint(rapid.IntRange(0, 7).Draw(t, "id"))
			want := true
			for _, f := range firsts[max(0, len(firsts)-size):] {
				want = want && (f.id != id || c.now().Sub(f.at) >= age)
			}
			if got := r.First(id); got != want {
				t.Fatalf("%s gave %v", id, got)
			}
			if want {
				firsts = append(firsts, first{id, c.now()})
			}
		}
	})
}

func BenchmarkTake(b *testing.B) {
	q := queue.NewQuota(nil)
	for i := 0; b.Loop(); i++ {
		q.Take(fmt.Sprint(i%10_000), 30, time.Hour)
	}
}
