package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// Intents that decide what the gateway tells.
const (
	intentGuilds         = 1 << 0
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	// IntentMessageContent is what the content of other people's messages needs.
	IntentMessageContent = 1 << 15
	knownIntents         = 1<<26 - 1
)

// A Gateway is the part of a Server that sends events.
type Gateway struct {
	s        *Server
	sessions map[string]*session
	conns    map[*conn]bool
	faults   gatewayFaults
	stats    GatewayStats
	starts   []time.Time // of sessions: the IDENTIFYs of the last day
	invalid  time.Time   // when op 9 was last sent
}

// A session outlives its connections.
type session struct {
	id       string
	seq      int
	buffer   []sent // what may have to be replayed
	conn     *conn  // nil while there is none
	intents  int
	shard    [2]int
	compress bool
}

type sent struct {
	seq  int
	data []byte
}

// bufferLimit is how many events a session without a connection keeps; after
// that it cannot be resumed.
const bufferLimit = 20000

// An event goes to the sessions that have one of its intents, or to all that
// serve the guild when it has none.
type event struct {
	name    string
	guild   string
	intents int
	data    Object
	// shaped gives the data for a session with or without the message-content
	// intent, when that matters.
	shaped func(content bool) Object
}

// dispatch sends the event. Server.mu is held.
func (s *Server) dispatch(e event) {
	for _, session := range s.Gateway.sessions {
		if e.intents != 0 && e.guild != "" && s.guild(e.guild) == nil {
			continue // the bot is not there
		}
		if e.intents != 0 && session.intents&e.intents == 0 || !session.serves(e.guild) {
			continue
		}
		s.Gateway.send(session, e)
	}
}

// serves reports whether the guild, or direct messages for "", is the shard's.
func (n *session) serves(guild string) bool {
	return n.shard[1] <= 1 || int(parseID(guild)>>22%uint64(n.shard[1])) == n.shard[0]
}

func (g *Gateway) send(n *session, e event) {
	data := e.data
	if e.shaped != nil {
		data = e.shaped(n.intents&IntentMessageContent != 0)
	}
	n.seq++
	encoded := encode(Object{"op": 0, "s": n.seq, "t": e.name, "d": data})
	n.buffer = append(n.buffer, sent{n.seq, encoded})
	if len(n.buffer) > bufferLimit {
		n.buffer = n.buffer[len(n.buffer)/2:]
	}
	if n.conn == nil {
		return
	}
	n.conn.write(encoded)
	if g.faults.duplicates > 0 && e.name != "READY" && e.name != "RESUMED" {
		g.faults.duplicates--
		n.conn.write(encoded)
	}
}

func encode(value any) []byte {
	data, err := json.Marshal(value)
	if err != nil {
		panic("discordtest: " + err.Error()) // only what is JSON is ever encoded
	}
	return data
}

// A conn is one websocket.
type conn struct {
	ws       *websocket.Conn
	out      chan outgoing
	gone     chan struct{}
	session  *session
	compress bool
	resumed  bool // came by the address for resuming
	received []time.Time
	over     bool // told already of too many events
}

// outgoing is a payload, or the end of the connection.
type outgoing struct {
	data   []byte
	packed bool // with zlib
	close  int  // a close code
	drop   bool
}

// write queues a payload; a client that does not read loses its connection.
func (c *conn) write(data []byte) { c.queue(outgoing{data: data, packed: c.compress}) }

func (c *conn) queue(o outgoing) {
	select {
	case c.out <- o:
	default:
		_ = c.ws.NetConn().Close()
	}
}

// serveGateway speaks to one client until the connection ends.
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	if transport := r.URL.Query().Get("compress"); transport != "" {
		s.violate(Violation{Rule: "gateway-compress", Method: "GATEWAY", Detail: "the fake has no transport compression " + transport})
	}
	ws, err := (&websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}).Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade answered
	}
	c := &conn{ws: ws, out: make(chan outgoing, 1<<14), gone: make(chan struct{}), resumed: r.URL.Path == resumePath}
	s.mu.Lock()
	s.Gateway.conns[c] = true
	s.Gateway.stats.Connections++
	c.write(encode(Object{"op": 10, "d": Object{"heartbeat_interval": s.options.HeartbeatInterval.Milliseconds()}}))
	s.mu.Unlock()
	go c.writeAll()
	clean := s.readAll(c)
	close(c.gone)
	_ = ws.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.Gateway.conns, c)
	if clean {
		s.Gateway.stats.Goodbyes++
	}
	if n := c.session; n != nil && n.conn == c {
		n.conn = nil
		if clean { // the client said that it will not come back
			delete(s.Gateway.sessions, n.id)
		}
	}
}

// readAll takes what the client says, and reports whether it took its leave.
func (s *Server) readAll(c *conn) (clean bool) {
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			return websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway)
		}
		s.mu.Lock()
		s.Gateway.receive(c, data)
		s.mu.Unlock()
	}
}

func (c *conn) writeAll() {
	for {
		select {
		case <-c.gone:
			return
		case o := <-c.out:
			if !c.writeOne(o) {
				return
			}
		}
	}
}

// writeOne reports whether the connection lives on.
func (c *conn) writeOne(o outgoing) bool {
	_ = c.ws.SetWriteDeadline(time.Now().Add(10 * time.Second))
	switch {
	case o.drop:
		_ = c.ws.NetConn().Close()
		return false
	case o.close != 0:
		message := websocket.FormatCloseMessage(o.close, closeReasons[o.close])
		_ = c.ws.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
		_ = c.ws.NetConn().(interface{ CloseWrite() error }).CloseWrite()
		return false
	case o.packed:
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		_, _ = z.Write(o.data) // a buffer does not fail
		_ = z.Close()
		return c.ws.WriteMessage(websocket.BinaryMessage, packed.Bytes()) == nil
	}
	return c.ws.WriteMessage(websocket.TextMessage, o.data) == nil
}

var closeReasons = map[int]string{4000: "Unknown error.", 4001: "Unknown opcode.", 4002: "Error while decoding payload.",
	4003: "Not authenticated.", 4004: "Authentication failed.", 4005: "Already authenticated.", 4007: "Invalid seq.",
	4008: "You are being rate limited.", 4009: "Session timed out.", 4010: "Invalid shard.", 4013: "Invalid intent(s).",
	4014: "Disallowed intent(s)."}
