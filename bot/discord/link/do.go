package link

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// A policy says how hard a request is tried.
type policy struct {
	attempts int
	// total bounds it all, waits included, each one attempt.
	total, each time.Duration
	// pause is before the second attempt; it doubles.
	pause time.Duration
}

var (
	ordinary = policy{attempts: 5, total: 2 * time.Minute, each: time.Minute, pause: 500 * time.Millisecond}
	// Discord waits 3 seconds for the first reply to an interaction.
	replies = policy{attempts: 6, total: 2500 * time.Millisecond, each: time.Second, pause: 50 * time.Millisecond}
)

// largestReply bounds the body of a reply.
const largestReply = 16 << 20

// Do makes a request as soon as the limits allow it, and again when that can
// help and does no harm. What fails is an *Error, or the context's error.
func (l *Link) Do(ctx context.Context, r Request) (json.RawMessage, error) {
	if err := checkPath(r.Path); err != nil {
		return nil, fmt.Errorf("%s %s: %w", r.Method, shown(r.Path), err)
	}
	b, err := r.encode()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", r.Method, shown(r.Path), err)
	}
	route, policy := routeOf(r.Method, r.Path), ordinary
	if route.callback {
		policy = replies
	}
	ctx, cancel := context.WithTimeout(ctx, policy.total)
	defer cancel()
	data, err := l.try(ctx, r, b, route, policy)
	var fault *Error
	switch {
	case errors.As(err, &fault):
		fault.Method, fault.Path = r.Method, shown(r.Path)
		hide(fault, l.config.Token, tokenOf(r.Path))
		return nil, fault
	case err != nil:
		return nil, fmt.Errorf("%s %s: %w", r.Method, shown(r.Path), err)
	}
	return data, nil
}

// try attempts a request as often as the policy allows.
func (l *Link) try(ctx context.Context, r Request, b body, route route, p policy) (json.RawMessage, error) {
	safe := r.Method != http.MethodPost || r.Repeatable || b.once || route.callback
	sent := false // an earlier attempt may have been done
	for attempt := 1; ; attempt++ {
		place, err := l.limiter.acquire(ctx, route)
		if err != nil {
			return nil, err
		}
		data, fault := l.attempt(ctx, r, b, route, place, p.each)
		if fault == nil || sent && done(fault, r, route) {
			return data, nil
		}
		refused := fault.Status == http.StatusTooManyRequests
		if attempt == p.attempts || ctx.Err() != nil || !refused && !(transient(fault) && (safe || unsent(fault))) {
			return nil, fault
		}
		pause := jitter(p.pause << (attempt - 1))
		if refused {
			pause = max(pause/8, fault.RetryAfter)
		} else {
			sent = sent || !unsent(fault)
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) < pause {
			return nil, fault
		}
		sleep(ctx, pause)
	}
}

// transient reports whether trying again can help.
func transient(fault *Error) bool {
	switch fault.Status {
	case 0, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return fault.Status > 504 // what proxies in front of Discord say
}

// unsent reports whether Discord cannot have got the request.
func unsent(fault *Error) bool {
	var network *net.OpError
	return errors.As(fault.Err, &network) && network.Op == "dial"
}

// done reports whether a fault says that an earlier attempt did it, though its
// reply was lost.
func done(fault *Error, r Request, route route) bool {
	return route.callback && fault.Code == CodeAcknowledged ||
		r.Method == http.MethodDelete && fault.Status == http.StatusNotFound
}

// attempt sends a request once, and tells the limiter of the reply.
func (l *Link) attempt(ctx context.Context, r Request, b body, route route, place *bucket, limit time.Duration) (json.RawMessage, *Error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	status, header, data, err := l.send(ctx, r, b)
	if err != nil {
		l.limiter.release(route, place, 0, nil)
		return nil, &Error{Err: err}
	}
	var fault *Error
	if status < 200 || status > 299 {
		fault = refusal(status, data)
	}
	n := noticeOf(status, header, fault, time.Now())
	l.limiter.release(route, place, status, &n)
	if fault != nil {
		fault.RetryAfter = n.after
		return nil, fault
	}
	return data, nil
}

// send sends a request and reads the reply.
func (l *Link) send(ctx context.Context, r Request, b body) (int, http.Header, []byte, error) {
	var content io.Reader
	if b.contentType != "" {
		content = bytes.NewReader(b.data)
	}
	request, err := http.NewRequestWithContext(ctx, r.Method, l.api+r.Path, content)
	if err != nil {
		return 0, nil, nil, err
	}
	request.Header.Set("Authorization", "Bot "+l.config.Token)
	request.Header.Set("User-Agent", l.config.UserAgent)
	if b.contentType != "" {
		request.Header.Set("Content-Type", b.contentType)
	}
	response, err := l.transport.RoundTrip(request)
	if err != nil {
		return 0, nil, nil, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, largestReply+1))
	if err == nil && len(data) > largestReply {
		err = errors.New("the reply is larger than 16 MiB")
	}
	return response.StatusCode, response.Header, data, err
}
