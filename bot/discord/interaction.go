package discord

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
)

// A handler takes one kind of request. An error becomes a text for the user.
type handler func(ctx context.Context, r *request) error

// interaction takes an interaction, whatever it is.
func (b *Bot) interaction(ctx context.Context, data json.RawMessage) {
	i, err := readInteraction(data)
	if err != nil {
		b.log.ErrorContext(ctx, "an event cannot be read", "event", "INTERACTION_CREATE", "error", err)
		b.tellUnread(ctx, data)
		return
	}
	if i.Type == discordgo.InteractionPing || !b.recent.First("interaction:"+i.ID) {
		return
	}
	if self := b.self.Load(); i.AppID == "" && self != nil {
		i.AppID = self.app
	}
	if where, err := read[struct{ Channel channelEvent }](data); err == nil && installed(i) {
		where.Channel.GuildID = i.GuildID
		b.channels.thread(where.Channel) // it may be one that was archived until now
	}
	r := b.newRequest(ctx, i)
	what, handle := b.handlerOf(r)
	defer b.survive(ctx, what, func(err error) { b.fail(ctx, r, what, err) })
	switch {
	case i.Type == discordgo.InteractionApplicationCommandAutocomplete:
	case b.stopping.Load():
		handle = func(context.Context, *request) error { return refusal(phrases.ErrRestarting) }
	case handle == nil && i.Type == discordgo.InteractionMessageComponent: // of a version before this one
		handle = func(context.Context, *request) error { return refusal(phrases.ErrAnswerGone) }
	case handle == nil:
		handle = func(context.Context, *request) error { return errors.New("there is no handler for " + what) }
	}
	err = handle(ctx, r)
	if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		if err != nil { // there is nowhere to say so
			b.log.WarnContext(ctx, "suggestions failed", "what", what, "error", err)
		}
		return
	}
	b.fail(ctx, r, what, err)
}

// handlerOf finds the handler of a request, and a name for logs.
func (b *Bot) handlerOf(r *request) (string, handler) {
	switch r.Type {
	case discordgo.InteractionApplicationCommand:
		name := r.ApplicationCommandData().Name
		if name == commandCorpus && b.options.Sources != nil {
			return "/" + name, b.corpusCommand
		}
		return "/" + name, map[string]handler{
			commandAsk: b.ask, commandSource: b.source, commandSources: b.sources, commandHelp: b.help, commandStatus: b.status,
			commandFootnote: b.openSettings, commandAbout: b.askAbout, commandCheck: b.check,
		}[name]
	case discordgo.InteractionApplicationCommandAutocomplete:
		return "suggestions", b.complete
	case discordgo.InteractionMessageComponent:
		return b.componentHandler(r.MessageComponentData().CustomID)
	case discordgo.InteractionModalSubmit:
		kind, _, _ := strings.Cut(r.ModalSubmitData().CustomID, ":")
		return "form " + kind, map[string]handler{formReason: b.takeReason, formQuotas: b.takeQuotas}[kind]
	}
	return "an unknown interaction", nil
}

// The kinds of components, the first part of their custom_ids.
const (
	actFootnote = "fn"   // fn:ANSWER, with the marker as value
	actPassage  = "fp"   // fp:ANSWER:MARKER:OFFSET
	actUp       = "up"   // up:ANSWER
	actDown     = "down" // down:ANSWER
	actReason   = "why"  // why:ANSWER
	actAgain    = "again"
	actShare    = "share"
	actDelete   = "del"
	actDocument = "sd"  // sd:DOCUMENT:PASSAGE
	actSources  = "ss"  // ss:PAGE
	actOpen     = "so"  // so:, with DOCUMENT:PASSAGE as value
	actSetting  = "set" // set:SECTION
	formReason  = "reason"
	formQuotas  = "quotas"
)

func (b *Bot) componentHandler(id string) (string, handler) {
	kind, _, _ := strings.Cut(id, ":")
	if handle := b.sourceHandler(kind); handle != nil {
		return "component " + kind, handle
	}
	return "component " + kind, map[string]handler{
		actFootnote: b.openFootnote, actPassage: b.turnFootnote, actUp: b.voteUp, actDown: b.voteDown,
		actAgain: b.again, actShare: b.share, actDelete: b.remove, actDocument: b.turnDocument, actSources: b.turnSources,
		actOpen: b.openDocument, actSetting: b.changeSetting,
	}[kind]
}

// parts are what a custom_id holds behind its kind.
func parts(id string) []string { return strings.Split(id, ":")[1:] }

// part is the n-th part of a custom_id, "" if there is none.
func part(id string, n int) string {
	if p := parts(id); n < len(p) {
		return p[n]
	}
	return ""
}
