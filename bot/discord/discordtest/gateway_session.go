package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// resumePath is where READY sends those who resume.
const resumePath = "/resume/"

// GatewayStats count what clients did.
type GatewayStats struct {
	Connections, Identifies, Resumes, Heartbeats int
	// NeedlessIdentifies began a new session while one could have been resumed.
	NeedlessIdentifies int
	// HastyIdentifies came within a second of an invalid session.
	HastyIdentifies int
	// ResumedElsewhere are the RESUMEs at another address than READY told.
	ResumedElsewhere int
	// Goodbyes are the connections that the client closed with 1000 or 1001.
	Goodbyes int
	// Intents are those of the latest IDENTIFY.
	Intents int
}

// Stats returns the counts so far.
func (g *Gateway) Stats() GatewayStats {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.stats
}

// identifiesPerDay and eventsPerMinute are Discord's limits for one bot and
// for one connection.
const (
	identifiesPerDay = 1000
	eventsPerMinute  = 120
)

// A payload is what a client sends.
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
}

// receive does what the client asks for.
func (g *Gateway) receive(c *conn, data []byte) {
	if g.tooMany(c) {
		return
	}
	var p payload
	if json.Unmarshal(data, &p) != nil {
		g.fail(c, 4002, "gateway-payload", "what was sent is not JSON")
		return
	}
	switch p.Op {
	case 1:
		g.heartbeat(c, p.Data)
	case 2:
		g.identify(c, p.Data)
	case 6:
		g.resume(c, p.Data)
	case 3, 4, 8, 31: // presence, voice and requests for members have no effect here
		if c.session == nil {
			g.fail(c, 4003, "gateway-unauthenticated", fmt.Sprintf("op %d before identifying", p.Op))
		}
	default:
		g.fail(c, 4001, "gateway-opcode", fmt.Sprintf("op %d is none that a client sends", p.Op))
	}
}

// tooMany counts what came within a minute.
func (g *Gateway) tooMany(c *conn) bool {
	now := g.s.now()
	c.received = append(recent(c.received, now.Add(-time.Minute)), now)
	if len(c.received) <= eventsPerMinute {
		return false
	}
	if !c.over {
		c.over = true
		g.fail(c, 4008, "gateway-rate", fmt.Sprintf("more than %d events within a minute", eventsPerMinute))
	}
	return true
}

// recent returns the times after the earliest.
func recent(times []time.Time, earliest time.Time) []time.Time {
	first := slices.IndexFunc(times, func(t time.Time) bool { return t.After(earliest) })
	if first < 0 {
		return times[:0]
	}
	return times[first:]
}

func (g *Gateway) fail(c *conn, code int, rule, detail string) {
	g.s.violations = append(g.s.violations, Violation{Rule: rule, Method: "GATEWAY", Detail: detail})
	c.queue(outgoing{close: code})
}

func (g *Gateway) heartbeat(c *conn, data json.RawMessage) {
	g.stats.Heartbeats++
	var seq int
	if json.Unmarshal(data, &seq) == nil && c.session != nil { // what arrived needs no replay
		n := c.session
		first := slices.IndexFunc(n.buffer, func(e sent) bool { return e.seq > seq })
		if first < 0 {
			first = len(n.buffer)
		}
		n.buffer = slices.Clone(n.buffer[first:])
	}
	if !g.faults.silent {
		c.write(encode(Object{"op": 11}))
	}
}

// identification is the data of an IDENTIFY.
type identification struct {
	Token      string            `json:"token"`
	Intents    *int              `json:"intents"`
	Properties map[string]string `json:"properties"`
	Compress   bool              `json:"compress"`
	Shard      []int             `json:"shard"`
}

func (g *Gateway) identify(c *conn, data json.RawMessage) {
	var id identification
	if err := json.Unmarshal(data, &id); err != nil || id.Intents == nil || id.Properties == nil {
		g.fail(c, 4002, "gateway-identify", fmt.Sprintf("IDENTIFY needs token, intents and properties (%v)", err))
		return
	}
	if c.session != nil {
		g.fail(c, 4005, "gateway-identify", "IDENTIFY came twice on one connection")
		return
	}
	n := &session{intents: *id.Intents, shard: [2]int{0, 1}, compress: id.Compress}
	if len(id.Shard) == 2 {
		n.shard = [2]int(id.Shard)
	}
	g.countIdentify(n)
	if code := g.identifyFault(c, id, n); code != 0 {
		c.queue(outgoing{close: code})
		return
	}
	switch {
	case g.faults.silentReady > 0:
		g.faults.silentReady--
		return
	case g.faults.reconnectReady > 0:
		g.faults.reconnectReady--
		c.write(encode(Object{"op": 7, "d": nil}))
		return
	}
	g.start(c, n)
}

// countIdentify keeps the counts, and the limit of a day.
func (g *Gateway) countIdentify(n *session) {
	now := g.s.now()
	g.stats.Identifies++
	g.stats.Intents = n.intents
	if !g.invalid.IsZero() && now.Sub(g.invalid) < time.Second {
		g.stats.HastyIdentifies++
	}
	for _, old := range g.sessions {
		if old.shard == n.shard && old.conn == nil {
			g.stats.NeedlessIdentifies++
			delete(g.sessions, old.id)
		}
	}
	g.starts = append(recent(g.starts, now.Add(-24*time.Hour)), now)
	if len(g.starts) > identifiesPerDay {
		g.s.violations = append(g.s.violations, Violation{Rule: "gateway-identifies", Method: "GATEWAY",
			Detail: fmt.Sprintf("more than %d IDENTIFYs within a day: Discord resets the token", identifiesPerDay)})
	}
}

// identifyFault returns the code to close with, 0 when all is well.
func (g *Gateway) identifyFault(c *conn, id identification, n *session) int {
	switch {
	case g.faults.identifyCode != 0:
		code := g.faults.identifyCode
		g.faults.identifyCode = 0
		return code
	case len(g.starts) > identifiesPerDay, !g.s.authentic(id.Token):
		return 4004
	case n.shard[1] < 1 || n.shard[0] < 0 || n.shard[0] >= n.shard[1]:
		return 4010
	case n.intents < 0 || n.intents > knownIntents:
		return 4013
	case n.intents&IntentMessageContent != 0 && !g.s.options.MessageContent:
		return 4014
	}
	return 0
}

// start begins the session: READY, and the guilds after it.
func (g *Gateway) start(c *conn, n *session) {
	s := g.s
	n.id, n.conn, c.session = "session-"+s.newID(), c, n
	c.compress = n.compress && s.options.Compress
	g.sessions[n.id] = n
	guilds := []Object{}
	for _, other := range s.guilds {
		if n.serves(other.ID) {
			guilds = append(guilds, Object{"id": other.ID, "unavailable": true})
		}
	}
	g.send(n, event{name: "READY", data: Object{"v": 10, "user": userObject(s.bot), "guilds": guilds, "session_id": n.id,
		"resume_gateway_url": s.socketURL() + resumePath, "shard": n.shard, "private_channels": []any{},
		"application": Object{"id": s.bot.ID, "flags": 0}, "session_type": "normal"}})
	for _, other := range s.guilds {
		if n.serves(other.ID) && n.intents&intentGuilds != 0 {
			g.send(n, event{name: "GUILD_CREATE", data: s.guildCreate(other)})
		}
	}
}

// resume goes on with a session: what was missed, then RESUMED.
func (g *Gateway) resume(c *conn, data json.RawMessage) {
	var want struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int    `json:"seq"`
	}
	if json.Unmarshal(data, &want) != nil {
		g.fail(c, 4002, "gateway-resume", "RESUME needs token, session_id and seq")
		return
	}
	g.stats.Resumes++
	if !c.resumed {
		g.stats.ResumedElsewhere++
	}
	n := g.sessions[want.Session]
	switch {
	case !g.s.authentic(want.Token):
		c.queue(outgoing{close: 4004})
	case g.faults.invalidResumes > 0:
		g.faults.invalidResumes--
		g.invalidate(c, n, g.faults.invalidResumable)
	case g.faults.reconnectResumed > 0:
		g.faults.reconnectResumed--
		c.write(encode(Object{"op": 7, "d": nil}))
	case n == nil:
		g.invalidate(c, nil, false)
	case want.Seq > n.seq || len(n.buffer) > 0 && want.Seq < n.buffer[0].seq-1:
		delete(g.sessions, n.id)
		c.queue(outgoing{close: 4007})
	default:
		g.replay(c, n, want.Seq)
	}
}

func (g *Gateway) replay(c *conn, n *session, seq int) {
	if n.conn != nil { // the old connection is dead, and does not know it
		n.conn.session = nil
		n.conn.queue(outgoing{drop: true})
	}
	n.conn, c.session = c, n
	c.compress = n.compress && g.s.options.Compress
	for _, missed := range n.buffer {
		if missed.seq > seq {
			c.write(missed.data)
		}
	}
	g.send(n, event{name: "RESUMED", data: Object{}})
}

// invalidate sends op 9; a session that cannot be resumed is gone.
func (g *Gateway) invalidate(c *conn, n *session, resumable bool) {
	if n != nil && !resumable {
		delete(g.sessions, n.id)
		c.session = nil
	}
	g.invalid = g.s.now()
	c.write(encode(Object{"op": 9, "d": resumable}))
}
