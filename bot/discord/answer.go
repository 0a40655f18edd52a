package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
)

// answer lets a question wait its turn, answers it on a stage, and returns the
// IDs of the messages.
func (b *Bot) answer(ctx context.Context, a asking, s stage) ([]string, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer b.running.add(a.code, cancel)()
	had := false
	defer func() {
		if !had { // a panic comes this way too
			b.giveBack(a.place)
		}
	}()
	d := deliver(ctx, s, b.options.EditEvery, b.log, func(id string) { b.running.show(a.code, id) })
	defer d.stop()
	o := b.renderOptions(ctx, a)
	var ids []string
	waiting := func(place int) {
		if !a.quiet {
			d.progress(wire.Message{Content: a.text.Text(phrases.InLine, place), Flags: wire.SuppressEmbeds})
		}
	}
	var answer bot.Answer
	err := b.queue.Do(ctx, a.asker(), sparsely(waiting), func(ctx context.Context) (err error) {
		answer, err = b.stream(ctx, a, d, o)
		return err
	})
	// The next in line need not wait until Discord has taken this answer.
	if err == nil {
		ids, err = b.finish(ctx, a, answer, s, d, o)
	}
	if cause := context.Cause(ctx); cause != nil && (err != nil || errors.Is(cause, errWithdrawn)) {
		err = cause // says more than that the context ended
	}
	if link.IsCode(err, link.CodeUnknownMessage, link.CodeUnknownChannel) {
		err = errWithdrawn // its place was deleted, and we were not told
	}
	had = len(ids) > 0
	if errors.Is(err, errWithdrawn) {
		had = true
		d.stop()
		b.log.DebugContext(ctx, "a question was withdrawn", "code", a.code)
		return nil, errors.Join(err, s.clear(context.WithoutCancel(ctx)))
	}
	if err != nil { // which is told in the same message
		d.stop()
		_ = d.rest(ctx) // unless there is no time for that
	}
	return ids, err
}

// stream answers and shows each statement once it is proven.
func (b *Bot) stream(ctx context.Context, a asking, d *delivery, o render.Options) (bot.Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, b.options.AnswerTimeout)
	defer cancel()
	var text strings.Builder
	var citations []bot.Citation
	for event, err := range b.corpus.Stream(ctx, a.question) {
		if err != nil {
			return bot.Answer{}, fmt.Errorf("answering: %w", err)
		}
		if event.Answer != nil {
			return *event.Answer, nil
		}
		text.WriteString(event.Text)
		citations = append(citations, event.Citations...)
		if !a.quiet {
			d.progress(render.Progress(text.String(), citations, o))
		}
	}
	return bot.Answer{}, errors.New("answering: the answer has no end")
}

// finish keeps the answer, so that its footnotes can be opened, and shows it.
func (b *Bot) finish(ctx context.Context, a asking, answer bot.Answer, s stage, d *delivery, o render.Options) ([]string, error) {
	if a.quiet && answer.Refused {
		return nil, nil
	}
	kept, err := b.keep(ctx, a, answer)
	if err != nil { // an answer without buttons is better than none
		b.log.ErrorContext(ctx, "an answer has no buttons", "code", a.code, "error", err)
	}
	o.Controls, o.Linkable = kept.ID, quotedLinks(o.Linkable, answer.Citations)
	for _, w := range answer.Warnings {
		b.log.WarnContext(ctx, "the model's server wants care", "warning", w)
	}
	note := func(ids []string) {
		b.running.show(a.code, ids...)
		if kept.ID == "" {
			return
		}
		if err := b.state.SetMessages(ctx, kept.ID, s.channel(), ids); err != nil {
			b.log.ErrorContext(ctx, "it is not known where an answer stands", "code", a.code, "error", err)
		}
	}
	messages := render.Answer(answer, o)
	ids, err := d.finish(ctx, messages, note)
	if lacking(err) && withFiles(messages) {
		b.tellLack(ctx, a.guild, a.channel, discordgo.PermissionAttachFiles)
		o.MaxMessages = mostMessages
		ids, err = d.finish(ctx, withoutFiles(render.Answer(answer, o)), note)
	}
	if err != nil {
		// Nobody can ask for what stands nowhere.
		return ids, errors.Join(err, b.state.DeleteAnswer(context.WithoutCancel(ctx), kept.ID))
	}
	note(ids)
	return ids, nil
}

// keep saves an answer for what people may do with it later. One that is not
// saved has no ID.
func (b *Bot) keep(ctx context.Context, a asking, answer bot.Answer) (sqlitestate.Answer, error) {
	body, err := json.Marshal(answer)
	if err != nil {
		return sqlitestate.Answer{}, fmt.Errorf("keeping an answer: %w", err)
	}
	kept := sqlitestate.Answer{ID: sqlitestate.NewID(), Guild: a.guild, Channel: a.channel, User: a.user, Question: a.question.Text,
		Private: a.private, Audience: a.question.Audience, Language: a.question.Language, Document: a.question.Document,
		Body: body, At: b.now()}
	if err := b.state.SaveAnswer(ctx, kept); err != nil {
		return sqlitestate.Answer{}, fmt.Errorf("keeping an answer: %w", err)
	}
	return kept, nil
}
