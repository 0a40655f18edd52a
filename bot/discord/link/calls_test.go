package link

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/wire"
)

// The calls ask for what they should.
func TestCalls(t *testing.T) {
	var got, body string
	handler := func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		query, _ := url.QueryUnescape(r.URL.RawQuery)
		got, body = r.Method+" "+r.URL.Path+"?"+query, string(data)
		switch {
		case r.Method == http.MethodDelete:
			w.WriteHeader(http.StatusNoContent)
		case strings.Contains(r.URL.Path, "/threads/a"):
			reply(w, 200, map[string]any{"threads": []any{nil, map[string]any{"id": "5", "type": 11}}, "members": []any{}, "has_more": true})
		case r.Method == http.MethodPut, r.URL.RawQuery == "with_localizations=true", r.URL.Query().Has("limit"), strings.HasSuffix(r.URL.Path, "guilds/7/channels"):
			reply(w, 200, []any{map[string]any{"id": "5", "type": 1}})
		default:
			reply(w, 200, map[string]any{"id": "5", "name": "n"})
		}
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		ctx := t.Context()
		for _, test := range calls(ctx, l) {
			if err := test.call(); err != nil {
				t.Errorf("%s: %v", test.want, err)
			}
			if got != test.want || body != test.body {
				t.Errorf("asked for %s with %s; want %s with %s", got, body, test.want, test.body)
			}
		}
	})
}

type call struct {
	call       func() error
	want, body string
}

// calls are all calls, and what they should ask for.
func calls(ctx context.Context, l *Link) []call {
	m := wire.Message{Content: "x", Nonce: "n", Reply: "3"}
	const fullBody = `{"allowed_mentions":{"parse":[],"replied_user":false},"components":[],"content":"x","embeds":[]`
	const edited = fullBody + `}`
	const sent = fullBody + `,"enforce_nonce":true,"message_reference":{"fail_if_not_exists":false,"message_id":"3"},"nonce":"n"}`
	return []call{
		{func() error { return l.Respond(ctx, "1", "t", wire.Response{Kind: 5, Data: wire.Deferral{Flags: 64}}) }, "POST /api/v9/interactions/1/t/callback?", `{"type":5,"data":{"flags":64}}`},
		{func() error { return id(l.EditOriginal(ctx, "9", "t", m)) }, "PATCH /api/v9/webhooks/9/t/messages/@original?", edited},
		{func() error { return l.DeleteOriginal(ctx, "9", "t") }, "DELETE /api/v9/webhooks/9/t/messages/@original?", ""},
		{func() error { return id(l.Followup(ctx, "9", "t", m)) }, "POST /api/v9/webhooks/9/t?wait=true", edited},
		{func() error { return id(l.EditFollowup(ctx, "9", "t", "4", m)) }, "PATCH /api/v9/webhooks/9/t/messages/4?", edited},
		{func() error { return l.DeleteFollowup(ctx, "9", "t", "4") }, "DELETE /api/v9/webhooks/9/t/messages/4?", ""},
		{func() error { return id(l.Send(ctx, "2", m)) }, "POST /api/v9/channels/2/messages?", sent},
		{func() error { return id(l.Edit(ctx, "2", "4", m)) }, "PATCH /api/v9/channels/2/messages/4?", edited},
		{func() error { return l.Delete(ctx, "2", "4") }, "DELETE /api/v9/channels/2/messages/4?", ""},
		{func() error { return id(l.Message(ctx, "2", "4")) }, "GET /api/v9/channels/2/messages/4?", ""},
		{func() error { return id(l.Messages(ctx, "2", "4", 500)) }, "GET /api/v9/channels/2/messages?before=4&limit=100", ""},
		{func() error { return l.Typing(ctx, "2") }, "POST /api/v9/channels/2/typing?", ""},
		{func() error { return id(l.StartThread(ctx, "2", "4", "n", 60)) }, "POST /api/v9/channels/2/messages/4/threads?", `{"auto_archive_duration":60,"name":"n"}`},
		{func() error { return id(l.StartThread(ctx, "2", "", "n", 60)) }, "POST /api/v9/channels/2/threads?", `{"auto_archive_duration":60,"name":"n","type":11}`},
		{func() error { return id(l.Channel(ctx, "2")) }, "GET /api/v9/channels/2?", ""},
		{func() error { return id(l.DirectChannel(ctx, "8")) }, "POST /api/v9/users/@me/channels?", `{"recipient_id":"8"}`},
		{func() error { return id(l.Guild(ctx, "7")) }, "GET /api/v9/guilds/7?", ""},
		{func() error { return id(l.Channels(ctx, "7")) }, "GET /api/v9/guilds/7/channels?", ""},
		{func() error { _, err := l.Member(ctx, "7", "8"); return err }, "GET /api/v9/guilds/7/members/8?", ""},
		{func() error { return id(l.ActiveThreads(ctx, "7")) }, "GET /api/v9/guilds/7/threads/active?", ""},
		{func() error { return archived(l.ArchivedThreads(ctx, "2", time.Time{})) }, "GET /api/v9/channels/2/threads/archived/public?limit=100", ""},
		{func() error { return archived(l.ArchivedThreads(ctx, "2", time.UnixMilli(1e12+7))) },
			"GET /api/v9/channels/2/threads/archived/public?before=2001-09-09T01:46:40.007Z&limit=100", ""},
		{func() error { return id(l.Reactions(ctx, "2", "4", "✅", 500)) }, "GET /api/v9/channels/2/messages/4/reactions/✅?limit=100", ""},
		{func() error { return id(l.Me(ctx)) }, "GET /api/v9/users/@me?", ""},
		{func() error { return id(l.Application(ctx)) }, "GET /api/v9/applications/@me?", ""},
		{func() error { return id(l.Commands(ctx, "9", "")) }, "GET /api/v9/applications/9/commands?with_localizations=true", ""},
		{func() error { return id(l.Commands(ctx, "9", "7")) }, "GET /api/v9/applications/9/guilds/7/commands?with_localizations=true", ""},
		{func() error { return id(l.PutCommands(ctx, "9", "7", []string{"c"})) }, "PUT /api/v9/applications/9/guilds/7/commands?", `["c"]`},
		{func() error { return l.DeleteCommand(ctx, "9", "", "4") }, "DELETE /api/v9/applications/9/commands/4?", ""},
	}
}

// archived checks that there is a thread, and more to come.
func archived(threads []*discordgo.Channel, more bool, err error) error {
	if err == nil && !more {
		err = errors.New("there are more threads")
	}
	return id(threads, err)
}

// An emoji must be named: the path would lead elsewhere.
func TestReactionsWithoutEmoji(t *testing.T) {
	l, err := New(Config{Token: "t"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Reactions(t.Context(), "1", "2", "", 1); err == nil {
		t.Error("no emoji was taken")
	}
}

// id checks that what a call returned has the ID 5.
func id(v any, err error) error {
	if err != nil {
		return err
	}
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if !strings.Contains(string(data), `"id":"5"`) {
		return fmt.Errorf("returned %s", data)
	}
	return nil
}

// Servers that know the application's older address alone are asked there.
func TestOldApplicationAddress(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/v9/oauth2/applications/@me" {
			http.NotFound(w, r)
			return
		}
		reply(w, 200, map[string]any{"id": "5"})
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		if app, err := l.Application(t.Context()); err != nil || app.ID != "5" {
			t.Errorf("the application is %+v, %v", app, err)
		}
	})
}

// Trap: discordgo refuses a whole message for one component that it does not
// know.
func TestUnknownComponents(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		reply(w, 200, []any{
			map[string]any{"id": "1", "content": "one", "components": []any{map[string]any{"type": 99}}},
			map[string]any{"id": "2", "content": "two"},
		})
	}
	bubble(t, handler, func(t *testing.T, l *Link) {
		got, err := l.Messages(t.Context(), "1", "", 2)
		if err != nil || len(got) != 2 || got[0].Content != "one" || got[1].ID != "2" {
			t.Errorf("got %v, %v", got, err)
		}
	})
	if _, err := decodeMessage([]byte(`{"id":7}`)); err == nil {
		t.Error("a message that is none was taken")
	}
	if m, err := decodeMessage(nil); err != nil || m == nil {
		t.Errorf("an empty reply is %v, %v", m, err)
	}
}
