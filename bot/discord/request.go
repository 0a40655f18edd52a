package discord

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
)

// A request is an interaction as the handlers see it: who, where, in which
// language, under which settings.
type request struct {
	*discordgo.Interaction
	place
	api         API
	permissions int64
	text        phrases.Language
	settings    sqlitestate.Settings
	arrived     time.Time
	// late, when set, reaches the user once the interaction has expired.
	late stage

	mu      sync.Mutex
	replied replied
	private bool
}

// replied says how far a request was answered.
type replied int

const (
	notYet   replied = iota
	deferred         // a message follows
	editing          // an edit follows, of the message that the interaction came from
	fully
)

// newRequest finds out who asks and where.
func (b *Bot) newRequest(ctx context.Context, i *discordgo.Interaction) *request {
	r := &request{Interaction: i, api: b.api, arrived: b.now()}
	r.place = place{guild: i.GuildID, channel: i.ChannelID, foreign: !installed(i)}
	if i.Member != nil {
		r.user, r.roles, r.permissions = i.Member.User.ID, i.Member.Roles, i.Member.Permissions
	} else {
		r.user = i.User.ID
	}
	r.parent = b.channels.parent(r.channel)
	r.settings = b.settingsOf(ctx, r.guild)
	r.text = b.phrases.In(r.language())
	return r
}

// language is the one that the user is spoken to in.
func (r *request) language() string {
	if r.settings.Language != "" {
		return r.settings.Language
	}
	return string(r.Locale)
}

// may reports whether the user has a permission in the channel.
func (r *request) may(permission int64) bool {
	return r.permissions&(permission|discordgo.PermissionAdministrator) != 0
}

// respond gives the first answer to the interaction.
func (r *request) respond(ctx context.Context, response wire.Response, then replied) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.replied != notYet {
		return fmt.Errorf("responding to an interaction: it has its response already")
	}
	// Whatever becomes of this one, there must be no second.
	r.replied = then
	if err := r.api.Respond(ctx, r.ID, r.Token, response); err != nil && !unheard(err) {
		if rejected(err) && !link.IsCode(err, link.CodeAcknowledged) {
			r.replied = notYet // Discord found fault with it, and waits for another
		}
		return fmt.Errorf("responding to an interaction: %w", err)
	}
	return nil
}

// unheard reports whether no reply told what became of a request. It most likely
// arrived: to go on is better than to say sorry, and what follows shows it.
func unheard(err error) bool {
	fault := new(link.Error)
	return errors.As(err, &fault) && fault.Status == 0
}

// acknowledge says that an answer follows.
func (r *request) acknowledge(ctx context.Context, private bool) error {
	r.private = private
	flags := 0
	if private {
		flags = wire.Ephemeral
	}
	return r.respond(ctx, wire.Response{Kind: wire.RespondDeferred, Data: wire.Deferral{Flags: flags}}, deferred)
}

// acknowledgeEdit says that an edit of the message follows, which the
// interaction came from.
func (r *request) acknowledgeEdit(ctx context.Context) error {
	return r.respond(ctx, wire.Response{Kind: wire.RespondDeferredEdit}, editing)
}

// reply answers with a message, whatever the interaction has got so far.
func (r *request) reply(ctx context.Context, m wire.Message) error {
	var err error
	switch r.state() {
	case notYet:
		return r.respond(ctx, wire.Response{Kind: wire.RespondMessage, Data: m}, fully)
	case deferred, editing:
		_, err = r.api.EditOriginal(ctx, r.AppID, r.Token, m)
	case fully:
		_, err = r.api.Followup(ctx, r.AppID, r.Token, m)
	}
	if err != nil {
		return fmt.Errorf("replying to an interaction: %w", err)
	}
	r.set(fully)
	return nil
}

// tell answers with a text that only the user sees. It never takes the place of
// the message that the interaction came from: that may be an answer for all, or
// made of components, which Discord does not let become text.
func (r *request) tell(ctx context.Context, text string) error {
	if r.state() == editing {
		r.set(fully)
	}
	return r.reply(ctx, note(text))
}

// tellMessage answers with a message that only the user sees.
func (r *request) tellMessage(ctx context.Context, m wire.Message) error {
	m.Flags |= wire.Ephemeral
	return r.reply(ctx, m)
}

// note is a message for one user.
func note(text string) wire.Message {
	return wire.Message{Content: text, Flags: wire.Ephemeral | wire.SuppressEmbeds}
}

// update edits the message that the interaction came from.
func (r *request) update(ctx context.Context, m wire.Message) error {
	if r.state() == notYet {
		return r.respond(ctx, wire.Response{Kind: wire.RespondEdit, Data: m}, fully)
	}
	return r.reply(ctx, m)
}

func (r *request) state() replied {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.replied
}

func (r *request) set(to replied) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.replied = to
}
