package history_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/history"
	"footnote/bot/discord/link"
	"footnote/corpus"
	"footnote/corpus/sources"
)

// A clock is one that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// A town is a fake Discord, and a bot's connection to it.
type town struct {
	*discordtest.Server
	*clock
	t        testing.TB
	api      *link.Link
	guild    discordtest.Guild
	square   discordtest.Channel
	ada, ben discordtest.User
	options  history.Options
	dir      string
}

func openTown(t testing.TB) *town {
	t.Helper()
	c := &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	s := discordtest.New(t, discordtest.Options{Now: c.Now, MessageContent: true})
	w := &town{Server: s, clock: c, t: t, dir: t.TempDir(), options: history.Options{Now: c.Now}}
	w.guild = s.AddGuild("Harbour Town")
	w.square = s.AddChannel(w.guild, "square")
	w.ada, w.ben = s.AddUser("Ada Olsen", w.guild), s.AddUser("Ben", w.guild)
	w.options.Authors = func(context.Context, string) (string, error) { return history.Names, nil }
	var err error
	if w.api, err = link.New(link.Config{Token: s.Token(), API: s.APIBase()}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.api.Close)
	return w
}

// said has somebody say something, a minute after what was said before.
func (w *town) said(u discordtest.User, c discordtest.Channel, text string) string {
	w.pass(time.Minute)
	return w.Say(u, c, text, "").ID
}

// origin opens a channel as a source.
func (w *town) origin(c discordtest.Channel) *history.Origin {
	return history.New(w.api, sources.Source{Name: "chat", Kind: sources.Discord, Location: c.ID}, w.dir, w.options)
}

// A harvest is what an origin gave.
type harvest struct {
	docs   []corpus.Document
	faults []*corpus.Fault
	err    error
}

func gather(ctx context.Context, o *history.Origin) harvest {
	var h harvest
	for doc, err := range o.Documents(ctx) {
		fault := new(corpus.Fault)
		switch {
		case errors.As(err, &fault):
			h.faults = append(h.faults, fault)
		case err != nil:
			h.err = err
		default:
			h.docs = append(h.docs, doc)
		}
	}
	return h
}

// read reads a channel, of which all must be readable.
func (w *town) read(c discordtest.Channel) []corpus.Document {
	w.t.Helper()
	h := gather(w.t.Context(), w.origin(c))
	if h.err != nil || len(h.faults) > 0 {
		w.t.Fatalf("faults %v, error %v", h.faults, h.err)
	}
	return h.docs
}

// one is the document of a channel that has but one.
func (w *town) one(c discordtest.Channel) corpus.Document {
	w.t.Helper()
	docs := w.read(c)
	if len(docs) != 1 {
		w.t.Fatalf("there are %d documents: %+v", len(docs), docs)
	}
	return docs[0]
}

// texts are all documents in one.
func texts(docs []corpus.Document) string {
	var b strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&b, "%s | %s | %s | %s\n%s", d.ID, d.Title, d.Author, d.Publisher, d.Text)
	}
	return b.String()
}

// asked counts the requests from a number on whose path has a part.
func (w *town) asked(from int, part string) int {
	n := 0
	for _, r := range w.Requests()[from:] {
		if strings.Contains(r.Path, part) {
			n++
		}
	}
	return n
}

func contains(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in:\n%s", part, text)
		}
	}
}

func lacks(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			t.Errorf("%q should not be in:\n%s", part, text)
		}
	}
}

func equal(t testing.TB, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}
