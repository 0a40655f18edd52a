package discord

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/queue"
	"footnote/bot/discord/sqlitestate"
	"footnote/retrieval"
)

// A refused is an error that says to the user, in their language, why
// something is not done. It is no fault of the bot's.
type refused struct {
	key  phrases.Key
	args []any
}

func refusal(key phrases.Key, args ...any) error { return &refused{key: key, args: args} }

// Error names the reason, for logs.
func (r *refused) Error() string { return fmt.Sprintf("refused: %s", r.key) }

// Why a context of the bot's ends early.
var (
	errWithdrawn = errors.New("the question was deleted")
	errStopping  = errors.New("the bot is being stopped")
)

// quotaPeriod is what quotas count in.
const quotaPeriod = time.Hour

func minutes(wait time.Duration) int { return max(1, int(math.Ceil(wait.Minutes()))) }

// apology is the one place where an error becomes a text for people. fault is
// set when the bot itself failed, so that it must be logged.
func apology(err error, text phrases.Language, code string) (message string, fault bool) {
	var r *refused
	switch {
	case errors.As(err, &r):
		return text.Text(r.key, r.args...), false
	case errors.Is(err, queue.ErrFull):
		return text.Text(phrases.ErrBusy), true
	case errors.Is(err, queue.ErrTooMany):
		return text.Text(phrases.ErrTooMany), false
	case errors.Is(err, queue.ErrClosed):
		return text.Text(phrases.ErrRestarting), false
	case errors.Is(err, errStopping):
		return text.Text(phrases.ErrInterrupted), true
	case errors.Is(err, sqlitestate.ErrNotFound):
		return text.Text(phrases.ErrAnswerGone), false
	case errors.Is(err, retrieval.ErrNotFound):
		return text.Text(phrases.ErrDocumentGone), false
	case errors.Is(err, context.DeadlineExceeded):
		return text.Text(phrases.ErrSlow), true
	}
	return text.Text(phrases.ErrBroke, code), true
}

// fail tells a user what became of an interaction, and the log what failed.
func (b *Bot) fail(ctx context.Context, r *request, what string, err error) {
	if err == nil || errors.Is(err, errWithdrawn) {
		return
	}
	message, fault := apology(err, r.text, r.ID)
	if fault {
		b.log.ErrorContext(ctx, "an interaction failed", "what", what, "code", r.ID, "guild", r.guild, "error", err)
	}
	if lost(err) {
		return // Discord does not take an answer any more
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), apologyTime)
	defer cancel()
	if err := r.tell(ctx, message); err != nil {
		b.log.WarnContext(ctx, "a user was not told of a failure", "what", what, "code", r.ID, "error", err)
	}
}

// apologyTime bounds the telling of a failure.
const apologyTime = 3 * time.Second

// lost reports whether the interaction itself is gone.
func lost(err error) bool {
	return link.IsCode(err, link.CodeUnknownInteraction) || expired(err)
}
