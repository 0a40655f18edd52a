package discordtest

// Permissions that matter to the fake.
const (
	PermissionAdministrator  int64 = 1 << 3
	PermissionManageChannels int64 = 1 << 4
	PermissionManageGuild    int64 = 1 << 5
	PermissionViewChannel    int64 = 1 << 10
	PermissionSendMessages   int64 = 1 << 11
	PermissionManageMessages int64 = 1 << 13
	PermissionEmbedLinks     int64 = 1 << 14
	PermissionAttachFiles    int64 = 1 << 15
	PermissionReadHistory    int64 = 1 << 16
	PermissionManageThreads  int64 = 1 << 34
	PermissionPublicThreads  int64 = 1 << 35
	PermissionPrivateThreads int64 = 1 << 36
	PermissionSendInThreads  int64 = 1 << 38
	allPermissions           int64 = 1<<50 - 1
	everyonePermissions            = PermissionViewChannel | PermissionSendMessages | PermissionEmbedLinks | PermissionAttachFiles | PermissionReadHistory | PermissionPublicThreads | PermissionSendInThreads | permissionUseCommands
	permissionUseCommands    int64 = 1 << 31
	directPermissions              = PermissionViewChannel | PermissionSendMessages | PermissionEmbedLinks | PermissionAttachFiles | PermissionReadHistory
)

// permissions computes what the user may do in the channel, as Discord does.
func (s *Server) permissions(c *channel, user string) int64 {
	if c.GuildID == "" {
		return directPermissions
	}
	g := s.anyGuild(c.GuildID)
	if _, member := g.members[user]; !member {
		return 0
	}
	if g.owner == user {
		return allPermissions
	}
	var all int64
	for _, role := range g.roles {
		if role.ID == g.Everyone {
			all |= role.Permissions
		}
		for _, has := range g.members[user] {
			if has == role.ID {
				all |= role.Permissions
			}
		}
	}
	if all&PermissionAdministrator != 0 {
		return allPermissions
	}
	over := c
	if c.thread() {
		over = s.channels[c.Parent]
	}
	for _, whose := range []string{g.Everyone, user} {
		rule := over.overwrites[whose]
		all = all&^rule[1] | rule[0]
	}
	if all&PermissionViewChannel == 0 { // who does not see the channel can do nothing there
		return 0
	}
	return all
}

// need returns the error for the bot when it lacks one of the permissions.
func (s *Server) need(c *channel, permissions int64) *reply {
	has := s.permissions(c, s.bot.ID)
	switch {
	case has&PermissionViewChannel == 0:
		return refuse(403, 50001, "Missing Access")
	case has&permissions != permissions:
		return refuse(403, 50013, "Missing Permissions")
	}
	return nil
}

// sending is the permission that messages in the channel need.
func (c *channel) sending() int64 {
	if c.thread() {
		return PermissionSendInThreads
	}
	return PermissionSendMessages
}
