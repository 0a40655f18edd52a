package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Defaults of Options.
const (
	DefaultTimeout   = 2 * time.Minute
	DefaultIdle      = 20 * time.Second
	DefaultMaxBytes  = 64 << 20
	DefaultRedirects = 10
	DefaultUserAgent = "Footnote/1 (answers questions about this site, with links to it)"
)

const (
	// connectTime is how long it may take to connect, idleTime how long a
	// connection is kept that nothing goes through.
	connectTime = 10 * time.Second
	idleTime    = 30 * time.Second
	// maxHeader is how large the head of an answer may be, in bytes.
	maxHeader = 128 << 10
)

var errTooLong = fmt.Errorf("the address is longer than %d bytes", maxURL)

// Options are what a Client keeps to. The zero value is fit for use.
type Options struct {
	// AllowPrivate allows addresses of this computer and of private networks,
	// and any port. Addresses of one link, among them those at which clouds
	// hand out secrets, and of many receivers are never allowed.
	AllowPrivate bool
	// Timeout limits one request with its redirects and its body, IdleTimeout
	// how long no byte may come; 0 means the defaults.
	Timeout, IdleTimeout time.Duration
	// MaxBytes limits a body after it was decompressed; 0 means
	// DefaultMaxBytes.
	MaxBytes int64
	// MaxRedirects limits how many redirects are followed; 0 means
	// DefaultRedirects.
	MaxRedirects int
	// UserAgent is who we say we are; "" means DefaultUserAgent.
	UserAgent string
	// Resolver looks names up; nil means the system's.
	Resolver *net.Resolver
	// Turns are those of all clients that must not ask a host at once; nil
	// means this one's own.
	Turns *Turns
}

// A Client fetches. Any number of goroutines may use it.
type Client struct {
	options   Options
	guard     guard
	transport http.RoundTripper
	turns     *Turns
}

// New makes a Client.
func New(o Options) *Client { return newClient(o, nil) }

// newClient makes a Client; dialled, if it is there, has a last word about
// each address that is connected to.
func newClient(o Options, dialled func(network, address string) error) *Client {
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.IdleTimeout <= 0 {
		o.IdleTimeout = DefaultIdle
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxRedirects <= 0 {
		o.MaxRedirects = DefaultRedirects
	}
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.Turns == nil {
		o.Turns = new(Turns)
	}
	c := &Client{options: o, guard: newGuard(o.AllowPrivate), turns: o.Turns}
	c.transport = newTransport(o, c.guard, dialled)
	return c
}

// Transport is what the requests go through, for libraries that make their
// own: addresses and ports are checked on every request and connection, and
// there is a limit to how long an answer may take to begin, and to its head.
// The limits of size and of the whole time are Get's alone.
func (c *Client) Transport() http.RoundTripper { return c.transport }

// Check tells what can be told against an address without looking names up.
// The error is an *Error.
func (c *Client) Check(address string) error {
	_, err := c.parse(address)
	return err
}

func (c *Client) parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, &Error{Kind: Refused, URL: address, Err: errors.New("is not an address of the web; one begins with http:// or https://")}
	}
	if fault := c.guard.url(u); fault != nil {
		return nil, fault
	}
	if u.User != nil {
		return nil, &Error{Kind: Refused, URL: u.Redacted(), Err: errors.New("the address holds a user's name or password, which would be shown to everyone; leave it out")}
	}
	return u, nil
}

// Validators tell a server what of a page is known already.
type Validators struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"modified,omitempty"`
	// URL is the address, after redirects, that they are about, and the only
	// one that they are sent to; "" means the one that is asked for.
	URL string `json:"url,omitempty"`
}

// A Request is one page to fetch.
type Request struct {
	URL string
	// Known makes the request conditional.
	Known Validators
	// MaxBytes limits the body further than the client does; 0 does not.
	MaxBytes int64
	// Pause is how long the host is left alone before.
	Pause time.Duration
	// Follow, if it is there, is asked before each redirect is followed. Its
	// error makes one of kind Moved.
	Follow func(to *url.URL) error
	// Want, if it is there, is asked for the type of the content before it is
	// read: "text/html; charset=utf-8". False makes an error of kind Unwanted.
	Want func(contentType string) bool
}

// A Response is a page that was fetched.
type Response struct {
	// URL is where it was found, after redirects.
	URL string
	// NotModified means that it is as Known says; there are no Data.
	NotModified bool
	ContentType string
	Data        []byte
	Validators  Validators
	Header      http.Header
}

// Get fetches an address if it is not as known says. The error is an *Error,
// or ctx's.
func (c *Client) Get(ctx context.Context, address string, known Validators) (Response, error) {
	return c.Do(ctx, Request{URL: address, Known: known})
}

// Do fetches an address. Requests to one host come one after the other, each
// at its turn. The error is an *Error, or ctx's.
func (c *Client) Do(ctx context.Context, r Request) (Response, error) {
	u, err := c.parse(r.URL)
	if err != nil {
		return Response{}, err
	}
	done, err := c.turns.take(ctx, u.Host, r.Pause)
	if err != nil {
		return Response{}, err
	}
	defer done()
	in, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	response, err := c.get(in, r)
	if err == nil {
		return response, nil
	}
	if ctx.Err() != nil {
		return Response{}, ctx.Err()
	}
	return Response{}, failed(u.String(), err, c.options.Timeout)
}

// get fetches an address at its turn.
func (c *Client) get(ctx context.Context, r Request) (Response, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.URL, nil)
	if err != nil {
		return Response{}, &Error{Kind: Refused, URL: r.URL, Err: err}
	}
	if r.Known.URL == "" {
		r.Known.URL = req.URL.String()
	}
	req.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	r.condition(req)
	client := http.Client{Transport: c.transport, CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if fault := c.redirect(r, req, via); fault != nil {
			return fault
		}
		return nil
	}}
	resp, err := client.Do(req)
	if err != nil {
		return Response{}, err
	}
	defer resp.Body.Close()
	response := Response{URL: resp.Request.URL.String(), ContentType: resp.Header.Get("Content-Type"), Header: resp.Header,
		Validators: Validators{ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"), URL: resp.Request.URL.String()}}
	switch {
	case resp.StatusCode == http.StatusNotModified && r.conditional() && r.Known.URL == response.URL:
		response.NotModified, response.Validators = true, r.Known
		return response, nil
	case resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNonAuthoritativeInfo:
		return Response{}, answered(resp, time.Now())
	case r.Want != nil && !r.Want(response.ContentType):
		return Response{}, &Error{Kind: Unwanted, URL: response.URL, Status: resp.StatusCode, Err: fmt.Errorf("is of the type %q, which is not read", response.ContentType)}
	}
	response.Data, err = c.body(resp, r, stop)
	if err != nil && context.Cause(ctx) != nil {
		err = context.Cause(ctx)
	}
	return response, err
}

func (r *Request) conditional() bool { return r.Known.ETag != "" || r.Known.LastModified != "" }

// condition sets the headers that make a request conditional, or takes them
// off where it leads elsewhere.
func (r *Request) condition(req *http.Request) {
	for name, value := range map[string]string{"If-None-Match": r.Known.ETag, "If-Modified-Since": r.Known.LastModified} {
		if value != "" && req.URL.String() == r.Known.URL {
			req.Header.Set(name, value)
		} else {
			req.Header.Del(name)
		}
	}
}

// redirect checks a redirect before it is followed.
func (c *Client) redirect(r Request, req *http.Request, via []*http.Request) *Error {
	from := via[len(via)-1]
	at, status := req.URL.String(), http.StatusMovedPermanently
	for _, hop := range append(via[1:len(via):len(via)], req) {
		if code := hop.Response.StatusCode; code != http.StatusMovedPermanently && code != http.StatusPermanentRedirect {
			status = http.StatusFound
		}
	}
	lost := func(message string) *Error {
		return &Error{Kind: Forbidden, URL: at, Status: status, Err: errors.New(message)}
	}
	switch circle := slices.ContainsFunc(via, func(before *http.Request) bool { return before.URL.String() == at }); {
	case req.URL.User != nil:
		return &Error{Kind: Refused, URL: req.URL.Redacted(), Err: errors.New("it leads to an address with a user's name or password")}
	case from.URL.Scheme == "https" && req.URL.Scheme == "http":
		return refuse(req.URL, "it leads from https:// to http://, where anybody could change what is read")
	case circle:
		return lost("it is redirected in a circle, as some sites do that want cookies")
	case len(via) > c.options.MaxRedirects:
		return lost(fmt.Sprintf("it is redirected more than %d times", c.options.MaxRedirects))
	}
	if fault := c.guard.url(req.URL); fault != nil {
		return fault
	}
	if r.Follow != nil {
		if err := r.Follow(req.URL); err != nil {
			return &Error{Kind: Moved, URL: at, Status: status, Err: err}
		}
	}
	req.Header.Del("Referer")
	r.condition(req)
	return nil
}
