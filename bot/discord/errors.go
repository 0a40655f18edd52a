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
	if lost(err) && r.late == nil {
		return // Discord does not take an answer any more
	}
	err = persist(ctx, func(ctx context.Context) error {
		err := r.tell(ctx, message)
		if expired(err) && r.late != nil {
			_, err = r.late.put(ctx, 0, note(message))
		}
		return err
	})
	if err != nil {
		b.log.WarnContext(ctx, "a user was not told of a failure", "what", what, "code", r.ID, "error", err)
	}
}

// The telling of a failure has time, since what made the failure may go on for
// a while, but not once the bot is being stopped.
const (
	apologyPatience = 2 * time.Minute
	apologyTime     = 3 * time.Second
)

// persist tells of a failure. What the end of the context breaks off is tried
// once more, in haste.
func persist(ctx context.Context, tell func(context.Context) error) error {
	if ctx.Err() == nil {
		patient, cancel := context.WithTimeout(ctx, apologyPatience)
		defer cancel()
		if err := tell(patient); err == nil || ctx.Err() == nil {
			return err
		}
	}
	hasty, cancel := context.WithTimeout(context.WithoutCancel(ctx), apologyTime)
	defer cancel()
	return tell(hasty)
}

// lost reports whether the interaction itself is gone.
func lost(err error) bool {
	return link.IsCode(err, link.CodeUnknownInteraction) || expired(err)
}
