package discord

import (
	"context"
	"fmt"
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/history"
	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
)

// A reading is a channel whose messages shall be read.
type reading struct {
	id string
	// open is set when everyone on the server may read it.
	open bool
	// within is the channel that those are in who may view it: itself, or that
	// of the thread.
	within string
}

// readable finds a channel of the server of a request, which its user and the
// bot may view. That it is there nobody else hears.
func (b *Bot) readable(ctx context.Context, r *request, id string) (reading, error) {
	channel, err := b.channelOf(ctx, id)
	if err != nil {
		return reading{}, err
	}
	if channel.GuildID != r.guild || !holdsMessages(channel.Type) {
		return reading{}, refusal(phrases.ErrSourceChannel)
	}
	above := channel
	if channel.IsThread() {
		if above, err = b.channelOf(ctx, channel.ParentID); err != nil {
			return reading{}, err
		}
	}
	guild, err := b.api.Guild(ctx, r.guild)
	if err != nil {
		return reading{}, fmt.Errorf("asking Discord for a server: %w", err)
	}
	own := history.Permissions(guild, above, r.user, r.roles)
	secret := channel.Type == discordgo.ChannelTypeGuildPrivateThread
	if own&discordgo.PermissionViewChannel == 0 || own&discordgo.PermissionReadMessageHistory == 0 ||
		secret && own&discordgo.PermissionManageThreads == 0 {
		return reading{}, refusal(phrases.ErrSourceChannel)
	}
	found := reading{id: channel.ID, within: above.ID, open: slices.Equal(history.Audience(channel, above, guild.Roles), []string{"guild:" + guild.ID})}
	if secret {
		found.within = channel.ID
	}
	return found, nil
}

func (b *Bot) channelOf(ctx context.Context, id string) (*discordgo.Channel, error) {
	if !snowflake.MatchString(id) {
		return nil, refusal(phrases.ErrSourceChannel)
	}
	channel, err := b.api.Channel(ctx, id)
	if link.IsCode(err, link.CodeUnknownChannel, link.CodeMissingAccess) {
		return nil, refusal(phrases.ErrSourceChannel)
	}
	if err != nil {
		return nil, fmt.Errorf("asking Discord for a channel: %w", err)
	}
	return channel, nil
}

// holdsMessages reports whether a channel of the type can be a source.
func holdsMessages(kind discordgo.ChannelType) bool {
	switch kind {
	case discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews, discordgo.ChannelTypeGuildForum, discordgo.ChannelTypeGuildMedia,
		discordgo.ChannelTypeGuildNewsThread, discordgo.ChannelTypeGuildPublicThread, discordgo.ChannelTypeGuildPrivateThread:
		return true
	}
	return false
}
