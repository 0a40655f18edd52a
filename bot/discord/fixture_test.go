package discord_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/link"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/gate"
	"footnote/bot/wordnet"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/postings"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/snowball"
	"footnote/retrieval/sqlitestore"
)

var _ = synctest.Test

// A desk is the corpus of the tests: a real index in memory.
type desk struct {
	answerer *bot.Answerer
	searcher *retrieval.Searcher
	*sqlitestore.Store
	indexer *retrieval.Indexer

	mu sync.Mutex
	// before is called when a question is about to be answered.
	before func(ctx context.Context, q bot.Question) error
	// instead is the answer to every question, where it is set.
	instead *bot.Answer
}

func file(name, text string) corpus.Document {
	doc, err := corpus.Read(name, []byte(text))
	if err != nil {
		panic(err)
	}
	return doc
}

func stream(documents ...corpus.Document) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, d := range documents {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func openDesk(t testing.TB, documents ...corpus.Document) *desk {
	t.Helper()
	ctx := context.Background()
	store, err := sqlitestore.OpenMemory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	embedder, analyzer := retrievaltest.NewEmbedder(64), snowball.New()
	d := &desk{Store: store, indexer: retrieval.NewIndexer(store, embedder, corpus.Splitter{}, nil)}
	d.sync(t, documents...)
	text, vectors := postings.New(analyzer), chromemstore.New()
	index := retrieval.NewIndex(store, text, nil, vectors)
	d.searcher = retrieval.NewSearcher(index, store, text, vectors, embedder, analyzer)
	thesaurus, err1 := wordnet.New()
	proving, err2 := gate.New(analyzer, thesaurus)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	d.answerer = bot.NewAnswerer(d.searcher, store, analyzer).WithProver(func(p []retrieval.Passage) bot.Checker { return proving.Open(p) }).WithComparer(proving)
	return d
}

// sync makes the index hold just the documents.
func (d *desk) sync(t testing.TB, documents ...corpus.Document) {
	t.Helper()
	_, err := d.indexer.Sync(context.Background(), stream(documents...))
	if err == nil {
		_, err = d.indexer.Embed(context.Background())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// meanwhile has something done before each question is answered.
func (d *desk) meanwhile(do func(ctx context.Context, q bot.Question) error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.before = do
}

// answersAll makes the answer to every question be this one.
func (d *desk) answersAll(answer *bot.Answer) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.instead = answer
}

func (d *desk) Stream(ctx context.Context, q bot.Question) iter.Seq2[bot.Event, error] {
	d.mu.Lock()
	before, instead := d.before, d.instead
	d.mu.Unlock()
	return func(yield func(bot.Event, error) bool) {
		if before != nil {
			if err := before(ctx, q); err != nil {
				yield(bot.Event{}, err)
				return
			}
		}
		if instead != nil {
			yield(bot.Event{Text: instead.Text, Citations: instead.Citations, Answer: instead}, nil)
			return
		}
		for event, err := range d.answerer.Stream(ctx, q) {
			if !yield(event, err) {
				return
			}
		}
	}
}

func (d *desk) CheckClaims(ctx context.Context, text string, audience retrieval.Audience) (bot.ClaimReport, error) {
	return d.answerer.CheckClaims(ctx, text, audience)
}

func (d *desk) Retrieve(ctx context.Context, q retrieval.Query) (retrieval.Result, error) {
	return d.searcher.Retrieve(ctx, q)
}

func (d *desk) Edition(ctx context.Context) (string, error) {
	state, err := d.State(ctx)
	return fmt.Sprint(state.Contents), err
}

func (d *desk) Synced(context.Context) time.Time {
	return time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
}

// A town is a Discord with a server, people in it, and the bot.
type town struct {
	*discordtest.Server
	t       testing.TB
	ctx     context.Context
	desk    *desk
	state   *sqlitestate.Store
	guild   discordtest.Guild
	square  discordtest.Channel
	alice   discordtest.User
	bob     discordtest.User
	mayor   discordtest.User // manages the server
	log     *logbook
	options discord.Options
	stop    func()
	ended   chan error
}

// harbour is what most tests ask about.
func harbour() corpus.Document {
	return file("harbour.md", "---\nurl: https://harbour.example/history\ndate: 2024-05-01\n---\n# The harbour\n\nMarta Olsen built the crane of the harbour in 1931. It can lift ten tons.\n\n## The lighthouse\n\nThe lighthouse was designed by Ib Holm and lit for the first time in 1902. Its lamp is seen from twenty miles.\n")
}

func owls() corpus.Document {
	return file("owls.md", "# Owls\n\nOwls eat mice at night. They sleep in barns by day.\n")
}

// openTown builds everything but the bot, which start runs.
func openTown(t testing.TB, documents ...corpus.Document) *town {
	t.Helper()
	return openTownOn(t, discordtest.Options{MessageContent: true}, documents...)
}

// openTownOn builds it on a Discord of one's choice.
func openTownOn(t testing.TB, options discordtest.Options, documents ...corpus.Document) *town {
	t.Helper()
	if len(documents) == 0 {
		documents = []corpus.Document{harbour(), owls()}
	}
	s := discordtest.New(t, options)
	w := &town{Server: s, t: t, desk: openDesk(t, documents...), log: &logbook{}}
	w.guild = s.AddGuild("Harbour Town")
	w.square = s.AddChannel(w.guild, "square")
	w.alice, w.bob, w.mayor = s.AddUser("alice", w.guild), s.AddUser("bob", w.guild), s.AddUser("mayor", w.guild)
	s.AddRole(w.guild, "council", 1<<5|1<<13, w.mayor)
	var cancel context.CancelFunc
	w.ctx, cancel = context.WithTimeout(context.Background(), 60*time.Second)
	t.Cleanup(cancel)
	state, err := sqlitestate.OpenMemory(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { state.Close() })
	w.state = state
	w.options = discord.Options{EditEvery: 20 * time.Millisecond, Logger: slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	return w
}

// start runs the bot until the test ends, or it is stopped.
func (w *town) start() *town {
	w.t.Helper()
	connection, err := link.New(link.Config{Token: w.Token(), API: w.APIBase(), Intents: discord.Intents(w.options.MessageContent),
		Log: w.options.Logger, Timing: link.Timing{IdentifyGap: 50 * time.Millisecond, Backoff: 20 * time.Millisecond, Close: 50 * time.Millisecond, Invalid: 20 * time.Millisecond}})
	if err != nil {
		w.t.Fatal(err)
	}
	b, err := discord.New(connection, connection, w.desk, w.state, w.options)
	if err != nil {
		w.t.Fatal(err)
	}
	before := strings.Count(w.log.String(), "msg=serving")
	ctx, cancel := context.WithCancel(w.ctx)
	w.ended = make(chan error, 1)
	go func() { w.ended <- b.Run(ctx) }()
	var once sync.Once
	w.stop = func() {
		once.Do(func() {
			cancel()
			if err := <-w.ended; err != nil {
				w.t.Errorf("the bot ended with: %v", err)
			}
		})
	}
	w.t.Cleanup(w.stop)
	w.until("it is connected", func() bool { return strings.Count(w.log.String(), "msg=serving") > before })
	w.until("the commands are registered", func() bool { return len(w.Commands(w.options.Guild)) > 0 })
	return w
}

// until waits for something that becomes true.
func (w *town) until(what string, holds func() bool) {
	w.t.Helper()
	for !holds() {
		if w.ctx.Err() != nil {
			w.t.Fatalf("never: %s\n%s", what, w.log)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// A logbook keeps what was logged, to look at when a test fails.
type logbook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

var errBroken = errors.New("the pipe burst")
