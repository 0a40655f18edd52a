package discord

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/render"
)

// threadArchive is how many minutes a thread of the bot's stays open without a
// message.
const threadArchive = 1440

// longestThreadName is in characters.
const longestThreadName = 100

// openThread opens a thread below an answer, where the server wants one: what
// is said there is asked of the bot.
func (b *Bot) openThread(ctx context.Context, a asking, s stage, messages []string) {
	if !a.settings.Threads || a.guild == "" || a.private || a.foreign || a.parent != "" || len(messages) == 0 {
		return
	}
	name := render.Name(a.question.Text, longestThreadName)
	thread, err := b.api.StartThread(ctx, s.channel(), messages[0], name, threadArchive)
	if err != nil {
		b.log.WarnContext(ctx, "a thread was not opened", "guild", a.guild, "error", err)
		if lacking(err) {
			b.tellLack(ctx, a.guild, a.channel, discordgo.PermissionCreatePublicThreads)
		}
		return
	}
	b.channels.thread(channelEvent{ID: thread.ID, GuildID: a.guild, ParentID: s.channel(), Type: discordgo.ChannelTypeGuildPublicThread})
	if err := b.state.SaveThread(ctx, thread.ID, a.guild); err != nil {
		b.log.ErrorContext(ctx, "a thread will not be known after a restart", "error", err)
	}
}

// forgetThread forgets a thread that was deleted.
func (b *Bot) forgetThread(ctx context.Context, id string) {
	if err := b.state.DeleteThread(ctx, id); err != nil {
		b.log.ErrorContext(ctx, "a deleted thread is still known", "error", err)
	}
}
