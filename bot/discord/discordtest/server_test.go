package discordtest

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// watched is a testing.TB that remembers how it was failed.
type watched struct {
	testing.TB
	errors   []string
	cleanups []func()
}

func (w *watched) Errorf(format string, values ...any) {
	w.errors = append(w.errors, fmt.Sprintf(format, values...))
}
func (w *watched) Helper()          {}
func (w *watched) Cleanup(f func()) { w.cleanups = append(w.cleanups, f) }

// TestViolationsFailTheTest unless they are taken.
func TestViolationsFailTheTest(t *testing.T) {
	for _, taken := range []bool{false, true} {
		tb := &watched{TB: t}
		s := New(tb, Options{})
		s.violate(Violation{Rule: "content-length", Method: "POST", Path: "/x", Detail: "too long"})
		if taken {
			s.TakeViolations()
		}
		for _, f := range tb.cleanups {
			f()
		}
		if failed := len(tb.errors) > 0; failed == taken {
			t.Errorf("taken %v: errors %v", taken, tb.errors)
		}
	}
}

// TestMisuse: what no user could do fails the test.
func TestMisuse(t *testing.T) {
	tb := &watched{TB: t}
	s := New(tb, Options{})
	guild := s.AddGuild("Harbour")
	channel, user := s.AddChannel(guild, "general"), s.AddUser("Ada", guild)
	s.mu.Lock()
	s.commands[""] = []Object{{"id": "1", "name": "ask", "type": 1, "options": []any{option("question", Object{"required": true})}}}
	m := s.addMessage(s.channels[channel.ID], &Message{Author: s.bot, Components: []Object{
		row(menu("1")), row(Object{"type": 2, "custom_id": "off", "disabled": true})}})
	s.mu.Unlock()
	for name, act := range map[string]func(){
		"unknown command":  func() { s.Slash(user, channel, "other", nil) },
		"missing option":   func() { s.Slash(user, channel, "ask", nil) },
		"unknown option":   func() { s.Slash(user, channel, "ask", map[string]any{"question": "q", "x": 1}) },
		"unknown value":    func() { s.Component(user, m.ID, "menu", "2") },
		"unknown button":   func() { s.Component(user, m.ID, "none") },
		"disabled button":  func() { s.Component(user, m.ID, "off") },
		"reply to nothing": func() { s.Say(user, channel, "x", "1") },
	} {
		tb.errors = nil
		if act(); len(tb.errors) != 1 {
			t.Errorf("%s: errors %v", name, tb.errors)
		}
	}
	tb.errors = nil
	s.Slash(user, channel, "ask", map[string]any{"question": "q"})
	s.Component(user, m.ID, "menu", "1")
	if len(tb.errors) != 0 {
		t.Errorf("good use: errors %v", tb.errors)
	}
	s.Close()
}

func TestAllText(t *testing.T) {
	m := Message{Content: "content",
		Embeds: []Object{{"title": "title", "url": "not shown", "fields": []any{Object{"name": "name", "value": "value"}}, "footer": Object{"text": "footer"}}},
		Components: []Object{
			{"type": 17.0, "components": []any{Object{"type": 10.0, "content": "text"}, Object{"type": 9.0, "accessory": Object{"type": 2.0, "label": "button", "custom_id": "not shown"}}}},
			row(Object{"type": 3, "placeholder": "choose", "options": []any{Object{"label": "option", "value": "not shown", "description": "described"}}}),
		}}
	want := "content title name value footer text button choose option described"
	if got := strings.Join(strings.Fields(m.AllText()), " "); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestWaiting ends with the context, and says for what it waited.
func TestWaiting(t *testing.T) {
	w := newWorld(t, Options{})
	i := w.Slash(w.user, w.channel, "ask", nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := i.WaitResponse(ctx); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "the first response") {
		t.Errorf("the error is %v", err)
	}
}

// TestForget keeps what is young, and the handles.
func TestForget(t *testing.T) {
	w := newWorld(t, Options{})
	old := w.Slash(w.user, w.channel, "ask", nil)
	w.do("POST", callbackPath(old), answer(nil))
	w.clock.Add(time.Minute)
	young := w.Slash(w.user, w.channel, "ask", nil)
	w.do("POST", callbackPath(young), deferral(0))
	w.Forget(30 * time.Second)
	if len(w.Requests()) != 1 || len(w.Messages(w.channel)) != 1 || len(old.Messages()) != 1 {
		t.Errorf("after forgetting: %v, %v", w.Requests(), old.Messages())
	}
	w.want(401, 50027)(w.do("PATCH", w.hook(old)+"/messages/@original", message(nil)))
	w.want(200, 0)(w.do("PATCH", w.hook(young)+"/messages/@original", message(nil)))
}

// TestShapesOnce checks the second request of a shape no more.
func TestShapesOnce(t *testing.T) {
	w := newWorld(t, Options{ValidateShapesOnce: true})
	if w.document == nil {
		t.Skip("Discord's document is not here")
	}
	for _, wanted := range [][]string{{"unknown-key"}, nil} {
		w.want(200, 0)(w.post(Object{"contnet": "x"}))
		w.wantRules(wanted...)
	}
	w.want(400, 50035)(w.post(Object{"content": repeat(2001)}))
	w.wantRules("content-length")
}

// FuzzRequest: no body brings the fake down, and each has an answer of its own.
func FuzzRequest(f *testing.F) {
	for _, seed := range []string{"{}", "[]", "null", "1", `{"content":"x","allowed_mentions":{"parse":[]}}`,
		`{"type":4,"data":{"content":"x"}}`, `{"name":"ask","options":[{"type":1,"options":[{"type":3}]}]}`,
		`{"components":[{"type":1,"components":[{"type":2}]},{"type":9,"accessory":{}}]}`, `{"embeds":[{"fields":[{}]}],"flags":32768}`} {
		f.Add(seed)
	}
	tb := &watched{TB: f} // f has no say while its target runs
	s := New(tb, Options{})
	f.Cleanup(s.Close)
	guild := s.AddGuild("Harbour")
	channel, user := s.AddChannel(guild, "general"), s.AddUser("Ada", guild)
	f.Fuzz(func(t *testing.T, body string) {
		i := s.Slash(user, channel, "ask", nil)
		for _, path := range []string{"/channels/" + channel.ID + "/messages", "/interactions/" + i.ID + "/" + i.Token + "/callback",
			"/webhooks/" + s.Bot().ID + "/" + i.Token, "/channels/" + channel.ID + "/threads"} {
			r := httptest.NewRequest("POST", "/api/v10"+path, strings.NewReader(body))
			r.Header.Set("Authorization", "Bot "+s.Token())
			r.Header.Set("Content-Type", "application/json")
			response := httptest.NewRecorder()
			s.ServeHTTP(response, r)
			if response.Code >= 500 {
				t.Errorf("%s with %q: %d", path, body, response.Code)
			}
		}
		s.TakeViolations()
		s.Forget(0)
	})
}
