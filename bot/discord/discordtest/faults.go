package discordtest

import (
	"regexp"
	"time"
)

// A Fault befalls requests of a method, "" for any, whose path without version
// matches a regular expression.
type Fault struct {
	Method, Path string
	// Times is how many requests it befalls; 0 for all until it is stopped.
	Times int
	// Every spares all but each n-th request; 0 spares none.
	Every int
	Do    Effect
}

// An Effect is what a Fault does. The functions of this package make them.
type Effect struct {
	answer   *reply
	cutAfter bool
	delay    time.Duration
}

func (e Effect) instead() bool { return e.answer != nil }

// reply returns a copy of the answer, which the caller may add to.
func (e Effect) reply() *reply {
	copied := *e.answer
	copied.header = map[string]string{}
	for name, value := range e.answer.header {
		copied.header[name] = value
	}
	return &copied
}

// TooMany is a 429 of the scope: user, shared or global.
func TooMany(scope string, after time.Duration) Effect {
	r := &reply{status: 429, body: Object{"message": "You are being rate limited.", "retry_after": after.Seconds(),
		"global": scope == "global"}}
	r.set("X-RateLimit-Scope", scope)
	r.set("Retry-After", seconds(after))
	if scope == "global" {
		r.set("X-RateLimit-Global", "true")
		return Effect{answer: r}
	}
	r.set("X-RateLimit-Remaining", "0")
	r.set("X-RateLimit-Reset-After", exact(after))
	return Effect{answer: r}
}

// TooManyBare is a global 429 that tells of it by Retry-After and the body
// alone.
func TooManyBare(after time.Duration) Effect {
	r := &reply{status: 429, body: Object{"message": "You are being rate limited.", "retry_after": after.Seconds(), "global": true}}
	r.set("Retry-After", seconds(after))
	return Effect{answer: r}
}

// Page is an HTML page of the status: what stands before Discord sends it as
// 429, with Retry-After, and as 502.
func Page(status int) Effect {
	r := &reply{status: status, html: "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>error</body></html>"}
	if status == 429 {
		r.set("Retry-After", "1")
	}
	return Effect{answer: r}
}

// Fail is an error in JSON, with Discord's code for it, such as 50013 with the
// status 403; 0 for none.
func Fail(status, code int, message string) Effect {
	return Effect{answer: refuse(status, code, message)}
}

// CutBefore cuts the connection before anything is done.
func CutBefore() Effect { return Effect{answer: &reply{cut: true}} }

// CutAfter does what was asked for, and cuts the connection in place of the
// response.
func CutAfter() Effect { return Effect{cutAfter: true} }

// Slow waits, in real time, before it does what was asked for.
func Slow(delay time.Duration) Effect { return Effect{delay: delay} }

// An Injection is a Fault that is at work.
type Injection struct {
	Fault
	s    *Server
	path *regexp.Regexp
	seen int // requests that fit
	hits int
	over bool
}

// Inject makes the fault befall requests from now on. Of several that fit, the
// first goes first.
func (s *Server) Inject(f Fault) *Injection {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := &Injection{Fault: f, s: s, path: regexp.MustCompile(f.Path)}
	s.injections = append(s.injections, i)
	return i
}

// Hits returns how many requests it befell.
func (i *Injection) Hits() int {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.hits
}

// Stop ends it.
func (i *Injection) Stop() {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	i.over = true
}

// inject returns what befalls the call, nil for nothing.
func (s *Server) inject(c *call) *Injection {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.injections {
		if i.over || i.Method != "" && i.Method != c.r.Method || !i.path.MatchString(c.path) {
			continue
		}
		if i.seen++; i.Every > 0 && i.seen%i.Every != 0 {
			continue
		}
		i.hits++
		i.over = i.Times > 0 && i.hits >= i.Times
		if i.instead() {
			s.countInvalid(c, i.Do.answer)
		}
		return i
	}
	return nil
}

func (i *Injection) instead() bool { return i.Do.instead() }
