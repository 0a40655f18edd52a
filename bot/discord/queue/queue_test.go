package queue_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot/discord/queue"
)

// A hall holds askers whose work takes a second each. It belongs into a bubble
// of synctest.
type hall struct {
	queue *queue.Queue

	mu sync.Mutex
	record
}

// A record is what happened in a hall.
type record struct {
	started []string // in the order of their starts
	at      []time.Time
	places  map[string][]int
	failed  map[string]error
}

func newHall(options queue.Options) *hall {
	return &hall{queue: queue.New(options), record: record{places: map[string][]int{}, failed: map[string]error{}}}
}

// ask lets an asker join, named as guild/user/anything, and waits until it is
// in line or at work.
func (h *hall) ask(name string) (cancel context.CancelFunc) {
	parts := strings.SplitN(name, "/", 3)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		err := h.queue.Do(ctx, queue.Asker{Guild: parts[0], User: parts[1]}, func(place int) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.places[name] = append(h.places[name], place)
		}, func(context.Context) error {
			h.mu.Lock()
			h.started, h.at = append(h.started, name), append(h.at, time.Now())
			h.mu.Unlock()
			time.Sleep(time.Second)
			return nil
		})
		h.mu.Lock()
		defer h.mu.Unlock()
		if err != nil {
			h.failed[name] = err
		}
	}()
	synctest.Wait()
	return cancel
}

// after lets time pass and tells what has happened until then.
func (h *hall) after(d time.Duration) record {
	time.Sleep(d)
	synctest.Wait()
	h.mu.Lock()
	defer h.mu.Unlock()
	return record{slices.Clone(h.started), slices.Clone(h.at), maps.Clone(h.places), maps.Clone(h.failed)}
}

func (r record) order() string { return strings.Join(r.started, " ") }

func TestTurns(t *testing.T) {
	tests := []struct {
		name       string
		asks, want string
	}{
		{"first come, first served", "g/a g/b g/c", "g/a g/b g/c"},
		{"guilds take turns", "g/a g/b g/c h/d h/e i/f", "g/a g/b h/d i/f g/c h/e"},
		{"users take turns", "g/a/1 g/a/2 g/a/3 g/b/1 g/b/2", "g/a/1 g/a/2 g/b/1 g/a/3 g/b/2"},
		{"a user in two guilds is in both", "g/a/1 g/a/2 g/b h/a/3 h/c", "g/a/1 g/a/2 h/a/3 g/b h/c"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHall(queue.Options{})
				for _, name := range strings.Fields(test.asks) {
					h.ask(name)
				}
				if got := h.after(time.Minute).order(); got != test.want {
					t.Errorf("got %s\nwant %s", got, test.want)
				}
				if h.queue.Len() != 0 {
					t.Errorf("%d still wait", h.queue.Len())
				}
			})
		})
	}
}

func TestPlacesAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(queue.Options{})
		for _, name := range []string{"g/a", "g/b", "g/c", "h/d"} {
			h.ask(name)
		}
		want := map[string][]int{"g/b": {1}, "g/c": {2, 3, 2, 1}, "h/d": {2, 1}}
		if got, want := fmt.Sprint(h.after(time.Minute).places), fmt.Sprint(want); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	})
}

func TestLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(queue.Options{Workers: 1, PerUser: 2, Most: 3})
		for _, name := range []string{"g/a/1", "g/a/2", "h/a/3", "g/b", "g/c", "g/d"} {
			h.ask(name)
		}
		r := h.after(time.Minute)
		if !errors.Is(r.failed["h/a/3"], queue.ErrTooMany) || !errors.Is(r.failed["g/d"], queue.ErrFull) || len(r.failed) != 2 {
			t.Errorf("got the errors %v", r.failed)
		}
		h.ask("g/a/4")
		h.ask("g/a/5")
		if r := h.after(time.Minute); len(r.failed) != 2 || len(r.started) != 6 {
			t.Errorf("what ended still counts: %v, %v", r.failed, r.started)
		}
	})
}

func TestWhoLeavesLeavesNoTrace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(queue.Options{PerUser: 1})
		h.ask("g/a")
		leave := h.ask("h/b/1")
		h.ask("g/c")
		leave()
		r := h.after(0)
		if !errors.Is(r.failed["h/b/1"], context.Canceled) || h.queue.Len() != 1 {
			t.Errorf("%v, %d wait", r.failed, h.queue.Len())
		}
		if got := r.places["g/c"]; !slices.Equal(got, []int{2, 1}) {
			t.Errorf("the other was told %v", got)
		}
		h.ask("h/b/2") // which a trace of the first would not let in
		if got := h.after(time.Minute).order(); got != "g/a g/c h/b/2" {
			t.Errorf("got %s", got)
		}
	})
}

func TestAnEndedContextIsNotTakenIn(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	why := errors.New("the question was deleted")
	cancel(why)
	err := queue.New(queue.Options{}).Do(ctx, queue.Asker{}, nil, func(context.Context) error {
		t.Error("it works")
		return nil
	})
	if !errors.Is(err, why) {
		t.Errorf("got %v", err)
	}
}

func TestWorkGetsContextAndGivesError(t *testing.T) {
	type key struct{}
	q := queue.New(queue.Options{})
	broken := errors.New("broken")
	err := q.Do(context.WithValue(context.Background(), key{}, 1), queue.Asker{}, nil, func(ctx context.Context) error {
		if ctx.Value(key{}) != 1 {
			t.Error("it is another context")
		}
		return broken
	})
	if err != broken {
		t.Errorf("got %v", err)
	}
}

func TestAPanicFreesThePlace(t *testing.T) {
	q := queue.New(queue.Options{Workers: 1, PerUser: 1})
	asker := queue.Asker{Guild: "g", User: "a"}
	func() {
		defer func() {
			if recover() != "broken" {
				t.Error("the panic does not come through")
			}
		}()
		q.Do(context.Background(), asker, nil, func(context.Context) error { panic("broken") })
	}()
	worked := false
	err := q.Do(context.Background(), asker, nil, func(context.Context) error { worked = true; return nil })
	if err != nil || !worked {
		t.Errorf("got %v, worked: %v", err, worked)
	}
}

// Whoever is slow to hear its place holds up nobody, not even itself; but Do
// does not return before.
func TestSlowListenersHoldUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(queue.Options{})
		h.ask("g/a")
		slow := queue.Asker{Guild: "g", User: "slow"}
		var returned atomic.Bool
		go func() {
			err := h.queue.Do(context.Background(), slow, func(int) { time.Sleep(10 * time.Second) }, func(context.Context) error {
				h.mu.Lock()
				defer h.mu.Unlock()
				h.started = append(h.started, "slow")
				return nil
			})
			if err != nil {
				t.Error(err)
			}
			returned.Store(true)
		}()
		synctest.Wait()
		h.ask("g/b")
		h.ask("g/c")
		if got := h.after(5 * time.Second).order(); got != "g/a slow g/b g/c" {
			t.Errorf("after 5 s got %s", got)
		}
		if returned.Load() {
			t.Error("it returned while it is still told")
		}
		if h.after(6 * time.Second); !returned.Load() {
			t.Error("it did not return")
		}
	})
}

func TestAListenersPanicComesThrough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(queue.Options{})
		h.ask("g/a")
		go func() {
			defer func() {
				if fault := fmt.Sprint(recover()); !strings.Contains(fault, "broken") {
					t.Errorf("got %s", fault)
				}
			}()
			h.queue.Do(context.Background(), queue.Asker{Guild: "g", User: "b"}, func(int) { panic("broken") }, func(context.Context) error { return nil })
		}()
		synctest.Wait()
		h.ask("g/c")
		if got := h.after(time.Minute).order(); got != "g/a g/c" || h.queue.Len() != 0 {
			t.Errorf("got %s, and %d wait", got, h.queue.Len())
		}
	})
}

func TestDrain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(queue.Options{})
		h.ask("g/a")
		h.ask("g/b")
		soon, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		if err := h.queue.Drain(soon); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v while one works", err)
		}
		h.ask("g/c")
		if r := h.after(0); !errors.Is(r.failed["g/b"], queue.ErrClosed) || !errors.Is(r.failed["g/c"], queue.ErrClosed) {
			t.Errorf("got the errors %v", r.failed)
		}
		start := time.Now()
		if err := h.queue.Drain(context.Background()); err != nil || time.Since(start) != 999*time.Millisecond {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
		if h.queue.Close(); h.queue.Len() != 0 || h.after(0).order() != "g/a" {
			t.Errorf("%d wait, %s worked", h.queue.Len(), h.after(0).order())
		}
	})
}

func TestDrainOfAnIdleQueue(t *testing.T) {
	if err := queue.New(queue.Options{}).Drain(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestManyAtOnce is for the race detector.
func TestManyAtOnce(t *testing.T) {
	q := queue.New(queue.Options{Workers: 3, PerUser: 1000})
	var all sync.WaitGroup
	var mu sync.Mutex
	working, worked := 0, 0
	for i := range 400 {
		all.Go(func() {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			asker := queue.Asker{Guild: strconv.Itoa(i % 7), User: strconv.Itoa(i % 31)}
			q.Do(ctx, asker, func(place int) {
				if i%5 == 0 && place < 50 {
					cancel()
				}
			}, func(context.Context) error {
				mu.Lock()
				working, worked = working+1, worked+1
				if working > 3 {
					t.Errorf("%d work at once", working)
				}
				mu.Unlock()
				time.Sleep(10 * time.Microsecond)
				mu.Lock()
				working--
				mu.Unlock()
				return nil
			})
		})
	}
	all.Wait()
	if err := q.Drain(t.Context()); err != nil || q.Len() != 0 || worked < 320 {
		t.Errorf("%v, %d wait, %d worked", err, q.Len(), worked)
	}
}

func BenchmarkDo500Waiting(b *testing.B) {
	q := queue.New(queue.Options{Workers: 1})
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	for i := range 501 {
		all.Go(func() {
			asker := queue.Asker{Guild: strconv.Itoa(i % 50), User: strconv.Itoa(i)}
			q.Do(ctx, asker, func(int) {}, func(ctx context.Context) error { <-ctx.Done(); return nil })
		})
	}
	for q.Len() < 500 {
		time.Sleep(time.Millisecond)
	}
	for b.Loop() { // joining and leaving
		ctx, cancel := context.WithCancel(context.Background())
		q.Do(ctx, queue.Asker{Guild: "g", User: "u"}, func(int) { cancel() }, nil)
	}
	cancel()
	all.Wait()
}
