package discord

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

const (
	// turnsBack is how many turns of a conversation a question is understood
	// by.
	turnsBack = 6
	// fetchesBack bounds the messages that are fetched for them.
	fetchesBack = 2 * turnsBack
	// threadBack is how many messages of a thread are read.
	threadBack = 30
)

// conversation reads the turns before a message from Discord: its chain of
// replies, or the thread that it stands in. about is the message of somebody
// else that it replies to, if it is in reply to one.
func (b *Bot) conversation(ctx context.Context, m *discordgo.Message) (history []bot.Turn, about string) {
	if m.MessageReference != nil {
		return b.chain(ctx, m)
	}
	if own, err := b.state.IsThread(ctx, m.ChannelID); err != nil || !own {
		return nil, ""
	}
	return b.thread(ctx, m), ""
}

// chain follows replies back to the first question.
func (b *Bot) chain(ctx context.Context, m *discordgo.Message) (history []bot.Turn, about string) {
	at := b.referenced(ctx, m)
	if at != nil && at.Author.ID != b.user() {
		about = plainText(at.Content)
		return nil, about
	}
	for fetched := 0; at != nil && fetched < fetchesBack && len(history) < turnsBack; fetched++ {
		answer := at
		if answer.Author.ID != b.user() {
			break
		}
		turn := bot.Turn{Question: questionAbove(answer.Content), Answer: answerText(answer.Content)}
		asked := b.referenced(ctx, answer)
		switch {
		case turn.Question != "":
		case asked != nil:
			turn.Question = withoutMentions(asked, b.user())
		default: // a further message of a long answer
			if kept, err := b.state.AnswerByMessage(ctx, answer.ChannelID, answer.ID); err == nil {
				turn.Question = kept.Question
			}
		}
		if turn.Question != "" {
			history = append(history, turn)
		}
		at = nil
		if asked != nil {
			at = b.referenced(ctx, asked)
		}
	}
	slices.Reverse(history)
	return history, ""
}

// referenced is the message that another one replies to; nil when it is gone.
func (b *Bot) referenced(ctx context.Context, m *discordgo.Message) *discordgo.Message {
	if m.MessageReference == nil || m.MessageReference.MessageID == "" {
		return nil
	}
	at := m.ReferencedMessage
	if at == nil {
		channel := m.MessageReference.ChannelID
		if channel == "" {
			channel = m.ChannelID
		}
		var err error
		if at, err = b.api.Message(ctx, channel, m.MessageReference.MessageID); err != nil {
			b.log.DebugContext(ctx, "a message before was not read", "error", err)
			return nil
		}
	}
	if at.Author == nil {
		return nil
	}
	return at
}

// thread reads the turns of a thread, with the message that it was opened
// from.
func (b *Bot) thread(ctx context.Context, m *discordgo.Message) []bot.Turn {
	messages, err := b.api.Messages(ctx, m.ChannelID, m.ID, threadBack)
	if err != nil {
		b.log.DebugContext(ctx, "a thread was not read", "error", err)
		return nil
	}
	slices.Reverse(messages) // Discord gives the newest first
	if parent := b.channels.parent(m.ChannelID); parent != "" && len(messages) < threadBack {
		// A thread has the ID of the message that it was opened from.
		if first, err := b.api.Message(ctx, parent, m.ChannelID); err == nil {
			messages = append([]*discordgo.Message{first}, messages...)
		}
	}
	return b.turns(messages)
}

// turns pairs questions with the answers that follow them.
func (b *Bot) turns(messages []*discordgo.Message) []bot.Turn {
	var history []bot.Turn
	waiting := ""
	for _, m := range messages {
		switch {
		case m.Author == nil:
		case m.Author.ID != b.user():
			if text := withoutMentions(m, b.user()); text != "" && !m.Author.Bot {
				waiting = text
			}
		default:
			question := questionAbove(m.Content)
			if question == "" {
				question = waiting
			}
			if answer := answerText(m.Content); question != "" && answer != "" {
				history = append(history, bot.Turn{Question: question, Answer: answer})
				waiting = ""
			}
		}
	}
	return history[max(0, len(history)-turnsBack):]
}

// questionAbove is the question that stands above an answer, "" if none does.
func questionAbove(content string) string {
	first, _, _ := strings.Cut(content, "\n")
	question, ok := strings.CutPrefix(first, "> ")
	if !ok {
		return ""
	}
	return strings.TrimSpace(strings.TrimSuffix(plainText(question), "…"))
}

var (
	linkedMarker = regexp.MustCompile(`\s*\[\[\d+\]\]\(<[^>\n]*>\)`)
	bareMarker   = regexp.MustCompile(`\s*\[\d+\]`)
)

// answerText is an answer as it was shown, without the question above it, its
// markers and its footnotes.
func answerText(content string) string {
	lines := strings.Split(content, "\n")
	if questionAbove(content) != "" {
		lines = lines[1:]
	}
	var kept []string
	for _, line := range lines {
		if !strings.HasPrefix(line, "-# ") {
			kept = append(kept, line)
		}
	}
	text := linkedMarker.ReplaceAllString(strings.Join(kept, "\n"), "")
	return strings.TrimSpace(bareMarker.ReplaceAllString(plainText(text), ""))
}

// plainText takes out the characters that keep mentions from pinging.
func plainText(text string) string { return strings.ReplaceAll(text, "\u200b", "") }

var (
	customEmoji = regexp.MustCompile(`<a?:(\w+):\d+>`)
	anyMention  = regexp.MustCompile(`<(?:@[!&]?|#)\d+>`)
)

// withoutMentions is the text of a message without mentions of the bot; people
// are called by their names.
func withoutMentions(m *discordgo.Message, self string) string {
	text := m.Content
	for _, u := range m.Mentions {
		name := u.Username
		if u.GlobalName != "" {
			name = u.GlobalName
		}
		if u.ID == self {
			name = ""
		}
		text = strings.NewReplacer("<@"+u.ID+">", name, "<@!"+u.ID+">", name).Replace(text)
	}
	text = strings.NewReplacer("<@"+self+">", "", "<@!"+self+">", "").Replace(text)
	text = customEmoji.ReplaceAllString(text, "")
	return strings.TrimSpace(anyMention.ReplaceAllString(text, ""))
}
