package discordtest

import (
	"mime"
	"path"
	"strconv"
	"time"
)

// The functions here give Discord's JSON for what the fake knows.

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

// stringed gives a permission set as Discord writes it.
func stringed(permissions int64) string { return strconv.FormatInt(permissions, 10) }

func userObject(u User) Object {
	return Object{"id": u.ID, "username": u.Name, "global_name": u.Name, "discriminator": "0", "avatar": nil,
		"bot": u.Bot, "public_flags": 0, "flags": 0}
}

func roleObject(r Role) Object {
	return Object{"id": r.ID, "name": r.Name, "permissions": stringed(r.Permissions), "color": 0, "hoist": false,
		"position": 0, "managed": false, "mentionable": false, "flags": 0}
}

// memberObject is a member without the user, as in messages.
func (s *Server) memberObject(g *guild, user string) Object {
	return Object{"roles": append([]string{}, g.members[user]...), "joined_at": stamp(g.joined), "nick": nil, "avatar": nil,
		"deaf": false, "mute": false, "flags": 0, "pending": false, "premium_since": nil,
		"communication_disabled_until": nil}
}

// fullMember is a member with the user.
func (s *Server) fullMember(g *guild, user string) Object {
	member := s.memberObject(g, user)
	member["user"] = userObject(s.users[user])
	return member
}

func (g *guild) preferred() string {
	if g.locale == "" {
		return "en-US"
	}
	return g.locale
}

func (s *Server) guildObject(g *guild) Object {
	roles := []Object{}
	for _, r := range g.roles {
		roles = append(roles, roleObject(r))
	}
	return Object{"id": g.ID, "name": g.Name, "owner_id": g.owner, "roles": roles, "emojis": []any{}, "stickers": []any{},
		"features": []any{}, "preferred_locale": g.preferred(), "icon": nil, "splash": nil, "description": nil, "banner": nil,
		"afk_timeout": 300, "afk_channel_id": nil, "verification_level": 1, "default_message_notifications": 1,
		"explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0, "premium_tier": 0, "system_channel_id": nil,
		"system_channel_flags": 0, "rules_channel_id": nil, "public_updates_channel_id": nil, "vanity_url_code": nil,
		"max_members": 500000, "application_id": nil, "premium_progress_bar_enabled": false}
}

// guildCreate is the guild as the gateway first tells of it.
func (s *Server) guildCreate(g *guild) Object {
	o := s.guildObject(g)
	channels, threads := []Object{}, []Object{}
	for _, c := range s.channels {
		if c.GuildID != g.ID {
			continue
		}
		if c.thread() {
			threads = append(threads, s.channelObject(c))
		} else {
			channels = append(channels, s.channelObject(c))
		}
	}
	o["channels"], o["threads"] = channels, threads
	o["members"] = []Object{s.fullMember(g, s.bot.ID)}
	o["member_count"], o["joined_at"], o["large"], o["unavailable"] = len(g.members), stamp(g.joined), false, false
	o["presences"], o["voice_states"], o["stage_instances"], o["guild_scheduled_events"] = []any{}, []any{}, []any{}, []any{}
	return o
}

func (s *Server) channelObject(c *channel) Object {
	o := Object{"id": c.ID, "type": c.Type, "last_message_id": nil, "flags": 0}
	if n := len(c.messages); n > 0 {
		o["last_message_id"] = c.messages[n-1].ID
	}
	if c.GuildID == "" {
		o["recipients"] = []Object{userObject(s.users[c.recipient])}
		return o
	}
	o["guild_id"], o["name"], o["parent_id"], o["rate_limit_per_user"] = c.GuildID, c.Name, nil, 0
	if c.thread() {
		o["parent_id"], o["owner_id"], o["message_count"], o["member_count"] = c.Parent, c.owner, len(c.messages), 1
		o["total_message_sent"] = len(c.messages)
		since := c.archivedAt
		if since.IsZero() {
			since = s.now()
		}
		o["thread_metadata"] = Object{"archived": c.archived, "locked": c.locked, "auto_archive_duration": c.archive,
			"archive_timestamp": stamp(since), "create_timestamp": stamp(since)}
		o["applied_tags"] = append([]string{}, c.tags...)
		return o
	}
	overwrites := []Object{}
	for of, rule := range c.overwrites {
		kind := 1 // a member
		if of == c.GuildID {
			kind = 0 // a role
		}
		overwrites = append(overwrites, Object{"id": of, "type": kind, "allow": stringed(rule[0]), "deny": stringed(rule[1])})
	}
	o["permission_overwrites"], o["position"], o["nsfw"], o["topic"] = overwrites, 0, c.nsfw, nil
	if c.Type == ChannelForum {
		o["available_tags"] = tagObjects(c.available)
	}
	return o
}

// messageObject is the message in full.
func (s *Server) messageObject(m *Message) Object {
	o := Object{"id": m.ID, "channel_id": m.ChannelID, "author": userObject(m.Author), "content": m.Content,
		"timestamp": stamp(m.Created), "edited_timestamp": nil, "tts": false, "mention_everyone": false,
		"mentions": s.mentioned(m), "mention_roles": []any{}, "attachments": s.attachmentObjects(m),
		"embeds": append([]Object{}, m.Embeds...), "components": append([]Object{}, m.Components...),
		"pinned": false, "type": m.kind, "flags": m.Flags}
	if n := len(m.Edits); n > 0 {
		o["edited_timestamp"] = stamp(m.Edits[n-1])
	}
	if m.Nonce != "" {
		o["nonce"] = m.Nonce
	}
	if len(m.Reactions) > 0 {
		o["reactions"] = reactionObjects(m)
	}
	for key, value := range m.more {
		o[key] = value
	}
	if m.Reply != "" {
		o["message_reference"] = Object{"type": 0, "message_id": m.Reply, "channel_id": m.ChannelID, "guild_id": m.GuildID}
		o["referenced_message"] = nil
		if found := s.messages[m.Reply]; found != nil && !found.Deleted {
			o["message_reference"].(Object)["channel_id"] = found.ChannelID
			referenced := s.messageObject(found)
			delete(referenced, "referenced_message") // one step, as Discord
			o["referenced_message"] = referenced
		}
	}
	if m.Author.ID == s.bot.ID && m.Interaction != "" {
		o["webhook_id"], o["application_id"] = s.bot.ID, s.bot.ID
		o["interaction_metadata"] = Object{"id": m.Interaction, "type": 2}
	}
	if m.Flags&FlagHasThread != 0 && s.channels[m.ID] != nil {
		o["thread"] = s.channelObject(s.channels[m.ID])
	}
	return o
}

func (s *Server) mentioned(m *Message) []Object {
	all := []Object{}
	for _, id := range m.Mentions {
		all = append(all, userObject(s.users[id]))
	}
	return all
}

func (s *Server) attachmentObjects(m *Message) []Object {
	all := []Object{}
	for _, a := range m.Attachments {
		kind := a.ContentType
		if kind == "" {
			kind = mime.TypeByExtension(path.Ext(a.Name))
		}
		url := s.URL() + "/attachments/" + m.ChannelID + "/" + a.ID + "/" + a.Name
		all = append(all, Object{"id": a.ID, "filename": a.Name, "size": len(a.Data), "url": url, "proxy_url": url,
			"content_type": kind})
	}
	return all
}

// seenByBot is the message as the bot gets it when it did not ask for that
// message by an interaction: without the message-content intent, only what
// concerns the bot has content.
func (s *Server) seenByBot(m *Message, content bool) Object {
	o := s.messageObject(m)
	if referenced, ok := o["referenced_message"].(Object); ok {
		if found := s.messages[m.Reply]; !content && !s.concernsBot(found) {
			empty(referenced)
		}
	}
	if !content && !s.concernsBot(m) {
		empty(o)
	}
	return o
}

func (s *Server) concernsBot(m *Message) bool {
	if m.GuildID == "" || m.Author.ID == s.bot.ID {
		return true
	}
	for _, id := range m.Mentions {
		if id == s.bot.ID {
			return true
		}
	}
	return false
}

// empty takes from a message what needs the message-content intent.
func empty(message Object) {
	message["content"] = ""
	message["embeds"], message["attachments"], message["components"] = []any{}, []any{}, []any{}
	delete(message, "poll")
}
