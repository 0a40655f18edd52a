package link

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

func TestIdentify(t *testing.T) {
	said := make(chan packet, 1)
	f := newFakeGateway(t, func(p *peer) {
		if p.query != "v="+discordgo.APIVersion+"&encoding=json" {
			t.Errorf("connected with %q", p.query)
		}
		said <- p.greet(opIdentify)
		p.say(`{"op":0,"s":1,"t":"READY","d":{"session_id":"one"}}`)
		p.say(`{"op":0,"s":2,"t":"MESSAGE_CREATE","d":{"id":"7"}}`)
		p.stay()
	})
	r := start(t, f, func(c *Config) {
		c.Intents, c.ShardID, c.ShardCount = discordgo.IntentsGuilds, 1, 3
		c.Token = "Bot secret-token"
	})
	r.until(Ready)
	var got struct {
		Token   string
		Intents int
		Shard   []int
	}
	if err := json.Unmarshal((<-said).Data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Token != "Bot secret-token" || got.Intents != 1 || len(got.Shard) != 2 || got.Shard[0] != 1 || got.Shard[1] != 3 {
		t.Errorf("identified with %+v", got)
	}
	var m discordgo.MessageCreate
	if err := r.event("MESSAGE_CREATE").Decode(&m); err != nil || m.ID != "7" {
		t.Errorf("the message is %+v, %v", m.Message, err)
	}
	if s := r.Status(); !s.Connected || s.Identifies != 1 || s.Resumes != 0 || s.Session.IsZero() || s.Since.IsZero() {
		t.Errorf("the status is %+v", s)
	}
}

// Trap: op 7 in place of READY or RESUMED makes discordgo's Open wait for
// itself for good, and its reconnecting closes with a code.
func TestReconnect(t *testing.T) {
	resumes := func(p *peer) {
		got := p.greet(opResume)
		if want := `{"seq":1,"session_id":"one","token":"Bot secret-token"}`; string(got.Data) != want {
			t.Errorf("resumed with %s, want %s", got.Data, want)
		}
		p.say(`{"op":0,"s":2,"t":"RESUMED","d":{}}`)
		p.stay()
	}
	inPlaceOfReady := func(p *peer) { p.greet(opIdentify); p.say(`{"op":7}`); p.dropped() }
	inPlaceOfResumed := func(p *peer) { p.greet(opResume); p.say(`{"op":7,"d":null}`); p.dropped() }
	later := func(p *peer) { p.ready(); p.say(`{"op":7}`); p.dropped() }
	atOnce := func(p *peer) { p.say(`{"op":7}`); p.dropped() }
	for name, test := range map[string]struct {
		scripts []func(*peer)
		want    State
	}{
		"in place of HELLO":   {[]func(*peer){atOnce, (*peer).readyAndStay}, Ready},
		"in place of READY":   {[]func(*peer){inPlaceOfReady, (*peer).readyAndStay}, Ready},
		"later":               {[]func(*peer){later, resumes}, Resumed},
		"in place of RESUMED": {[]func(*peer){later, inPlaceOfResumed, resumes}, Resumed},
		"twice":               {[]func(*peer){later, inPlaceOfResumed, inPlaceOfResumed, resumes}, Resumed},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, newFakeGateway(t, test.scripts...), nil)
			r.until(test.want)
		})
	}
}

// What happened while the bot was away comes before RESUMED, in order, and the
// next resuming goes on from there.
func TestReplay(t *testing.T) {
	f := newFakeGateway(t,
		func(p *peer) { p.ready(); p.Close() },
		func(p *peer) {
			p.greet(opResume)
			p.say(`{"op":0,"s":2,"t":"A","d":{}}`)
			p.say(`{"op":0,"s":3,"t":"B","d":{}}`)
			p.say(`{"op":0,"s":4,"t":"RESUMED","d":{}}`)
			p.Close()
		},
		func(p *peer) {
			if got := p.greet(opResume); !strings.Contains(string(got.Data), `"seq":4`) {
				t.Errorf("resumed with %s", got.Data)
			}
			p.say(`{"op":0,"s":5,"t":"C","d":{}}`)
			p.stay()
		})
	r := start(t, f, nil)
	for _, want := range []string{"READY", "A", "B", "RESUMED", "C"} {
		if got := <-r.events; got.Type != want {
			t.Fatalf("got %s, want %s", got.Type, want)
		}
	}
}

// Trap: discordgo identifies again at once after op 9, also where the session
// could be resumed.
func TestInvalidSession(t *testing.T) {
	const wait = 60 * time.Millisecond
	var ended time.Time
	invalid := func(d string) func(*peer) {
		return func(p *peer) {
			p.greet(opResume)
			ended = time.Now()
			p.say(`{"op":9,"d":` + d + `}`)
			p.dropped()
		}
	}
	drop := func(p *peer) { p.ready(); p.Close() }
	again := func(p *peer) {
		if waited := time.Since(ended); waited < wait {
			t.Errorf("a new session was begun after %v", waited)
		}
		p.readyAndStay()
	}
	for name, test := range map[string]struct {
		d    string
		then func(*peer)
		want State
	}{
		"resumable": {"true", (*peer).resumedAndStay, Resumed},
		"gone":      {"false", again, Ready},
		"unclear":   {`"what"`, again, Ready},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, newFakeGateway(t, drop, invalid(test.d), test.then), func(c *Config) { c.Timing.Invalid = wait })
			r.until(Ready)
			r.until(test.want)
		})
	}
}

// Trap: discordgo retries fatal close codes for ever.
func TestFatalCodes(t *testing.T) {
	for _, code := range []int{4004, 4010, 4011, 4012, 4013, 4014} {
		for name, script := range map[string]func(*peer){
			"first":  func(p *peer) { p.greet(opIdentify); p.closeWith(code) },
			"second": func(p *peer) { p.ready(); p.closeWith(code) },
		} {
			f := newFakeGateway(t, script)
			r := start(t, f, nil)
			if got := r.fatal(); got.Code != code || got.Advice == "" || got.Reason == "" {
				t.Errorf("%d %s: Run returned %+v", code, name, got)
			}
			if n := f.connections(); n != 1 {
				t.Errorf("%d %s: there were %d connections", code, name, n)
			}
		}
	}
}

func (p *peer) closeWith(code int) {
	p.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, "because"))
	p.dropped()
}

func TestOtherCodes(t *testing.T) {
	for code, want := range map[int]State{
		1000: Resumed, 1001: Resumed, 4000: Resumed, 4001: Resumed, 4002: Resumed, 4005: Resumed, 4008: Resumed,
		4003: Ready, 4007: Ready, 4009: Ready,
	} {
		then := (*peer).readyAndStay
		if want == Resumed {
			then = (*peer).resumedAndStay
		}
		r := start(t, newFakeGateway(t, func(p *peer) { p.ready(); p.closeWith(code) }, then), nil)
		r.until(Ready)
		r.until(want)
		r.cancel()
	}
}

// Trap: discordgo does not know resume_gateway_url. One that cannot be reached
// must not keep the bot away.
func TestResumeAddress(t *testing.T) {
	nowhere := httptest.NewServer(http.NotFoundHandler())
	nowhere.Close()
	readyAt := func(address string) func(*peer) {
		return func(p *peer) {
			p.greet(opIdentify)
			ready, _ := json.Marshal(map[string]string{"session_id": "one", "resume_gateway_url": address})
			p.say(`{"op":0,"s":1,"t":"READY","d":` + string(ready) + `}`)
			p.Close()
		}
	}
	for name, test := range map[string]struct{ address, path string }{
		"as told":     {"/elsewhere?v=1", "/elsewhere/"},
		"unreachable": {"ws" + strings.TrimPrefix(nowhere.URL, "http"), "/first/"},
		"nonsense":    {"gopher://x", "/first/"},
	} {
		t.Run(name, func(t *testing.T) {
			at := make(chan string, 1)
			f := newFakeGateway(t, nil, func(p *peer) { at <- p.at; p.resumedAndStay() })
			address := test.address
			if strings.HasPrefix(address, "/") {
				address = f.address() + address
			}
			f.scripts[0] = readyAt(address)
			r := start(t, f, nil)
			r.until(Resumed)
			if got := <-at; got != test.path {
				t.Errorf("resumed at %s, want %s", got, test.path)
			}
		})
	}
}

// Trap: discordgo's Open has no time limit.
func TestSilence(t *testing.T) {
	for name, script := range map[string]func(*peer){
		"no HELLO": (*peer).dropped,
		"no READY": func(p *peer) { p.greet(opIdentify); p.dropped() },
		"only acknowledgements": func(p *peer) {
			p.greet(opIdentify)
			p.say(`{"op":11}`)
			p.dropped()
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, newFakeGateway(t, script, (*peer).readyAndStay), func(c *Config) { c.Timing.Open = 300 * time.Millisecond })
			r.until(Ready)
		})
	}
}

// A session that is never resumed is given up, however it is refused.
func TestRefusedResumes(t *testing.T) {
	refuse := func(p *peer) { p.greet(opResume); p.closeWith(4000) }
	f := newFakeGateway(t, func(p *peer) { p.ready(); p.Close() }, refuse, refuse, refuse, (*peer).readyAndStay)
	r := start(t, f, nil)
	r.until(Ready)
	r.until(Ready)
}

// Trap: a handler's panic ends the process.
func TestHandlerPanics(t *testing.T) {
	f := newFakeGateway(t, func(p *peer) {
		p.ready()
		p.say(`{"op":0,"s":2,"t":"PANIC","d":{}}`)
		p.say(`{"op":0,"s":3,"t":"AFTER","d":{}}`)
		p.stay()
	})
	r := start(t, f, nil)
	r.event("AFTER")
	if s := r.Status(); s.Panics != 1 || !s.Connected {
		t.Errorf("the status is %+v", s)
	}
	if log := r.log.String(); !strings.Contains(log, "gateway_fake_test.go") {
		t.Errorf("the log has no stack: %s", log)
	}
}

func TestOneRun(t *testing.T) {
	r := start(t, newFakeGateway(t, (*peer).readyAndStay), nil)
	r.until(Ready)
	if err := r.Run(t.Context(), nil, nil); err == nil {
		t.Error("a Link ran twice at once")
	}
}

// New sessions keep their distance, and stop before Discord resets the token.
func TestIdentifies(t *testing.T) {
	var i identifies
	now := time.Unix(1e9, 0)
	if wait, err := i.wait(now, 5*time.Second); wait != 0 || err != nil {
		t.Errorf("the first waits %v, %v", wait, err)
	}
	i.count(now)
	if wait, err := i.wait(now.Add(2*time.Second), 5*time.Second); wait != 3*time.Second || err != nil {
		t.Errorf("the second waits %v, %v", wait, err)
	}
	for len(i.times) < mostIdentifies {
		i.count(now.Add(time.Hour))
	}
	if _, err := i.wait(now.Add(23*time.Hour), 0); err == nil {
		t.Error("there was one too many")
	}
	if _, err := i.wait(now.Add(24*time.Hour), 0); err != nil {
		t.Errorf("a day later: %v", err)
	}

	const gap = 50 * time.Millisecond
	var mu sync.Mutex
	var last time.Time
	begin := func(p *peer) {
		p.greet(opIdentify)
		mu.Lock()
		if since := time.Since(last); since < gap/2 {
			t.Errorf("sessions were begun %v after each other", since)
		}
		last = time.Now()
		mu.Unlock()
		p.closeWith(4009)
	}
	r := start(t, newFakeGateway(t, begin, begin, begin, (*peer).readyAndStay), func(c *Config) { c.Timing.IdentifyGap = gap })
	r.until(Ready)
}

// Errors of what stands in front of the gateway are got over; a token that the
// API refuses is not.
func TestBeforeTheGateway(t *testing.T) {
	var requests atomic.Int32
	f := newFakeGateway(t, (*peer).readyAndStay)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if requests.Add(1) > 2 {
			f.ServeHTTP(w, q)
			return
		}
		if strings.HasSuffix(q.URL.Path, "/gateway") {
			json.NewEncoder(w).Encode(map[string]string{"url": "ws" + strings.TrimPrefix("http://"+q.Host, "http")})
			return
		}
		http.Error(w, "<html>bad gateway</html>", http.StatusBadGateway)
	}))
	defer front.Close()
	r := start(t, f, func(c *Config) { c.API = front.URL })
	r.until(Ready)
	if log := r.log.String(); !strings.Contains(log, "502") {
		t.Errorf("the log does not tell: %s", log)
	}

	refuse := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, `{"message":"401: Unauthorized","code":0}`, http.StatusUnauthorized)
	}))
	defer refuse.Close()
	if got := start(t, f, func(c *Config) { c.API = refuse.URL }).fatal(); got.Code != 4004 {
		t.Errorf("Run returned %+v", got)
	}
}

func TestSecureGateway(t *testing.T) {
	f := &fakeGateway{t: t, scripts: []func(*peer){(*peer).readyAndStay}}
	f.Server = httptest.NewTLSServer(f)
	t.Cleanup(f.Close)
	r := start(t, f, func(c *Config) { c.TLS = f.Client().Transport.(*http.Transport).TLSClientConfig })
	r.until(Ready)
}
