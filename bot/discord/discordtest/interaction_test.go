package discordtest

import (
	"slices"
	"testing"
	"time"
)

func deferral(flags int) Object { return Object{"type": 5, "data": Object{"flags": flags}} }

func answer(changes Object) Object { return Object{"type": 4, "data": message(changes)} }

// TestFirstResponse: it must come within 3 s, and once.
func TestFirstResponse(t *testing.T) {
	w := newWorld(t, Options{})
	i := w.Slash(w.user, w.channel, "ask", map[string]any{"question": "Why?"})
	w.want(404, 10015)(w.do("PATCH", w.hook(i)+"/messages/@original", message(nil)))
	w.want(404, 10062)(w.do("POST", "/interactions/1/"+i.Token+"/callback", deferral(0)))
	w.clock.Add(3 * time.Second)
	w.want(204, 0)(w.do("POST", callbackPath(i), deferral(0)))
	w.want(400, 40060)(w.do("POST", callbackPath(i), deferral(0)))
	response, err := i.WaitResponse(soon(t))
	if err != nil || response.Kind != RespondDeferred || response.After != 3*time.Second || response.Ephemeral {
		t.Errorf("the response is %+v (%v)", response, err)
	}

	tooLong := w.Slash(w.user, w.channel, "ask", nil)
	refused := w.want(400, 50035)(w.do("POST", callbackPath(tooLong), answer(Object{"content": repeat(2001)})))
	w.wantRules("content-length")
	tree, _ := refused["errors"].(Object)
	data, _ := tree["data"].(Object)
	if content, _ := data["content"].(Object); content["_errors"] == nil {
		t.Errorf("the tree of errors is %v", refused)
	}

	late := w.Slash(w.user, w.channel, "ask", nil)
	w.clock.Add(3001 * time.Millisecond)
	w.want(404, 10062)(w.do("POST", callbackPath(late), deferral(0)))
	if _, answered := late.Response(); answered {
		t.Error("a response that was refused counts")
	}
}

// TestDeferred: the message loads until it is edited, for 15 minutes.
func TestDeferred(t *testing.T) {
	w := newWorld(t, Options{})
	i := w.Slash(w.user, w.channel, "ask", nil)
	w.want(200, 0)(w.do("POST", callbackPath(i)+"?with_response=true", deferral(0)))
	if m := i.Messages(); len(m) != 1 || !m[0].Loading() {
		t.Fatalf("deferred messages: %+v", m)
	}
	w.want(200, 0)(w.do("PATCH", w.hook(i)+"/messages/@original", message(Object{"content": "Because."})))
	m, err := i.WaitMessage(soon(t), func(m Message) bool { return !m.Loading() })
	if err != nil || m.Content != "Because." || len(m.Edits) != 1 {
		t.Errorf("the answer is %+v (%v)", m, err)
	}
	w.want(200, 0)(w.do("GET", w.hook(i)+"/messages/@original", nil))
	w.want(200, 0)(w.do("POST", w.hook(i), message(Object{"content": "And more."})))
	if all := i.Messages(); len(all) != 2 || all[1].Content != "And more." {
		t.Errorf("messages: %+v", all)
	}
	followup := i.Messages()[1].ID
	w.want(200, 0)(w.do("PATCH", w.hook(i)+"/messages/"+followup, message(Object{"content": "And much more."})))
	w.want(204, 0)(w.do("DELETE", w.hook(i)+"/messages/"+followup, nil))
	w.want(404, 10008)(w.do("GET", w.hook(i)+"/messages/"+followup, nil))
	w.clock.Add(15*time.Minute + time.Millisecond)
	w.want(401, 50027)(w.do("PATCH", w.hook(i)+"/messages/@original", message(nil)))
	w.want(200, 0)(w.do("PATCH", w.messages()+"/"+m.ID, message(Object{"content": "By the bot token."})))
}

// TestFirstFollowup fills a deferred response instead of making a message.
func TestFirstFollowup(t *testing.T) {
	w := newWorld(t, Options{})
	i := w.Slash(w.user, w.channel, "ask", nil)
	w.do("POST", callbackPath(i), deferral(FlagEphemeral))
	w.want(200, 0)(w.do("POST", w.hook(i), message(Object{"content": "Filled"})))
	if all := i.Messages(); len(all) != 1 || all[0].Content != "Filled" || !all[0].Ephemeral() {
		t.Errorf("messages: %+v", all)
	}
}

// TestEphemeral: it is fixed at the defer, and the channel does not show it.
func TestEphemeral(t *testing.T) {
	w := newWorld(t, Options{})
	i := w.Slash(w.user, w.channel, "ask", nil)
	w.do("POST", callbackPath(i), deferral(FlagEphemeral))
	w.want(200, 0)(w.do("PATCH", w.hook(i)+"/messages/@original", message(Object{"flags": 0})))
	m := i.Messages()[0]
	if !m.Ephemeral() || m.OnlyFor != w.user.ID {
		t.Errorf("the message is %+v", m)
	}
	w.want(404, 10008)(w.do("GET", w.messages()+"/"+m.ID, nil))
	w.want(404, 10008)(w.do("PATCH", w.messages()+"/"+m.ID, message(nil)))
	if all := w.Messages(w.channel); len(all) != 0 {
		t.Errorf("the channel shows %+v", all)
	}

	open := w.Slash(w.user, w.channel, "ask", nil)
	w.do("POST", callbackPath(open), deferral(0))
	w.do("PATCH", w.hook(open)+"/messages/@original", message(Object{"flags": FlagEphemeral}))
	if open.Messages()[0].Ephemeral() {
		t.Error("an edit made a message ephemeral")
	}
}

func TestComponent(t *testing.T) {
	w := newWorld(t, Options{})
	i := w.Slash(w.user, w.channel, "ask", nil)
	w.do("POST", callbackPath(i), answer(Object{"components": []Object{row(button("again")), row(menu("1", "2"))}}))
	m := i.Messages()[0]
	if c := m.Controls(); len(c) != 2 || c[0].CustomID != "again" || len(c[1].Options) != 2 {
		t.Errorf("controls: %+v", c)
	}

	edit := w.Component(w.user, m.ID, "again")
	w.want(204, 0)(w.do("POST", callbackPath(edit), Object{"type": 7, "data": message(Object{"content": "Edited"})}))
	if now, _ := w.Message(m.ID); now.Content != "Edited" || len(now.Components) != 2 {
		t.Errorf("the message is %+v", now)
	}

	later := w.Component(w.user, m.ID, "menu", "2")
	w.want(204, 0)(w.do("POST", callbackPath(later), Object{"type": 6}))
	w.want(200, 0)(w.do("PATCH", w.hook(later)+"/messages/@original", message(Object{"content": "Edited later"})))
	if now, _ := later.WaitMessage(soon(t), func(m Message) bool { return m.Content == "Edited later" }); now.ID != m.ID {
		t.Errorf("the message is %+v", now)
	}

	card := w.Component(w.user, m.ID, "menu", "1")
	w.want(204, 0)(w.do("POST", callbackPath(card), answer(Object{"content": "Card", "flags": FlagEphemeral})))
	if all := card.Messages(); len(all) != 1 || all[0].ID == m.ID || !all[0].Ephemeral() {
		t.Errorf("the card is %+v", all)
	}
}

// TestKinds: a response must be of a kind that answers the interaction.
func TestKinds(t *testing.T) {
	w := newWorld(t, Options{})
	i := w.Autocomplete(w.user, w.channel, "source", "document", map[string]any{"document": "har"})
	w.want(400, 50035)(w.do("POST", callbackPath(i), deferral(0)))
	w.wantRules("callback-kind")
	choices := Object{"type": 8, "data": Object{"choices": []Object{{"name": "Harbour", "value": "h"}}}}
	w.want(204, 0)(w.do("POST", callbackPath(i), choices))
	response, _ := i.Response()
	if got := response.Choices(); !slices.Equal(got, []Choice{{"Harbour", "h"}}) {
		t.Errorf("choices: %v", got)
	}
	w.want(404, 10008)(w.do("GET", w.hook(i)+"/messages/@original", nil))

	slash := w.Slash(w.user, w.channel, "ask", nil)
	for _, kind := range []int{6, 7, 8} {
		w.want(400, 50035)(w.do("POST", callbackPath(slash), Object{"type": kind, "data": Object{"choices": []Object{}, "allowed_mentions": Object{"parse": []string{}}}}))
	}
	w.TakeViolations()
	w.want(204, 0)(w.do("POST", callbackPath(slash), Object{"type": 5, "data": Object{"flags": FlagComponentsV2}}))
	w.wantRules("deferral-flags")
}

func modal(rows int) Object {
	var all []Object
	for i := range rows {
		all = append(all, row(Object{"type": 4, "custom_id": "in" + string(rune('0'+i)), "label": "Why", "style": 2}))
	}
	return Object{"type": 9, "data": Object{"custom_id": "reason", "title": "Reason", "components": all}}
}

func TestModal(t *testing.T) {
	w := newWorld(t, Options{})
	i := w.Slash(w.user, w.channel, "ask", nil)
	w.do("POST", callbackPath(i), answer(Object{"components": []Object{row(button("down"))}}))
	pressed := w.Component(w.user, i.Messages()[0].ID, "down")
	w.want(400, 50035)(w.do("POST", callbackPath(pressed), modal(6)))
	w.wantRules("modal-rows")
	w.want(204, 0)(w.do("POST", callbackPath(pressed), modal(1)))
	response, _ := pressed.Response()
	if got := response.Fields(); !slices.Equal(got, []string{"in0"}) {
		t.Errorf("fields: %v", got)
	}
	sent := w.Modal(w.user, "reason", map[string]string{"in0": "It is wrong."})
	w.want(400, 50035)(w.do("POST", callbackPath(sent), modal(1)))
	w.wantRules("callback-kind")
	w.want(204, 0)(w.do("POST", callbackPath(sent), Object{"type": 6}))
}

// TestMessageCommand: the target comes with its content, whoever wrote it.
func TestMessageCommand(t *testing.T) {
	w := newWorld(t, Options{})
	g := w.connect(intentGuilds | intentGuildMessages)
	post := w.Say(w.user, w.channel, "The harbour is old.", "")
	if created := g.event("MESSAGE_CREATE"); created["content"] != "" {
		t.Errorf("content without the intent: %v", created)
	}
	w.MessageCommand(w.user, "Check", post.ID)
	data, _ := g.event("INTERACTION_CREATE")["data"].(Object)
	resolved, _ := data["resolved"].(Object)
	messages, _ := resolved["messages"].(Object)
	target, _ := messages[post.ID].(Object)
	if target["content"] != "The harbour is old." || data["target_id"] != post.ID {
		t.Errorf("the data is %v", data)
	}
}

// TestRegisteredCommands decide the types of options, and what is missing.
func TestRegisteredCommands(t *testing.T) {
	w := newWorld(t, Options{})
	g := w.connect(intentGuilds)
	path := "/applications/" + w.Bot().ID + "/guilds/" + w.guild.ID + "/commands"
	w.want(200, 0)(w.do("PUT", path, []Object{command(Object{"name": "footnote", "options": []Object{
		{"type": 1, "name": "settings", "description": "S", "options": []Object{option("channel", Object{"type": 7})}}}})}))
	w.Slash(w.user, w.channel, "footnote settings", map[string]any{"channel": w.channel.ID})
	o := g.event("INTERACTION_CREATE")
	data, _ := o["data"].(Object)
	sub := objects(data["options"])[0]
	given := objects(sub["options"])[0]
	if data["name"] != "footnote" || sub["name"] != "settings" || number(sub["type"]) != 1 || number(given["type"]) != 7 {
		t.Errorf("the data is %v", data)
	}
	if o["guild_locale"] != "en-US" || number(o["attachment_size_limit"]) != fileLimit || o["app_permissions"] == "0" {
		t.Errorf("the interaction is %v", o)
	}
}
