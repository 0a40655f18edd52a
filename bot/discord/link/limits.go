package link

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestWait bounds what a server may ask to wait.
const longestWait = 24 * time.Hour

// A notice is what a reply says of limits.
type notice struct {
	hash string // of the bucket; "" for not said
	// limit and remaining are for the window that ends after reset; limited says
	// that they were given.
	limited          bool
	limit, remaining int
	reset            time.Duration
	// refused is a 429: nothing is to be sent before after has passed, in this
	// bucket or, when global, at all. shared refusals are not our fault.
	refused        bool
	global, shared bool
	after          time.Duration
}

// noticeOf reads a reply's headers, and the body of a 429.
func noticeOf(status int, h http.Header, fault *Error, now time.Time) notice {
	n := notice{hash: h.Get("X-RateLimit-Bucket")}
	limit, errLimit := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	remaining, errRemaining := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	reset, known := seconds(h.Get("X-RateLimit-Reset-After"))
	if errLimit == nil && errRemaining == nil && known && limit > 0 {
		n.limited, n.limit, n.remaining, n.reset = true, limit, max(0, remaining), reset
	}
	if status != http.StatusTooManyRequests {
		return n
	}
	scope := strings.ToLower(h.Get("X-RateLimit-Scope"))
	n.refused, n.shared = true, scope == "shared"
	// What is no JSON comes from in front of Discord, and means the address.
	n.global = scope == "global" || strings.EqualFold(h.Get("X-RateLimit-Global"), "true") ||
		fault.global || !fault.spoken && scope == "" && n.hash == ""
	n.after = max(fault.RetryAfter, retryAfter(h, now))
	if n.after == 0 {
		n.after = max(reset, time.Second)
	}
	return n
}

// retryAfter returns how long the server asked to wait, 0 if it did not say so
// in a form that can be read.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := h.Get("Retry-After")
	if after, ok := seconds(value); ok {
		return after
	}
	if at, err := http.ParseTime(value); err == nil {
		return bounded(at.Sub(now).Seconds())
	}
	return 0
}

// seconds reads a number of seconds.
func seconds(value string) (time.Duration, bool) {
	s, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return 0, false
	}
	return bounded(s), true
}

// bounded turns seconds, which may be any number, into a sane duration.
func bounded(seconds float64) time.Duration {
	if !(seconds > 0) { // NaN too
		return 0
	}
	return time.Duration(math.Ceil(min(seconds, longestWait.Seconds())*1000)) * time.Millisecond
}
