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
	// threadBack is how many messages of a thread are read.
	threadBack = 30
)

// conversation reads the turns before a message from Discord: its chain of
// replies, and the thread that it stands in where that is the bot's. about is
// the message of somebody else that it replies to, if it is in reply to one.
func (b *Bot) conversation(ctx context.Context, m *discordgo.Message) (history []bot.Turn, about *discordgo.Message) {
	at := b.referenced(ctx, m)
	if at != nil && at.Author.ID != b.user() {
		return nil, at
	}
	history, first := b.chain(ctx, m, at)
	if len(history) < turnsBack {
		if own, err := b.state.IsThread(ctx, m.ChannelID); err == nil && own {
			history = append(b.thread(ctx, m.ChannelID, first), history...)
		}
	}
	return history[max(0, len(history)-turnsBack):], nil
}

// chain follows replies back to the first question, from the answer that a
// message replies to. It returns the ID of the earliest message too.
func (b *Bot) chain(ctx context.Context, m, answer *discordgo.Message) (history []bot.Turn, first string) {
	first = m.ID
	for range turnsBack {
		if answer == nil || answer.Author.ID != b.user() {
			break
		}
		asked := b.referenced(ctx, answer)
		turn := b.turnOf(ctx, asked, answer)
		if turn.Question != "" {
			history = append(history, turn)
		}
		first, answer = answer.ID, nil
		if asked != nil {
			first, answer = asked.ID, b.referenced(ctx, asked)
		}
	}
	slices.Reverse(history)
	return history, first
}

// turnOf is a question with its answer. The question stands in the message that
// the answer replies to, or above the answer; a further message of a long
// answer has neither.
func (b *Bot) turnOf(ctx context.Context, asked, answer *discordgo.Message) bot.Turn {
	if asked != nil {
		return bot.Turn{Question: wordsOf(asked, b.user()), Answer: answerText(answer.Content)}
	}
	question, below := questionAbove(answer.Content)
	turn := bot.Turn{Question: question, Answer: answerText(below)}
	if turn.Question == "" {
		if kept, err := b.state.AnswerByMessage(ctx, answer.ChannelID, answer.ID); err == nil {
			turn.Question = kept.Question
		}
	}
	return turn
}

// referenced is the message in the same channel that another one replies to;
// nil when it is gone.
func (b *Bot) referenced(ctx context.Context, m *discordgo.Message) *discordgo.Message {
	to := m.MessageReference
	if to == nil || to.MessageID == "" || to.Type == discordgo.MessageReferenceTypeForward || to.ChannelID != "" && to.ChannelID != m.ChannelID {
		return nil
	}
	at := m.ReferencedMessage
	if at == nil {
		var err error
		if at, err = b.api.Message(ctx, m.ChannelID, to.MessageID); err != nil {
			b.log.DebugContext(ctx, "a message before was not read", "error", err)
			return nil
		}
	}
	if at.Author == nil {
		return nil
	}
	return at
}

// thread reads the turns of a thread before a message, with the message that
// the thread was opened from.
func (b *Bot) thread(ctx context.Context, thread, before string) []bot.Turn {
	messages, err := b.api.Messages(ctx, thread, before, threadBack)
	if err != nil {
		b.log.DebugContext(ctx, "a thread was not read", "error", err)
		return nil
	}
	slices.Reverse(messages) // Discord gives the newest first
	if len(messages) < threadBack {
		if first := b.opener(ctx, thread, messages); first != nil {
			messages = append([]*discordgo.Message{first}, messages...)
		}
	}
	return b.turns(messages)
}

// opener is the message that a thread was opened from, nil when it is gone. It
// stands in the channel above; the first message of the thread refers to it.
func (b *Bot) opener(ctx context.Context, thread string, messages []*discordgo.Message) *discordgo.Message {
	channel, id := b.channels.parent(thread), thread // they share an ID
	for _, m := range messages {
		if m.Type == discordgo.MessageTypeThreadStarterMessage && m.MessageReference != nil {
			if m.ReferencedMessage != nil {
				return m.ReferencedMessage
			}
			channel, id = m.MessageReference.ChannelID, m.MessageReference.MessageID
		}
	}
	if channel == "" {
		return nil
	}
	first, err := b.api.Message(ctx, channel, id)
	if err != nil {
		b.log.DebugContext(ctx, "the beginning of a thread was not read", "error", err)
		return nil
	}
	return first
}

// turns pairs questions with the answers that follow them.
func (b *Bot) turns(messages []*discordgo.Message) []bot.Turn {
	var history []bot.Turn
	waiting := ""
	for _, m := range messages {
		switch {
		case m.Author == nil:
		case m.Author.ID != b.user():
			if text := wordsOf(m, b.user()); text != "" && !m.Author.Bot {
				waiting = text
			}
		default:
			question, below := waiting, m.Content
			if m.MessageReference == nil {
				if above, rest := questionAbove(m.Content); above != "" {
					question, below = above, rest
				}
			}
			if answer := answerText(below); question != "" && answer != "" {
				history = append(history, bot.Turn{Question: question, Answer: answer})
				waiting = ""
			}
		}
	}
	return history[max(0, len(history)-turnsBack):]
}

// questionAbove is the question that stands above an answer, "" if none does,
// and what stands below it.
func questionAbove(content string) (question, below string) {
	first, rest, _ := strings.Cut(content, "\n")
	question, ok := strings.CutPrefix(first, "> ")
	if !ok {
		return "", content
	}
	return strings.TrimSpace(strings.TrimSuffix(plainText(question), "…")), rest
}

var (
	linkedMarker = regexp.MustCompile(`\s*\[\[\d+\]\]\(<[^>\n]*>\)`)
	bareMarker   = regexp.MustCompile(`\s*\[\d+\]`)
)

// answerText is an answer as it was shown, without its markers and its
// footnotes.
func answerText(content string) string {
	var kept []string
	for line := range strings.SplitSeq(content, "\n") {
		if !strings.HasPrefix(line, "-# ") {
			kept = append(kept, line)
		}
	}
	text := linkedMarker.ReplaceAllString(strings.Join(kept, "\n"), "")
	return strings.TrimSpace(bareMarker.ReplaceAllString(plainText(text), ""))
}

// plainText takes out what keeps a text from pinging and from being Markdown.
func plainText(text string) string {
	return escaped.ReplaceAllString(strings.ReplaceAll(text, "\u200b", ""), "$1")
}

var (
	escaped     = regexp.MustCompile(`\\([[:punct:]])`)
	customEmoji = regexp.MustCompile(`<a?:(\w+):\d+>`)
	anyMention  = regexp.MustCompile(`<(?:@[!&]?|#)\d+>`)
)

// wordsOf is what a message says, or what that says which it forwards.
func wordsOf(m *discordgo.Message, self string) string {
	text := withoutMentions(m, self)
	for _, forwarded := range m.MessageSnapshots {
		if text == "" && forwarded.Message != nil {
			text = withoutMentions(forwarded.Message, self)
		}
	}
	return text
}

// withoutMentions is the text of a message without mentions of the bot; people
// are called by their names.
func withoutMentions(m *discordgo.Message, self string) string {
	text := m.Content
	for _, u := range m.Mentions {
		if u == nil {
			continue
		}
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
	text = customEmoji.ReplaceAllString(strings.ReplaceAll(text, "\u200b", ""), "")
	return strings.TrimSpace(anyMention.ReplaceAllString(text, ""))
}
