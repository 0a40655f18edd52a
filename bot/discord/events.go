package discord

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"

	"footnote/bot/discord/link"
)

// event starts the handling of an event of the gateway, and returns at once.
func (b *Bot) event(ctx context.Context, e link.Event) {
	switch e.Type {
	case "READY":
		b.ready(ctx, e.Data)
	case "INTERACTION_CREATE":
		b.start(ctx, e.Type, func() { b.interaction(ctx, e.Data) })
	case "MESSAGE_CREATE":
		if m, ok := decode(ctx, b.log, e, readMessage); ok {
			b.start(ctx, e.Type, func() { b.message(ctx, m) })
		}
	case "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		b.messagesGone(e)
		b.tellChanged(e)
	case "MESSAGE_UPDATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "GUILD_ROLE_UPDATE":
		b.tellChanged(e)
	case "GUILD_CREATE", "GUILD_UPDATE":
		if g, ok := decode(ctx, b.log, e, read[guildEvent]); ok {
			b.channels.guild(g)
		}
	case "GUILD_DELETE":
		if g, ok := decode(ctx, b.log, e, read[guildEvent]); ok && !g.Unavailable {
			b.channels.left(g.ID)
		}
	case "THREAD_CREATE", "THREAD_UPDATE":
		if t, ok := decode(ctx, b.log, e, read[channelEvent]); ok {
			b.channels.thread(t)
			b.tellChanged(e)
		}
	case "THREAD_LIST_SYNC": // the bot may see a channel from now on
		var seen struct {
			Guild   string         `json:"guild_id"`
			Threads []channelEvent `json:"threads"`
		}
		if err := json.Unmarshal(e.Data, &seen); err == nil {
			for _, t := range seen.Threads {
				t.GuildID = seen.Guild
				b.channels.thread(t)
			}
		}
	case "THREAD_DELETE":
		if t, ok := decode(ctx, b.log, e, read[channelEvent]); ok {
			b.tellChanged(e)
			b.channels.closed(t.ID)
			b.start(ctx, e.Type, func() { b.forgetThread(ctx, t.ID) })
		}
	}
}

// messagesGone ends what questions began that were deleted.
func (b *Bot) messagesGone(e link.Event) {
	var gone struct {
		ID  string   `json:"id"`
		IDs []string `json:"ids"`
	}
	if err := json.Unmarshal(e.Data, &gone); err != nil {
		return
	}
	for _, id := range append(gone.IDs, gone.ID) {
		b.running.withdraw(id)
	}
}

func read[T any](data json.RawMessage) (value T, err error) {
	err = json.Unmarshal(data, &value)
	return value, err
}

// decode reads an event; what cannot be read is logged and passed over.
func decode[T any](ctx context.Context, log *slog.Logger, e link.Event, read func(json.RawMessage) (T, error)) (T, bool) {
	value, err := read(e.Data)
	if err != nil {
		log.ErrorContext(ctx, "an event cannot be read", "event", e.Type, "error", err)
	}
	return value, err == nil
}

// start handles an event in a goroutine of its own, which no panic leaves.
func (b *Bot) start(ctx context.Context, what string, handle func()) {
	b.handlers.add()
	go func() {
		defer b.handlers.done()
		defer b.survive(ctx, what, nil)
		handle()
	}()
}

// survive ends a panic: it is logged with its stack, and told to who waits.
func (b *Bot) survive(ctx context.Context, what string, tell func(error)) {
	if p := recover(); p != nil {
		b.log.ErrorContext(ctx, "a handler panicked", "what", what, "panic", p, "stack", string(debug.Stack()))
		if tell != nil {
			tell(errPanicked)
		}
	}
}

// errPanicked stands for a panic that was logged already.
var errPanicked = errors.New("a handler panicked")

// tasks counts what is under way. The zero value is idle.
type tasks struct {
	mu      sync.Mutex
	n       int
	waiting []chan struct{}
}

func (t *tasks) add() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n++
}

func (t *tasks) done() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n--
	if t.n > 0 {
		return
	}
	for _, w := range t.waiting {
		close(w)
	}
	t.waiting = nil
}

// idle is closed once nothing is under way.
func (t *tasks) idle() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	idle := make(chan struct{})
	if t.n == 0 {
		close(idle)
	} else {
		t.waiting = append(t.waiting, idle)
	}
	return idle
}
