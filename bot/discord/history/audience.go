package history

import "github.com/bwmarrin/discordgo"

// Audience is the labels that the documents of a channel must bear: guild:ID
// where everyone in the guild may read it, else channel:ID. A thread is as open
// as its parent, a private one open to nobody else; parent is nil where there is
// none, or where it is not known. Without the guild's roles the channel alone may
// see them.
func Audience(c, parent *discordgo.Channel, roles []*discordgo.Role) []string {
	switch {
	case c.Type == discordgo.ChannelTypeGuildPrivateThread:
		return only(c.ID)
	case c.IsThread() && parent == nil && c.ParentID != "":
		return only(c.ParentID)
	case c.IsThread() && parent != nil:
		return Audience(parent, nil, roles)
	case c.IsThread(), c.GuildID == "", c.NSFW: // minors are kept out of the last
		return only(c.ID)
	}
	may := permissions(c.GuildID, nil, roles, c.PermissionOverwrites, "")
	if needed := toRead(c); may&needed != needed {
		return only(c.ID)
	}
	return []string{"guild:" + c.GuildID}
}

func only(channel string) []string { return []string{"channel:" + channel} }

// toRead is the permissions that somebody needs to read a channel.
func toRead(c *discordgo.Channel) int64 {
	const needed = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory
	if c.Type == discordgo.ChannelTypeGuildVoice || c.Type == discordgo.ChannelTypeGuildStageVoice {
		return needed | discordgo.PermissionVoiceConnect
	}
	return needed
}

// Permissions is what a user with some roles may do in a channel that is no
// thread; the owner of the guild may do everything.
func Permissions(guild *discordgo.Guild, c *discordgo.Channel, user string, has []string) int64 {
	if user != "" && user == guild.OwnerID {
		return everything
	}
	return permissions(guild.ID, has, guild.Roles, c.PermissionOverwrites, user)
}

// everything is all permissions.
const everything int64 = -1

// permissions is what a member with some roles may do in a channel with such
// overwrites; user is "" for somebody of whom the channel says nothing. They
// follow from the roles, then from what the channel says of everyone, of the
// roles together, and of the member.
func permissions(guild string, has []string, roles []*discordgo.Role, overwrites []*discordgo.PermissionOverwrite, user string) int64 {
	mine := map[string]bool{}
	for _, id := range has {
		mine[id] = true
	}
	var may int64
	for _, role := range roles {
		if role.ID == guild || mine[role.ID] {
			may |= role.Permissions
		}
	}
	if may&discordgo.PermissionAdministrator != 0 {
		return everything
	}
	var everyone, together, own discordgo.PermissionOverwrite
	for _, o := range overwrites {
		switch {
		case o == nil:
		case o.Type == discordgo.PermissionOverwriteTypeRole && o.ID == guild:
			everyone = *o
		case o.Type == discordgo.PermissionOverwriteTypeRole && mine[o.ID]:
			together.Allow |= o.Allow
			together.Deny |= o.Deny
		case o.Type == discordgo.PermissionOverwriteTypeMember && user != "" && o.ID == user:
			own = *o
		}
	}
	for _, o := range []discordgo.PermissionOverwrite{everyone, together, own} {
		may = may&^o.Deny | o.Allow
	}
	return may
}
