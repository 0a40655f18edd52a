package link

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// Operations of the gateway.
const (
	opDispatch     = 0
	opHeartbeat    = 1
	opIdentify     = 2
	opResume       = 6
	opReconnect    = 7
	opInvalid      = 9
	opHello        = 10
	opAcknowledged = 11
)

// A packet is what the gateway's messages hold.
type packet struct {
	Op       int             `json:"op"`
	Data     json.RawMessage `json:"d,omitempty"`
	Sequence int64           `json:"s,omitempty"`
	Type     string          `json:"t,omitempty"`
}

// A connection is one websocket, from dialling to its end. It inspects what
// passes between Discord and discordgo.
type connection struct {
	gateway *gateway
	// up gets Ready or Resumed, once.
	up chan State
	// over is closed when the connection has ended; why says the reason.
	over chan struct{}

	mu     sync.Mutex
	filter *filter
	why    error
	told   bool // that it is up

	greeted atomic.Bool // HELLO came
	// answered says that something came after it, so that discordgo's Open is
	// through. It is used by whoever reads, one at a time.
	answered bool
	interval atomic.Int64 // between heartbeats

	beat heartbeat
}

func newConnection(g *gateway) *connection {
	return &connection{gateway: g, up: make(chan State, 1), over: make(chan struct{})}
}

// dial opens the network connection under discordgo's websocket.
func (c *connection) dial(ctx context.Context, dial dialer, network, address string) (net.Conn, error) {
	conn, err := dial(ctx, network, address)
	if err != nil {
		return nil, fmt.Errorf("reach the gateway: %w", err)
	}
	f := newFilter(conn, c)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.why != nil {
		conn.Close()
		return nil, c.why
	}
	c.filter = f
	return f, nil
}

// broken ends the connection without a close frame, so that the session can be
// resumed. The first reason counts.
func (c *connection) broken(why error) {
	c.mu.Lock()
	first, f := c.why == nil, c.filter
	if first {
		c.why = why
	}
	c.mu.Unlock()
	if !first {
		return
	}
	c.beat.stop()
	if f != nil {
		f.Conn.Close()
	}
	close(c.over)
}

// part ends the connection with a goodbye, which ends the session too.
func (c *connection) part(within time.Duration) {
	c.mu.Lock()
	f := c.filter
	c.mu.Unlock()
	if f != nil && f.say(message{frameClose, binary.BigEndian.AppendUint16(nil, 1000)}, within) == nil {
		select {
		case <-c.over:
		case <-time.After(within):
		}
	}
	c.broken(errStopped)
}

func (c *connection) ended() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.why != nil
}

// received takes a message from Discord, and says what discordgo may know of it.
func (c *connection) received(m message) (message, bool) {
	switch {
	case c.ended():
		return message{}, false
	case m.kind == frameClose:
		c.broken(closing(m.payload))
		return message{}, false
	case m.kind >= frameClose:
		return m, true
	case m.kind == frameBinary:
		c.broken(errors.New("the gateway compresses its messages, which nobody asked for"))
		return message{}, false
	}
	var p packet
	if err := json.Unmarshal(m.payload, &p); err != nil {
		// Cutting would not help: the message would come again after resuming.
		c.gateway.log.Warn("ignored a message of the gateway that is no JSON", "bytes", len(m.payload))
		return message{}, false
	}
	if p, ok := c.take(p); ok {
		return text(p), true
	}
	return message{}, false
}

// closing reads a close frame.
func closing(payload []byte) error {
	if len(payload) < 2 {
		return &closedError{code: 1005}
	}
	return &closedError{int(binary.BigEndian.Uint16(payload)), string(payload[2:])}
}

func text(p packet) message {
	b, err := json.Marshal(p)
	if err != nil { // a packet always can
		panic(err)
	}
	return message{frameText, b}
}

// take acts on a packet from Discord. What it returns is for discordgo, which
// must see none but harmless packets: others can block it for good, or end the
// process.
func (c *connection) take(p packet) (packet, bool) {
	switch p.Op {
	case opReconnect:
		c.broken(errReconnect)
	case opInvalid:
		var resumable bool
		_ = json.Unmarshal(p.Data, &resumable) // what is neither true nor false is not
		c.broken(&invalidError{resumable})
	case opHello:
		return c.hello(p)
	case opDispatch:
		return c.event(p)
	case opHeartbeat:
		c.answered = c.greeted.Load()
		return packet{Op: opHeartbeat}, c.answered
	case opAcknowledged:
		if took, ok := c.beat.acknowledged(time.Now()); ok {
			c.gateway.link.update(func(s *Status) { s.Latency = took })
		}
		return packet{Op: opAcknowledged}, c.answered // before that, Open would wait for itself
	}
	return packet{}, false
}

// longestInterval bounds the time between heartbeats that a server may ask for.
const longestInterval = time.Hour

// hello checks the interval: discordgo panics when it is not positive.
func (c *connection) hello(p packet) (packet, bool) {
	var hello struct {
		Interval float64 `json:"heartbeat_interval"`
	}
	if c.greeted.Load() {
		return packet{}, false
	}
	err := json.Unmarshal(p.Data, &hello)
	if err != nil || !(hello.Interval >= 1 && hello.Interval <= float64(longestInterval.Milliseconds())) {
		c.broken(fmt.Errorf("the gateway asks for a heartbeat every %v ms", hello.Interval))
		return packet{}, false
	}
	c.interval.Store(int64(hello.Interval) * int64(time.Millisecond))
	c.greeted.Store(true)
	return packet{Op: opHello, Data: fmt.Appendf(nil, `{"heartbeat_interval":%d}`, int64(hello.Interval))}, true
}

// event hands an event to the handler. discordgo gets its number alone, for the
// heartbeats.
func (c *connection) event(p packet) (packet, bool) {
	if !c.greeted.Load() || p.Type == "" {
		return packet{}, false
	}
	switch p.Type {
	case "READY":
		c.ready(p)
	case "RESUMED":
		c.tell(Resumed)
	}
	c.gateway.deliver(Event{p.Type, p.Data})
	c.gateway.session.heard(p.Sequence)
	c.answered = true
	_, sequence, _ := c.gateway.session.known()
	return packet{Op: opDispatch, Sequence: sequence}, true
}

func (c *connection) ready(p packet) {
	var ready struct {
		Session string `json:"session_id"`
		Address string `json:"resume_gateway_url"`
	}
	if err := json.Unmarshal(p.Data, &ready); err != nil {
		c.gateway.log.Warn("READY cannot be read: the session will not be resumed", "error", err)
	}
	c.gateway.session.begin(ready.Session, ready.Address)
	c.tell(Ready)
}

// tell notes that the connection is up, unless it is over already.
func (c *connection) tell(state State) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.why != nil || c.told {
		return
	}
	c.told = true
	c.gateway.link.update(func(s *Status) {
		s.Connected, s.Since = true, time.Now()
		if state == Resumed {
			s.Resumes++
		} else {
			s.Session = s.Since
		}
	})
	c.up <- state
}

// sending takes a message from discordgo, and says what Discord gets of it.
func (c *connection) sending(m message) (message, bool) {
	if m.kind >= frameClose {
		// discordgo says goodbye whenever it reads an error, and that would end
		// the session.
		return m, m.kind != frameClose
	}
	var p packet
	if err := json.Unmarshal(m.payload, &p); err != nil {
		return m, true
	}
	switch p.Op {
	case opHeartbeat:
		c.beat.sent(time.Now(), time.Duration(c.interval.Load())+c.gateway.timing.Grace, func() { c.broken(errSilent) })
	case opIdentify:
		return c.gateway.introduce(m), true
	}
	return m, true
}

// A heartbeat watches whether heartbeats are acknowledged.
type heartbeat struct {
	mu    sync.Mutex
	since time.Time // the first one that was not; zero for none
	timer *time.Timer
	ended bool
}

// sent notes a heartbeat. If nothing is heard within the time given, missed is
// called.
func (h *heartbeat) sent(now time.Time, within time.Duration, missed func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.since.IsZero() && !h.ended {
		h.since, h.timer = now, time.AfterFunc(within, missed)
	}
}

// acknowledged returns how long the acknowledgement took, if one was due.
func (h *heartbeat) acknowledged(now time.Time) (time.Duration, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.since.IsZero() {
		return 0, false
	}
	took := now.Sub(h.since)
	h.timer.Stop()
	h.since = time.Time{}
	return took, true
}

func (h *heartbeat) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ended = true
	if h.timer != nil {
		h.timer.Stop()
	}
}
