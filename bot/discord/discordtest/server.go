package discordtest

import (
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// An Object is a JSON object.
type Object = map[string]any

// Options change how a Server behaves. The zero value is a Discord that is in
// good health and has no message-content intent to give.
type Options struct {
	// Now is the clock of all rules; time.Now when nil.
	Now func() time.Time
	// HeartbeatInterval is asked for in HELLO; 41.25 s when 0.
	HeartbeatInterval time.Duration
	// MessageContent grants the message-content intent. Without it, identifying
	// with the intent is refused, and the content of messages is emptied.
	MessageContent bool
	// EnforceLimits refuses requests over the limits of a bucket or the global
	// limit. The limits that the headers tell are generous without it.
	EnforceLimits bool
	// ValidateShapesOnce checks only the first request of each shape against
	// Discord's document: enough for load. All else is checked always.
	ValidateShapesOnce bool
	// Compress packs events with zlib for clients that ask for it.
	Compress bool
}

// A Server is a running fake Discord. It is safe for concurrent use.
type Server struct {
	// Gateway holds what can be done to, and known of, the gateway.
	Gateway *Gateway

	tb       testing.TB
	options  Options
	http     *httptest.Server
	routes   *routes
	document *document
	closed   chan struct{}
	closing  sync.Once
	shapes   sync.Map // of requests already checked against the document

	mu           sync.Mutex // guards all that follows, and the Gateway
	lastID       uint64
	bot          User
	guilds       []*guild
	foreign      []*guild // that the bot is not in
	channels     map[string]*channel
	users        map[string]User
	messages     map[string]*Message
	nonces       map[string]nonce
	interactions map[string]*Interaction // by token
	modals       map[string]*Interaction // by user and custom_id: what showed it
	commands     map[string][]Object     // by guild; "" are the global ones
	created      map[string][]time.Time  // commands, by guild
	files        map[string][]byte       // attached to interactions, by path
	violations   []Violation
	requests     []*Request
	injections   []*Injection
	buckets      map[string]*bucket
	global       bucket
	invalid      []time.Time
}

// New starts a fake Discord. It ends with the test, and fails it when there
// were violations that the test did not take.
func New(tb testing.TB, options Options) *Server {
	tb.Helper()
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.HeartbeatInterval == 0 {
		options.HeartbeatInterval = 41250 * time.Millisecond
	}
	s := &Server{
		tb: tb, options: options, closed: make(chan struct{}), document: loadDocument(),
		channels: map[string]*channel{}, users: map[string]User{}, messages: map[string]*Message{},
		nonces: map[string]nonce{}, interactions: map[string]*Interaction{}, modals: map[string]*Interaction{},
		commands: map[string][]Object{}, created: map[string][]time.Time{}, buckets: map[string]*bucket{}, files: map[string][]byte{},
	}
	s.bot = User{ID: s.newID(), Name: "footnote", Bot: true}
	s.users[s.bot.ID] = s.bot
	s.Gateway = &Gateway{s: s, sessions: map[string]*session{}, conns: map[*conn]bool{}}
	s.routes = newRoutes()
	s.http = httptest.NewUnstartedServer(s)
	s.http.Start() // only now: clients in other processes may come at once
	tb.Cleanup(s.finish)
	return s
}

// URL returns the root address, such as http://127.0.0.1:4000.
func (s *Server) URL() string { return s.http.URL }

// APIBase returns the address that versions are added to, ending in /api.
func (s *Server) APIBase() string { return s.http.URL + "/api" }

// Token returns the bot's token.
func (s *Server) Token() string { return "fake-token-of-" + s.Bot().ID }

// Bot returns the bot's user. Its ID is that of the application too.
func (s *Server) Bot() User { return s.bot }

// Checked reports whether requests are checked against Discord's document. The
// limits that it does not hold are checked always.
func (s *Server) Checked() bool { return s.document != nil && s.document.validate != nil }

// Close ends the server and all its connections. It may be called again.
func (s *Server) Close() {
	s.closing.Do(func() {
		close(s.closed)
		s.Gateway.Drop()
		s.http.CloseClientConnections()
		s.http.Close()
	})
}

// finish ends the server and holds the test to its violations.
func (s *Server) finish() {
	s.Close()
	for _, v := range s.TakeViolations() {
		s.tb.Errorf("discordtest: violation: %s", v)
	}
}

// A Violation is something that a bot must not send.
type Violation struct {
	// Rule names what was broken, such as "content-length".
	Rule string
	// Method and Path are those of the request; the method is "GATEWAY" for what
	// came over the gateway.
	Method, Path string
	// Detail says where and how.
	Detail string
}

func (v Violation) String() string {
	return strings.Join([]string{v.Method, v.Path, v.Rule + ":", v.Detail}, " ")
}

// Violations returns the violations that were not taken.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// TakeViolations returns the violations so far and forgets them.
func (s *Server) TakeViolations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.violations
	s.violations = nil
	return taken
}

// Forget drops the requests, interactions and messages that are older than the
// age, so that a long test does not measure the memory of the fake. Handles that
// a test holds stay good.
func (s *Server) Forget(age time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	earliest := s.now().Add(-age)
	s.requests = slices.DeleteFunc(s.requests, func(r *Request) bool { return r.At.Before(earliest) })
	s.injections = slices.DeleteFunc(s.injections, func(i *Injection) bool { return i.over })
	for token, i := range s.interactions {
		if i.Created.Before(earliest) {
			delete(s.interactions, token)
		}
	}
	for _, m := range s.messages {
		if m.Created.Before(earliest) {
			delete(s.messages, m.ID)
		}
	}
	for _, c := range s.channels {
		c.messages = slices.DeleteFunc(c.messages, func(m *Message) bool { return m.Created.Before(earliest) })
		c.typing = slices.Clone(recent(c.typing, earliest))
	}
	for key, i := range s.modals {
		if i.Created.Before(earliest) {
			delete(s.modals, key)
		}
	}
	for key, b := range s.buckets {
		if b.reset.Before(s.now()) {
			delete(s.buckets, key)
		}
	}
	for key, n := range s.nonces {
		if s.now().Sub(n.at) > nonceLife {
			delete(s.nonces, key)
		}
	}
}

// now is the time by the clock of the options.
func (s *Server) now() time.Time { return s.options.Now() }

// epoch is when Discord's snowflakes begin, in milliseconds of Unix time.
const epoch = 1420070400000

// newID returns a snowflake above all before it.
func (s *Server) newID() string {
	id := uint64(max(s.now().UnixMilli()-epoch, 0)) << 22
	s.lastID = max(s.lastID+1, id)
	return formatID(s.lastID)
}
