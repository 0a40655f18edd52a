package discord

import (
	"context"
	"fmt"
	"time"

	"footnote/bot/discord/wire"
)

const (
	// typingAfter lets a quick answer go before: typing that is shown after it
	// would stand there for ten seconds.
	typingAfter = 300 * time.Millisecond
	// typingEvery is a little less than Discord shows somebody typing for.
	typingEvery = 8 * time.Second
)

// typing shows the bot typing in a channel until it is stopped. Where it may
// not even do that it may not answer either: the question is given up before a
// model worked on it.
func (b *Bot) typing(ctx context.Context, channel string, giveUp context.CancelCauseFunc) (stop func()) {
	ctx, stop = context.WithCancel(ctx)
	go func() {
		defer b.survive(ctx, "typing", nil)
		for wait := typingAfter; ; wait = typingEvery {
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return
			}
			err := b.api.Typing(ctx, channel)
			switch {
			case ctx.Err() != nil:
				return
			case lacking(err):
				giveUp(fmt.Errorf("showing that an answer is being written: %w", err))
				return
			case err != nil:
				b.log.DebugContext(ctx, "typing was not shown", "error", err)
			}
		}
	}()
	return stop
}

// A typingStage ends the typing once there is something to read.
type typingStage struct {
	*channelStage
	stop func()
}

func (s typingStage) put(ctx context.Context, n int, m wire.Message) (string, error) {
	s.stop()
	return s.channelStage.put(ctx, n, m)
}
