package link

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot/discord/wire"
)

// A window is a limit as Discord keeps it.
type window struct {
	mu          sync.Mutex
	limit, used int
	length      time.Duration
	reset       time.Time
	overstepped int
}

// take counts a request, and returns the headers to send.
func (w *window) take() (status int, headers []any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	if !w.reset.After(now) {
		w.used, w.reset = 0, now.Add(w.length)
	}
	w.used++
	status = http.StatusOK
	if w.used > w.limit {
		w.overstepped++
		status = http.StatusTooManyRequests
	}
	return status, []any{"X-RateLimit-Bucket", "hash", "X-RateLimit-Limit", w.limit,
		"X-RateLimit-Remaining", max(0, w.limit-w.used), "X-RateLimit-Reset-After", w.reset.Sub(now).Seconds()}
}

// A bucket's limit is kept, also by routes that share it, while other channels
// go their way.
func TestBuckets(t *testing.T) {
	windows := map[string]*window{"1": {limit: 5, length: 5 * time.Second}, "2": {limit: 5, length: 5 * time.Second}}
	handler := func(w http.ResponseWriter, r *http.Request) {
		status, headers := windows[strings.Split(r.URL.Path, "/")[4]].take()
		time.Sleep(10 * time.Millisecond)
		reply(w, status, map[string]any{}, headers...)
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		for _, path := range []string{"/channels/1/messages", "/channels/1/pins", "/channels/2/messages"} {
			if err := get(l, path); err != nil {
				t.Fatal(err)
			}
		}
		start := time.Now()
		var group sync.WaitGroup
		for i := range 22 {
			path := []string{"/channels/1/messages", "/channels/1/pins"}[i%2]
			group.Go(func() {
				if err := get(l, path); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if err := get(l, "/channels/2/messages"); err != nil || time.Since(start) > time.Second {
			t.Errorf("the other channel was held up for %v, %v", time.Since(start), err)
		}
		group.Wait()
		for id, w := range windows {
			if w.overstepped > 0 {
				t.Errorf("channel %s was overstepped %d times", id, w.overstepped)
			}
		}
		if took := time.Since(start); took < 15*time.Second || took > 25*time.Second {
			t.Errorf("24 requests by 5 in 5 seconds took %v", took)
		}
	})
}

// Without headers nothing is held back.
func TestNoHeaders(t *testing.T) {
	handler := func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(time.Second)
		reply(w, http.StatusOK, map[string]any{})
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		if err := get(l, "/channels/1"); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() { get(l, "/channels/1") })
		}
		group.Wait()
		if took := time.Since(start); took != time.Second {
			t.Errorf("20 requests at once took %v", took)
		}
	})
}

// Trap: discordgo ignores the context while it waits for a bucket or after a 429.
func TestWaitingEndsWithTheContext(t *testing.T) {
	for name, headers := range map[string][]any{
		"bucket": {"X-RateLimit-Limit", 1, "X-RateLimit-Remaining", 0, "X-RateLimit-Reset-After", 30},
		"429":    {"Retry-After", 30},
	} {
		var seen ledger
		handler := func(w http.ResponseWriter, r *http.Request) {
			seen.add(r)
			status := http.StatusOK
			if name == "429" {
				status = http.StatusTooManyRequests
			}
			reply(w, status, map[string]any{}, headers...)
		}
		bubble(t, handler, func(t *testing.T, l *Link) {
			if name == "bucket" {
				get(l, "/channels/1")
			}
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(2*time.Second, cancel)
			start := time.Now()
			_, err := l.Do(ctx, Request{Method: http.MethodGet, Path: "/channels/1"})
			if took := time.Since(start); err == nil || took != 2*time.Second {
				t.Errorf("%s: cancelled after %v, %v", name, took, err)
			}
			// Where the wait is known to be longer than the context, it is not begun.
			ctx, cancel = context.WithTimeout(context.Background(), 10*time.Second)
			defer cancel()
			start, seen.times = time.Now(), nil
			_, err = l.Do(ctx, Request{Method: http.MethodGet, Path: "/channels/1"})
			if e := fault(t, err); e.Status != 429 || e.RetryAfter < 20*time.Second || time.Since(start) > 0 || len(seen.times) > 0 {
				t.Errorf("%s: %v after %v", name, e, time.Since(start))
			}
		})
	}
}

// Trap: discordgo retries endless 429s for ever.
func TestEndless429(t *testing.T) {
	for name, retry := range map[string]any{"long": 600, "short": 0.05, "none": 0, "nonsense": "NaN", "negative": -1, "date": "Mon, 01 Jan 2001 00:00:00 GMT"} {
		var seen ledger
		handler := func(w http.ResponseWriter, r *http.Request) {
			seen.add(r)
			reply(w, http.StatusTooManyRequests, map[string]any{"message": "slow down", "code": 0}, "Retry-After", retry, "X-RateLimit-Scope", "user")
		}
		bubble(t, handler, func(t *testing.T, l *Link) {
			start := time.Now()
			err := get(l, "/channels/1")
			if e := fault(t, err); e.Status != 429 || e.RetryAfter <= 0 {
				t.Errorf("%s: %+v", name, e)
			}
			if n := seen.count(); n > ordinary.attempts || time.Since(start) > ordinary.total {
				t.Errorf("%s: %d attempts in %v", name, n, time.Since(start))
			}
		})
	}
}

// globalRefusals are the ways to say that nothing may be sent for 10 seconds.
func globalRefusals() map[string]func(http.ResponseWriter) {
	return map[string]func(http.ResponseWriter){
		"header": func(w http.ResponseWriter) {
			reply(w, 429, map[string]any{"message": "x"}, "X-RateLimit-Global", "true", "Retry-After", 10)
		},
		"body": func(w http.ResponseWriter) {
			reply(w, 429, map[string]any{"message": "x", "global": true, "retry_after": 10})
		},
		"scope": func(w http.ResponseWriter) {
			reply(w, 429, map[string]any{"retry_after": 10}, "X-RateLimit-Scope", "global")
		},
		"page": func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "10")
			w.WriteHeader(429)
			w.Write([]byte("<html>You are being rate limited</html>"))
		},
	}
}

// Trap: a global 429 with Retry-After alone does not stop discordgo's other
// buckets. Here it stops every request, those that wait already included, but
// for the first replies to interactions.
func TestGlobal429(t *testing.T) {
	for name, refuse := range globalRefusals() {

		var seen ledger
		handler := func(w http.ResponseWriter, r *http.Request) {
			switch n := seen.add(r); {
			case strings.HasSuffix(r.URL.Path, "/channels/1") && n == 1:
				refuse(w)
			case strings.HasSuffix(r.URL.Path, "/channels/2") && n == 1:
				reply(w, 200, map[string]any{}, "X-RateLimit-Limit", 1, "X-RateLimit-Remaining", 0, "X-RateLimit-Reset-After", 2)
			default:
				reply(w, 200, map[string]any{})
			}
		}
		bubble(t, handler, func(t *testing.T, l *Link) {
			start := time.Now()
			get(l, "/channels/2")
			var group sync.WaitGroup
			for _, path := range []string{"/channels/1", "/channels/2", "/channels/3", "/webhooks/1/t/messages/@original"} {
				group.Go(func() {
					if path != "/channels/1" && path != "/channels/2" {
						time.Sleep(time.Second)
					}
					if err := get(l, path); err != nil {
						t.Errorf("%s: %s: %v", name, path, err)
					}
				})
			}
			time.Sleep(time.Second)
			if err := l.Respond(t.Context(), "1", "t", wire.Response{Kind: wire.RespondDeferred}); err != nil || time.Since(start) != time.Second {
				t.Errorf("%s: the reply took %v, %v", name, time.Since(start), err)
			}
			group.Wait()
			for i, path := range seen.paths {
				if since := seen.times[i].Sub(start); since > 0 && since < 10*time.Second && !strings.HasSuffix(path, "callback") {
					t.Errorf("%s: %s after %v", name, path, since)
				}
			}
		})
	}
}

// Trap: in discordgo all edits of original replies share one bucket, and a slow
// one holds up every other user's.
func TestSlowEditsHoldUpNoOthers(t *testing.T) {
	var release chan bool
	handler := func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/slow/") {
			<-release
		}
		reply(w, 200, map[string]any{"id": "1"}, "X-RateLimit-Bucket", "hash", "X-RateLimit-Limit", 5, "X-RateLimit-Remaining", 4, "X-RateLimit-Reset-After", 5)
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		release = make(chan bool)
		var group sync.WaitGroup
		group.Go(func() { l.EditOriginal(t.Context(), "9", "slow", wire.Message{Content: "x"}) })
		synctest.Wait()
		start := time.Now()
		for i := range 200 {
			if _, err := l.EditOriginal(t.Context(), "9", fmt.Sprint("quick", i), wire.Message{Content: "x"}); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took > 0 {
			t.Errorf("the others took %v", took)
		}
		close(release)
		group.Wait()
	})
}

// Trap: discordgo never evicts a bucket, and every interaction has one.
func TestBucketsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, most := newLimiter(), 0
		for i := range 20_000 {
			r := routeOf(http.MethodPatch, fmt.Sprintf("/webhooks/9/token%d/messages/@original", i))
			b, err := l.acquire(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			l.release(r, b, http.StatusOK, &notice{hash: "hash", limited: true, limit: 5, remaining: 4, reset: time.Second})
			time.Sleep(10 * time.Millisecond)
			most = max(most, len(l.buckets), len(l.shared))
		}
		if most > 500 {
			t.Errorf("there were %d buckets at once", most)
		}
	})
}

// Never are more than 50 requests sent in a second, but those for interactions.
func TestPace(t *testing.T) {
	var seen ledger
	handler := func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.URL.Path, "webhooks") {
			seen.add(r)
		}
		reply(w, 200, map[string]any{"id": "1"})
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		start := time.Now()
		var group sync.WaitGroup
		for i := range 200 {
			group.Go(func() {
				if err := get(l, fmt.Sprint("/channels/", i)); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		for i := range 200 {
			if err := l.DeleteOriginal(t.Context(), "9", fmt.Sprint("token", i)); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(start); took > 0 {
			t.Errorf("those for interactions took %v", took)
		}
		group.Wait()
		for i := 50; i < len(seen.times); i++ {
			if between := seen.times[i].Sub(seen.times[i-50]); between < time.Second {
				t.Fatalf("51 requests in %v", between)
			}
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("200 requests took %v", took)
		}
	})
}

// Five hundred first replies at once wait for nothing.
func TestReplies(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(100 * time.Millisecond)
		w.WriteHeader(http.StatusNoContent)
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		l.limiter.gate = time.Now().Add(time.Hour)
		start := time.Now()
		var group sync.WaitGroup
		for i := range 500 {
			group.Go(func() {
				if err := l.Respond(t.Context(), fmt.Sprint(i), "t", wire.Response{Kind: wire.RespondDeferred}); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if took := time.Since(start); took != 100*time.Millisecond {
			t.Errorf("they took %v", took)
		}
	})
}

func TestContextEndsBeforeItBegins(t *testing.T) {
	bubble(t, func(w http.ResponseWriter, r *http.Request) {}, func(t *testing.T, l *Link) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := l.Do(ctx, Request{Method: http.MethodGet, Path: "/gateway"}); !errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v", err)
		}
	})
}
