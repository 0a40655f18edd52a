package link

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Trap: discordgo notices missing acknowledgements only after five intervals,
// and then says goodbye, which ends the session.
func TestMissingAcknowledgements(t *testing.T) {
	var beats atomic.Int32
	f := newFakeGateway(t, func(p *peer) {
		p.ready()
		for {
			_, data, err := p.ReadMessage()
			if err != nil {
				if _, closed := errors.AsType[*websocket.CloseError](err); closed && !websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure) {
					t.Errorf("the bot closed the connection with %v", err)
				}
				return
			}
			if strings.Contains(string(data), `"op":1`) {
				beats.Add(1)
			}
		}
	}, (*peer).resumedAndStay)
	r := start(t, f, nil)
	r.until(Ready)
	r.until(Resumed)
	if n := beats.Load(); n < 1 || n > 5 {
		t.Errorf("there were %d heartbeats until the bot noticed", n)
	}
}

func TestLatency(t *testing.T) {
	f := newFakeGateway(t, func(p *peer) {
		p.ready()
		_, _, err := p.ReadMessage()
		if err != nil {
			t.Error(err)
		}
		time.Sleep(5 * time.Millisecond)
		p.say(`{"op":11}`)
		p.say(`{"op":0,"s":2,"t":"AFTER","d":{}}`)
		p.stay()
	})
	r := start(t, f, nil)
	r.event("AFTER")
	if got := r.Status().Latency; got < 5*time.Millisecond || got > patience {
		t.Errorf("the latency is %v", got)
	}
}

// Trap: an acknowledgement in place of READY makes discordgo's Open wait for
// itself. A request for a heartbeat does not, and must be answered.
func TestEarlyHeartbeats(t *testing.T) {
	f := newFakeGateway(t, func(p *peer) {
		p.say(`{"op":11}`)
		p.greet(opIdentify)
		p.say(`{"op":11}`)
		p.say(`{"op":1,"d":null}`)
		_, data, err := p.ReadMessage()
		if err != nil || string(data) != `{"op":1,"d":0}`+"\n" {
			t.Errorf("the bot answered %q, %v", data, err)
		}
		p.say(`{"op":11}`)
		p.say(`{"op":0,"s":1,"t":"READY","d":{"session_id":"one"}}`)
		p.stay()
	})
	start(t, f, nil).until(Ready)
}
