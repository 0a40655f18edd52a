package link

import (
	"net/http"
	"testing"
	"time"

	"footnote/bot/discord/wire"
)

// Discord blocks an address that gets too many refusals: the brake holds before.
func TestBrake(t *testing.T) {
	var b brake
	now := time.Unix(60_000, 0)
	for range mostRefused - 1 {
		b.count(now, 403)
	}
	b.count(now, 404)
	if b.wait(now, false) > 0 {
		t.Error("the brake holds too early")
	}
	b.count(now.Add(5*time.Minute), 429)
	if wait := b.wait(now.Add(5*time.Minute), false); wait < 5*time.Minute || wait > 6*time.Minute {
		t.Errorf("the brake holds for %v", wait)
	}
	if b.wait(now.Add(5*time.Minute), true) > 0 {
		t.Error("the brake holds replies already")
	}
	if b.wait(now.Add(11*time.Minute), false) > 0 {
		t.Error("the brake does not let go")
	}
	for range mostRefusedReplies {
		b.count(now.Add(11*time.Minute), 401)
	}
	if b.wait(now.Add(12*time.Minute), true) == 0 {
		t.Error("the brake does not hold replies")
	}
}

// While the brake holds, nothing is sent but first replies.
func TestBrakeHolds(t *testing.T) {
	var seen ledger
	handler := func(w http.ResponseWriter, r *http.Request) {
		seen.add(r)
		reply(w, 403, map[string]any{"code": 50001, "message": "Missing Access"})
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		for range mostRefused {
			l.limiter.brake.count(time.Now(), 403)
		}
		err := get(l, "/channels/1")
		if e := fault(t, err); e.RetryAfter < 9*time.Minute || seen.count() > 0 {
			t.Errorf("%v, %d requests", e, seen.count())
		}
		if err := l.Respond(t.Context(), "1", "t", wire.Response{}); !IsCode(err, CodeMissingAccess) {
			t.Errorf("the reply ended with %v", err)
		}
	})
}

// Refusals that others caused do not count.
func TestSharedRefusals(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		reply(w, 429, map[string]any{}, "X-RateLimit-Scope", "shared", "Retry-After", 1)
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		get(l, "/channels/1")
		for _, m := range l.limiter.brake.minutes {
			if m.count > 0 {
				t.Errorf("%d were counted", m.count)
			}
		}
		if l.limiter.gate.After(time.Now()) {
			t.Error("a shared limit stops all")
		}
	})
}
