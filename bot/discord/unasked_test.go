package discord_test

import (
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/sqlitestate"
)

func (w *town) unasked(s *sqlitestate.Settings) { s.Unasked = []string{w.square.ID} }

// silent has something said, and holds the bot to making no request for it.
func (w *town) silent(u discordtest.User, c discordtest.Channel, text, replyTo string) {
	w.t.Helper()
	before := len(w.Requests())
	w.Say(u, c, text, replyTo)
	w.settle()
	if all := w.requests(before, "", c.ID); len(all) > 0 {
		w.t.Errorf("%q: %+v", text, all)
	}
}

func TestUnasked(t *testing.T) {
	w := reading(t)
	w.set(w.unasked)
	w.start()
	p := w.Say(w.alice, w.square, craneAsked, "")
	m := w.heard(p, finished)
	contains(t, m.Content, craneAnswer)
	if m.Reply != p.ID {
		t.Error("not a reply")
	}
	if n := len(w.Typing(w.square)); n > 0 {
		t.Error("it types before it knows whether to answer")
	}
	w.silent(w.alice, w.square, "What is the capital of France?", "")
	w.silent(w.alice, w.square, "Who built the crane of the harbour.", "")
	w.silent(w.alice, w.square, "Really?", "")
	w.silent(w.alice, w.square, "See https://harbour.example/?built=crane of the harbour", "")
	w.silent(w.alice, w.square, w.bob.Mention()+" who built the crane of the harbour?", "")
	w.silent(w.alice, w.square, craneAsked, w.Say(w.bob, w.square, "Ask me anything.", "").ID)
	w.silent(w.alice, w.AddChannel(w.guild, "tavern"), craneAsked, "")
}

// In a script without spaces a question is one long word.
func TestUnaskedChinese(t *testing.T) {
	w := reading(t, file("hafen.md", "# 港口\n\n港口的起重机是玛尔塔在1931年建造的。\n"))
	w.set(w.unasked)
	w.start()
	asked := w.register()
	w.Say(w.alice, w.square, "港口的起重机是谁建造的？", "")
	w.until("it is asked", func() bool { return len(asked.all()) == 1 })
}

// Questions that nobody put to the bot cost nothing when it has no answer, and
// nothing is said of a quota that is used up.
func TestUnaskedQuota(t *testing.T) {
	w := reading(t)
	w.set(w.unasked)
	w.set(func(s *sqlitestate.Settings) { s.UserQuota = 1 })
	w.start()
	for range 3 {
		w.silent(w.alice, w.square, "What is the capital of France?", "")
	}
	w.heard(w.Say(w.alice, w.square, craneAsked, ""), finished)
	w.silent(w.alice, w.square, craneAsked, "")
	w.heard(w.says(w.alice, craneAsked), holding("as many questions"))
}

// It takes both the intent and the setting.
func TestNotUnasked(t *testing.T) {
	without := openTown(t)
	without.set(without.unasked)
	without.start()
	without.silent(without.alice, without.square, craneAsked, "")
	with := reading(t).start()
	with.silent(with.alice, with.square, craneAsked, "")
}
