package discord

import (
	"context"
	"fmt"
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
)

// A reading is a channel whose messages shall be read.
type reading struct {
	id string
	// open is set when everyone on the server may view it.
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
	own := permissionsIn(guild, above, r.user, r.roles)
	secret := channel.Type == discordgo.ChannelTypeGuildPrivateThread
	if own&discordgo.PermissionViewChannel == 0 || own&discordgo.PermissionReadMessageHistory == 0 ||
		secret && own&discordgo.PermissionManageThreads == 0 {
		return reading{}, refusal(phrases.ErrSourceChannel)
	}
	found := reading{id: channel.ID, within: above.ID, open: !secret && permissionsIn(guild, above, "", nil)&discordgo.PermissionViewChannel != 0}
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

// permissionsIn are those of a member in a channel that is no thread, as
// Discord computes them; of "" those that everyone has.
func permissionsIn(guild *discordgo.Guild, channel *discordgo.Channel, user string, roles []string) int64 {
	if user != "" && user == guild.OwnerID {
		return discordgo.PermissionAll
	}
	holds := func(role string) bool { return role == guild.ID || slices.Contains(roles, role) }
	var all int64
	for _, role := range guild.Roles {
		if holds(role.ID) {
			all |= role.Permissions
		}
	}
	if all&discordgo.PermissionAdministrator != 0 {
		return discordgo.PermissionAll
	}
	// Everyone's, then those of the roles together, then the member's own.
	var allow, deny [3]int64
	for _, o := range channel.PermissionOverwrites {
		step := -1
		switch {
		case o.Type == discordgo.PermissionOverwriteTypeRole && o.ID == guild.ID:
			step = 0
		case o.Type == discordgo.PermissionOverwriteTypeRole && holds(o.ID):
			step = 1
		case o.Type == discordgo.PermissionOverwriteTypeMember && user != "" && o.ID == user:
			step = 2
		}
		if step >= 0 {
			allow[step] |= o.Allow
			deny[step] |= o.Deny
		}
	}
	for step := range allow {
		all = all&^deny[step] | allow[step]
	}
	return all
}
