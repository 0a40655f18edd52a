package discord_test

import (
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

func TestMention(t *testing.T) {
	w := openTown(t).start()
	p := w.says(w.alice, craneAsked)
	m := w.heard(p, finished)
	contains(t, m.Content, craneAnswer, "[[1]](<https://harbour.example/history>)", "-# ")
	if m.Reply != p.ID || m.Ephemeral() || strings.Contains(m.Content, "> "+craneAsked) {
		t.Errorf("not a plain reply to the question: %+v", m)
	}
}

// A chain of replies is a conversation, which is read from Discord.
func TestReplyChain(t *testing.T) {
	w := openTown(t).start()
	asked := w.register()
	first := w.heard(w.says(w.alice, lightQuestion), finished)
	contains(t, first.Content, lightAnswer)
	second := w.heard(w.Say(w.bob, w.square, "And when was it lit for the first time?", first.ID), finished)
	contains(t, second.Content, "1902")
	third := w.heard(w.Say(w.alice, w.square, "And how far is it seen?", second.ID), finished)
	contains(t, third.Content, "twenty miles")
	history(t, asked.of(t, lightQuestion).History)
	history(t, asked.of(t, "And when was it lit for the first time?").History, bot.Turn{Question: lightQuestion, Answer: lightAnswer})
	history(t, asked.of(t, "And how far is it seen?").History, bot.Turn{Question: lightQuestion, Answer: lightAnswer},
		bot.Turn{Question: "And when was it lit for the first time?", Answer: "1902"})
}

// The question of a command stands above its answer, and is the turn before.
func TestReplyToCommand(t *testing.T) {
	w := openTown(t).start()
	asked := w.register()
	first := w.settled(w.ask(w.alice, map[string]any{"question": lightQuestion}), finished)
	m := w.heard(w.Say(w.bob, w.square, "And when was it lit?", first.ID), finished)
	contains(t, m.Content, "1902")
	history(t, asked.of(t, "And when was it lit?").History, bot.Turn{Question: lightQuestion, Answer: lightAnswer})
}

// What an answer quotes at its beginning is not taken for the question.
func TestReplyToAnswerThatQuotes(t *testing.T) {
	w := openTown(t).start()
	w.desk.answersAll(&bot.Answer{Text: "> A quote stands first. [1]\n\nThen the rest. [1]", Mode: bot.ModeModel,
		Citations: []bot.Citation{{Marker: 1, Source: bot.Source{Document: "owls.md", Title: "Owls", End: 6}, Quote: "# Owls"}}})
	first := w.heard(w.says(w.alice, lightQuestion), finished)
	asked := w.register()
	w.heard(w.Say(w.bob, w.square, "And when?", first.ID), finished)
	turns := asked.of(t, "And when?").History
	history(t, turns, bot.Turn{Question: lightQuestion, Answer: "Then the rest."})
	contains(t, turns[0].Answer, "A quote stands first.")
}

func TestReplyToSecondMessage(t *testing.T) {
	w := openTown(t).start()
	w.desk.answersAll(longAnswer())
	i := w.ask(w.alice, map[string]any{"question": lightQuestion})
	w.settled(i, finished)
	messages := i.Messages()
	if len(messages) < 2 {
		t.Fatalf("only %d messages", len(messages))
	}
	w.desk.answersAll(nil)
	w.settle() // the bot has noted where its answer stands
	asked := w.register()
	w.heard(w.Say(w.bob, w.square, "And when was it lit?", messages[1].ID), finished)
	turns := asked.of(t, "And when was it lit?").History
	if len(turns) != 1 || turns[0].Question != lightQuestion {
		t.Errorf("turns: %+v", turns)
	}
}

func TestDirectMessage(t *testing.T) {
	w := openTown(t, harbour(), file("secret.md", "---\naudience: [user:1]\n---\n# Secret\n\nThe secret of the harbour is a tunnel.\n")).start()
	p := w.Say(w.alice, w.DM(w.alice), craneAsked, "")
	contains(t, w.heard(p, finished).Content, craneAnswer)
	p = w.Say(w.alice, w.DM(w.alice), "What is the secret of the harbour?", "")
	if m := w.heard(p, finished); strings.Contains(m.AllText(), "tunnel") || strings.Contains(m.AllText(), "Secret") {
		t.Errorf("what only another user may see:\n%s", m.AllText())
	}
}

// A mention alone, in reply to somebody, puts that message to the bot; where
// Discord keeps it from the bot, the bot says so.
func TestMentionInReplyToSomeone(t *testing.T) {
	w := reading(t).start()
	asked := w.register()
	theirs := w.Say(w.bob, w.square, craneAsked, "")
	m := w.heard(w.Say(w.alice, w.square, w.Bot().Mention(), theirs.ID), finished)
	contains(t, m.Content, craneAnswer)
	history(t, asked.of(t, craneAsked).History)
	about := w.Say(w.bob, w.square, "The lighthouse is old.", "")
	w.heard(w.Say(w.alice, w.square, w.Bot().Mention()+" Who designed it?", about.ID), finished)
	history(t, asked.of(t, "Who designed it?").History, bot.Turn{Question: "The lighthouse is old."})
}

func TestMentionInReplyToHiddenMessage(t *testing.T) {
	w := openTown(t).start()
	theirs := w.Say(w.bob, w.square, craneAsked, "")
	m := w.heard(w.Say(w.alice, w.square, w.Bot().Mention(), theirs.ID), holding("Ask about this"))
	contains(t, m.Content, "does not show me")
	m = w.heard(w.says(w.alice, ""), holding("There is no question"))
	if len(m.Controls()) > 0 {
		t.Error("an apology with buttons")
	}
}

// What does not concern the bot makes no request at all.
func TestNotConcerned(t *testing.T) {
	w := reading(t).start()
	theirs := w.Say(w.bob, w.square, "Hello, who built all this?", "")
	w.settle()
	before := len(w.Requests())
	w.Say(w.alice, w.square, "No idea, who knows?", theirs.ID)
	gone := w.Say(w.bob, w.square, "I take it back.", "")
	w.DeleteMessage(gone.ID)
	w.Say(w.alice, w.square, "What did you say?", gone.ID)
	robot := w.bob
	robot.Bot = true
	w.Say(robot, w.square, w.Bot().Mention()+" "+craneAsked, "")
	author := map[string]any{"id": w.bob.ID, "username": "hook"}
	mention := []any{map[string]any{"id": w.Bot().ID, "username": "footnote"}}
	for _, odd := range []map[string]any{
		{"webhook_id": "77", "type": 0},   // a webhook
		{"type": 7},                       // somebody joined
		{"type": 6},                       // a message was pinned
		{"type": 0, "author": mention[0]}, // the bot itself
	} {
		event := map[string]any{"id": "9" + theirs.ID[1:], "channel_id": w.square.ID, "guild_id": w.guild.ID, "author": author,
			"content": w.Bot().Mention() + " " + craneAsked, "mentions": mention, "timestamp": "2026-12-01T00:00:00Z"}
		for key, value := range odd {
			event[key] = value
		}
		w.Event("MESSAGE_CREATE", w.guild.ID, event)
	}
	m := w.heard(w.Say(w.bob, w.DM(w.bob), "What do owls eat at night?", ""), finished)
	for _, r := range w.Requests()[before:] {
		if !strings.Contains(r.Path, m.ChannelID) {
			t.Errorf("a request: %s %s", r.Method, r.Path)
		}
	}
}

// A message that was forwarded to the bot is put to it.
func TestForwarded(t *testing.T) {
	w := openTown(t).start()
	direct := w.DM(w.alice)
	w.Event("MESSAGE_CREATE", "", map[string]any{"id": "7" + w.alice.ID[1:], "channel_id": direct.ID, "content": "", "type": 0,
		"author": map[string]any{"id": w.alice.ID, "username": "alice"}, "timestamp": "2026-12-01T00:00:00Z",
		"message_reference": map[string]any{"type": 1, "message_id": "5", "channel_id": "6"},
		"message_snapshots": []any{map[string]any{"message": map[string]any{"content": craneAsked, "type": 0}}}})
	w.until("it is answered", func() bool {
		all := w.Messages(direct)
		return len(all) > 0 && strings.Contains(all[len(all)-1].Content, craneAnswer)
	})
}

// People are spoken to in the language that they write, or else in that of the
// server.
func TestLanguageOfReplies(t *testing.T) {
	for _, c := range []struct{ text, locale, want string }{
		{"Кто изобрёл письменность и зачем она была нужна?", "en-US", "Удалить"},
		{"Wer hat die Schrift erfunden und wozu wurde sie gebraucht?", "en-US", "Löschen"},
		{"Who invented writing and why was it needed?", "de", "Delete"},
		{"xyzzy", "de", "Löschen"},
	} {
		t.Run(c.want+c.locale, func(t *testing.T) {
			w := openTown(t)
			w.SetLocale(w.guild, c.locale)
			w.start()
			contains(t, w.heard(w.says(w.alice, c.text), finished).AllText(), c.want)
		})
	}
}

// An answer that fails half-way is replaced by word of it.
func TestFailureHalfWay(t *testing.T) {
	w := openTown(t)
	w.options.Workers = 1
	w.start()
	release := w.hold("harbour")
	first := w.says(w.alice, craneAsked)
	w.until("the first is taken", func() bool { return len(release.waiting()) == 1 })
	second := w.says(w.bob, "Will it panic in the harbour?")
	w.heard(second, holding("1st in line"))
	release.open()
	w.heard(first, finished)
	m := w.heard(second, holding("Something broke"))
	if n := len(second.Answers()); n != 1 || m.Reply != second.ID {
		t.Errorf("%d messages: %+v", n, second.Answers())
	}
	contains(t, w.log.String(), "monkey wrench", "goroutine")
}

// People in a question go by their names; nobody is pinged.
func TestMentionsInQuestion(t *testing.T) {
	w := openTown(t).start()
	asked := w.register()
	m := w.heard(w.says(w.alice, "Does "+w.bob.Mention()+" know <@&123> or <#456> who built the crane <:sob:789> ?"), finished)
	w.pingsNobody(m)
	q := asked.all()[0]
	if strings.ContainsAny(q.Text, "<>@#0123456789") || !strings.Contains(q.Text, "bob") {
		t.Errorf("asked: %q", q.Text)
	}
}

// The bot is seen typing when an answer takes its time, and not after it.
func TestTyping(t *testing.T) {
	w := openTown(t).start()
	w.heard(w.says(w.alice, craneAsked), finished)
	time.Sleep(400 * time.Millisecond)
	if n := len(w.Typing(w.square)); n > 0 {
		t.Errorf("it types after the answer: %d", n)
	}
	l := w.hold("lighthouse")
	p := w.says(w.alice, lightQuestion)
	w.until("it types", func() bool { return len(w.Typing(w.square)) == 1 })
	l.open()
	w.heard(p, finished)
}
