package discord_test

import (
	"encoding/json"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// private asks for an answer that only the asker sees.
func (w *town) private(u discordtest.User, question string) discordtest.Message {
	w.t.Helper()
	return w.settled(w.ask(u, map[string]any{"question": question, "private": true}), finished)
}

func TestVotes(t *testing.T) {
	w := openTown(t).start()
	m := w.answered(w.alice, craneQuestion)
	id := strings.TrimPrefix(w.control(m, "up:").CustomID, "up:")
	thanks := w.shown(w.Component(w.bob, m.ID, w.control(m, "up:").CustomID))
	if !thanks.Ephemeral() {
		t.Error("everyone sees the thanks")
	}
	down := w.Component(w.alice, m.ID, w.control(m, "down:").CustomID)
	r, err := down.WaitResponse(w.ctx)
	if err != nil || r.Kind != discordtest.RespondModal {
		t.Fatalf("a thumb down: %+v, %v", r, err)
	}
	form, _ := r.Data["custom_id"].(string)
	w.shown(w.Modal(w.alice, form, map[string]string{"reason": "It says nothing of the second crane."}))
	votes, err := w.state.FeedbackOf(w.ctx, id)
	if err != nil || len(votes) != 2 {
		t.Fatalf("votes: %+v, %v", votes, err)
	}
	for _, v := range votes {
		if v.User == w.alice.ID && (v.Up || v.Reason != "It says nothing of the second crane.") || v.User == w.bob.ID && !v.Up {
			t.Errorf("vote: %+v", v)
		}
	}
}

func TestAskAgain(t *testing.T) {
	w := openTown(t).start()
	m := w.answered(w.alice, craneQuestion)
	w.desk.sync(t, file("harbour.md", "# The harbour\n\nPer Dahl built the crane of the harbour in 1932.\n"))
	again := w.settled(w.Component(w.bob, m.ID, w.control(m, "again:").CustomID), finished)
	contains(t, again.Content, "Per Dahl", "> Who built the crane")
	if again.ID == m.ID {
		t.Error("the first answer was overwritten")
	}
}

func TestShare(t *testing.T) {
	w := openTown(t)
	w.desk.sync(t, harbour(), file("secret.md", "---\naudience: [\"user:"+w.alice.ID+"\"]\n---\n# The vault\n\nThe key of the vault hangs behind the portrait of Queen Ada.\n"))
	w.start()
	m := w.private(w.alice, craneQuestion)
	shared := w.settled(w.Component(w.alice, m.ID, w.control(m, "share:").CustomID), finished)
	if shared.Ephemeral() {
		t.Error("a shared answer is private")
	}
	contains(t, shared.Content, "Marta Olsen")
	secret := w.private(w.alice, "Where does the key of the vault hang?")
	contains(t, secret.Content, "Queen Ada")
	told := w.shown(w.Component(w.alice, secret.ID, w.control(secret, "share:").CustomID))
	if !told.Ephemeral() || strings.Contains(told.AllText(), "Queen Ada") {
		t.Errorf("a secret was shared: %s", told.AllText())
	}
	contains(t, told.Content, "cannot be shared")
	for _, m := range w.Messages(w.square) {
		if !m.Ephemeral() && strings.Contains(m.AllText(), "Queen Ada") {
			t.Error("the channel saw the secret")
		}
	}
}

func TestDelete(t *testing.T) {
	w := openTown(t).start()
	m := w.answered(w.alice, craneQuestion)
	button := w.control(m, "del:").CustomID
	told := w.shown(w.Component(w.bob, m.ID, button))
	contains(t, told.Content, "Only the one who asked")
	gone := func(id string) func() bool {
		return func() bool { m, ok := w.Message(id); return !ok || m.Deleted }
	}
	if gone(m.ID)() {
		t.Fatal("somebody else deleted it")
	}
	w.Component(w.alice, m.ID, button)
	w.until("the asker's answer is gone", gone(m.ID))
	m = w.answered(w.alice, craneQuestion)
	w.Component(w.mayor, m.ID, w.control(m, "del:").CustomID)
	w.until("a moderator deletes", gone(m.ID))
	p := w.private(w.alice, craneQuestion)
	w.Component(w.alice, p.ID, w.control(p, "del:").CustomID)
	w.until("a private answer is gone", gone(p.ID))
	w.until("nothing of it is kept", func() bool {
		_, err := w.state.Answer(w.ctx, strings.TrimPrefix(w.control(p, "del:").CustomID, "del:"))
		return err != nil
	})
}

// A long answer takes several messages: all are deleted together.
func TestDeleteLongAnswer(t *testing.T) {
	w := openTown(t).start()
	w.desk.answersAll(longAnswer())
	m := w.answered(w.alice, craneQuestion)
	all := func() (n int) {
		for _, m := range w.Messages(w.square) {
			if !m.Deleted {
				n++
			}
		}
		return n
	}
	if all() < 2 {
		t.Fatalf("%d messages", all())
	}
	w.Component(w.alice, m.ID, w.control(m, "del:").CustomID)
	w.until("all are gone", func() bool { return all() == 0 })
}

// longAnswer is one of over 2,000 characters.
func longAnswer() *bot.Answer {
	a := &bot.Answer{Question: craneQuestion, Mode: bot.ModeQuotes}
	for i := range 18 {
		text := strings.Repeat("The crane of the harbour is tall. ", 2)
		a.Text += text + "[" + string(must(json.Marshal(i+1))) + "]\n\n"
		a.Citations = append(a.Citations, bot.Citation{Marker: i + 1, Quote: text, Source: bot.Source{Document: "harbour.md", Title: "The harbour", Start: i, End: i + 1}})
	}
	return a
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func TestMessageCommands(t *testing.T) {
	w := openTown(t).start()
	post := w.Say(w.bob, w.square, "Does anyone know who built the crane of the harbour?", "")
	m := w.settled(w.MessageCommand(w.alice, "Ask about this", post.ID), finished)
	contains(t, m.Content, "Marta Olsen", "> Does anyone know")
}

func TestCheckClaims(t *testing.T) {
	w := openTown(t).start()
	post := w.Say(w.bob, w.square, "Marta Olsen built the crane of the harbour in 1931. It can lift twelve tons. The mayor likes herring.", "")
	m := w.settled(w.MessageCommand(w.alice, "Check against the corpus", post.ID), func(m discordtest.Message) bool { return !m.Loading() && len(m.Controls()) > 0 })
	if !m.Ephemeral() {
		t.Error("everyone sees what somebody checked")
	}
	contains(t, m.Content, "supported", "contradicted", "not found", "3 claims checked")
	card := w.shown(w.Component(w.alice, m.ID, w.control(m, "fn:").CustomID, "2"))
	contains(t, card.AllText(), "It can lift ten tons")
	empty := w.Say(w.bob, w.square, "<@"+w.Bot().ID+">", "")
	told := w.shown(w.MessageCommand(w.alice, "Check against the corpus", empty.ID))
	contains(t, told.Content, "no text")
	none := w.Say(w.bob, w.square, "Is anybody there?", "")
	told = w.shown(w.MessageCommand(w.alice, "Check against the corpus", none.ID))
	contains(t, told.Content, "no claim")
}

func TestHelpAndStatus(t *testing.T) {
	w := openTown(t).start()
	m := w.shown(w.Slash(w.alice, w.square, "help", nil))
	contains(t, m.AllText(), "/ask", "/source")
	m = w.shown(w.Slash(w.alice, w.square, "status", nil))
	contains(t, m.AllText(), "2 documents", "1 of 1")
	if !m.Ephemeral() {
		t.Error("everyone sees the status")
	}
}
