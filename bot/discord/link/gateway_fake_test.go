package link

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// quick is a timing for tests: what must not happen in them takes long.
var quick = Timing{Open: 20 * time.Second, Grace: 20 * time.Millisecond, Backoff: time.Millisecond, MaxBackoff: 10 * time.Millisecond,
	IdentifyGap: time.Millisecond, Invalid: time.Millisecond, Close: 5 * time.Second}

// A fakeGateway serves one script for each connection, the last one for all
// that follow.
type fakeGateway struct {
	*httptest.Server
	t       *testing.T
	scripts []func(*peer)

	mu    sync.Mutex
	peers int
}

func newFakeGateway(t *testing.T, scripts ...func(*peer)) *fakeGateway {
	f := &fakeGateway{t: t, scripts: scripts}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

func (f *fakeGateway) address() string { return "ws" + strings.TrimPrefix(f.URL, "http") }

func (f *fakeGateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/gateway") {
		json.NewEncoder(w).Encode(map[string]string{"url": f.address() + "/first"})
		return
	}
	f.mu.Lock()
	script := f.scripts[min(f.peers, len(f.scripts)-1)]
	f.peers++
	f.mu.Unlock()
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		f.t.Errorf("upgrade: %v", err)
		return
	}
	defer conn.Close()
	script(&peer{Conn: conn, t: f.t, at: r.URL.Path, query: r.URL.RawQuery})
}

func (f *fakeGateway) connections() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.peers
}

// A peer is Discord's side of one connection.
type peer struct {
	*websocket.Conn
	t         *testing.T
	at, query string
	deaf      bool // heartbeats are not acknowledged
}

func (p *peer) say(text string) { p.WriteMessage(websocket.TextMessage, []byte(text)) }

func (p *peer) hello() { p.say(`{"op":10,"d":{"heartbeat_interval":30}}`) }

// hear returns the next message that is no heartbeat.
func (p *peer) hear() (packet, error) {
	for {
		_, data, err := p.ReadMessage()
		if err != nil {
			return packet{}, err
		}
		var got packet
		if err := json.Unmarshal(data, &got); err != nil {
			p.t.Errorf("the bot said %q", data)
		}
		if got.Op != opHeartbeat {
			return got, nil
		}
		if !p.deaf {
			p.say(`{"op":11}`)
		}
	}
}

// greet says hello and hears how the bot introduces itself.
func (p *peer) greet(op int) packet {
	p.hello()
	got, err := p.hear()
	if err != nil || got.Op != op {
		p.t.Errorf("after HELLO came %v, %v; want op %d", got, err, op)
	}
	return got
}

func (p *peer) ready() {
	p.greet(opIdentify)
	p.say(`{"op":0,"s":1,"t":"READY","d":{"session_id":"one"}}`)
}

func (p *peer) resumed() {
	p.greet(opResume)
	p.say(`{"op":0,"s":2,"t":"RESUMED","d":{}}`)
}

// stay answers heartbeats until the bot goes, and returns how it went.
func (p *peer) stay() error {
	got, err := p.hear()
	if err == nil {
		p.t.Errorf("the bot said %v", got)
	}
	return err
}

// dropped checks that the bot went without a goodbye, which would have ended
// the session.
func (p *peer) dropped() {
	if err := p.stay(); websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway, websocket.CloseServiceRestart) {
		p.t.Errorf("the bot closed the connection with %v", err)
	}
}

func (p *peer) readyAndStay()   { p.ready(); p.stay() }
func (p *peer) resumedAndStay() { p.resumed(); p.stay() }

// A run is a Link that runs in a test.
type run struct {
	*Link
	t      *testing.T
	events chan Event
	states chan State
	cancel context.CancelFunc
	ended  chan error
	log    *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func start(t *testing.T, f *fakeGateway, change func(*Config)) *run {
	t.Helper()
	log := &lockedBuffer{}
	config := Config{Token: "secret-token", API: f.URL, Timing: quick, Log: slog.New(slog.NewTextHandler(log, nil))}
	if change != nil {
		change(&config)
	}
	l, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r := &run{Link: l, t: t, cancel: cancel, log: log,
		events: make(chan Event, 1000), states: make(chan State, 1000), ended: make(chan error, 1)}
	go func() {
		r.ended <- l.Run(ctx, func(e Event) {
			r.events <- e
			if e.Type == "PANIC" {
				panic("handler")
			}
		}, func(s State) { r.states <- s })
	}()
	t.Cleanup(func() {
		cancel()
		l.Close()
		if strings.Contains(log.String(), "secret-token") {
			t.Error("the token stands in the log")
		}
	})
	return r
}

// patience is how long a test waits for what must happen.
const patience = 15 * time.Second

// until waits for a state.
func (r *run) until(want State) {
	r.t.Helper()
	timer := time.After(patience)
	for {
		select {
		case s := <-r.states:
			if s == want {
				return
			}
		case err := <-r.ended:
			r.t.Fatalf("Run ended with %v before it was %s", err, want)
		case <-timer:
			r.t.Fatalf("the bot is not %s after %v\n%s", want, patience, r.log)
		}
	}
}

// event waits for an event of a type.
func (r *run) event(want string) Event {
	r.t.Helper()
	timer := time.After(patience)
	for {
		select {
		case e := <-r.events:
			if e.Type == want {
				return e
			}
		case <-timer:
			r.t.Fatalf("no %s after %v\n%s", want, patience, r.log)
		}
	}
}

// end waits until Run has ended.
func (r *run) end() error {
	r.t.Helper()
	select {
	case err := <-r.ended:
		return err
	case <-time.After(patience):
		r.t.Fatalf("Run has not ended after %v\n%s", patience, r.log)
		return nil
	}
}

func (r *run) fatal() *FatalError {
	r.t.Helper()
	err := r.end()
	fault, ok := errors.AsType[*FatalError](err)
	if !ok {
		r.t.Fatalf("Run returned %v, want a *FatalError", err)
	}
	return fault
}
