package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/queue"
	"footnote/bot/discord/render"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
)

// An asking is a question with all that its answer depends on.
type asking struct {
	place
	question bot.Question
	private  bool
	text     phrases.Language
	settings sqlitestate.Settings
	// quiet leaves a question without an answer when the corpus has none:
	// nobody asked the bot.
	quiet bool
	// named puts the question above the answer, where it does not stand in the
	// channel.
	named bool
	// code ties log records together: the ID of the interaction or message.
	code string
}

// ask takes the command /ask.
func (b *Bot) ask(ctx context.Context, r *request) error {
	options := optionsOf(r.ApplicationCommandData().Options)
	private := options.flag(optionPrivate)
	text, err := cleanQuestion(options.text(optionQuestion))
	if err != nil {
		return err
	}
	question := bot.Question{Text: text, Audience: r.audience(private), Language: options.text(optionLanguage)}
	if question.Document, err = b.documentOf(ctx, options.text(optionSource), question.Audience); err != nil {
		return err
	}
	return b.answerRequest(ctx, r, question, private)
}

// askAbout takes the message command: the message is the question.
func (b *Bot) askAbout(ctx context.Context, r *request) error {
	message, err := target(r.ApplicationCommandData())
	if err != nil {
		return err
	}
	text, err := cleanQuestion(withoutMentions(message, b.user()))
	if err != nil {
		return err
	}
	return b.answerRequest(ctx, r, bot.Question{Text: cut(text, longest), Audience: r.audience(false)}, false)
}

// answerRequest answers a question by the reply to an interaction. What speaks
// against it is told before it is acknowledged, so that only the asker sees it.
func (b *Bot) answerRequest(ctx context.Context, r *request, question bot.Question, private bool) error {
	if err := b.admit(r.place, r.settings); err != nil {
		return err
	}
	if err := b.take(r.place, r.settings); err != nil {
		return err
	}
	if err := r.acknowledge(ctx, private); err != nil {
		return err
	}
	a := asking{place: r.place, question: question, private: r.private, text: r.text, settings: r.settings, named: true, code: r.ID}
	s := &replyStage{api: b.api, i: r.Interaction, user: r.user, private: r.private, expires: r.arrived.Add(tokenLife), now: b.now}
	ids, err := b.answer(ctx, a, s)
	if err != nil {
		return err
	}
	r.set(fully)
	b.openThread(ctx, a, s, ids)
	b.tellLacks(ctx, r)
	return nil
}

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
	return ids, err
}

// sparsely tells of a place in line the less often the farther behind it is:
// hundreds that wait must not make hundreds of edits a second.
func sparsely(tell func(place int)) func(place int) {
	var next time.Time
	return func(place int) {
		if now := time.Now(); now.After(next) {
			next = now.Add(min(time.Duration(place-1)*placeStep, placeMost))
			tell(place)
		}
	}
}

// The least time between two tellings of a place: so much for each that is
// before it, up to a bound.
const (
	placeStep = 500 * time.Millisecond
	placeMost = 30 * time.Second
)

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
	if err != nil {
		return nil, err
	}
	o.Controls, o.Linkable = kept.ID, quotedLinks(o.Linkable, answer.Citations)
	for _, w := range answer.Warnings {
		b.log.WarnContext(ctx, "the model's server wants care", "warning", w)
	}
	note := func(ids []string) error {
		b.running.show(a.code, ids...)
		if err := b.state.SetMessages(ctx, kept.ID, s.channel(), ids); err != nil {
			return fmt.Errorf("noting where an answer stands: %w", err)
		}
		return nil
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
	return ids, note(ids)
}

// keep saves an answer for what people may do with it later.
func (b *Bot) keep(ctx context.Context, a asking, answer bot.Answer) (sqlitestate.Answer, error) {
	body, err := json.Marshal(answer)
	if err != nil {
		return sqlitestate.Answer{}, fmt.Errorf("keeping an answer: %w", err)
	}
	kept := sqlitestate.Answer{ID: sqlitestate.NewID(), Guild: a.guild, Channel: a.channel, User: a.user, Question: a.question.Text,
		Private: a.private, Audience: a.question.Audience, Language: a.question.Language, Document: a.question.Document,
		Body: body, At: b.now()}
	if err := b.state.SaveAnswer(ctx, kept); err != nil {
		return kept, fmt.Errorf("keeping an answer: %w", err)
	}
	return kept, nil
}

// asker is who waits in line: each direct message is a server of its own.
func (p place) asker() queue.Asker {
	if p.guild == "" {
		return queue.Asker{Guild: "direct:" + p.user, User: p.user}
	}
	return queue.Asker{Guild: p.guild, User: p.user}
}

// admit tells whether the place and the person may ask.
func (b *Bot) admit(p place, s sqlitestate.Settings) error {
	switch {
	case p.guild != "" && len(s.Channels) > 0 && !p.among(s.Channels):
		return refusal(phrases.ErrChannel)
	case p.guild != "" && !p.mayAsk(s.Roles):
		return refusal(phrases.ErrRole)
	}
	return nil
}

// take counts a question against the quotas of its user and server.
func (b *Bot) take(p place, s sqlitestate.Settings) error {
	if _, wait, ok := b.quota.Take(p.userKey(), s.UserQuota, quotaPeriod); !ok {
		return refusal(phrases.ErrUserQuota, minutes(wait))
	}
	if p.guild == "" {
		return nil
	}
	if _, wait, ok := b.quota.Take(p.guildKey(), s.GuildQuota, quotaPeriod); !ok {
		b.quota.GiveBack(p.userKey())
		return refusal(phrases.ErrGuildQuota, minutes(wait))
	}
	return nil
}

// giveBack takes a question that was not answered off the count.
func (b *Bot) giveBack(p place) {
	b.quota.GiveBack(p.userKey())
	if p.guild != "" {
		b.quota.GiveBack(p.guildKey())
	}
}

func (p place) userKey() string  { return "user:" + p.guild + ":" + p.user }
func (p place) guildKey() string { return "guild:" + p.guild }

// cleanQuestion takes out what is no text.
func cleanQuestion(text string) (string, error) {
	text = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", " "))
	switch {
	case text == "":
		return "", refusal(phrases.ErrEmptyQuestion)
	case utf8.RuneCountInString(text) > 4*longest:
		return "", refusal(phrases.ErrLongQuestion, longest)
	}
	return text, nil
}

// cut shortens a text to a number of characters.
func cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most])
}

// options are the values that a command came with.
type options map[string]*discordgo.ApplicationCommandInteractionDataOption

func optionsOf(list []*discordgo.ApplicationCommandInteractionDataOption) options {
	o := options{}
	for _, option := range list {
		o[option.Name] = option
	}
	return o
}

func (o options) text(name string) string {
	if option, ok := o[name]; ok {
		if text, ok := option.Value.(string); ok {
			return text
		}
	}
	return ""
}

func (o options) flag(name string) bool {
	if option, ok := o[name]; ok {
		set, _ := option.Value.(bool)
		return set
	}
	return false
}

// target is the message that a message command is used on.
func target(data discordgo.ApplicationCommandInteractionData) (*discordgo.Message, error) {
	if data.Resolved != nil {
		if message := data.Resolved.Messages[data.TargetID]; message != nil {
			return message, nil
		}
	}
	return nil, refusal(phrases.ErrNoText)
}
