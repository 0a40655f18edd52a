package discord_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/syncer"
)

// A cellar is what sources are synced by in tests: what is at a location is
// what the test put there.
type cellar struct {
	desk *desk

	mu      sync.Mutex
	known   []syncer.Status
	uploads map[string][]byte
	// at are the documents of locations; where there are none, the source
	// cannot be reached.
	at map[string][]corpus.Document
	// faults are what of locations cannot be read.
	faults map[string][]*corpus.Fault
	// during is called while a source is read.
	during func(ctx context.Context, name string) error
	asked  []string
}

func newCellar(d *desk) *cellar {
	return &cellar{desk: d, uploads: map[string][]byte{}, at: map[string][]corpus.Document{}, faults: map[string][]*corpus.Fault{}}
}

// put lays documents at a location.
func (c *cellar) put(location string, documents ...corpus.Document) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at[location] = documents
}

func (c *cellar) Sources(context.Context) ([]syncer.Status, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.known), nil
}

// change changes what is known of a source.
func (c *cellar) change(name string, change func(*syncer.Status)) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, name)
	for i := range c.known {
		if c.known[i].Name == name {
			change(&c.known[i])
			return nil
		}
	}
	return fmt.Errorf("%w: %q", sources.ErrUnknown, name)
}

func (c *cellar) Add(ctx context.Context, s sources.Source, upload []byte) (syncer.Outcome, error) {
	if err := s.Check(); err != nil {
		return syncer.Outcome{}, err
	}
	c.mu.Lock()
	if slices.ContainsFunc(c.known, func(k syncer.Status) bool { return k.Name == s.Name }) {
		c.mu.Unlock()
		return syncer.Outcome{}, fmt.Errorf("%w: %q", sources.ErrTaken, s.Name)
	}
	c.known = append(c.known, syncer.Status{Entry: sources.Entry{Source: s}})
	c.uploads[s.Name] = upload
	_, reachable := c.at[s.Location]
	c.mu.Unlock()
	if !reachable && s.Kind != sources.Upload {
		return syncer.Outcome{}, errors.Join(&fetch.Error{Kind: fetch.Gone, URL: s.Location, Err: errors.New("the server answers 404 Not Found")}, c.Remove(ctx, s.Name))
	}
	outcome, err := c.Sync(ctx, s.Name, false)
	if err != nil {
		return outcome, errors.Join(err, c.Remove(context.WithoutCancel(ctx), s.Name))
	}
	if outcome.Documents == 0 {
		return outcome, errors.Join(syncer.ErrEmpty, c.Remove(ctx, s.Name))
	}
	return outcome, nil
}

func (c *cellar) Remove(ctx context.Context, name string) error {
	c.mu.Lock()
	c.asked = append(c.asked, name)
	c.known = slices.DeleteFunc(c.known, func(k syncer.Status) bool { return k.Name == name })
	c.mu.Unlock()
	_, err := c.desk.indexer.SyncSource(ctx, retrieval.Scope{Source: name}, stream())
	return err
}

func (c *cellar) SetAudience(ctx context.Context, name string, labels []string) (syncer.Outcome, error) {
	if err := c.change(name, func(s *syncer.Status) { s.Audience = labels }); err != nil {
		return syncer.Outcome{}, err
	}
	return c.Sync(ctx, name, false)
}

// Sync reads a source. What is gone is held when it is more than half.
func (c *cellar) Sync(ctx context.Context, name string, confirm bool) (syncer.Outcome, error) {
	outcome := syncer.Outcome{Source: name}
	var source sources.Source
	err := c.change(name, func(s *syncer.Status) {
		s.Running, s.Progress, source = true, retrieval.Progress{Stage: retrieval.StageRead, Done: 3}, s.Source
	})
	if err != nil {
		return outcome, err
	}
	c.mu.Lock()
	during := c.during
	c.mu.Unlock()
	if during != nil {
		err = during(ctx, name)
	}
	if err == nil {
		hold := func(gone, known int) bool { return !confirm && 2*gone > known }
		outcome.Report, err = c.desk.indexer.SyncSource(ctx, retrieval.Scope{Source: name, Hold: hold}, c.read(source))
	}
	if err == nil {
		_, err = c.desk.indexer.Embed(ctx)
	}
	documents, listed := c.desk.Documents(context.WithoutCancel(ctx))
	for _, d := range documents {
		if d.Source == name {
			outcome.Documents++
			outcome.Passages += d.Chunks
		}
	}
	return outcome, errors.Join(err, listed, c.change(name, func(s *syncer.Status) {
		s.Running, s.State.Documents, s.State.Passages, s.State.Held = false, outcome.Documents, outcome.Passages, len(outcome.Held)
		s.State.Synced, s.Next = time.Now(), time.Now().Add(time.Hour)
	}))
}

// read gives the documents of a source as a syncer does.
func (c *cellar) read(s sources.Source) iter.Seq2[corpus.Document, error] {
	c.mu.Lock()
	defer c.mu.Unlock()
	documents, faults := slices.Clone(c.at[s.Location]), slices.Clone(c.faults[s.Location])
	if s.Kind == sources.Upload {
		doc, err := corpus.Read(s.Location, c.uploads[s.Name])
		documents = []corpus.Document{doc}
		if err != nil {
			documents, faults = nil, []*corpus.Fault{{Kind: corpus.Refused, Path: s.Location, Err: err}}
		}
	}
	return func(yield func(corpus.Document, error) bool) {
		for _, d := range documents {
			d.ID, d.Source, d.Audience = s.Name+"/"+d.ID, s.Name, retrieval.Restrict(s.Audience, d.Audience)
			d.Path = d.ID
			d.Hash = d.ContentHash()
			if !yield(d, nil) {
				return
			}
		}
		for _, f := range faults {
			if !yield(corpus.Document{}, f) {
				return
			}
		}
	}
}

var _ discord.Sources = (*syncer.Syncer)(nil)

// A carrier fetches files of the fake Discord, which is on this machine, and
// is strict about all other addresses.
type carrier struct {
	*fetch.Client
	strict *fetch.Client
}

func newCarrier() carrier {
	return carrier{fetch.New(fetch.Options{AllowPrivate: true}), fetch.New(fetch.Options{})}
}

// Check is that of the strict client.
func (c carrier) Check(address string) error { return c.strict.Check(address) }

const handbookAt = "https://docs.example.org/handbook"

// openCellar opens a town whose mayor can add sources.
func openCellar(t testing.TB, documents ...corpus.Document) (*town, *cellar) {
	t.Helper()
	return cellarIn(openTown(t, documents...))
}

func cellarIn(w *town) (*town, *cellar) {
	c := newCellar(w.desk)
	c.put(handbookAt, file("mill.md", "# The mill\n\nThe mill of Gull Hill is a windmill that grinds rye. It was built by Peder Lund in 1887.\n\n## How to rent the mill\n\nAsk the council of the town for its key.\n"),
		file("ferry.md", "# The ferry\n\nThe ferry is a boat with twelve cars. It leaves every two hours.\n"))
	w.options.Sources, w.options.Fetch = c, newCarrier()
	return w, c
}

// corpus uses a subcommand of /corpus and gives its last word.
func (w *town) corpus(u discordtest.User, command string, options map[string]any) discordtest.Message {
	w.t.Helper()
	return w.corpusIn(u, w.square, command, options)
}

func (w *town) corpusIn(u discordtest.User, c discordtest.Channel, command string, options map[string]any) discordtest.Message {
	w.t.Helper()
	m := w.settled(w.Slash(u, c, "corpus "+command, options), func(m discordtest.Message) bool {
		return !m.Loading() && !strings.HasPrefix(m.Content, "⏳")
	})
	if !m.Ephemeral() {
		w.t.Errorf("everyone sees what /corpus %s says: %s", command, m.AllText())
	}
	return m
}

// becomes waits until a message holds a text.
func (w *town) becomes(m discordtest.Message, part string) discordtest.Message {
	w.t.Helper()
	w.until("it says "+part, func() bool {
		m, _ = w.Message(m.ID)
		return strings.Contains(m.AllText(), part)
	})
	return m
}

func nameProblem(s *syncer.Status) {
	s.State.Problem = syncer.ErrUnreachable.Error() + ": the server is down"
}
