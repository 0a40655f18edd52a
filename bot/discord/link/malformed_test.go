package link

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Traps: discordgo panics, in a goroutine of its own, at messages that are null,
// at intervals of 0 and at guilds that are missing. What can be ignored is.
func TestMalformed(t *testing.T) {
	ignored := map[string]func(*peer){
		"null":              func(p *peer) { p.say(`null`); p.greet(opIdentify); p.readyLate() },
		"null later":        func(p *peer) { p.greet(opIdentify); p.say(`null`); p.say(`{}`); p.readyLate() },
		"no object":         func(p *peer) { p.greet(opIdentify); p.say(`[1]`); p.readyLate() },
		"no JSON":           func(p *peer) { p.greet(opIdentify); p.say(`<html>`); p.readyLate() },
		"unknown operation": func(p *peer) { p.greet(opIdentify); p.say(`{"op":99}`); p.readyLate() },
		"HELLO twice":       func(p *peer) { p.greet(opIdentify); p.hello(); p.readyLate() },
		"event first":       func(p *peer) { p.say(`{"op":0,"s":1,"t":"X","d":{}}`); p.greet(opIdentify); p.readyLate() },
		"null guilds": func(p *peer) {
			p.greet(opIdentify)
			p.say(`{"op":0,"s":1,"t":"READY","d":{"session_id":"one","guilds":[null],"user":7}}`)
			p.say(`{"op":0,"s":2,"t":"GUILD_CREATE","d":{}}`)
			p.say(`{"op":0,"s":3,"t":"GUILD_UPDATE","d":null}`)
			p.say(`{"op":0,"s":4,"t":"VOICE_STATE_UPDATE","d":{}}`)
			p.say(`{"op":0,"s":5,"t":"LAST","d":{}}`)
			p.stay()
		},
	}
	for name, script := range ignored {
		t.Run(name, func(t *testing.T) {
			f := newFakeGateway(t, script)
			r := start(t, f, nil)
			if e := <-r.events; e.Type != "READY" {
				t.Errorf("the first event is %+v", e)
			}
			r.event("LAST")
			if n := f.connections(); n != 1 {
				t.Errorf("there were %d connections", n)
			}
		})
	}
}

// From the rest the bot recovers with a new connection.
func TestBroken(t *testing.T) {
	broken := map[string]func(*peer){
		"interval of 0":     func(p *peer) { p.say(`{"op":10,"d":{"heartbeat_interval":0}}`); p.dropped() },
		"negative interval": func(p *peer) { p.say(`{"op":10,"d":{"heartbeat_interval":-5}}`); p.dropped() },
		"HELLO of null":     func(p *peer) { p.say(`{"op":10,"d":null}`); p.dropped() },
		"huge interval":     func(p *peer) { p.say(`{"op":10,"d":{"heartbeat_interval":1e300}}`); p.dropped() },
		"compressed":        func(p *peer) { p.hello(); p.WriteMessage(websocket.BinaryMessage, []byte("x")); p.hear() },
		"READY without session": func(p *peer) {
			p.greet(opIdentify)
			p.say(`{"op":0,"s":1,"t":"READY","d":"x"}`)
			p.say(`{"op":7}`)
			p.dropped()
		},
	}
	for name, script := range broken {
		t.Run(name, func(t *testing.T) {
			f := newFakeGateway(t, script, func(p *peer) { p.ready(); p.say(`{"op":0,"s":2,"t":"LAST","d":{}}`); p.stay() })
			start(t, f, nil).event("LAST")
		})
	}
}

// Trap: discordgo calls handlers with half an event after a failed decode.
func TestDecode(t *testing.T) {
	if err := (Event{"X", []byte(`{"id":7}`)}).Decode(new(discordgo.User)); err == nil || !strings.Contains(err.Error(), "X") {
		t.Errorf("half an event gave %v", err)
	}
}

// readyLate says READY, and LAST when discordgo has begun to send heartbeats.
func (p *peer) readyLate() {
	p.say(`{"op":0,"s":1,"t":"READY","d":{"session_id":"one"}}`)
	if _, _, err := p.ReadMessage(); err != nil {
		p.t.Errorf("there was no heartbeat: %v", err)
	}
	p.say(`{"op":11}`)
	p.say(`{"op":0,"s":5,"t":"LAST","d":{}}`)
	p.stay()
}
