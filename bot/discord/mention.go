package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
)

// readMessage decodes an event.
func readMessage(data json.RawMessage) (*discordgo.Message, error) {
	m := new(discordgo.Message)
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("reading a message: %w", err)
	}
	if m.ID == "" || m.ChannelID == "" || m.Author == nil {
		return nil, errors.New("reading a message: it lacks its ID, channel or author")
	}
	return m, nil
}

// A reason is why a message is a question to the bot.
type reason int

const (
	notAsked  reason = iota
	addressed        // by a mention, a reply or a direct message
	inThread         // in a thread that the bot opened
	unasked          // in a channel where it answers without being asked
)

// message takes a message that somebody wrote.
func (b *Bot) message(ctx context.Context, m *discordgo.Message) {
	if m.Author.Bot || m.Author.ID == b.user() || m.WebhookID != "" || m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return
	}
	p := place{guild: m.GuildID, channel: m.ChannelID, parent: b.channels.parent(m.ChannelID), user: m.Author.ID}
	if m.Member != nil {
		p.roles = m.Member.Roles
	}
	settings := b.settingsOf(ctx, p.guild)
	why, err := b.whyAsked(ctx, m, p, settings)
	if err != nil {
		b.log.ErrorContext(ctx, "a message was not looked at", "channel", m.ChannelID, "error", err)
		return
	}
	if why == notAsked || !b.recent.First("message:"+m.ID) {
		return
	}
	err = b.answerMessage(ctx, m, p, settings, why)
	b.failMessage(ctx, m, settings, why, err)
}

// whyAsked tells why a message is a question, if it is one.
func (b *Bot) whyAsked(ctx context.Context, m *discordgo.Message, p place, s sqlitestate.Settings) (reason, error) {
	self := b.user()
	if m.GuildID == "" || mentions(m, self) {
		return addressed, nil
	}
	if m.Type == discordgo.MessageTypeReply {
		if at := b.referenced(ctx, m); at != nil && at.Author.ID == self {
			return addressed, nil
		}
	}
	own, err := b.state.IsThread(ctx, m.ChannelID)
	switch {
	case err != nil:
		return notAsked, fmt.Errorf("looking whether a thread is the bot's: %w", err)
	case own:
		return inThread, nil
	case b.options.MessageContent && p.among(s.Unasked) && m.MessageReference == nil && looksAsked(m.Content):
		return unasked, nil
	}
	return notAsked, nil
}

// mentions reports whether a message mentions a user by name, not only in
// reply to them.
func mentions(m *discordgo.Message, user string) bool {
	return slices.ContainsFunc(m.Mentions, func(u *discordgo.User) bool { return u.ID == user }) ||
		strings.Contains(m.Content, "<@"+user+">") || strings.Contains(m.Content, "<@!"+user+">")
}

// looksAsked reports whether a text that nobody put to the bot is a question.
func looksAsked(text string) bool {
	return strings.ContainsAny(text, "?？؟") && len(strings.Fields(text)) > 2
}

// answerMessage answers a question by a reply in its channel.
func (b *Bot) answerMessage(ctx context.Context, m *discordgo.Message, p place, s sqlitestate.Settings, why reason) error {
	text := b.phrases.In(b.languageOf(s, m))
	if err := b.admit(p, s); err != nil {
		return err
	}
	if m.Content == "" && why == inThread {
		return b.unreadable(ctx, m, text)
	}
	question, err := b.questionOf(ctx, m, p)
	if err != nil {
		return err
	}
	if err := b.take(p, s); err != nil {
		return err
	}
	if why != unasked {
		if err := b.api.Typing(ctx, m.ChannelID); err != nil {
			b.log.DebugContext(ctx, "typing was not shown", "error", err)
		}
	}
	a := asking{place: p, question: question, text: text, settings: s, quiet: why == unasked, code: m.ID}
	_, err = b.answer(ctx, a, &channelStage{api: b.api, in: m.ChannelID, reply: m.ID, nonce: m.ID})
	return err
}

// unreadable says, once in a thread, that Discord keeps its messages from the
// bot.
func (b *Bot) unreadable(ctx context.Context, m *discordgo.Message, text phrases.Language) error {
	first, err := b.state.Told(ctx, m.GuildID, "unreadable:"+m.ChannelID)
	if err != nil || !first {
		return err
	}
	return refusal(phrases.ErrUnreadable)
}

// questionOf makes a question of a message, with the conversation before it.
func (b *Bot) questionOf(ctx context.Context, m *discordgo.Message, p place) (bot.Question, error) {
	history, about := b.conversation(ctx, m)
	text := withoutMentions(m, b.user())
	if text == "" && about != "" {
		// "@Footnote" in reply to somebody's question.
		text, about = about, ""
	}
	if about != "" {
		history = append(history, bot.Turn{Question: about})
	}
	text, err := cleanQuestion(text)
	return bot.Question{Text: cut(text, longest), Audience: p.audience(false), History: history}, err
}

// languageOf is the language that a message is replied to in. Messages do not
// tell their authors' language.
func (b *Bot) languageOf(s sqlitestate.Settings, m *discordgo.Message) string {
	if s.Language != "" {
		return s.Language
	}
	return b.channels.locale(m.GuildID)
}

// failMessage tells the author of a message what became of it, and the log
// what failed.
func (b *Bot) failMessage(ctx context.Context, m *discordgo.Message, s sqlitestate.Settings, why reason, err error) {
	if err == nil || errors.Is(err, errWithdrawn) {
		return
	}
	message, fault := apology(err, b.phrases.In(b.languageOf(s, m)), m.ID)
	if fault {
		b.log.ErrorContext(ctx, "a question was not answered", "code", m.ID, "guild", m.GuildID, "error", err)
	}
	if lacking(err) {
		b.tellOwner(ctx, m.GuildID, m.ChannelID)
		return
	}
	if why == unasked {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), apologyTime)
	defer cancel()
	_, err = b.api.Send(ctx, m.ChannelID, wire.Message{Content: message, Reply: m.ID, Flags: wire.SuppressEmbeds, Nonce: m.ID + "-e"})
	if err != nil {
		b.log.WarnContext(ctx, "a user was not told of a failure", "code", m.ID, "error", err)
	}
}
