package history

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/link"
)

// An API is what is asked of Discord; a link.Link is one.
type API interface {
	Me(ctx context.Context) (*discordgo.User, error)
	Guild(ctx context.Context, id string) (*discordgo.Guild, error)
	Member(ctx context.Context, guild, user string) (*discordgo.Member, error)
	Channel(ctx context.Context, id string) (*discordgo.Channel, error)
	// Channels are those of a guild, without threads.
	Channels(ctx context.Context, guild string) ([]*discordgo.Channel, error)
	ActiveThreads(ctx context.Context, guild string) ([]*discordgo.Channel, error)
	// ArchivedThreads are public ones, those archived last first, from before a
	// time on; the zero time for all.
	ArchivedThreads(ctx context.Context, channel string, before time.Time) (threads []*discordgo.Channel, more bool, err error)
	// Messages are the newest first, from before a message on; "" for all.
	Messages(ctx context.Context, channel, before string, limit int) ([]*discordgo.Message, error)
	Reactions(ctx context.Context, channel, message, emoji string, limit int) ([]*discordgo.User, error)
}

var _ API = (*link.Link)(nil)

// Why a channel is not read, each with what to do about it.
var (
	errGone     = errors.New("the channel is gone: it was deleted on Discord. Remove the source")
	errDenied   = errors.New("Discord does not let the bot read the channel: give the bot the permissions View Channel and Read Message History there")
	errNoIntent = errors.New("Discord hides the texts of messages from the bot: switch on the Message Content Intent in Discord's developer portal, under Bot. What was read before is kept")
)

// gone reports whether Discord says that there is no such channel.
func gone(err error) bool {
	return errors.Is(err, errGone) || link.IsCode(err, link.CodeUnknownChannel)
}

// denied reports whether Discord says that the bot may not.
func denied(err error) bool {
	return errors.Is(err, errDenied) || link.IsCode(err, link.CodeMissingAccess, link.CodeMissingPermissions)
}

// explained is an error with what to do about it.
func explained(err error) error {
	fault := new(link.Error)
	switch {
	case errors.Is(err, errGone), errors.Is(err, errDenied), errors.Is(err, errNoIntent):
		return err
	case gone(err):
		return errGone
	case denied(err):
		return errDenied
	case errors.As(err, &fault):
		return fmt.Errorf("Discord did not answer as it should, and what was read before is kept: %w", err)
	}
	return err
}

// A garbledError is an answer of Discord's that cannot be understood.
type garbledError struct{ err error }

func (g *garbledError) Error() string {
	return "what Discord tells of the messages cannot be understood: " + g.err.Error()
}

func (g *garbledError) Unwrap() error { return g.err }

// garbled tells answers that cannot be understood from those that say no, and
// from none.
func garbled(err error) error {
	if fault := new(link.Error); errors.As(err, &fault) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &garbledError{err}
}
