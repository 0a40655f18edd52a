package discord_test

import (
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/sqlitestate"
)

func threads(s *sqlitestate.Settings) { s.Threads = true }

// opened asks by command and waits for the thread below the answer.
func (w *town) opened(question string) discordtest.Channel {
	w.t.Helper()
	w.settled(w.ask(w.alice, map[string]any{"question": question}), finished)
	var all []discordtest.Channel
	w.until("a thread is opened", func() bool {
		all = w.Threads(w.square)
		known := len(all) == 1
		if known {
			known, _ = w.state.IsThread(w.ctx, all[0].ID)
		}
		return known
	})
	return all[0]
}

// What is said in a thread that the bot opened is asked of it, in the light of
// the answer above the thread and of what was said since.
func TestThread(t *testing.T) {
	w := reading(t)
	w.set(threads)
	w.start()
	thread := w.opened(lightQuestion)
	if thread.Name != lightQuestion {
		t.Errorf("it is called %q", thread.Name)
	}
	asked := w.register()
	second := w.heard(w.Say(w.bob, thread, "And when was it lit for the first time?", ""), finished)
	contains(t, second.Content, "1902")
	third := w.heard(w.Say(w.alice, thread, "And how far is it seen?", second.ID), finished)
	contains(t, third.Content, "twenty miles")
	one := bot.Turn{Question: lightQuestion, Answer: lightAnswer}
	history(t, asked.of(t, "And when was it lit for the first time?").History, one)
	history(t, asked.of(t, "And how far is it seen?").History, one, bot.Turn{Question: "And when was it lit for the first time?", Answer: "1902"})
	w.settled(w.Slash(w.alice, thread, "ask", map[string]any{"question": craneAsked}), finished)
	w.settle()
	if n := len(w.requests(0, http.MethodPost, "/threads")); n != 1 {
		t.Errorf("%d threads were opened", n)
	}
	before := len(w.Requests())
	w.Say(w.alice, thread, "<:thanks:123>", "")
	w.settle()
	if all := w.requests(before, http.MethodPost, thread.ID); len(all) > 0 {
		t.Errorf("an emoji is answered: %+v", all)
	}
}

func TestThreadOutlivesRestart(t *testing.T) {
	w := reading(t)
	w.set(threads)
	w.start()
	thread := w.opened(lightQuestion)
	w.stop()
	w.start()
	contains(t, w.heard(w.Say(w.bob, thread, "And when was it lit for the first time?", ""), finished).Content, "1902")
}

func TestThreadName(t *testing.T) {
	w := openTown(t)
	w.set(threads)
	w.start()
	thread := w.opened("Who built\n  the crane " + strings.Repeat("ß", 150) + "?")
	if utf8.RuneCountInString(thread.Name) != 100 || !strings.HasPrefix(thread.Name, "Who built the crane ß") {
		t.Errorf("it is called %q", thread.Name)
	}
}

// No thread is opened where it would be of no use, or was not wanted.
func TestNoThread(t *testing.T) {
	w := openTown(t).start()
	w.settled(w.ask(w.alice, map[string]any{"question": craneAsked}), finished)
	w.stop()
	w.set(threads)
	w.start()
	w.settled(w.ask(w.alice, map[string]any{"question": craneAsked, "private": true}), finished)
	w.settled(w.Slash(w.alice, w.DM(w.alice), "ask", map[string]any{"question": craneAsked}), finished)
	w.heard(w.says(w.alice, craneAsked), finished)
	w.settle()
	if all := w.requests(0, http.MethodPost, "/threads"); len(all) > 0 {
		t.Errorf("opened: %+v", all)
	}
}

// The owner is told, once, that no threads can be opened; the answer stands.
func TestThreadForbidden(t *testing.T) {
	w := openTown(t)
	w.set(threads)
	w.Deny(w.square, w.Bot(), discordtest.PermissionPublicThreads)
	w.start()
	letters := w.DM(w.Owner(w.guild))
	for range 3 {
		w.settled(w.ask(w.alice, map[string]any{"question": craneAsked}), finished)
	}
	w.until("three were tried", func() bool { return len(w.requests(0, http.MethodPost, "/threads")) == 3 })
	w.until("the owner is told", func() bool { return len(w.Messages(letters)) > 0 })
	w.settle()
	all := w.Messages(letters)
	if len(all) != 1 {
		t.Fatalf("%d letters", len(all))
	}
	contains(t, all[0].Content, "<#"+w.square.ID+">", "Create Public Threads")
	if strings.Contains(all[0].Content, "Send Messages") || strings.Contains(all[0].Content, "cannot answer") {
		t.Errorf("it tells of what is not lacking: %s", all[0].Content)
	}
}

// Without the privilege the messages of a thread are empty: it is said once
// that a mention or a reply is needed, and those work.
func TestThreadWithoutContent(t *testing.T) {
	w := openTown(t)
	w.set(threads)
	w.start()
	thread := w.opened(lightQuestion)
	first := w.Say(w.bob, thread, "And when was it lit?", "")
	w.heard(first, holding("Mention me"))
	second := w.Say(w.alice, thread, "And how far is it seen?", "")
	asked := w.register()
	third := w.Say(w.bob, thread, w.Bot().Mention()+" And when was it lit?", "")
	m := w.heard(third, finished)
	contains(t, m.Content, "1902")
	history(t, asked.of(t, "And when was it lit?").History[:1], bot.Turn{Question: lightQuestion, Answer: lightAnswer})
	contains(t, w.heard(w.Say(w.bob, thread, "And how far is it seen?", m.ID), finished).Content, "twenty miles")
	for _, answer := range second.Answers() {
		if answer.Reply == second.ID {
			t.Errorf("told again: %s", answer.Content)
		}
	}
}

func TestThreadDeleted(t *testing.T) {
	w := openTown(t)
	w.set(threads)
	w.start()
	thread := w.opened(craneAsked)
	w.Event("THREAD_DELETE", w.guild.ID, map[string]any{"id": thread.ID, "guild_id": w.guild.ID, "parent_id": w.square.ID, "type": 11})
	w.until("it is forgotten", func() bool { known, err := w.state.IsThread(w.ctx, thread.ID); return err == nil && !known })
}

// What thread somebody asks in the interaction itself tells.
func TestThreadThatWasNotTold(t *testing.T) {
	w := openTown(t)
	w.set(func(s *sqlitestate.Settings) { s.Channels, s.Threads = []string{w.square.ID}, true })
	w.start()
	thread := w.opened(craneAsked)
	w.Event("THREAD_DELETE", w.guild.ID, map[string]any{"id": thread.ID, "guild_id": w.guild.ID, "parent_id": w.square.ID, "type": 11})
	w.until("it is forgotten", func() bool { known, err := w.state.IsThread(w.ctx, thread.ID); return err == nil && !known })
	w.settled(w.Slash(w.alice, thread, "ask", map[string]any{"question": craneAsked}), finished)
}

// So do its first message of the answer above it, and the gateway of threads
// that come into sight.
func TestThreadComesIntoSight(t *testing.T) {
	w := openTown(t)
	w.set(func(s *sqlitestate.Settings) { s.Channels, s.Threads = []string{w.square.ID}, true })
	w.start()
	thread := w.opened(lightQuestion)
	known := map[string]any{"id": thread.ID, "guild_id": w.guild.ID, "parent_id": w.square.ID, "type": 11}
	w.Event("THREAD_DELETE", w.guild.ID, known)
	w.until("it is forgotten", func() bool { known, err := w.state.IsThread(w.ctx, thread.ID); return err == nil && !known })
	w.heard(w.Say(w.bob, thread, w.Bot().Mention()+" And when was it lit?", ""), holding("I do not answer in this channel."))
	w.Event("THREAD_LIST_SYNC", w.guild.ID, map[string]any{"guild_id": w.guild.ID, "threads": []any{known}})
	if err := w.state.SaveThread(w.ctx, thread.ID, w.guild.ID); err != nil {
		t.Fatal(err)
	}
	asked := w.register()
	w.heard(w.Say(w.bob, thread, w.Bot().Mention()+" And when was it lit?", ""), finished)
	history(t, asked.of(t, "And when was it lit?").History[:1], bot.Turn{Question: lightQuestion, Answer: lightAnswer})
}
