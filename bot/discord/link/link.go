package link

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Config says how Discord is reached. Token is needed; what is zero gets the
// default.
type Config struct {
	// Token is the bot's token, with or without "Bot " in front.
	Token string
	// API is the address of the REST API, with or without its path and version,
	// by default https://discord.com/api. The gateway's address is asked there.
	API string
	// Intents are the kinds of events that are wanted.
	Intents discordgo.Intent
	// ShardID and ShardCount say which part of the guilds this process serves,
	// by default all of them.
	ShardID, ShardCount int
	// UserAgent is what the bot calls itself.
	UserAgent string
	// Log gets a record for each change of the connection; nil discards them.
	Log *slog.Logger
	// Timing bounds the gateway's waits.
	Timing Timing
	// Dial is used instead of the net package's, for the gateway and for REST.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// TLS is used instead of the default configuration.
	TLS *tls.Config
}

// Timing bounds the gateway's waits. Tests shorten it.
type Timing struct {
	// Open bounds the time until Discord says READY or RESUMED; by default 20 s.
	Open time.Duration
	// Grace is how much later than the next heartbeat's time an acknowledgement
	// may come; by default 5 s.
	Grace time.Duration
	// Backoff is the first wait before connecting again, by default 500 ms; it
	// doubles with each failure up to MaxBackoff, by default a minute.
	Backoff, MaxBackoff time.Duration
	// IdentifyGap is the least time between two new sessions; by default 5 s.
	IdentifyGap time.Duration
	// Invalid is the least time to wait after a session was declared invalid, by
	// default 1 s; up to five times as much is waited.
	Invalid time.Duration
	// Close bounds the wait for the server's goodbye; by default 1 s.
	Close time.Duration
}

func (t Timing) withDefaults() Timing {
	return Timing{
		Open:        cmp.Or(t.Open, 20*time.Second),
		Grace:       cmp.Or(t.Grace, 5*time.Second),
		Backoff:     cmp.Or(t.Backoff, 500*time.Millisecond),
		MaxBackoff:  cmp.Or(t.MaxBackoff, time.Minute),
		IdentifyGap: cmp.Or(t.IdentifyGap, 5*time.Second),
		Invalid:     cmp.Or(t.Invalid, time.Second),
		Close:       cmp.Or(t.Close, time.Second),
	}
}

// A Link is the connection of one bot to Discord. Its methods may be called at
// the same time.
type Link struct {
	config    Config
	api       string // with version, without a slash at the end
	transport *http.Transport
	limiter   *limiter

	mu      sync.Mutex
	running bool
	status  Status
}

// New checks the configuration. It does not connect: Run does.
func New(c Config) (*Link, error) {
	c.Token = strings.TrimSpace(c.Token)
	if rest, ok := strings.CutPrefix(c.Token+" ", "Bot "); ok {
		c.Token = strings.TrimSpace(rest)
	}
	c.ShardCount = max(c.ShardCount, 1)
	c.UserAgent = cmp.Or(c.UserAgent, "DiscordBot (footnote, 1)")
	c.Timing = c.Timing.withDefaults()
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Dial == nil {
		c.Dial = (&net.Dialer{Timeout: 10 * time.Second}).DialContext
	}
	api, err := apiAddress(cmp.Or(c.API, "https://discord.com/api"))
	if err := errors.Join(err, c.check()); err != nil {
		return nil, err
	}
	return &Link{config: c, api: api, transport: newTransport(c), limiter: newLimiter()}, nil
}

func (c Config) check() error {
	var faults []error
	switch {
	case c.Token == "":
		faults = append(faults, errors.New("the token of the Discord bot is empty: copy it from the developer portal"))
	case strings.ContainsFunc(c.Token, func(r rune) bool { return r <= ' ' || r >= 0x7F }):
		faults = append(faults, errors.New("the token of the Discord bot holds a space or another character that no token has: copy it again"))
	}
	if c.ShardID < 0 || c.ShardID >= c.ShardCount {
		faults = append(faults, fmt.Errorf("shard %d of %d does not exist: the first is 0", c.ShardID, c.ShardCount))
	}
	return errors.Join(faults...)
}

var versioned = regexp.MustCompile(`/v[0-9]+$`)

// apiAddress completes the address of the API with its path and version.
func apiAddress(raw string) (string, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(raw), "/"))
	switch {
	case err != nil: // its text repeats the address, and with it a password
		return "", errors.New("the address of Discord's API cannot be read: set it to something like https://discord.com/api")
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return "", errors.New("the address of Discord's API must begin with http:// or https:// and a host")
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return "", errors.New("the address of Discord's API must be a plain one: leave out user, password and what follows ? or #")
	}
	if u.Path == "" {
		u.Path = "/api"
	}
	if !versioned.MatchString(u.Path) {
		u.Path += "/v" + discordgo.APIVersion
	}
	return u.String(), nil
}

// newTransport makes the transport for REST. It has room for a burst of replies.
// It is used without a client, which would follow redirects, and take the token
// elsewhere.
func newTransport(c Config) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           c.Dial,
		TLSClientConfig:       c.TLS.Clone(),
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          512,
		MaxIdleConnsPerHost:   512,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 15 * time.Second,
	}
}

// Close lets go of idle connections, when no more requests will be made.
func (l *Link) Close() { l.transport.CloseIdleConnections() }

// Status returns how the connection to the gateway stands.
func (l *Link) Status() Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.status
}

func (l *Link) update(change func(*Status)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(&l.status)
}
