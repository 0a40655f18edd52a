package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/sqlitestate"
)

// A reason is why a message is a question to the bot.
type reason int

const (
	notAsked  reason = iota
	addressed        // by a mention, a reply or a direct message
	inThread         // in a thread that the bot opened
	unasked          // in a channel where it answers without being asked
)

// whyAsked tells why a message is a question, if it is one. It asks nothing of
// Discord, since every message comes by here.
func (b *Bot) whyAsked(ctx context.Context, s *said) (reason, error) {
	if s.guild == "" || mentions(s.Message, b.user()) {
		return addressed, nil
	}
	if own, err := b.repliesToUs(ctx, s.Message); own || err != nil {
		return addressed, err
	}
	own, err := b.state.IsThread(ctx, s.channel)
	switch {
	case err != nil:
		return notAsked, fmt.Errorf("looking whether a thread is the bot's: %w", err)
	case own:
		return inThread, nil
	case b.options.MessageContent && s.among(s.settings.Unasked) && s.MessageReference == nil && len(s.Mentions) == 0 && looksAsked(s.Content):
		return unasked, nil
	}
	return notAsked, nil
}

// repliesToUs reports whether a message replies to one of the bot's. Where
// Discord does not tell, it may be to an answer that is kept.
func (b *Bot) repliesToUs(ctx context.Context, m *discordgo.Message) (bool, error) {
	at := m.MessageReference
	if at == nil || at.MessageID == "" || at.Type == discordgo.MessageReferenceTypeForward {
		return false, nil
	}
	if m.ReferencedMessage != nil {
		return m.ReferencedMessage.Author != nil && m.ReferencedMessage.Author.ID == b.user(), nil
	}
	_, err := b.state.AnswerByMessage(ctx, m.ChannelID, at.MessageID)
	if err != nil && !errors.Is(err, sqlitestate.ErrNotFound) {
		return false, fmt.Errorf("looking whether a reply is to an answer: %w", err)
	}
	return err == nil, nil
}

// mentions reports whether a message mentions a user by name or, as Discord
// does, in reply to them.
func mentions(m *discordgo.Message, user string) bool {
	return slices.ContainsFunc(m.Mentions, func(u *discordgo.User) bool { return u.ID == user }) ||
		strings.Contains(m.Content, "<@"+user+">") || strings.Contains(m.Content, "<@!"+user+">")
}

// looksAsked reports whether a text that nobody put to the bot is a question:
// one of three words or more, in a script without spaces of six characters.
func looksAsked(text string) bool {
	asked, words, characters := false, 0, 0
	for word := range strings.FieldsSeq(text) {
		if strings.Contains(word, "://") {
			continue // an address may hold a question mark
		}
		words++
		asked = asked || strings.ContainsAny(word, "?？؟")
		for _, r := range word {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				characters++
			}
		}
	}
	return asked && (words > 2 || characters > 5)
}
