package queue_test

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"footnote/bot/discord/queue"
)

// A step is what happens in a made-up run.
type step struct {
	Kind  string // ask, leave or wait
	Asker int
}

var steps = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) step {
	return step{rapid.SampledFrom([]string{"ask", "ask", "ask", "leave", "wait"}).Draw(t, "kind"), rapid.IntRange(0, 11).Draw(t, "asker")}
}), 1, 60)

// After anything that can happen, those who wait have been told the places 1 to
// n, and come to work in just that order.
func TestPlacesAreTrue(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		run, workers := steps.Draw(rt, "steps"), rapid.IntRange(1, 3).Draw(rt, "workers")
		fault := ""
		synctest.Test(t, func(*testing.T) { fault = runSteps(run, workers) })
		if fault != "" {
			rt.Fatal(fault)
		}
	})
}

func runSteps(run []step, workers int) (fault string) {
	h := newHall(queue.Options{Workers: workers, PerUser: 1000})
	leave := map[string]context.CancelFunc{}
	for i, s := range run {
		switch s.Kind {
		case "ask":
			name := fmt.Sprintf("g%d/u%d/%d", s.Asker%3, s.Asker, i)
			leave[name] = h.ask(name)
		case "leave":
			if waiting := h.after(0).waiting(maps.Keys(leave)); len(waiting) > 0 {
				leave[waiting[s.Asker%len(waiting)]]()
			}
		case "wait":
			time.Sleep(700 * time.Millisecond)
		}
	}
	r := h.after(0)
	told := map[int]string{}
	for _, name := range r.waiting(maps.Keys(leave)) {
		places := r.places[name]
		told[places[len(places)-1]] = name
	}
	waiting, before := h.queue.Len(), len(r.started)
	if r = h.after(time.Hour); len(told) != waiting || len(r.started) != before+waiting {
		return fmt.Sprintf("%d waited, %d were told places, %d came to work", waiting, len(told), len(r.started)-before)
	}
	var last time.Time
	for place := 1; place <= waiting; place++ {
		i := slices.Index(r.started, told[place])
		if i < before || r.at[i].Before(last) { // several may start at one instant
			return fmt.Sprintf("%q was told place %d of %v", told[place], place, r.started[before:])
		}
		last = r.at[i]
	}
	return ""
}

// waiting are those of the names that neither worked nor failed, sorted.
func (r record) waiting(names iter.Seq[string]) (waiting []string) {
	for _, name := range slices.Sorted(names) {
		if !slices.Contains(r.started, name) && r.failed[name] == nil {
			waiting = append(waiting, name)
		}
	}
	return waiting
}

// However many questions others ask, a user in a guild of u others and beside g
// other guilds waits for at most (g+1)*(u+1) turns.
func TestNobodyWaitsLong(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		askers := rapid.SliceOfN(rapid.IntRange(0, 8), 0, 60).Draw(rt, "askers")
		fault := ""
		synctest.Test(t, func(*testing.T) {
			h := newHall(queue.Options{PerUser: 1000})
			for i, asker := range askers {
				h.ask(fmt.Sprintf("g%d/u%d/%d", asker%3, asker, i))
			}
			h.ask("g0/late")
			if told := h.after(0).places["g0/late"]; len(told) > 0 && told[0] > 3*4 {
				fault = fmt.Sprintf("the last to come was told place %d", told[0])
			}
			h.after(time.Hour)
		})
		if fault != "" {
			rt.Fatal(fault)
		}
	})
}
