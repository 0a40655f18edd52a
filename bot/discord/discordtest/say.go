package discordtest

import (
	"context"
)

// A Post is a message that a user sent, and what the bot did about it.
type Post struct {
	Message
	s *Server
}

// Say sends a message of the user. It mentions those whose mention is in the
// text, and answers the message replyTo unless that is "", which pings its
// author.
func (s *Server) Say(u User, c Channel, text, replyTo string) *Post {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.channels[c.ID]
	if found == nil {
		s.tb.Fatalf("discordtest: no channel %q", c.ID)
	}
	m := &Message{Author: u, Content: text, Reply: replyTo, Mentions: s.mentionsIn(text)}
	if replyTo != "" {
		m.kind = 19
		if target := s.messages[replyTo]; target == nil {
			s.tb.Errorf("discordtest: no message %s to reply to", replyTo)
		} else if !containsID(m.Mentions, target.Author.ID) {
			m.Mentions = append(m.Mentions, target.Author.ID)
		}
	}
	s.addMessage(found, m)
	return &Post{Message: m.snapshot(), s: s}
}

func containsID(ids []string, id string) bool {
	for _, other := range ids {
		if other == id {
			return true
		}
	}
	return false
}

// EditMessage changes the text of a user's message.
func (s *Server) EditMessage(messageID, text string) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.messages[messageID]
	if m == nil {
		s.tb.Fatalf("discordtest: no message %s", messageID)
	}
	m.Content, m.Mentions = text, s.mentionsIn(text)
	s.changedMessage(m)
}

// DeleteMessage deletes a message, as its author or a moderator would.
func (s *Server) DeleteMessage(messageID string) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.messages[messageID]
	if m == nil {
		s.tb.Fatalf("discordtest: no message %s", messageID)
	}
	s.deleteMessage(m)
}

// Answers returns the bot's messages that answer the post: that reply to it,
// are in a thread opened from it, or came after it in its channel and reply to
// nothing.
func (p *Post) Answers() []Message {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return snapshots(p.answers())
}

// WaitMessage waits until the condition holds for one of the answers.
func (p *Post) WaitMessage(ctx context.Context, holds func(Message) bool) (Message, error) {
	p.s.mu.Lock()
	on := &p.s.channels[p.ChannelID].changed
	p.s.mu.Unlock()
	return p.s.waitMessage(ctx, on, "an answer to a post", p.answers, holds)
}

func (p *Post) answers() []*Message {
	var all []*Message
	for _, m := range p.s.channels[p.ChannelID].messages {
		later := compareIDs(m.ID, p.ID) > 0 && m.Reply == "" && m.Interaction == ""
		if m.Author.ID == p.s.bot.ID && (m.Reply == p.ID || later) {
			all = append(all, m)
		}
	}
	if thread := p.s.channels[p.ID]; thread != nil {
		for _, m := range thread.messages {
			if m.Author.ID == p.s.bot.ID && m.kind != 21 {
				all = append(all, m)
			}
		}
	}
	return all
}
