package discordtest

import "slices"

// A Draft is a message that has more than a text.
type Draft struct {
	Text, ReplyTo string
	// Kind is its type; 0 is that of usual messages.
	Kind        int
	Embeds      []Object
	Attachments []Attachment
	// More are further keys of it, such as poll or message_snapshots.
	More Object
}

// AddBot adds another bot, which is a member of the guilds.
func (s *Server) AddBot(name string, guilds ...Guild) User {
	u := s.AddUser(name, guilds...)
	s.mu.Lock()
	defer s.mu.Unlock()
	u.Bot = true
	s.users[u.ID] = u
	return u
}

// Send sends a message of the user, who may be a bot.
func (s *Server) Send(u User, c Channel, d Draft) *Post {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.channels[c.ID]
	if found == nil {
		s.tb.Fatalf("discordtest: no channel %q", c.ID)
	}
	m := &Message{Author: u, Content: d.Text, Reply: d.ReplyTo, Embeds: d.Embeds, kind: d.Kind, more: d.More, Mentions: s.mentionsIn(d.Text)}
	if d.ReplyTo != "" && d.Kind == 0 {
		m.kind = 19
	}
	for _, a := range d.Attachments {
		a.ID = s.newID()
		m.Attachments = append(m.Attachments, a)
	}
	s.addMessage(found, m)
	return &Post{Message: m.snapshot(), s: s}
}

// React adds the user's reaction to a message.
func (s *Server) React(u User, messageID, emoji string) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.messages[messageID]
	if m == nil {
		s.tb.Fatalf("discordtest: no message %s", messageID)
	}
	if m.Reactions == nil {
		m.Reactions = map[string][]string{}
	}
	m.Reactions[emoji] = append(m.Reactions[emoji], u.ID)
}

// Unreact takes the user's reaction back.
func (s *Server) Unreact(u User, messageID, emoji string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.messages[messageID]
	m.Reactions[emoji] = slices.DeleteFunc(m.Reactions[emoji], func(id string) bool { return id == u.ID })
	if len(m.Reactions[emoji]) == 0 {
		delete(m.Reactions, emoji)
	}
}

func reactionObjects(m *Message) []Object {
	all := []Object{}
	for emoji, users := range m.Reactions {
		all = append(all, Object{"emoji": Object{"id": nil, "name": emoji}, "count": len(users), "me": false, "me_burst": false,
			"burst_colors": []any{}, "count_details": Object{"burst": 0, "normal": len(users)}})
	}
	return all
}
