package discord_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/sqlitestate"
	"footnote/corpus"
)

const (
	craneAsked    = "Who built the crane of the harbour?"
	craneAnswer   = "Marta Olsen built the crane"
	lightQuestion = "Who designed the lighthouse?"
	lightAnswer   = "designed by Ib Holm"
)

// reading opens a town whose bot reads what is not put to it.
func reading(t testing.TB, documents ...corpus.Document) *town {
	w := openTown(t, documents...)
	w.options.MessageContent = true
	return w
}

// says has somebody mention the bot in the square.
func (w *town) says(u discordtest.User, text string) *discordtest.Post {
	w.t.Helper()
	return w.Say(u, w.square, w.Bot().Mention()+" "+text, "")
}

// heard is the answer to a message once it holds.
func (w *town) heard(p *discordtest.Post, holds func(discordtest.Message) bool) discordtest.Message {
	w.t.Helper()
	m, err := p.WaitMessage(w.ctx, holds)
	if err != nil {
		w.t.Fatalf("%v\nanswers: %+v\nlog:\n%s", err, p.Answers(), w.log)
	}
	w.pingsNobody(m)
	return m
}

// holding waits for a text.
func holding(part string) func(discordtest.Message) bool {
	return func(m discordtest.Message) bool { return strings.Contains(m.AllText(), part) }
}

func (w *town) pingsNobody(m discordtest.Message) {
	w.t.Helper()
	if len(m.Mentions) > 0 {
		w.t.Errorf("a message pings %v:\n%s", m.Mentions, m.Content)
	}
}

// set changes the settings of the server before the bot reads them.
func (w *town) set(change func(*sqlitestate.Settings)) {
	w.t.Helper()
	if _, err := w.state.UpdateSettings(w.ctx, w.guild.ID, change); err != nil {
		w.t.Fatal(err)
	}
}

// settle waits until the bot has dealt with all events so far: a question that
// it gets after them is answered.
func (w *town) settle() {
	w.t.Helper()
	m := w.heard(w.Say(w.bob, w.DM(w.bob), "What do owls eat at night?", ""), finished)
	contains(w.t, m.Content, "mice")
	time.Sleep(50 * time.Millisecond) // for handlers that were begun before
}

// requests are those from a number on with a method, "" for any, and a part of a path.
func (w *town) requests(from int, method, part string) []discordtest.Request {
	return slices.DeleteFunc(w.Requests()[from:], func(r discordtest.Request) bool {
		return method != "" && r.Method != method || !strings.Contains(r.Path, part)
	})
}

// A register notes the questions that the corpus was asked.
type register struct {
	mu    sync.Mutex
	asked []bot.Question
}

func (w *town) register() *register {
	r := &register{}
	w.desk.meanwhile(func(_ context.Context, q bot.Question) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.asked = append(r.asked, q)
		return nil
	})
	return r
}

func (r *register) all() []bot.Question {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.asked)
}

// of finds the question of a text.
func (r *register) of(t testing.TB, text string) bot.Question {
	t.Helper()
	for _, q := range r.all() {
		if q.Text == text {
			return q
		}
	}
	t.Fatalf("%q was not asked, but %+v", text, r.all())
	return bot.Question{}
}

// history checks the questions of the turns before, and that each answer tells
// what it should.
func history(t testing.TB, got []bot.Turn, want ...bot.Turn) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d turns, not %d: %+v", len(got), len(want), got)
	}
	for i, turn := range got {
		if turn.Question != want[i].Question || !strings.Contains(turn.Answer, want[i].Answer) || strings.ContainsAny(turn.Answer, "[]") {
			t.Errorf("turn %d is %+v, not %+v", i, turn, want[i])
		}
	}
}

// A latch holds up questions that have a word in them, until it is opened for
// them. Questions that say panic panic after it.
type latch struct {
	mu   sync.Mutex
	held []string
	free chan struct{}
}

func (w *town) hold(word string) *latch {
	l := &latch{free: make(chan struct{})}
	w.desk.meanwhile(func(ctx context.Context, q bot.Question) error {
		if !strings.Contains(q.Text, word) {
			return nil
		}
		l.mu.Lock()
		l.held = append(l.held, q.Text)
		l.mu.Unlock()
		select {
		case <-l.free:
		case <-ctx.Done():
			return ctx.Err()
		}
		if strings.Contains(q.Text, "panic") {
			panic("a monkey wrench")
		}
		return nil
	})
	return l
}

// waiting are the questions that were held up so far.
func (l *latch) waiting() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.held)
}

func (l *latch) open() { close(l.free) }

// An hourglass is a clock that can be put forward. The zero value is right.
type hourglass struct{ ahead atomic.Int64 }

func (h *hourglass) now() time.Time { return time.Now().Add(time.Duration(h.ahead.Load())) }

func (h *hourglass) advance(by time.Duration) { h.ahead.Add(int64(by)) }
