package discord

import (
	"context"
	"errors"
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
	"footnote/corpus"
)

// A said is a message as its handler sees it: who, where, under which
// settings, and why it is a question.
type said struct {
	*discordgo.Message
	place
	settings sqlitestate.Settings
	why      reason
	text     phrases.Language
	stage    *channelStage
}

// message takes a message that somebody wrote.
func (b *Bot) message(ctx context.Context, m *discordgo.Message) {
	if m.Author.Bot || m.Author.ID == b.user() || m.WebhookID != "" || m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return
	}
	s := &said{Message: m, place: place{guild: m.GuildID, channel: m.ChannelID, parent: b.channels.parent(m.ChannelID), user: m.Author.ID},
		settings: b.settingsOf(ctx, m.GuildID)}
	if m.Member != nil {
		s.roles = m.Member.Roles
	}
	var err error
	if s.why, err = b.whyAsked(ctx, s); err != nil {
		b.log.ErrorContext(ctx, "a message was not looked at", "channel", m.ChannelID, "error", err)
		return
	}
	if s.why == notAsked || !b.recent.First("message:"+m.ID) {
		return
	}
	s.text = b.phrases.In(b.languageOf(s))
	s.stage = &channelStage{api: b.api, in: m.ChannelID, reply: m.ID, nonce: m.ID,
		unread: func(ctx context.Context) { b.tellLack(ctx, s.guild, s.channel, discordgo.PermissionReadMessageHistory) }}
	defer b.survive(ctx, "a message", func(err error) { b.failMessage(ctx, s, err) })
	b.failMessage(ctx, s, b.answerMessage(ctx, s))
}

// answerMessage answers a question by a reply in its channel.
func (b *Bot) answerMessage(ctx context.Context, s *said) error {
	if b.stopping.Load() {
		return refusal(phrases.ErrRestarting)
	}
	if err := b.admit(s.place, s.settings); err != nil {
		return err
	}
	question, err := b.questionOf(ctx, s)
	if err != nil || question.Text == "" {
		return err
	}
	if err := b.take(s.place, s.settings); err != nil {
		return err
	}
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	var on stage = s.stage
	if s.why != unasked {
		stop := b.typing(ctx, s.channel, giveUp)
		defer stop()
		on = typingStage{s.stage, stop}
	}
	a := asking{place: s.place, question: question, text: s.text, settings: s.settings, quiet: s.why == unasked, code: s.ID}
	_, err = b.answer(ctx, a, on)
	return err
}

// questionOf makes a question of a message, with the conversation before it.
// The text is empty for what nobody expects an answer to.
func (b *Bot) questionOf(ctx context.Context, s *said) (bot.Question, error) {
	text := wordsOf(s.Message, b.user())
	if text == "" && s.Content == "" && !b.shown(s) {
		return bot.Question{}, b.unreadable(ctx, s)
	}
	if text == "" && s.why == inThread { // a picture, or but an emoji
		return bot.Question{}, nil
	}
	history, about := b.conversation(ctx, s.Message)
	switch {
	case text == "" && about != nil && about.Content == "" && !b.options.MessageContent:
		return bot.Question{}, refusal(phrases.ErrHidden)
	case text == "" && about != nil: // "@Footnote" in reply to somebody's question
		text = wordsOf(about, b.user())
	case about != nil:
		if words := wordsOf(about, b.user()); words != "" {
			history = append(history, bot.Turn{Question: words})
		}
	}
	text, err := cleanQuestion(text)
	return bot.Question{Text: cut(text, longest), Audience: s.audience(false), History: history}, err
}

// shown reports whether Discord shows the bot the text of a message: it does
// where it was put to the bot by name or directly, and else by a privilege.
func (b *Bot) shown(s *said) bool {
	return s.guild == "" || b.options.MessageContent || mentions(s.Message, b.user())
}

// unreadable says that Discord keeps a message from the bot: to whoever replied
// to it, and once to all in a thread.
func (b *Bot) unreadable(ctx context.Context, s *said) error {
	if s.why == inThread {
		first, err := b.state.Told(ctx, s.guild, "unreadable:"+s.channel)
		if err != nil || !first {
			return err
		}
	}
	return refusal(phrases.ErrUnreadable)
}

// languageOf is the language that a message is replied to in. Messages do not
// tell their authors' language, other than by their words.
func (b *Bot) languageOf(s *said) string {
	if s.settings.Language != "" {
		return s.settings.Language
	}
	written := corpus.DetectLanguage(wordsOf(s.Message, b.user()))
	if slices.ContainsFunc(languageChoices, func(l choice) bool { return l.Value == written }) {
		return written
	}
	return b.channels.locale(s.guild)
}

// failMessage tells the author of a message what became of it, and the log
// what failed.
func (b *Bot) failMessage(ctx context.Context, s *said, err error) {
	if err == nil || errors.Is(err, errWithdrawn) {
		return
	}
	if lacking(err) {
		b.log.InfoContext(ctx, "a question cannot be answered where it was asked", "guild", s.guild, "channel", s.channel, "error", err)
		b.tellMute(ctx, s.guild, s.channel)
		return
	}
	message, fault := apology(err, s.text, s.ID)
	if fault {
		b.log.ErrorContext(ctx, "a question was not answered", "code", s.ID, "guild", s.guild, "error", err)
	}
	if s.why == unasked {
		return
	}
	if len(s.stage.ids) == 0 { // what was shown of the answer is replaced
		s.stage.nonce += "-e"
	}
	err = persist(ctx, func(ctx context.Context) error {
		_, err := s.stage.put(ctx, 0, wire.Message{Content: message, Flags: wire.SuppressEmbeds})
		return err
	})
	if err != nil {
		b.log.WarnContext(ctx, "a user was not told of a failure", "code", s.ID, "error", err)
	}
}
