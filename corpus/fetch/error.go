package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// A Kind says what an Error means for what is known of an address.
type Kind int

const (
	// Refused means that it will not be fetched: by its address, its scheme or
	// its size.
	Refused Kind = iota
	// Gone means that there is nothing at it: 404 and 410.
	Gone
	// Forbidden means that the server does not give it to us: 401, 403, 451
	// and other answers in the four hundreds; redirects that lead nowhere.
	Forbidden
	// Down means that it may come back: answers in the five hundreds, 429,
	// timeouts, names that cannot be looked up, broken connections.
	Down
	// Moved means that it leads to where Request.Follow does not want to go.
	Moved
	// Unwanted means that it is of a type that Request.Want does not want.
	Unwanted
)

// An Error is why an address could not be fetched. It does not say which; URL
// does.
type Error struct {
	Kind Kind
	// URL is where it happened, after redirects.
	URL string
	// Status is the status that the server answered with, 0 if it did not.
	// For Moved it is 301 if all redirects on the way are for good, else 302.
	Status int
	// RetryAfter is how long the server asks to be left alone, 0 if it does
	// not say.
	RetryAfter time.Duration
	// Err says what happened and, where the user can mend it, how.
	Err error
}

// Error is what Err says.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether err is an *Error of a kind.
func Is(err error, kind Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == kind
}

func refuse(u *url.URL, format string, args ...any) *Error {
	return &Error{Kind: Refused, URL: u.String(), Err: fmt.Errorf(format, args...)}
}

// answered makes an error of an answer that is not what was asked for.
func answered(resp *http.Response, now time.Time) *Error {
	e := &Error{URL: resp.Request.URL.String(), Status: resp.StatusCode, RetryAfter: retryAfter(resp.Header.Get("Retry-After"), now)}
	said := fmt.Sprintf("the server answers %d %s", resp.StatusCode, http.StatusText(resp.StatusCode))
	switch code := resp.StatusCode; {
	case code == http.StatusNotFound || code == http.StatusGone:
		e.Kind, e.Err = Gone, errors.New(said+"; nothing is there, so check the address")
	case code == http.StatusTooManyRequests || code == http.StatusRequestTimeout || code == http.StatusTooEarly:
		e.Kind, e.Err = Down, errors.New(said+"; it is tried again later")
	case code == http.StatusUnauthorized || code == http.StatusForbidden || code == http.StatusProxyAuthRequired:
		e.Kind, e.Err = Forbidden, errors.New(said+"; only what everyone may read can be read, so make it public or leave it out")
	case code >= 400 && code < 500:
		e.Kind, e.Err = Forbidden, errors.New(said)
	case code >= 500:
		e.Kind, e.Err = Down, errors.New(said+"; it is tried again later")
	default:
		e.Kind, e.Err = Down, errors.New(said+", which was not asked for")
	}
	return e
}

// maxRetryAfter is the longest time that a server is believed to ask for.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads the header of that name: seconds, or a date.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, maxRetryAfter)
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(at.Sub(now), 0), maxRetryAfter)
	}
	return 0
}

// failed makes an *Error of why a request or the reading of its answer failed.
func failed(at string, err error, timeout time.Duration) *Error {
	var known *Error
	if errors.As(err, &known) {
		if known.URL == "" {
			known.URL = at
		}
		return known
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	e := &Error{Kind: Down, URL: at}
	var (
		dns         *net.DNSError
		certificate *tls.CertificateVerificationError
		authority   x509.UnknownAuthorityError
		network     net.Error
	)
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		e.Err = fmt.Errorf("there is no host of the name %q; check the address", dns.Name)
	case errors.As(err, &dns):
		e.Err = fmt.Errorf("the name %q cannot be looked up (%w)", dns.Name, err)
	case errors.As(err, &certificate) || errors.As(err, &authority):
		e.Err = fmt.Errorf("the server's certificate is not to be trusted (%w)", err)
	case errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout():
		e.Err = fmt.Errorf("the server does not answer in time (%v); it is tried again later", timeout)
	default:
		e.Err = fmt.Errorf("the server cannot be reached, or breaks off (%w)", err)
	}
	return e
}
