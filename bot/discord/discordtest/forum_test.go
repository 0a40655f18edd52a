package discordtest

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"
)

// threadsAt asks for a list of threads.
func (w *world) threadsAt(path string) (ids []string, more bool) {
	w.t.Helper()
	list := w.want(200, 0)(w.do("GET", path, nil))
	for _, o := range objects(list["threads"]) {
		ids = append(ids, text(o["id"]))
	}
	more, _ = list["has_more"].(bool)
	return ids, more
}

// Threads are listed as long as they are active, and page by page once they are
// archived; private ones not at all.
func TestListsOfThreads(t *testing.T) {
	w := newWorld(t, Options{MessageContent: true})
	var archived []string
	for i := range 5 {
		thread := w.OpenThread(w.user, w.channel, ChannelPublicThread, fmt.Sprint("thread ", i), "")
		w.Archive(thread, w.clock.Now().Add(time.Duration(i)*time.Minute))
		archived = append(archived, thread.ID)
	}
	slices.Reverse(archived)
	secret := w.OpenThread(w.user, w.channel, ChannelPrivateThread, "secret", "")
	active := w.OpenThread(w.user, w.channel, ChannelPublicThread, "active", "")
	if ids, more := w.threadsAt("/guilds/" + w.guild.ID + "/threads/active"); !slices.Contains(ids, active.ID) || len(ids) != 2 || more {
		t.Errorf("active are %v, %v", ids, more)
	}
	w.Archive(secret, w.clock.Now())
	var seen []string
	for before, more := "", true; more; {
		var ids []string
		ids, more = w.threadsAt("/channels/" + w.channel.ID + "/threads/archived/public?limit=2" + before)
		seen = append(seen, ids...)
		if len(seen) > 5 {
			break
		}
		last := w.want(200, 0)(w.do("GET", "/channels/"+seen[len(seen)-1], nil))
		before = "&before=" + url.QueryEscape(text(last["thread_metadata"].(Object)["archive_timestamp"]))
	}
	if !slices.Equal(seen, archived) {
		t.Errorf("archived are %v, want %v", seen, archived)
	}
	w.Say(w.user, Channel{ID: archived[0]}, "and again", "")
	if ids, _ := w.threadsAt("/guilds/" + w.guild.ID + "/threads/active"); !slices.Contains(ids, archived[0]) {
		t.Error("a message does not bring a thread back")
	}
	w.want(404, 10004)(w.do("GET", "/guilds/1/threads/active", nil))
	w.want(400, 50035)(w.do("GET", "/channels/"+w.channel.ID+"/threads/archived/public?before=yesterday", nil))
	w.TakeViolations()
}

// The posts of a forum are threads whose first message has their ID.
func TestForum(t *testing.T) {
	w := newWorld(t, Options{MessageContent: true})
	forum := w.AddForum(w.guild, "help", "Solved", "Open")
	post, first := w.Post(w.user, forum, "How?", "I do not know.", "Solved")
	if first.ID != post.ID {
		t.Errorf("the first message is %s, the post %s", first.ID, post.ID)
	}
	o := w.want(200, 0)(w.do("GET", "/channels/"+forum.ID, nil))
	applied := w.want(200, 0)(w.do("GET", "/channels/"+post.ID, nil))["applied_tags"]
	tags := objects(o["available_tags"])
	if len(tags) != 2 || tags[0]["name"] != "Solved" || !slices.Equal(applied.([]any), []any{tags[0]["id"]}) {
		t.Errorf("tags %v, applied %v", tags, applied)
	}
	w.Tag(post, "Open")
	w.Rename(post, "How not?")
	if o := w.want(200, 0)(w.do("GET", "/channels/"+post.ID, nil)); o["name"] != "How not?" || o["applied_tags"].([]any)[0] != tags[1]["id"] {
		t.Errorf("the post is %v", o)
	}
	w.DeleteChannel(forum)
	w.want(404, 10003)(w.do("GET", "/channels/"+post.ID, nil))
	w.want(404, 10003)(w.do("GET", "/channels/"+forum.ID, nil))
}

// What messages have beside a text is told.
func TestDrafts(t *testing.T) {
	w := newWorld(t, Options{MessageContent: true})
	sent := w.Send(w.user, w.channel, Draft{Text: "see", Embeds: []Object{{"title": "Map"}}, Attachments: []Attachment{{Name: "map.png", Data: []byte("x")}},
		More: Object{"poll": Object{"question": Object{"text": "Where?"}}}})
	w.React(w.user, sent.ID, "✅")
	get := func() Object { return w.want(200, 0)(w.do("GET", w.messages()+"/"+sent.ID, nil)) }
	o := get()
	reactions := objects(o["reactions"])
	if o["poll"] == nil || len(objects(o["embeds"])) != 1 || len(objects(o["attachments"])) != 1 || len(reactions) != 1 || number(reactions[0]["count"]) != 1 {
		t.Errorf("the message is %v", o)
	}
	_, _, users := w.exchange("GET", w.messages()+"/"+sent.ID+"/reactions/"+url.PathEscape("✅"), nil)
	if all := objects(users); len(all) != 1 || all[0]["id"] != w.user.ID {
		t.Errorf("reacted have %v", users)
	}
	if other := w.AddBot("clock", w.guild); w.want(200, 0)(w.do("GET", "/users/"+other.ID, nil))["bot"] != true {
		t.Error("the other bot is none")
	}
	w.Unreact(w.user, sent.ID, "✅")
	if o := get(); o["reactions"] != nil {
		t.Errorf("the reactions are %v", o["reactions"])
	}
	w.SetMessageContent(false)
	if o := get(); o["content"] != "" || len(objects(o["embeds"])) != 0 || o["poll"] != nil {
		t.Errorf("without the intent the message is %v", o)
	}
}

// What everyone may see can change.
func TestChangedPlaces(t *testing.T) {
	w := newWorld(t, Options{})
	w.AgeRestrict(w.channel)
	w.SetPermissions(w.guild, w.guild.Everyone, 0)
	if o := w.want(200, 0)(w.do("GET", "/channels/"+w.channel.ID, nil)); o["nsfw"] != true {
		t.Errorf("the channel is %v", o)
	}
	_, _, roles := w.exchange("GET", "/guilds/"+w.guild.ID+"/roles", nil)
	if objects(roles)[0]["permissions"] != "0" {
		t.Errorf("roles: %v", roles)
	}
	if c := w.AddPlace(w.guild, ChannelVoice, "voice"); c.Type != ChannelVoice {
		t.Errorf("%+v", c)
	}
}
