package discord_test

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/sqlitestate"
)

func (w *town) quotas(user, guild int) sqlitestate.Settings {
	s := sqlitestate.DefaultSettings()
	s.UserQuota, s.GuildQuota = user, guild
	return s
}

// refusedIn asks in each way, and waits for the refusal.
func (w *town) refusedIn(u discordtest.User, c discordtest.Channel, text string) {
	w.t.Helper()
	m := w.settled(w.Slash(u, c, "ask", map[string]any{"question": craneAsked}), holding(text))
	if !m.Ephemeral() {
		w.t.Error("all see why somebody may not ask")
	}
	w.heard(w.Say(u, c, w.Bot().Mention()+" "+craneAsked, ""), holding(text))
}

func (w *town) answeredIn(u discordtest.User, c discordtest.Channel) {
	w.t.Helper()
	w.settled(w.Slash(u, c, "ask", map[string]any{"question": craneAsked}), finished)
	w.heard(w.Say(u, c, w.Bot().Mention()+" "+craneAsked, ""), finished)
}

func TestOnlyInChannels(t *testing.T) {
	w := openTown(t)
	tavern := w.AddChannel(w.guild, "tavern")
	w.set(func(s *sqlitestate.Settings) { s.Channels, s.Threads = []string{w.square.ID}, true })
	w.start()
	w.refusedIn(w.alice, tavern, "I do not answer in this channel.")
	w.answeredIn(w.alice, w.square)
	thread := w.opened(craneAsked)
	w.answeredIn(w.alice, thread)
	w.settled(w.Slash(w.alice, w.DM(w.alice), "ask", map[string]any{"question": craneAsked}), finished)
}

func TestOnlyForRoles(t *testing.T) {
	w := openTown(t)
	role := w.AddRole(w.guild, "readers", 0, w.alice)
	w.set(func(s *sqlitestate.Settings) { s.Roles = []string{role.ID} })
	w.start()
	w.answeredIn(w.alice, w.square)
	w.refusedIn(w.bob, w.square, "only certain roles")
}

// The role that everyone has may be chosen too.
func TestForEveryone(t *testing.T) {
	w := openTown(t)
	w.set(func(s *sqlitestate.Settings) { s.Roles = []string{w.guild.Everyone} })
	w.start()
	w.answeredIn(w.bob, w.square)
}

func TestQuotaOfUser(t *testing.T) {
	w, c := openLate(t)
	w.set(func(s *sqlitestate.Settings) { *s = w.quotas(2, 0) })
	w.answeredIn(w.alice, w.square)
	w.refusedIn(w.alice, w.square, "as many questions as one person")
	w.answeredIn(w.bob, w.square)
	c.advance(59 * time.Minute)
	w.refusedIn(w.alice, w.square, "Try again in 1 minute.")
	c.advance(2 * time.Minute)
	w.answeredIn(w.alice, w.square)
}

func TestQuotaOfServer(t *testing.T) {
	w, c := openLate(t)
	w.set(func(s *sqlitestate.Settings) { *s = w.quotas(0, 2) })
	w.answeredIn(w.alice, w.square)
	w.refusedIn(w.bob, w.square, "This server has asked")
	w.heard(w.Say(w.bob, w.DM(w.bob), craneAsked, ""), finished)
	c.advance(61 * time.Minute)
	w.answeredIn(w.bob, w.square)
}

// A question that could not be answered is not counted.
func TestQuotaOfFailures(t *testing.T) {
	w := openTown(t)
	w.set(func(s *sqlitestate.Settings) { *s = w.quotas(1, 0) })
	w.start()
	l := w.hold("panic")
	l.open()
	for range 2 {
		w.heard(w.says(w.alice, "Will it panic?"), holding("Something broke"))
		w.settled(w.ask(w.alice, map[string]any{"question": "Will it panic?"}), holding("Something broke"))
	}
	w.heard(w.says(w.alice, craneAsked), finished)
}

// The bot speaks in the language of the settings, to whomever.
func TestLanguageOfServer(t *testing.T) {
	w := openTown(t)
	w.set(func(s *sqlitestate.Settings) { s.Language = "ru" })
	w.start()
	contains(t, w.settled(w.ask(w.alice, map[string]any{"question": craneAsked}), finished).AllText(), "Удалить")
	contains(t, w.heard(w.says(w.alice, craneAsked), finished).AllText(), "Удалить")
	// Elsewhere, in each user's own.
	bob := w.bob
	bob.Locale = "fr"
	contains(t, w.settled(w.Slash(bob, w.DM(bob), "ask", map[string]any{"question": craneAsked}), finished).AllText(), "Supprimer")
}

func TestVerbosity(t *testing.T) {
	lengths := map[string]int{}
	for _, v := range []string{sqlitestate.Short, sqlitestate.Normal, sqlitestate.Full} {
		w := openTown(t, file("harbour.md", "# The harbour\n\nMarta Olsen built the crane of the harbour in 1931, "+strings.Repeat("with stones from the old quay, ", 6)+"and was paid for it.\n"))
		w.set(func(s *sqlitestate.Settings) { s.Verbosity = v })
		w.start()
		lengths[v] = len(w.settled(w.ask(w.alice, map[string]any{"question": craneAsked}), finished).Content)
	}
	if lengths[sqlitestate.Short] >= lengths[sqlitestate.Normal] || lengths[sqlitestate.Normal] >= lengths[sqlitestate.Full] {
		t.Errorf("lengths: %v", lengths)
	}
}
