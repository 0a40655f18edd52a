package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"
)

// TestLookups asks for what a bot wants to know of its place.
func TestLookups(t *testing.T) {
	w := newWorld(t, Options{})
	role := w.AddRole(w.guild, "moderators", PermissionManageMessages, w.user)
	for path, want := range map[string]string{
		"/users/@me":                w.Bot().ID,
		"/users/" + w.user.ID:       w.user.ID,
		"/applications/@me":         w.Bot().ID,
		"/oauth2/applications/@me":  w.Bot().ID,
		"/guilds/" + w.guild.ID:     w.guild.ID,
		"/channels/" + w.channel.ID: w.channel.ID,
	} {
		if body := w.want(200, 0)(w.do("GET", path, nil)); body["id"] != want {
			t.Errorf("%s is %v", path, body)
		}
	}
	member := w.want(200, 0)(w.do("GET", "/guilds/"+w.guild.ID+"/members/"+w.user.ID, nil))
	if roles, _ := member["roles"].([]any); !slices.Contains(roles, any(role.ID)) {
		t.Errorf("the member is %v", member)
	}
	for path, key := range map[string]string{"/channels": w.channel.ID, "/roles": role.ID} {
		_, _, list := w.exchange("GET", "/guilds/"+w.guild.ID+path, nil)
		if !slices.ContainsFunc(objects(list), func(o Object) bool { return o["id"] == key }) {
			t.Errorf("%s is %v", path, list)
		}
	}
	_, _, guilds := w.exchange("GET", "/users/@me/guilds", nil)
	if all := objects(guilds); len(all) != 1 || all[0]["id"] != w.guild.ID {
		t.Errorf("guilds: %v", guilds)
	}
	start, _ := w.want(200, 0)(w.do("GET", "/gateway/bot", nil))["session_start_limit"].(Object)
	if number(start["remaining"]) != identifiesPerDay {
		t.Errorf("the limit of sessions is %v", start)
	}
}

func TestUnknown(t *testing.T) {
	w := newWorld(t, Options{})
	for path, code := range map[string]int{
		"/users/1": 10013, "/guilds/1": 10004, "/guilds/1/roles": 10004, "/guilds/1/channels": 10004,
		"/guilds/1/members/1": 10004, "/guilds/" + w.guild.ID + "/members/1": 10007, "/channels/1": 10003,
		"/channels/1/messages": 10003, w.messages() + "/1": 10008,
		"/applications/" + w.Bot().ID + "/commands/1": 10063,
	} {
		w.want(404, code)(w.do("GET", path, nil))
	}
	w.want(400, 50033)(w.do("POST", "/users/@me/channels", Object{"recipient_id": "1"}))
	w.want(403, 20012)(w.do("GET", "/applications/1/commands", nil))
}

func TestMessagesOfAChannel(t *testing.T) {
	w := newWorld(t, Options{})
	var ids []string
	for i := range 5 {
		body := w.want(200, 0)(w.post(Object{"content": fmt.Sprint("message ", i)}))
		ids = append(ids, text(body["id"]))
	}
	if !slices.IsSortedFunc(ids, compareIDs) {
		t.Errorf("the IDs do not rise: %v", ids)
	}
	for query, want := range map[string][]string{
		"":                              {ids[4], ids[3], ids[2], ids[1], ids[0]},
		"?limit=2":                      {ids[4], ids[3]},
		"?limit=2&before=" + ids[3]:     {ids[2], ids[1]},
		"?limit=2&after=" + ids[0]:      {ids[2], ids[1]},
		"?limit=3&around=" + ids[2]:     {ids[3], ids[2], ids[1]},
		"?limit=50&after=" + ids[4]:     nil,
		"?limit=50&around=999999999999": {ids[4], ids[3], ids[2], ids[1], ids[0]},
	} {
		_, _, list := w.exchange("GET", w.messages()+query, nil)
		var got []string
		for _, o := range objects(list) {
			got = append(got, text(o["id"]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q gives %v, want %v", query, got, want)
		}
	}
	w.want(204, 0)(w.do("DELETE", w.messages()+"/"+ids[0], nil))
	w.want(404, 10008)(w.do("DELETE", w.messages()+"/"+ids[0], nil))
	if m, _ := w.Message(ids[0]); !m.Deleted || len(w.Messages(w.channel)) != 4 {
		t.Errorf("after the deletion: %+v", m)
	}
}

// TestReply: a reply needs its target, or says that it may be gone.
func TestReply(t *testing.T) {
	w := newWorld(t, Options{})
	post := w.Say(w.user, w.channel, "Why?", "")
	body := w.want(200, 0)(w.post(Object{"message_reference": Object{"message_id": post.ID}}))
	if referenced, _ := body["referenced_message"].(Object); referenced["id"] != post.ID {
		t.Errorf("the reply is %v", body)
	}
	if m, err := post.WaitMessage(soon(t), func(m Message) bool { return m.Reply == post.ID }); err != nil || m.ID != body["id"] {
		t.Errorf("the answer is %+v (%v)", m, err)
	}
	w.DeleteMessage(post.ID)
	w.want(400, 50035)(w.post(Object{"message_reference": Object{"message_id": post.ID}}))
	loose := w.want(200, 0)(w.post(Object{"message_reference": Object{"message_id": post.ID, "fail_if_not_exists": false}}))
	if loose["message_reference"] != nil {
		t.Errorf("the message is %v", loose)
	}
	w.Deny(w.channel, w.Bot(), PermissionReadHistory)
	w.want(400, 160002)(w.post(Object{"message_reference": Object{"message_id": text(body["id"])}}))
}

func TestNonce(t *testing.T) {
	w := newWorld(t, Options{})
	send := func(nonce string, enforce bool) string {
		return text(w.want(200, 0)(w.post(Object{"nonce": nonce, "enforce_nonce": enforce}))["id"])
	}
	first := send("a", true)
	if send("a", true) != first {
		t.Error("the same nonce made another message")
	}
	if send("b", true) == first || send("a", false) == first {
		t.Error("another nonce, or one that is not enforced, made no message")
	}
	w.clock.Add(10 * time.Minute)
	if send("a", true) == first {
		t.Error("the nonce of long ago is held still")
	}
}

func TestPermissions(t *testing.T) {
	embed := Object{"embeds": []Object{{"description": "d"}}}
	for _, test := range []struct {
		name   string
		denied int64
		code   int
		run    func(*world) (int, Object)
	}{
		{"view", PermissionViewChannel, 50001, func(w *world) (int, Object) { return w.post(nil) }},
		{"send", PermissionSendMessages, 50013, func(w *world) (int, Object) { return w.post(nil) }},
		{"type", PermissionSendMessages, 50013, func(w *world) (int, Object) { return w.do("POST", "/channels/"+w.channel.ID+"/typing", nil) }},
		{"embed", PermissionEmbedLinks, 50013, func(w *world) (int, Object) { return w.post(embed) }},
		{"attach", PermissionAttachFiles, 50013, func(w *world) (int, Object) {
			return w.upload(w.messages(), string(encode(message(nil))), "a.txt", []byte("a"))
		}},
		{"thread", PermissionPublicThreads, 50013, func(w *world) (int, Object) {
			return w.do("POST", "/channels/"+w.channel.ID+"/threads", Object{"name": "t", "type": 11})
		}},
		{"thread from message", PermissionPublicThreads, 50013, func(w *world) (int, Object) {
			post := w.Say(w.user, w.channel, "x", "")
			return w.do("POST", w.messages()+"/"+post.ID+"/threads", Object{"name": "t"})
		}},
		{"history", PermissionReadHistory, 50013, func(w *world) (int, Object) {
			return w.do("GET", w.messages()+"/"+w.Say(w.user, w.channel, "x", "").ID, nil)
		}},
		{"delete", PermissionManageMessages, 50013, func(w *world) (int, Object) {
			return w.do("DELETE", w.messages()+"/"+w.Say(w.user, w.channel, "x", "").ID, nil)
		}},
		{"edit of another's", 0, 50005, func(w *world) (int, Object) {
			return w.do("PATCH", w.messages()+"/"+w.Say(w.user, w.channel, "x", "").ID, message(nil))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t, Options{})
			if test.denied != 0 {
				if status, body := test.run(w); status >= 300 {
					t.Errorf("before it was denied: %d %v", status, body)
				}
			}
			w.Deny(w.channel, w.Bot(), test.denied)
			w.want(403, test.code)(test.run(w))
		})
	}
}

func TestThreads(t *testing.T) {
	w := newWorld(t, Options{})
	c := w.connect(intentGuilds | intentGuildMessages)
	post := w.Say(w.user, w.channel, w.Bot().Mention()+" why?", "")
	c.event("MESSAGE_CREATE")
	path := w.messages() + "/" + post.ID + "/threads"
	thread := w.want(201, 0)(w.do("POST", path, Object{"name": "Why", "auto_archive_duration": 60}))
	if thread["id"] != post.ID || number(thread["type"]) != ChannelPublicThread || thread["parent_id"] != w.channel.ID {
		t.Errorf("the thread is %v", thread)
	}
	c.event("THREAD_CREATE")
	c.event("MESSAGE_CREATE") // what the thread begins with
	w.want(400, 160004)(w.do("POST", path, Object{"name": "Why"}))

	inThread := "/channels/" + post.ID + "/messages"
	w.mu.Lock()
	woken := w.channels[w.channel.ID].changed.next() // who waits for answers to the post waits there
	w.mu.Unlock()
	sent := w.want(200, 0)(w.do("POST", inThread, message(nil)))
	select {
	case <-woken:
	default:
		t.Error("an answer in the thread wakes no one who waits at the post")
	}
	c.event("MESSAGE_CREATE")
	if all := post.Answers(); len(all) != 1 || all[0].ID != sent["id"] {
		t.Errorf("answers: %+v", all)
	}
	_, _, list := w.exchange("GET", inThread, nil)
	all := objects(list)
	if starter := all[len(all)-1]; number(starter["type"]) != 21 || starter["content"] != "" {
		t.Errorf("the thread begins with %v", starter)
	}

	w.want(200, 0)(w.do("PATCH", "/channels/"+post.ID, Object{"archived": true, "locked": true}))
	c.event("THREAD_UPDATE")
	w.want(400, 50083)(w.do("POST", inThread, message(nil)))
	w.want(403, 50013)(w.do("PATCH", "/channels/"+w.channel.ID, Object{"name": "mine"}))

	private := w.want(201, 0)(w.do("POST", "/channels/"+w.channel.ID+"/threads", Object{"name": "Alone", "type": 12}))
	w.want(400, 50024)(w.do("POST", "/channels/"+text(private["id"])+"/threads", Object{"name": "Deeper", "type": 12}))
	if all := w.Threads(w.channel); len(all) != 2 || all[1].Type != ChannelPrivateThread {
		t.Errorf("threads: %+v", all)
	}
}

func TestDirectMessages(t *testing.T) {
	w := newWorld(t, Options{})
	body := w.want(200, 0)(w.do("POST", "/users/@me/channels", Object{"recipient_id": w.user.ID}))
	if body["id"] != w.DM(w.user).ID {
		t.Errorf("the channel is %v", body)
	}
	c := w.connect(intentGuilds)
	w.Slash(w.user, w.DM(w.user), "ask", nil)
	o := c.event("INTERACTION_CREATE")
	if user, _ := o["user"].(Object); user["id"] != w.user.ID || o["member"] != nil || number(o["context"]) != 1 {
		t.Errorf("the interaction is %v", o)
	}
}

func TestTyping(t *testing.T) {
	w := newWorld(t, Options{})
	w.want(204, 0)(w.do("POST", "/channels/"+w.channel.ID+"/typing", nil))
	if got := w.Typing(w.channel); !slices.Equal(got, []time.Time{w.clock.Now()}) {
		t.Errorf("typing: %v", got)
	}
}

func TestUpload(t *testing.T) {
	w := newWorld(t, Options{})
	payload := string(encode(message(Object{"content": "", "attachments": []Object{{"id": 0, "filename": "a.txt"}}})))
	body := w.want(200, 0)(w.upload(w.messages(), payload, "a.txt", []byte("whole")))
	m, _ := w.Message(text(body["id"]))
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "a.txt" || string(m.Attachments[0].Data) != "whole" {
		t.Errorf("the message is %+v", m)
	}
	w.want(413, 40005)(w.upload(w.messages(), payload, "a.txt", make([]byte, fileLimit+1)))
	w.wantRules("upload-size")
}

func TestCommands(t *testing.T) {
	w := newWorld(t, Options{})
	path := "/applications/" + w.Bot().ID + "/commands"
	russian := command(Object{"name_localizations": Object{"ru": "спросить"}, "options": []Object{option("question", Object{"required": true}), option("private", Object{"required": false})}})
	created := w.want(201, 0)(w.do("POST", path, russian))
	one := path + "/" + text(created["id"])
	if again := w.want(200, 0)(w.do("POST", path, russian)); again["id"] != created["id"] || again["version"] == created["version"] {
		t.Errorf("registered again: %v", again)
	}
	edited := w.want(200, 0)(w.do("PATCH", one, Object{"description": "Ask again."}))
	if edited["description"] != "Ask again." || edited["name"] != "ask" {
		t.Errorf("edited: %v", edited)
	}
	if got := w.want(200, 0)(w.do("GET", one, nil)); got["name_localizations"] == nil || has(objects(got["options"])[1], "required") {
		t.Errorf("the command is %v", got)
	}
	_, _, bare := w.exchange("GET", path, nil)
	_, _, full := w.exchange("GET", path+"?with_localizations=true", nil)
	if has(objects(bare)[0], "name_localizations") || !has(objects(full)[0], "name_localizations") {
		t.Errorf("listed: %v and %v", bare, full)
	}
	w.want(200, 0)(w.do("PUT", path, []Object{command(Object{"name": "help"}), russian}))
	if all := w.Commands(""); len(all) != 2 || all[1]["id"] != created["id"] {
		t.Errorf("replaced: %v", all)
	}
	w.want(400, 50035)(w.do("PUT", path, []Object{russian, russian}))
	w.wantRules("command-duplicate")
	w.want(204, 0)(w.do("DELETE", one, nil))
	w.want(404, 10063)(w.do("DELETE", one, nil))
}

func TestTooManyCreations(t *testing.T) {
	w := newWorld(t, Options{})
	path := "/applications/" + w.Bot().ID + "/commands"
	w.want(400, 30032)(w.do("PUT", path, manyCommands(101, "many")))
	w.wantRules("command-count")
	w.want(200, 0)(w.do("PUT", path, manyCommands(100, "first")))
	w.want(200, 0)(w.do("PUT", path, manyCommands(100, "second")))
	w.want(200, 0)(w.do("PUT", path, manyCommands(100, "second"))) // they are there already
	w.want(400, 30034)(w.do("PUT", path, manyCommands(1, "third")))
}

func manyCommands(n int, prefix string) []Object {
	var all []Object
	for i := range n {
		all = append(all, command(Object{"name": fmt.Sprint(prefix, i)}))
	}
	return all
}

// TestVersions: any version of the API, or none, is the same.
func TestVersions(t *testing.T) {
	w := newWorld(t, Options{})
	for _, prefix := range []string{"/api/v9", "/api/v10", "/api"} {
		r, err := http.NewRequestWithContext(t.Context(), "GET", w.URL()+prefix+"/users/@me", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header = w.header
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != 200 {
			t.Errorf("%s: %d", prefix, response.StatusCode)
		}
	}
	for _, r := range w.Requests() {
		if r.Path != "/users/@me" || r.Status != 200 {
			t.Errorf("the log has %+v", r)
		}
	}
}
