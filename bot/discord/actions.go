package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
	"footnote/retrieval"
)

// again asks the question of an answer once more.
func (b *Bot) again(ctx context.Context, r *request) error {
	kept, _, err := b.kept(ctx, part(r.MessageComponentData().CustomID, 0))
	if err != nil {
		return err
	}
	return b.answerRequest(ctx, r, bot.Question{Text: kept.Question, Document: kept.Document, Language: kept.Language,
		Audience: r.audience(kept.Private)}, kept.Private)
}

// share shows a private answer to everyone in the channel, if they may read
// what it rests on.
func (b *Bot) share(ctx context.Context, r *request) error {
	kept, answer, err := b.kept(ctx, part(r.MessageComponentData().CustomID, 0))
	if err != nil {
		return err
	}
	if err := b.admit(r.place, r.settings); err != nil {
		return err
	}
	if err := b.shareable(ctx, r, answer); err != nil {
		return err
	}
	if err := r.acknowledge(ctx, false); err != nil {
		return err
	}
	if !answer.Refused {
		answer.Nearest = nil // it is kept under the eyes of all from now on
	}
	a := asking{place: r.place, text: r.text, settings: r.settings, named: true, code: r.ID,
		question: bot.Question{Text: kept.Question, Document: kept.Document, Language: kept.Language, Audience: r.open()}}
	s := &replyStage{api: b.api, i: r.Interaction, user: r.user, expires: r.arrived.Add(tokenLife), now: b.now}
	d := deliver(ctx, s, b.options.EditEvery, b.log, func(string) {})
	defer d.stop()
	if _, err := b.finish(ctx, a, answer, s, d, b.renderOptions(ctx, a)); err != nil {
		return err
	}
	r.set(fully)
	return nil
}

// shareable fails when an answer names a document that not everyone in the
// channel may see.
func (b *Bot) shareable(ctx context.Context, r *request, answer bot.Answer) error {
	var named []bot.Source
	if answer.Refused { // only then are they shown
		named = answer.Nearest
	}
	for _, c := range answer.Citations {
		named = append(named, c.Source)
	}
	for _, source := range named {
		d, err := b.corpus.Document(ctx, source.Document)
		if errors.Is(err, retrieval.ErrNotFound) || err == nil && !r.open().Sees(d.Audience) {
			return refusal(phrases.ErrNotShareable)
		}
		if err != nil {
			return fmt.Errorf("looking who may see a document: %w", err)
		}
	}
	return nil
}

// remove deletes an answer, for its asker and for moderators.
func (b *Bot) remove(ctx context.Context, r *request) error {
	id := part(r.MessageComponentData().CustomID, 0)
	kept, err := b.state.Answer(ctx, id)
	gone := errors.Is(err, sqlitestate.ErrNotFound)
	if err != nil && !gone {
		return fmt.Errorf("finding an answer: %w", err)
	}
	moderator := r.guild != "" && r.may(discordgo.PermissionManageMessages)
	if !moderator && (gone || kept.User != r.user) {
		return refusal(phrases.ErrNotYours)
	}
	if err := r.acknowledgeEdit(ctx); err != nil {
		return err
	}
	for _, message := range kept.Messages {
		if kept.Private || r.Message != nil && message == r.Message.ID {
			continue // by the interaction's own token, below
		}
		if err := b.api.Delete(ctx, kept.Channel, message); err != nil && !link.IsCode(err, link.CodeUnknownMessage) {
			return fmt.Errorf("deleting an answer: %w", err)
		}
	}
	if err := b.api.DeleteOriginal(ctx, r.AppID, r.Token); err != nil {
		return fmt.Errorf("deleting an answer: %w", err)
	}
	r.set(fully)
	if err := b.state.DeleteAnswer(ctx, id); err != nil {
		return fmt.Errorf("forgetting an answer: %w", err)
	}
	return nil
}

// voteUp takes a thumb up.
func (b *Bot) voteUp(ctx context.Context, r *request) error {
	if err := b.vote(ctx, r, true, ""); err != nil {
		return err
	}
	return r.tell(ctx, r.text.Text(phrases.Thanks))
}

// voteDown takes a thumb down and asks why; the thumb counts without a reason
// too.
func (b *Bot) voteDown(ctx context.Context, r *request) error {
	if err := b.vote(ctx, r, false, ""); err != nil {
		return err
	}
	id := part(r.MessageComponentData().CustomID, 0)
	form := wire.Modal{CustomID: formReason + ":" + id, Title: r.text.Text(phrases.ReasonTitle), Components: []discordgo.MessageComponent{
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{CustomID: "reason",
			Label: r.text.Text(phrases.ReasonLabel), Style: discordgo.TextInputParagraph, MaxLength: longest}}}}}
	return r.respond(ctx, wire.Response{Kind: wire.RespondModal, Data: form}, fully)
}

// takeReason takes the form behind a thumb down.
func (b *Bot) takeReason(ctx context.Context, r *request) error {
	data := r.ModalSubmitData()
	if reason := strings.TrimSpace(field(data.Components, "reason")); reason != "" {
		err := b.saveVote(ctx, r, part(data.CustomID, 0), false, cut(reason, longest))
		if err != nil {
			return err
		}
	}
	return r.tell(ctx, r.text.Text(phrases.Thanks))
}

func (b *Bot) vote(ctx context.Context, r *request, up bool, reason string) error {
	return b.saveVote(ctx, r, part(r.MessageComponentData().CustomID, 0), up, reason)
}

func (b *Bot) saveVote(ctx context.Context, r *request, id string, up bool, reason string) error {
	feedback := sqlitestate.Feedback{Answer: id, User: r.user, Up: up, Reason: reason, At: b.now()}
	if err := b.state.SaveFeedback(ctx, feedback); err != nil {
		return fmt.Errorf("keeping a vote: %w", err)
	}
	return nil
}

// field is the text of a form's field.
func field(components []discordgo.MessageComponent, id string) string {
	for _, c := range components {
		switch c := c.(type) {
		case *discordgo.ActionsRow:
			if text := field(c.Components, id); text != "" {
				return text
			}
		case *discordgo.TextInput:
			if c.CustomID == id {
				return c.Value
			}
		}
	}
	return ""
}
