package discordtest

// AddForeignGuild adds a guild that the bot is not in. Its members use the bot
// there because they installed it for themselves.
func (s *Server) AddForeignGuild(name string) Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.newID()
	g := &guild{Guild: Guild{ID: id, Name: name, Everyone: id}, members: map[string][]string{}, joined: s.now(), foreign: true}
	g.owner = s.newID()
	s.users[g.owner] = User{ID: g.owner, Name: "owner of " + name}
	g.roles = []Role{{ID: id, GuildID: id, Name: "@everyone", Permissions: everyonePermissions}}
	g.members[g.owner] = nil
	s.foreign = append(s.foreign, g)
	return g.Guild
}

// Owner returns who owns the guild.
func (s *Server) Owner(g Guild) User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.users[s.anyGuild(g.ID).owner]
}

// SetLocale changes the language of the guild, such as "de", and tells of it.
func (s *Server) SetLocale(g Guild, locale string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.anyGuild(g.ID)
	found.locale = locale
	s.dispatch(event{name: "GUILD_UPDATE", guild: g.ID, intents: intentGuilds, data: s.guildObject(found)})
}
