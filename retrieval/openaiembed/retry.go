package openaiembed

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// firstPause doubles with each attempt up to longestPause. With that many
	// attempts a server has about a minute to load its model.
	firstPause   = 500 * time.Millisecond
	longestPause = 20 * time.Second
	attempts     = 8
	// brokenAttempts is for connections that break: without a word from the
	// server there is less to hope for.
	brokenAttempts = 3
	// patience is the longest that a server may ask to wait.
	patience = 2 * time.Minute
)

// pause tells whether to try once more and how long to wait before. Chance
// keeps several clients from coming back at the same time.
func (f *failure) pause(attempt int) (time.Duration, bool) {
	most := attempts
	if f.Kind == Unreachable {
		most = brokenAttempts
	}
	if !f.again || attempt+1 >= most || f.after > patience {
		return 0, false
	}
	pause := min(firstPause<<attempt, longestPause)
	if f.after > 0 {
		return f.after + rand.N(firstPause), true
	}
	return pause/2 + rand.N(pause), true
}

// sleep waits, unless the context ends before.
func sleep(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// retryAfter reads how long a server asks to wait: seconds or a date. 0 is
// unsaid.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		if !(seconds > 0) { // not a number, too
			return 0
		}
		return time.Duration(min(seconds, 1e6) * float64(time.Second))
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}
