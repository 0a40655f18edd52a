package discord

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

// A neededPermission is one that the bot needs, and its name in people's languages.
type neededPermission struct {
	bit  int64
	name phrases.Key
}

// neededPermissions are all that the bot needs, and no more.
func neededPermissions() []neededPermission {
	return []neededPermission{
		{discordgo.PermissionViewChannel, phrases.PermissionView},
		{discordgo.PermissionSendMessages, phrases.PermissionSend},
		{discordgo.PermissionSendMessagesInThreads, phrases.PermissionSendInThreads},
		{discordgo.PermissionCreatePublicThreads, phrases.PermissionCreateThreads},
		{discordgo.PermissionEmbedLinks, phrases.PermissionEmbedLinks},
		{discordgo.PermissionAttachFiles, phrases.PermissionAttachFiles},
		{discordgo.PermissionReadMessageHistory, phrases.PermissionReadHistory},
	}
}

// Permissions is the set that the bot asks for when it is installed.
func Permissions() int64 {
	var all int64
	for _, p := range neededPermissions() {
		all |= p.bit
	}
	return all
}

// Intents are the events that the bot takes. The content of messages that are
// not put to it is a privilege, which answering unasked needs; histories of
// channels need that it is switched on, and no events.
func Intents(messageContent bool) discordgo.Intent {
	intents := discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentDirectMessages
	if messageContent {
		intents |= discordgo.IntentMessageContent
	}
	return intents
}

// InstallURL is where somebody installs the bot in a server, with just the
// permissions that it needs, or for themselves.
func InstallURL(app string) string {
	q := url.Values{"client_id": {app}, "scope": {"bot applications.commands"}, "permissions": {fmt.Sprint(Permissions())}}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// tellLacks tells who manages a server, once, what the bot may not do in a
// channel.
func (b *Bot) tellLacks(ctx context.Context, r *request) {
	if r.guild == "" || r.foreign || !r.may(discordgo.PermissionManageServer) || r.AppPermissions == 0 {
		return
	}
	lacks := lackingOf(r.AppPermissions, r.settings.Threads)
	if lacks == 0 {
		return
	}
	first, err := b.state.Told(ctx, r.guild, fmt.Sprintf("lacks:%s:%d", r.channel, lacks))
	if err != nil || !first {
		return
	}
	text := r.text.Text(phrases.Lacks, "<#"+r.channel+">", names(lacks, r.text))
	if _, err := b.api.Followup(ctx, r.AppID, r.Token, note(text)); err != nil {
		b.log.WarnContext(ctx, "nobody was told of missing permissions", "error", err)
	}
}

// lackingOf is what of the needed permissions a set does not hold.
func lackingOf(have int64, threads bool) int64 {
	if have&discordgo.PermissionAdministrator != 0 {
		return 0
	}
	needed := Permissions()
	if !threads {
		needed &^= discordgo.PermissionCreatePublicThreads
	}
	return needed &^ have
}

func names(set int64, text phrases.Language) string {
	var list []string
	for _, p := range neededPermissions() {
		if set&p.bit != 0 {
			list = append(list, text.Text(p.name))
		}
	}
	return strings.Join(list, ", ")
}

// mostMessages is how many messages an answer may take where the bot may not
// attach it as a file.
const mostMessages = 20

func withFiles(messages []wire.Message) bool {
	return slices.ContainsFunc(messages, func(m wire.Message) bool { return len(m.Files) > 0 })
}

func withoutFiles(messages []wire.Message) []wire.Message {
	for i := range messages {
		messages[i].Files = nil
	}
	return messages
}

// lacking reports whether the bot lacks a permission.
func lacking(err error) bool {
	return link.IsCode(err, link.CodeMissingAccess, link.CodeMissingPermissions)
}

// tellMute tells a server's owner, once, that the bot cannot speak in a channel.
func (b *Bot) tellMute(ctx context.Context, guild, channel string) {
	b.tellOwner(ctx, guild, "mute:"+channel, func(text phrases.Language) string {
		return text.Text(phrases.Mute, "<#"+channel+">", names(Permissions(), text))
	})
}

// tellLack tells a server's owner, once, that the bot lacks permissions in a
// channel without which it can still speak.
func (b *Bot) tellLack(ctx context.Context, guild, channel string, lacks int64) {
	b.tellOwner(ctx, guild, fmt.Sprintf("lack:%s:%d", channel, lacks), func(text phrases.Language) string {
		return text.Text(phrases.Lacks, "<#"+channel+">", names(lacks, text))
	})
}

// tellOwner tells a server's owner something, once, in a direct message.
func (b *Bot) tellOwner(ctx context.Context, guild, what string, say func(phrases.Language) string) {
	if guild == "" {
		return
	}
	if first, err := b.state.Told(ctx, guild, what); err != nil || !first {
		return
	}
	err := errors.New("the owner is not known")
	if owner := b.channels.owner(guild); owner != "" {
		err = b.write(ctx, owner, say(b.phrases.In(b.channels.locale(guild))))
	}
	if err != nil {
		b.log.WarnContext(ctx, "the owner of a server was not told of missing permissions", "guild", guild, "what", what, "error", err)
	}
}

// write sends a direct message.
func (b *Bot) write(ctx context.Context, user, text string) error {
	direct, err := b.api.DirectChannel(ctx, user)
	if err == nil {
		_, err = b.api.Send(ctx, direct.ID, wire.Message{Content: text, Flags: wire.SuppressEmbeds})
	}
	return err
}
