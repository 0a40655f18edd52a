package openaichat

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestAfter bounds what a server may ask to wait.
const longestAfter = 24 * time.Hour

// retryAfter returns how long the server asked to wait, 0 if it did not say so
// in a form that can be read. OpenAI also sends milliseconds.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(strings.TrimSpace(h.Get("Retry-After-Ms")), 64); err == nil {
		return bounded(ms / 1000)
	}
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		return bounded(seconds)
	}
	if at, err := http.ParseTime(value); err == nil {
		return bounded(at.Sub(now).Seconds())
	}
	return 0
}

// bounded turns seconds, which may be any number, into a sane duration.
func bounded(seconds float64) time.Duration {
	if !(seconds > 0) { // NaN too
		return 0
	}
	return time.Duration(min(seconds, longestAfter.Seconds()) * float64(time.Second))
}
