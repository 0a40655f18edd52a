package chatlog

import (
	"context"
	"strings"
	"time"

	"footnote/corpus"
)

// isDiscord recognises an export of DiscordChatExporter.
func isDiscord(_ string, head []byte) bool {
	h, ok := headOf(head)
	return ok && !h.list && h.members["guild"] == "{" && h.members["channel"] == "{" && h.has("messages")
}

// A discordMessage is what is read of a message.
type discordMessage struct {
	ID        string
	Type      string
	Timestamp string
	Content   string
	Author    struct {
		Name, Nickname string
		IsBot          bool
	}
	Attachments []struct{ FileName string }
	Embeds      []struct {
		Title, Description string
		Fields             []struct{ Name, Value string }
	}
	Reactions []struct {
		Emoji struct{ Name, Code string }
	}
	Reference struct{ MessageID string }
}

// discordNotices are the types of messages that Discord itself writes.
var discordNotices = map[string]bool{
	"RecipientAdd": true, "RecipientRemove": true, "Call": true, "ChannelNameChange": true, "ChannelIconChange": true,
	"ChannelPinnedMessage": true, "GuildMemberJoin": true, "ThreadCreated": true, "UserPremiumGuildSubscription": true,
}

// discord reads an export of DiscordChatExporter.
func (*Reader) discord(ctx context.Context, file corpus.File, visit func(Channel) bool) error {
	var guild, channel struct{ ID, Type, Category, Name string }
	c := Channel{}
	d := decoder(file.Data)
	err := members(d, func(name string) (bool, error) {
		switch name {
		case "guild":
			return true, decode(d, &guild)
		case "channel":
			return true, decode(d, &channel)
		case "messages":
			return true, elements(d, func() error {
				var m discordMessage
				if err := decode(d, &m); err != nil {
					return err
				}
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if !discordNotices[m.Type] {
					c.Messages = append(c.Messages, m.message(guild.ID, channel.ID))
				}
				return nil
			})
		}
		return false, nil
	})
	c.Place = guild.Name
	c.Name = "#" + channel.Name
	switch {
	case strings.HasSuffix(channel.Type, "Thread"):
		c.Thread, c.Name = true, channel.Name
	case strings.HasPrefix(channel.Type, "Direct"):
		c.Name, c.Place = channel.Name, ""
	}
	if c.Name == "#" {
		c.Name = titleOf(file.Name)
	}
	visit(c)
	if err != nil {
		return cutOff(err)
	}
	return nil
}

// message makes a Message, with a link to it.
func (m discordMessage) message(guild, channel string) Message {
	out := Message{ID: m.ID, Author: m.Author.Nickname, ReplyTo: m.Reference.MessageID}
	if out.Author == "" {
		out.Author = m.Author.Name
	}
	out.Time, _ = time.Parse(time.RFC3339, m.Timestamp)
	if isDigits(channel) && isDigits(m.ID) {
		if guild == "0" || !isDigits(guild) {
			guild = "@me"
		}
		out.URL = "https://discord.com/channels/" + guild + "/" + channel + "/" + m.ID
	}
	parts := []string{unmarked(discordNames.ReplaceAllString(m.Content, ":$1:"), discordMarks)}
	for _, e := range m.Embeds {
		if m.Author.IsBot || e.Description == "" {
			parts = append(parts, unmarked(e.Title, discordMarks))
		}
		if m.Author.IsBot {
			parts = append(parts, unmarked(e.Description, discordMarks))
			for _, f := range e.Fields {
				parts = append(parts, unmarked(f.Name+": "+f.Value, discordMarks))
			}
		}
	}
	for _, a := range m.Attachments {
		parts = append(parts, attached(a.FileName))
	}
	out.Text = joined(parts)
	for _, r := range m.Reactions {
		out.Accepted = out.Accepted || isCheckMark(r.Emoji.Name) || isCheckMark(r.Emoji.Code)
	}
	return out
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isCheckMark reports whether an emoji says that something is settled.
func isCheckMark(emoji string) bool {
	switch emoji {
	case "✅", "☑️", "☑", "✔️", "✔", "white_check_mark", "heavy_check_mark", "ballot_box_with_check":
		return true
	}
	return false
}
