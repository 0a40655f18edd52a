package discordtest

import (
	"strings"
	"time"
)

func (s *Server) socketURL() string { return "ws" + strings.TrimPrefix(s.URL(), "http") }

func (s *Server) getGateway(*call) *reply { return ok(Object{"url": s.socketURL()}) }

func (s *Server) getGatewayBot(*call) *reply {
	used := len(recent(s.Gateway.starts, s.now().Add(-24*time.Hour)))
	return ok(Object{"url": s.socketURL(), "shards": 1, "session_start_limit": Object{"total": identifiesPerDay,
		"remaining": max(identifiesPerDay-used, 0), "reset_after": (24 * time.Hour).Milliseconds(), "max_concurrency": 1}})
}

func (s *Server) getMe(*call) *reply { return ok(userObject(s.bot)) }

func (s *Server) getUser(c *call) *reply {
	user, known := s.users[c.value("user")]
	if !known {
		return refuse(404, 10013, "Unknown User")
	}
	return ok(userObject(user))
}

func (s *Server) getGuilds(*call) *reply {
	all := []Object{}
	for _, g := range s.guilds {
		all = append(all, Object{"id": g.ID, "name": g.Name, "icon": nil, "owner": false, "features": []any{},
			"permissions": stringed(allPermissions)})
	}
	return ok(all)
}

func (s *Server) getApplication(*call) *reply {
	return ok(Object{"id": s.bot.ID, "name": s.bot.Name, "icon": nil, "description": "", "bot_public": true,
		"bot_require_code_grant": false, "verify_key": strings.Repeat("0", 64), "flags": 0, "bot": userObject(s.bot),
		"owner": userObject(User{ID: "1", Name: "developer"}), "team": nil, "approximate_guild_count": len(s.guilds)})
}

func (s *Server) createDM(c *call) *reply {
	user := text(c.object()["recipient_id"])
	if _, known := s.users[user]; !known || user == s.bot.ID {
		return refuse(400, 50033, "Invalid Recipient(s)")
	}
	return ok(s.channelObject(s.directChannel(user)))
}

func (s *Server) getGuild(c *call) *reply {
	g := s.guild(c.value("guild"))
	if g == nil {
		return refuse(404, 10004, "Unknown Guild")
	}
	return ok(s.guildObject(g))
}

func (s *Server) getChannels(c *call) *reply {
	g := s.guild(c.value("guild"))
	if g == nil {
		return refuse(404, 10004, "Unknown Guild")
	}
	return ok(s.guildCreate(g)["channels"])
}

func (s *Server) getRoles(c *call) *reply {
	g := s.guild(c.value("guild"))
	if g == nil {
		return refuse(404, 10004, "Unknown Guild")
	}
	return ok(s.guildObject(g)["roles"])
}

func (s *Server) getMember(c *call) *reply {
	g := s.guild(c.value("guild"))
	if g == nil {
		return refuse(404, 10004, "Unknown Guild")
	}
	if _, member := g.members[c.value("id")]; !member {
		return refuse(404, 10007, "Unknown Member")
	}
	return ok(s.fullMember(g, c.value("id")))
}

// channelOf returns the channel of the call, or why the bot may not do there
// what needs the permissions.
func (s *Server) channelOf(c *call, permissions int64) (*channel, *reply) {
	found := s.channels[c.value("channel")]
	if found == nil {
		return nil, refuse(404, 10003, "Unknown Channel")
	}
	return found, s.need(found, permissions)
}

func (s *Server) getChannel(c *call) *reply {
	found, no := s.channelOf(c, 0)
	if no != nil {
		return no
	}
	return ok(s.channelObject(found))
}

// editChannel changes a thread; the bot has no business with other channels.
func (s *Server) editChannel(c *call) *reply {
	found, no := s.channelOf(c, 0)
	switch {
	case no != nil:
		return no
	case !found.thread():
		return refuse(403, 50013, "Missing Permissions")
	case found.owner != s.bot.ID && s.permissions(found, s.bot.ID)&PermissionManageThreads == 0:
		return refuse(403, 50013, "Missing Permissions")
	}
	body := c.object()
	if name := text(body["name"]); name != "" {
		found.Name = name
	}
	if archived, ok := body["archived"].(bool); ok {
		found.archived, found.archivedAt = archived, s.now()
	}
	if locked, ok := body["locked"].(bool); ok {
		found.locked = locked
	}
	if minutes := number(body["auto_archive_duration"]); minutes != 0 {
		found.archive = minutes
	}
	s.dispatch(event{name: "THREAD_UPDATE", guild: found.GuildID, intents: intentGuilds, data: s.channelObject(found)})
	return ok(s.channelObject(found))
}

func (s *Server) showTyping(c *call) *reply {
	found, no := s.channelOf(c, 0)
	if found != nil && no == nil {
		no = s.need(found, found.sending())
	}
	if no != nil {
		return no
	}
	found.typing = append(found.typing, c.at)
	found.changed.raise()
	return nothing()
}

func (s *Server) startThread(c *call) *reply {
	parent, no := s.channelOf(c, 0)
	if no != nil {
		return no
	}
	kind, permission := ChannelPrivateThread, PermissionPrivateThreads
	if number(c.object()["type"]) == ChannelPublicThread {
		kind, permission = ChannelPublicThread, PermissionPublicThreads
	}
	if no := s.need(parent, permission); no != nil {
		return no
	}
	return s.addThread(c, parent, kind, s.newID())
}

func (s *Server) startThreadFrom(c *call) *reply {
	parent, no := s.channelOf(c, PermissionPublicThreads)
	if no != nil {
		return no
	}
	m := s.seen(parent, c.value("message"))
	switch {
	case m == nil:
		return refuse(404, 10008, "Unknown Message")
	case s.channels[m.ID] != nil:
		return refuse(400, 160004, "A thread has already been created for this message")
	}
	answer := s.addThread(c, parent, ChannelPublicThread, m.ID)
	if answer.status == 201 {
		m.Flags |= FlagHasThread
		starter := &Message{Author: s.bot, Reply: m.ID, kind: 21, GuildID: m.GuildID}
		s.addMessage(s.channels[m.ID], starter)
		m.raise()
	}
	return answer
}

// addThread opens the thread in the channel.
func (s *Server) addThread(c *call, parent *channel, kind int, id string) *reply {
	if parent.Type != ChannelText {
		return refuse(400, 50024, "Cannot execute action on this channel type")
	}
	t := s.addChannel(Channel{ID: id, GuildID: parent.GuildID, Parent: parent.ID, Name: text(c.object()["name"]), Type: kind})
	t.owner, t.archive = s.bot.ID, number(c.object()["auto_archive_duration"])
	if t.archive == 0 {
		t.archive = 4320
	}
	created := s.channelObject(t)
	created["newly_created"] = true
	s.dispatch(event{name: "THREAD_CREATE", guild: t.GuildID, intents: intentGuilds, data: created})
	parent.changed.raise()
	return &reply{status: 201, body: s.channelObject(t)}
}
