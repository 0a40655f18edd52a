package discord

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync/atomic"
	"time"

	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/queue"
	"footnote/bot/suggest"
)

// Options tell how a community is served. The zero value is fit for use.
type Options struct {
	// Guild is the server to register the commands in; "" is all of them.
	Guild string
	// Workers is how many questions are answered at the same time; 0 is one
	// for each processor.
	Workers int
	// EditEvery is the least time between two edits of a growing answer; 0 is
	// 1.5 seconds.
	EditEvery time.Duration
	// AnswerTimeout bounds one answer once its turn has come; 0 is 5 minutes.
	AnswerTimeout time.Duration
	// StopTimeout bounds what is finished when the bot is stopped; 0 is 15
	// seconds.
	StopTimeout time.Duration
	// MessageContent is set when the intent of that name is switched on, so
	// that channels can be answered without being asked.
	MessageContent bool
	// Model names the language model that writes; "" is none.
	Model string
	// Version is that of the program.
	Version string
	// Changed is told the ID of a channel or thread in which something that was
	// said before was edited or deleted, or which other people may see than
	// before, and that of a server where this holds of all channels. It returns
	// at once, and may be nil.
	Changed func(id string)
	// Sources are what those who manage a server can add to, by /corpus; nil
	// leaves that command out.
	Sources Sources
	// Fetch fetches what is attached to /corpus add.
	Fetch Fetcher
	// Shard and Shards tell which part of the servers this process serves.
	Shard, Shards int
	// Logger gets one record for each failure; nil logs nothing.
	Logger *slog.Logger
	// Now tells the time; nil is time.Now.
	Now func() time.Time
}

// A Bot serves a community. Run it once.
type Bot struct {
	api     API
	gateway Gateway
	corpus  Corpus
	state   State
	phrases *phrases.Catalog
	options Options
	log     *slog.Logger
	now     func() time.Time
	started time.Time

	queue     *queue.Queue
	quota     *queue.Quota
	recent    *queue.Recent
	running   running
	channels  channels
	documents *catalog
	settings  settingsCache
	suggest   *suggest.Maker
	reading   busy

	self atomic.Pointer[identity]
	// noCards is set once the server has turned down components as a message.
	noCards  atomic.Bool
	handlers tasks
	stopping atomic.Bool
}

// identity is who the bot is, as Discord says when it connects.
type identity struct{ user, app string }

// Events that came before are recognised for so long, and so many of them.
const (
	recentEvents = 50_000
	recentAge    = 20 * time.Minute
)

// How many questions may wait. The line is fair, so that somebody who asks a lot
// keeps nobody else waiting; the bounds are there for memory's sake.
const (
	waitingOfUser = 600
	waitingInAll  = 2000
)

// New returns a bot over a connection, a corpus and what is kept.
func New(api API, gateway Gateway, corpus Corpus, state State, options Options) (*Bot, error) {
	texts, err := phrases.New()
	if err != nil {
		return nil, err
	}
	questions, err := suggest.New()
	if err != nil {
		return nil, err
	}
	options = options.withDefaults()
	b := &Bot{api: api, gateway: gateway, corpus: corpus, state: state, phrases: texts, options: options,
		log: options.Logger, now: options.Now, started: options.Now(),
		queue: queue.New(queue.Options{Workers: options.Workers, PerUser: waitingOfUser, Most: waitingInAll}), quota: queue.NewQuota(options.Now),
		recent: queue.NewRecent(recentEvents, recentAge, options.Now), documents: &catalog{corpus: corpus}, suggest: questions}
	b.settings.state = state
	b.settings.now = options.Now
	return b, nil
}

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.EditEvery <= 0 {
		o.EditEvery = editEvery
	}
	if o.AnswerTimeout <= 0 {
		o.AnswerTimeout = 5 * time.Minute
	}
	if o.StopTimeout <= 0 {
		o.StopTimeout = 15 * time.Second
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Shards = max(1, o.Shards)
	return o
}

// Run serves until the context ends, then finishes what is under way, or says
// sorry, and returns nil. An error means that Discord refuses the bot for good.
func (b *Bot) Run(ctx context.Context) error {
	// The connection outlives the context: what is finished must be delivered.
	connection, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	work, abandon := context.WithCancelCause(connection)
	defer abandon(nil)
	go b.housekeep(work)
	ended := make(chan error, 1)
	go func() {
		ended <- b.gateway.Run(connection, func(e link.Event) { b.event(work, e) }, nil)
	}()
	select {
	case err := <-ended:
		abandon(errStopping)
		<-b.handlers.idle()
		return err
	case <-ctx.Done():
	}
	b.stop(abandon)
	hangUp()
	err := <-ended
	select {
	case <-b.handlers.idle():
	case <-time.After(lastTime): // they were given their time before
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// lastTime bounds the end of what came while the bot hung up.
const lastTime = time.Second

// stop takes nothing more, lets what is under way finish for a while, and then
// breaks it off.
func (b *Bot) stop(abandon context.CancelCauseFunc) {
	b.stopping.Store(true)
	b.log.Info("stopping", "waiting", b.queue.Len())
	b.queue.Close()
	done := b.handlers.idle()
	timer := time.NewTimer(b.options.StopTimeout)
	defer timer.Stop()
	select {
	case <-done:
		return
	case <-timer.C:
	}
	abandon(errStopping)
	timer.Reset(apologyTime)
	select {
	case <-done:
	case <-timer.C:
		b.log.Warn("some questions were left without a word")
	}
}

// user is the bot's own ID, "" before it is known.
func (b *Bot) user() string {
	if self := b.self.Load(); self != nil {
		return self.user
	}
	return ""
}

// answersKept is how long the footnotes of an answer can be opened.
const answersKept = 90 * 24 * time.Hour

// housekeep throws away what is old, once a day.
func (b *Bot) housekeep(ctx context.Context) {
	defer b.survive(ctx, "housekeeping", nil)
	for {
		if n, err := b.state.Prune(ctx, b.now().Add(-answersKept)); err != nil && ctx.Err() == nil {
			b.log.ErrorContext(ctx, "old answers were not thrown away", "error", err)
		} else if n > 0 {
			b.log.InfoContext(ctx, "old answers thrown away", "answers", n)
		}
		select {
		case <-time.After(24 * time.Hour):
		case <-ctx.Done():
			return
		}
	}
}
