package discordtest

import (
	"regexp"
	"slices"
	"time"
)

// nonce is a message that was sent with a nonce.
type nonce struct {
	message string
	at      time.Time
}

// nonceLife is how long the same nonce gives the same message.
const nonceLife = 3 * time.Minute

var mentionPattern = regexp.MustCompile(`<@!?(\d+)>`)

// addMessage gives the message an ID, stores it and tells the gateway. The
// handles that watch it are woken.
func (s *Server) addMessage(c *channel, m *Message) *Message {
	return s.insertMessage(c, m, s.newID())
}

// insertMessage is addMessage with an ID of one's own.
func (s *Server) insertMessage(c *channel, m *Message, id string) *Message {
	m.ID, m.ChannelID, m.GuildID, m.Created = id, c.ID, c.GuildID, s.now()
	m.changed = append(m.changed, &c.changed)
	if c.thread() { // who waits at the message it was opened from hears of it
		m.changed = append(m.changed, &s.channels[c.Parent].changed)
	}
	s.messages[m.ID] = m
	if !m.Ephemeral() {
		c.messages = append(c.messages, m)
		c.archived, c.archivedAt = false, time.Time{}
		s.tellMessage("MESSAGE_CREATE", c, m)
	}
	m.raise()
	return m
}

// changedMessage tells of an edit.
func (s *Server) changedMessage(m *Message) {
	m.Edits = append(m.Edits, s.now())
	if !m.Ephemeral() {
		s.tellMessage("MESSAGE_UPDATE", s.channels[m.ChannelID], m)
	}
	m.raise()
}

// deleteMessage marks the message as deleted and tells of it.
func (s *Server) deleteMessage(m *Message) {
	c := s.channels[m.ChannelID]
	c.remove(m)
	if !m.Ephemeral() {
		s.dispatch(event{name: "MESSAGE_DELETE", guild: m.GuildID, intents: messageIntent(c),
			data: withGuild(Object{"id": m.ID, "channel_id": m.ChannelID}, m.GuildID)})
	}
	m.raise()
}

// remove takes the message out of the channel.
func (c *channel) remove(m *Message) {
	m.Deleted = true
	c.messages = slices.DeleteFunc(c.messages, func(other *Message) bool { return other == m })
}

func (m *Message) raise() {
	for _, g := range m.changed {
		g.raise()
	}
}

func (s *Server) tellMessage(name string, c *channel, m *Message) {
	e := event{name: name, guild: m.GuildID, intents: messageIntent(c)}
	e.shaped = func(content bool) Object {
		o := withGuild(s.seenByBot(m, content), m.GuildID)
		if g := s.guild(m.GuildID); g != nil {
			o["member"] = s.memberObject(g, m.Author.ID)
		}
		return o
	}
	s.dispatch(e)
}

func messageIntent(c *channel) int {
	if c.GuildID == "" {
		return intentDirectMessages
	}
	return intentGuildMessages
}

func withGuild(o Object, guild string) Object {
	if guild != "" {
		o["guild_id"] = guild
	}
	return o
}

// mentionsIn returns the IDs of the known users whom the text mentions.
func (s *Server) mentionsIn(content string) []string {
	var all []string
	for _, match := range mentionPattern.FindAllStringSubmatch(content, -1) {
		if _, known := s.users[match[1]]; known && !slices.Contains(all, match[1]) {
			all = append(all, match[1])
		}
	}
	return all
}

// apply changes the message as a body says. What the body does not name stays.
func (s *Server) apply(m *Message, body Object, files []Attachment) {
	if value, ok := body["content"]; ok {
		m.Content = text(value)
	}
	if value, ok := body["embeds"]; ok {
		m.Embeds = objects(value)
	}
	if value, ok := body["components"]; ok {
		m.Components = objects(value)
	}
	if list, ok := body["attachments"]; ok && len(m.Attachments) > 0 { // an edit says which ones stay
		kept := objects(list)
		m.Attachments = slices.DeleteFunc(slices.Clone(m.Attachments), func(a Attachment) bool {
			return !slices.ContainsFunc(kept, func(o Object) bool { return text(o["id"]) == a.ID })
		})
	}
	for _, f := range files {
		f.ID = s.newID()
		m.Attachments = append(slices.Clip(m.Attachments), f)
	}
	const settable = FlagSuppressEmbeds | FlagComponentsV2
	if _, ok := body["flags"]; ok {
		m.Flags = m.Flags&^FlagSuppressEmbeds | number(body["flags"])&settable
	}
	m.Mentions = s.pinged(m.Content, body["allowed_mentions"])
}

// pinged returns whom a message of the bot pings.
func (s *Server) pinged(content string, allowed any) []string {
	rule, ok := allowed.(Object)
	if !ok {
		return s.mentionsIn(content)
	}
	parse, _ := rule["parse"].([]any)
	users, _ := rule["users"].([]any)
	return slices.DeleteFunc(s.mentionsIn(content), func(id string) bool {
		return !slices.Contains(parse, any("users")) && !slices.Contains(users, any(id))
	})
}

// Message returns the message of the ID as it is now.
func (s *Server) Message(id string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.messages[id]
	if !ok {
		return Message{}, false
	}
	return m.snapshot(), true
}

// Messages returns the messages that all see in the channel, oldest first.
func (s *Server) Messages(c Channel) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Message
	for _, m := range s.channels[c.ID].messages {
		all = append(all, m.snapshot())
	}
	return all
}

// Commands returns the commands that are registered in the guild; the global
// ones for "".
func (s *Server) Commands(guildID string) []Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands[guildID])
}
