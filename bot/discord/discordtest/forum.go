package discordtest

import (
	"slices"
	"time"
)

// A Tag is what the posts of a forum can be given.
type Tag struct{ ID, Name string }

func tagObjects(tags []Tag) []Object {
	all := []Object{}
	for _, t := range tags {
		all = append(all, Object{"id": t.ID, "name": t.Name, "moderated": false, "emoji_id": nil, "emoji_name": nil})
	}
	return all
}

// AddPlace adds a channel of a type to the guild, such as ChannelVoice.
func (s *Server) AddPlace(g Guild, kind int, name string) Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.addChannel(Channel{ID: s.newID(), GuildID: g.ID, Name: name, Type: kind})
	s.dispatch(event{name: "CHANNEL_CREATE", guild: g.ID, intents: intentGuilds, data: s.channelObject(c)})
	return c.Channel
}

// AddForum adds a forum to the guild, whose posts can have the tags.
func (s *Server) AddForum(g Guild, name string, tags ...string) Channel {
	c := s.AddPlace(g, ChannelForum, name)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, tag := range tags {
		s.channels[c.ID].available = append(s.channels[c.ID].available, Tag{s.newID(), tag})
	}
	return c
}

// Post opens a post of the user in a forum.
func (s *Server) Post(u User, forum Channel, title, text string, tags ...string) (Channel, *Post) {
	s.tb.Helper()
	s.mu.Lock()
	t := s.openThread(u, forum, ChannelPublicThread, s.newID(), title)
	s.mu.Unlock()
	s.Tag(t, tags...)
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{Author: u, Content: text, Mentions: s.mentionsIn(text)}
	s.insertMessage(s.channels[t.ID], m, t.ID) // they share an ID
	return t, &Post{Message: m.snapshot(), s: s}
}

// OpenThread opens a thread of the user's in a channel: of the type, or from a
// message, when its ID is not "".
func (s *Server) OpenThread(u User, c Channel, kind int, name, messageID string) Channel {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if messageID == "" {
		return s.openThread(u, c, kind, s.newID(), name)
	}
	m := s.messages[messageID]
	if m == nil {
		s.tb.Fatalf("discordtest: no message %s", messageID)
	}
	t := s.openThread(u, c, kind, m.ID, name)
	m.Flags |= FlagHasThread
	s.addMessage(s.channels[t.ID], &Message{Author: m.Author, Reply: m.ID, kind: 21, GuildID: m.GuildID})
	return t
}

func (s *Server) openThread(u User, c Channel, kind int, id, name string) Channel {
	t := s.addChannel(Channel{ID: id, GuildID: c.GuildID, Parent: c.ID, Name: name, Type: kind})
	t.owner, t.archive = u.ID, 4320
	created := s.channelObject(t)
	created["newly_created"] = true
	s.dispatch(event{name: "THREAD_CREATE", guild: t.GuildID, intents: intentGuilds, data: created})
	return t.Channel
}

// Tag gives a post just these tags of its forum.
func (s *Server) Tag(post Channel, names ...string) {
	s.tb.Helper()
	s.change(post, func(c *channel) {
		c.tags = nil
		for _, name := range names {
			available := s.channels[c.Parent].available
			i := slices.IndexFunc(available, func(t Tag) bool { return t.Name == name })
			if i < 0 {
				s.tb.Fatalf("discordtest: the forum has no tag %q", name)
			}
			c.tags = append(c.tags, available[i].ID)
		}
	})
}

// Archive archives a thread at a time.
func (s *Server) Archive(thread Channel, at time.Time) {
	s.tb.Helper()
	s.change(thread, func(c *channel) { c.archived, c.archivedAt = true, at })
}

// Rename changes the name of a channel or thread.
func (s *Server) Rename(c Channel, name string) {
	s.tb.Helper()
	s.change(c, func(c *channel) { c.Name = name })
}

// AgeRestrict keeps minors out of a channel.
func (s *Server) AgeRestrict(c Channel) {
	s.tb.Helper()
	s.change(c, func(c *channel) { c.nsfw = true })
}

// change changes a channel or thread and tells of it.
func (s *Server) change(public Channel, change func(*channel)) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[public.ID]
	if c == nil {
		s.tb.Fatalf("discordtest: no channel %q", public.ID)
	}
	change(c)
	name := "CHANNEL_UPDATE"
	if c.thread() {
		name = "THREAD_UPDATE"
	}
	s.dispatch(event{name: name, guild: c.GuildID, intents: intentGuilds, data: s.channelObject(c)})
}

// DeleteChannel deletes a channel or thread with its messages and threads.
func (s *Server) DeleteChannel(public Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.channels {
		if c.ID != public.ID && c.Parent != public.ID {
			continue
		}
		for _, m := range slices.Clone(c.messages) {
			c.remove(m)
		}
		delete(s.channels, c.ID)
		name := "CHANNEL_DELETE"
		if c.thread() {
			name = "THREAD_DELETE"
		}
		s.dispatch(event{name: name, guild: c.GuildID, intents: intentGuilds,
			data: Object{"id": c.ID, "guild_id": c.GuildID, "parent_id": c.Parent, "type": c.Type}})
	}
}

// SetMessageContent grants or takes the message-content intent, as somebody
// does in the developer portal.
func (s *Server) SetMessageContent(granted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.options.MessageContent = granted
}

// SetPermissions changes what a role may do, such as that of everyone.
func (s *Server) SetPermissions(g Guild, role string, permissions int64) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	roles := s.anyGuild(g.ID).roles
	i := slices.IndexFunc(roles, func(r Role) bool { return r.ID == role })
	if i < 0 {
		s.tb.Fatalf("discordtest: no role %q", role)
	}
	roles[i].Permissions = permissions
	s.dispatch(event{name: "GUILD_ROLE_UPDATE", guild: g.ID, intents: intentGuilds,
		data: Object{"guild_id": g.ID, "role": roleObject(roles[i])}})
}
