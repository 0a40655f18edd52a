package discordtest

// Event sends an event as it is to every session that has the guild, "" for
// none: for what the fake does not know of, such as messages of webhooks.
func (s *Server) Event(name, guild string, data Object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dispatch(event{name: name, guild: guild, data: data})
}

// DeleteMessages deletes messages of a channel all at once, as a moderator
// does.
func (s *Server) DeleteMessages(c Channel, messageIDs ...string) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.channels[c.ID]
	gone := []any{}
	for _, id := range messageIDs {
		m := s.messages[id]
		if m == nil || m.ChannelID != c.ID {
			s.tb.Fatalf("discordtest: no message %s in channel %s", id, c.ID)
		}
		found.remove(m)
		m.raise()
		gone = append(gone, id)
	}
	s.dispatch(event{name: "MESSAGE_DELETE_BULK", guild: c.GuildID, intents: messageIntent(found),
		data: withGuild(Object{"ids": gone, "channel_id": c.ID}, c.GuildID)})
}
