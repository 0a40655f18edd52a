package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// client is a raw client of the gateway.
type client struct {
	w       *world
	ws      *websocket.Conn
	seq     int
	session string
	binary  int // messages that were packed
}

// dial connects and reads HELLO.
func (w *world) dial() *client {
	w.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(w.socketURL()+"/?v=10&encoding=json", nil)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = ws.Close() })
	c := &client{w: w, ws: ws}
	if hello := c.read(); number(hello["op"]) != 10 {
		w.t.Fatalf("HELLO is %v", hello)
	}
	return c
}

// connect identifies, and reads READY and the guild.
func (w *world) connect(intents int) *client {
	w.t.Helper()
	c := w.dial()
	c.identify(w.Token(), intents)
	ready := c.event("READY")
	c.session = text(ready["session_id"])
	if intents&intentGuilds != 0 {
		c.event("GUILD_CREATE")
	}
	return c
}

func (c *client) send(op int, data any) {
	c.w.t.Helper()
	if err := c.ws.WriteJSON(Object{"op": op, "d": data}); err != nil {
		c.w.t.Fatal(err)
	}
}

func (c *client) identify(token string, intents int) {
	c.w.t.Helper()
	c.send(2, Object{"token": token, "intents": intents, "properties": Object{"os": "linux"}, "compress": true})
}

func (c *client) resume(session string, seq int) {
	c.w.t.Helper()
	c.send(6, Object{"token": c.w.Token(), "session_id": session, "seq": seq})
}

// next reads a payload.
func (c *client) next() (Object, error) {
	_ = c.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	kind, data, err := c.ws.ReadMessage()
	if err != nil {
		return nil, err
	}
	if kind == websocket.BinaryMessage {
		c.binary++
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		if data, err = io.ReadAll(z); err != nil {
			return nil, err
		}
	}
	var o Object
	if err := json.Unmarshal(data, &o); err != nil {
		return nil, err
	}
	if o["s"] != nil {
		c.seq = number(o["s"])
	}
	return o, nil
}

func (c *client) read() Object {
	c.w.t.Helper()
	o, err := c.next()
	if err != nil {
		c.w.t.Fatal(err)
	}
	return o
}

// event reads the next payload, which must be the event, and returns its data.
func (c *client) event(name string) Object {
	c.w.t.Helper()
	o := c.read()
	if o["t"] != name {
		c.w.t.Fatalf("got %v, want %s", o, name)
	}
	data, _ := o["d"].(Object)
	return data
}

// op reads the next payload, which must be of the op.
func (c *client) op(op int) Object {
	c.w.t.Helper()
	o := c.read()
	if number(o["op"]) != op {
		c.w.t.Fatalf("got %v, want op %d", o, op)
	}
	return o
}

// closes reads until the connection ends, and wants the code.
func (c *client) closes(code int) {
	c.w.t.Helper()
	for {
		_, err := c.next()
		if err == nil {
			continue
		}
		var closed *websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != code {
			c.w.t.Errorf("the connection ended with %v, want %d", err, code)
		}
		return
	}
}

func TestGateway(t *testing.T) {
	w := newWorld(t, Options{HeartbeatInterval: time.Minute})
	c := w.connect(intentGuilds | intentGuildMessages)
	c.send(1, c.seq)
	c.op(11)
	w.Say(w.user, w.channel, "Hello", "")
	c.event("MESSAGE_CREATE")
	if c.seq != 3 {
		t.Errorf("after three events the number is %d", c.seq)
	}
	if stats := w.Gateway.Stats(); stats.Identifies != 1 || stats.Heartbeats != 1 || stats.Intents != intentGuilds|intentGuildMessages {
		t.Errorf("stats: %+v", stats)
	}
}

// TestContent: without the intent, only what concerns the bot has content.
func TestContent(t *testing.T) {
	w := newWorld(t, Options{})
	c := w.connect(intentGuilds | intentGuildMessages | intentDirectMessages)
	own := w.want(200, 0)(w.post(Object{"content": "own"}))
	for _, test := range []struct {
		name, content string
		post          func()
	}{
		{"own", "own", func() {}},
		{"others'", "", func() { w.Say(w.user, w.channel, "secret", "") }},
		{"mention", w.Bot().Mention() + " why?", func() { w.Say(w.user, w.channel, w.Bot().Mention()+" why?", "") }},
		{"reply", "and then?", func() { w.Say(w.user, w.channel, "and then?", text(own["id"])) }},
		{"direct", "hello", func() { w.Say(w.user, w.DM(w.user), "hello", "") }},
	} {
		test.post()
		if got := c.event("MESSAGE_CREATE"); got["content"] != test.content {
			t.Errorf("%s: the content is %q", test.name, got["content"])
		}
	}
	_, _, listed := w.exchange("GET", w.messages(), nil)
	if all := objects(listed); len(all) != 4 || all[2]["content"] != "" || all[3]["content"] != "own" {
		t.Errorf("REST lists %v", listed)
	}
}

func TestResume(t *testing.T) {
	w := newWorld(t, Options{})
	c := w.connect(intentGuilds | intentGuildMessages)
	w.Gateway.Drop()
	if _, err := c.next(); err == nil {
		t.Fatal("the connection lives")
	}
	w.Say(w.user, w.channel, "missed", "")
	again := w.dial()
	again.resume(c.session, c.seq)
	again.event("MESSAGE_CREATE")
	again.event("RESUMED")
	w.Say(w.user, w.channel, "new", "")
	again.event("MESSAGE_CREATE")
	if stats := w.Gateway.Stats(); stats.Resumes != 1 || stats.NeedlessIdentifies != 0 {
		t.Errorf("stats: %+v", stats)
	}
}

// eachWorld runs each test in a world of its own.
func eachWorld(t *testing.T, tests map[string]func(*world)) {
	for name, run := range tests {
		t.Run(name, func(t *testing.T) { run(newWorld(t, Options{})) })
	}
}

func TestReconnects(t *testing.T) {
	eachWorld(t, map[string]func(*world){
		"op 7": func(w *world) {
			c := w.connect(intentGuilds)
			w.Gateway.Reconnect()
			c.op(7)
		},
		"op 7 for READY": func(w *world) {
			w.Gateway.ReconnectInsteadOfReady(1)
			c := w.dial()
			c.identify(w.Token(), 1)
			c.op(7)
			w.connect(intentGuilds)
		},
		"op 7 for RESUMED": func(w *world) {
			c := w.connect(intentGuilds)
			w.Gateway.ReconnectInsteadOfResumed(1)
			again := w.dial()
			again.resume(c.session, c.seq)
			again.op(7)
			third := w.dial()
			third.resume(c.session, c.seq)
			third.event("RESUMED")
		},
		"op 9": func(w *world) {
			c := w.connect(intentGuilds)
			w.Gateway.Invalidate(true)
			if c.op(9)["d"] != true {
				w.t.Error("not resumable")
			}
			w.Gateway.Invalidate(false)
			if c.op(9)["d"] != false {
				w.t.Error("resumable")
			}
			c.identify(w.Token(), 1)
			c.event("READY")
			if stats := w.Gateway.Stats(); stats.HastyIdentifies != 1 {
				w.t.Errorf("stats: %+v", stats)
			}
		},
		"op 9 for RESUMED": func(w *world) {
			c := w.connect(intentGuilds)
			w.Gateway.InvalidateResumes(1, false)
			again := w.dial()
			again.resume(c.session, c.seq)
			again.op(9)
			third := w.dial()
			third.resume(c.session, c.seq)
			third.op(9) // the session is gone
		},
	})
}

func TestGatewayFaults(t *testing.T) {
	eachWorld(t, map[string]func(*world){
		"no acknowledgement": func(w *world) {
			c := w.connect(intentGuilds | intentGuildMessages)
			w.Gateway.StopAcks(true)
			c.send(1, c.seq)
			for w.Gateway.Stats().Heartbeats == 0 {
				time.Sleep(time.Millisecond)
			}
			w.Say(w.user, w.channel, "x", "")
			c.event("MESSAGE_CREATE")
		},
		"code": func(w *world) {
			c := w.connect(intentGuilds)
			w.Gateway.CloseWith(4000)
			c.closes(4000)
		},
		"code for IDENTIFY": func(w *world) {
			w.Gateway.CloseNextIdentify(4014)
			c := w.dial()
			c.identify(w.Token(), 1)
			c.closes(4014)
			w.connect(intentGuilds)
		},
		"duplicates": func(w *world) {
			c := w.connect(intentGuilds | intentGuildMessages)
			w.Gateway.Duplicate(1)
			w.Say(w.user, w.channel, "x", "")
			first, second := c.event("MESSAGE_CREATE"), c.event("MESSAGE_CREATE")
			if first["id"] != second["id"] {
				w.t.Error("the second is another")
			}
		},
		"never ready": func(w *world) {
			w.Gateway.NeverReady(1)
			c := w.dial()
			c.identify(w.Token(), 1)
			c.send(1, nil)
			c.op(11)
		},
	})
}

// TestGatewayRules: what a client must not do.
func TestGatewayRules(t *testing.T) {
	eachWorld(t, map[string]func(*world){
		"wrong token": func(w *world) {
			c := w.dial()
			c.identify("another", 1)
			c.closes(4004)
		},
		"an intent that was not granted": func(w *world) {
			c := w.dial()
			c.identify(w.Token(), IntentMessageContent)
			c.closes(4014)
		},
		"needless IDENTIFY": func(w *world) {
			c := w.connect(intentGuilds)
			_ = c.ws.NetConn().Close()
			for w.Gateway.Live() > 0 {
				time.Sleep(time.Millisecond)
			}
			w.connect(intentGuilds)
			if stats := w.Gateway.Stats(); stats.NeedlessIdentifies != 1 {
				w.t.Errorf("stats: %+v", stats)
			}
		},
		"too many events": func(w *world) {
			c := w.dial()
			for range eventsPerMinute + 1 {
				c.send(1, nil)
			}
			c.closes(4008)
			w.wantRules("gateway-rate")
		},
		"unknown op": func(w *world) {
			c := w.dial()
			c.send(99, nil)
			c.closes(4001)
			w.wantRules("gateway-opcode")
		},
	})
}

func TestTooManyIdentifies(t *testing.T) {
	w := newWorld(t, Options{})
	w.mu.Lock()
	for range identifiesPerDay {
		w.Gateway.starts = append(w.Gateway.starts, w.clock.Now())
	}
	w.mu.Unlock()
	c := w.dial()
	c.identify(w.Token(), 1)
	c.closes(4004)
	w.wantRules("gateway-identifies")
}

func TestCompress(t *testing.T) {
	w := newWorld(t, Options{Compress: true, MessageContent: true})
	c := w.connect(intentGuilds | intentGuildMessages | IntentMessageContent)
	w.Say(w.user, w.channel, "packed", "")
	if got := c.event("MESSAGE_CREATE"); got["content"] != "packed" || c.binary == 0 {
		t.Errorf("the event is %v, %d of all packed", got, c.binary)
	}
}
