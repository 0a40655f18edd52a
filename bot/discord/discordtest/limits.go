package discordtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// A bucket counts the requests of a window.
type bucket struct {
	used  int
	reset time.Time
}

// take counts one more request and reports whether it is within the limit.
func (b *bucket) take(now time.Time, limit int, window time.Duration) bool {
	if !now.Before(b.reset) {
		b.used, b.reset = 0, now.Add(window)
	}
	if b.used >= limit {
		return false
	}
	b.used++
	return true
}

// globalLimit is for all that goes through the bot token, a second.
const globalLimit = 50

// invalidLimit is how many results of 401, 403 and 429 an address may have
// within invalidWindow.
const (
	invalidLimit  = 10000
	invalidWindow = 10 * time.Minute
)

// limitOf is what a bucket of the route takes within a window.
func limitOf(pattern string) (int, time.Duration) {
	method, path, _ := strings.Cut(pattern, " ")
	switch {
	case strings.HasPrefix(path, "/webhooks/"):
		return 5, 2 * time.Second
	case strings.HasPrefix(path, "/interactions/"):
		return 5, time.Second
	case strings.HasPrefix(path, "/applications/{application}") && method != "GET":
		return 5, 20 * time.Second
	case strings.HasPrefix(path, "/channels/") && method != "GET":
		return 5, 5 * time.Second
	}
	return 10, 5 * time.Second
}

// limited counts the call. It returns the 429 for one too many, nil for the
// others, and the headers for both.
func (s *Server) limited(c *call) (*reply, map[string]string) {
	now := s.now()
	limit, window := limitOf(c.pattern)
	if !s.options.EnforceLimits {
		limit = 100_000
	} else if !c.byToken() && !s.global.take(now, globalLimit, time.Second) {
		return TooMany("global", s.global.reset.Sub(now)).reply(), nil
	}
	key := c.pattern
	for _, major := range []string{"channel", "guild", "application", "interaction", "token"} {
		key += " " + c.value(major)
	}
	b := s.buckets[key]
	if b == nil {
		b = &bucket{}
		s.buckets[key] = b
	}
	taken := b.take(now, limit, window) || !s.options.EnforceLimits
	after := b.reset.Sub(now)
	headers := map[string]string{
		"X-RateLimit-Bucket":      bucketName(c.pattern),
		"X-RateLimit-Limit":       strconv.Itoa(limit),
		"X-RateLimit-Remaining":   strconv.Itoa(max(limit-b.used, 0)),
		"X-RateLimit-Reset":       fmt.Sprintf("%.3f", float64(b.reset.UnixMilli())/1000),
		"X-RateLimit-Reset-After": exact(after),
	}
	if taken {
		return nil, headers
	}
	return TooMany("user", after).reply(), headers
}

func bucketName(pattern string) string {
	sum := sha256.Sum256([]byte(pattern))
	return hex.EncodeToString(sum[:16])
}

// countInvalid counts what makes Discord block an address.
func (s *Server) countInvalid(c *call, answer *reply) {
	shared := answer.header["X-RateLimit-Scope"] == "shared"
	if answer.status != 401 && answer.status != 403 && answer.status != 429 || shared {
		return
	}
	s.invalid = append(recent(s.invalid, s.now().Add(-invalidWindow)), s.now())
	if len(s.invalid) == invalidLimit {
		s.violations = append(s.violations, c.violation(issue{rule: "invalid-requests",
			detail: fmt.Sprintf("%d results of 401, 403 or 429 within %v: Discord blocks the address", invalidLimit, invalidWindow)}))
	}
}

// InvalidRequests returns how many results of 401, 403 and 429, but for those
// of shared limits, there were within ten minutes. Discord blocks an address
// after 10,000.
func (s *Server) InvalidRequests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(recent(s.invalid, s.now().Add(-invalidWindow)))
}

// seconds rounds up to whole seconds, as Retry-After tells them.
func seconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }

// exact is the form of X-RateLimit-Reset-After.
func exact(d time.Duration) string { return fmt.Sprintf("%.3f", d.Seconds()) }
