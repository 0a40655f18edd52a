package link

import (
	"runtime"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Trap: discordgo says goodbye after every error, which ends the session.
func TestGoodbyesOfDiscordgo(t *testing.T) {
	c := newConnection(&gateway{})
	if _, ok := c.sending(message{frameClose, []byte{0x03, 0xE8}}); ok {
		t.Error("the goodbye was sent")
	}
	if _, ok := c.sending(message{framePong, nil}); !ok {
		t.Error("a pong was not sent")
	}
}

// What discordgo started for a connection ends with it.
func TestNothingIsLeft(t *testing.T) {
	var scripts []func(*peer)
	for range 30 {
		scripts = append(scripts, func(p *peer) { p.resumed(); p.say(`{"op":7}`); p.dropped() })
	}
	scripts[0] = func(p *peer) { p.ready(); p.say(`{"op":7}`); p.dropped() }
	before := runtime.NumGoroutine()
	r := start(t, newFakeGateway(t, append(scripts, (*peer).resumedAndStay)...), nil)
	for range scripts {
		r.until(Resumed)
	}
	r.cancel()
	r.end()
	r.Close()
	for end := time.Now().Add(patience); runtime.NumGoroutine() > before+10; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("there are %d goroutines, and were %d", runtime.NumGoroutine(), before)
		}
	}
}

// Trap: discordgo connects again by itself when it is closed right after
// opening.
func TestEnd(t *testing.T) {
	gone := make(chan error, 1)
	f := newFakeGateway(t, func(p *peer) { p.ready(); gone <- p.stay() })
	r := start(t, f, nil)
	r.until(Ready)
	r.cancel()
	if err := r.end(); err != nil {
		t.Errorf("Run returned %v", err)
	}
	if err := <-gone; !websocket.IsCloseError(err, websocket.CloseNormalClosure) {
		t.Errorf("the bot went with %v", err)
	}
	r.until(Down)
	if s := r.Status(); s.Connected {
		t.Errorf("the status is %+v", s)
	}
	time.Sleep(20 * quick.MaxBackoff)
	if n := f.connections(); n != 1 {
		t.Errorf("there were %d connections", n)
	}
}

// A server that does not answer the goodbye cannot hold up the end; nor one that
// never said HELLO.
func TestEndWithoutAnswer(t *testing.T) {
	for name, silent := range map[string]func(*peer){
		"connected": func(p *peer) { p.ready() },
		"opening":   func(*peer) {},
	} {
		reached, release := make(chan bool), make(chan bool)
		f := newFakeGateway(t, func(p *peer) { silent(p); close(reached); <-release })
		r := start(t, f, func(c *Config) { c.Timing.Close = 10 * time.Millisecond })
		<-reached
		r.cancel()
		if err := r.end(); err != nil {
			t.Errorf("%s: Run returned %v", name, err)
		}
		close(release)
	}
}
