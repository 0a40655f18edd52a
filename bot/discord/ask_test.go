package discord_test

import (
	"context"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// finished waits for the last state of an answer: one with buttons.
func finished(m discordtest.Message) bool { return len(m.Controls()) > 0 }

func (w *town) ask(u discordtest.User, options map[string]any) *discordtest.Interaction {
	w.t.Helper()
	return w.Slash(u, w.square, "ask", options)
}

// settled is the message of an interaction once it holds.
func (w *town) settled(i *discordtest.Interaction, holds func(discordtest.Message) bool) discordtest.Message {
	w.t.Helper()
	m, err := i.WaitMessage(w.ctx, holds)
	if err != nil {
		w.t.Fatalf("%v\nmessages: %+v\nlog:\n%s", err, i.Messages(), w.log)
	}
	return m
}

func contains(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in:\n%s", p, text)
		}
	}
}

func TestAsk(t *testing.T) {
	w := openTown(t).start()
	i := w.ask(w.alice, map[string]any{"question": "Who built the crane of the harbour?"})
	response, err := i.WaitResponse(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if response.Kind != discordtest.RespondDeferred || response.Ephemeral {
		t.Errorf("first response: %+v", response)
	}
	m := w.settled(i, finished)
	contains(t, m.Content, "> Who built the crane", "Marta Olsen built the crane of the harbour in 1931.",
		"[[1]](<https://harbour.example/history>)", "-# ", "The harbour")
	if m.Ephemeral() || m.Loading() {
		t.Errorf("flags %b", m.Flags)
	}
}

func TestAskPrivate(t *testing.T) {
	w := openTown(t).start()
	i := w.ask(w.alice, map[string]any{"question": "Who built the crane of the harbour?", "private": true})
	m := w.settled(i, finished)
	if !m.Ephemeral() {
		t.Error("everyone sees a private answer")
	}
	contains(t, m.AllText(), "Marta Olsen", "Share")
}

func TestAskOneDocument(t *testing.T) {
	w := openTown(t).start()
	i := w.ask(w.alice, map[string]any{"question": "Who built the crane of the harbour?", "source": "owls.md"})
	m := w.settled(i, finished)
	if strings.Contains(m.Content, "Marta") {
		t.Errorf("the answer comes from another document:\n%s", m.Content)
	}
	i = w.ask(w.alice, map[string]any{"question": "Who built the crane?", "source": "nothing.md"})
	m = w.settled(i, func(m discordtest.Message) bool { return !m.Loading() })
	contains(t, m.Content, "There is no document", "nothing.md")
}

func TestRefusal(t *testing.T) {
	w := openTown(t).start()
	m := w.settled(w.ask(w.alice, map[string]any{"question": "What is the capital of France?"}), finished)
	contains(t, m.Content, "The corpus")
	for _, c := range m.Controls() {
		if strings.HasPrefix(c.CustomID, "fn:") {
			t.Error("a refusal has footnotes")
		}
	}
}

// What fails on the way is told to the asker, once, and logged, and the bot
// lives on.
func TestFailures(t *testing.T) {
	w := openTown(t).start()
	w.desk.meanwhile(func(ctx context.Context, q bot.Question) error {
		switch {
		case strings.Contains(q.Text, "panic"):
			panic("a monkey wrench")
		case strings.Contains(q.Text, "break"):
			return errBroken
		}
		return nil
	})
	for _, text := range []string{"Will it panic in the harbour?", "Will it break in the harbour?"} {
		m := w.settled(w.ask(w.alice, map[string]any{"question": text}), func(m discordtest.Message) bool { return !m.Loading() })
		contains(t, m.Content, "Something broke")
	}
	w.until("both are logged", func() bool {
		log := w.log.String()
		return strings.Contains(log, "monkey wrench") && strings.Contains(log, "goroutine") && strings.Contains(log, errBroken.Error())
	})
	m := w.settled(w.ask(w.alice, map[string]any{"question": "What do owls eat at night?"}), finished)
	contains(t, m.Content, "mice")
	if log := w.log.String(); strings.Contains(log, w.Token()) {
		t.Error("the token was logged")
	}
}

// An answer grows, and is edited no more often than is allowed.
func TestPlaceInLine(t *testing.T) {
	w := openTown(t)
	w.options.Workers = 1
	w.start()
	begun, release := make(chan struct{}, 2), make(chan struct{})
	w.desk.meanwhile(func(ctx context.Context, q bot.Question) error {
		begun <- struct{}{}
		select {
		case <-release:
		case <-ctx.Done():
		}
		return ctx.Err()
	})
	first := w.ask(w.alice, map[string]any{"question": "Who built the crane of the harbour?"})
	<-begun
	second := w.ask(w.bob, map[string]any{"question": "What do owls eat at night?"})
	m := w.settled(second, func(m discordtest.Message) bool { return strings.Contains(m.Content, "1st in line") })
	close(release)
	m = w.settled(second, finished)
	contains(t, m.Content, "mice")
	w.settled(first, finished)
}

// What cannot be kept is answered all the same, without buttons.
func TestStateIsBroken(t *testing.T) {
	w := openTown(t).start()
	w.state.Close()
	m := w.settled(w.ask(w.alice, map[string]any{"question": craneQuestion}), holding("Marta Olsen"))
	if len(m.Controls()) > 0 {
		t.Error("buttons that lead nowhere")
	}
}
