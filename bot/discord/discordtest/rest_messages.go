package discordtest

import (
	"slices"
	"strconv"
)

// seen returns the message that all see in the channel, nil for none. A nil
// channel has none.
func (s *Server) seen(in *channel, id string) *Message {
	m := s.messages[id]
	if in == nil || m == nil || m.Deleted || m.Ephemeral() || m.ChannelID != in.ID {
		return nil
	}
	return m
}

func (s *Server) createMessage(c *call) *reply {
	found, no := s.channelOf(c, 0)
	if no != nil {
		return no
	}
	body := c.object()
	if no := s.mayCreate(found, body, c.files); no != nil {
		return no
	}
	m := &Message{Author: s.bot}
	if reference, has := body["message_reference"].(Object); has {
		m.Reply = text(reference["message_id"])
		must, said := reference["fail_if_not_exists"].(bool)
		switch {
		case s.permissions(found, s.bot.ID)&PermissionReadHistory == 0:
			return refuse(400, 160002, "Cannot reply without permission to read message history")
		case s.seen(found, m.Reply) != nil:
		case !said || must:
			return invalidForm(issue{at: []string{"message_reference"}, code: "REPLIES_UNKNOWN_MESSAGE", detail: "Unknown message"})
		default:
			m.Reply = ""
		}
		if m.Reply != "" {
			m.kind = 19
		}
	}
	m.Nonce = nonceText(body["nonce"])
	key := found.ID + " " + m.Nonce
	enforced, _ := body["enforce_nonce"].(bool)
	enforced = enforced && m.Nonce != ""
	if earlier, has := s.nonces[key]; enforced && has && s.now().Sub(earlier.at) < nonceLife {
		if old := s.messages[earlier.message]; old != nil {
			return ok(s.messageObject(old))
		}
	}
	s.apply(m, body, c.files)
	s.addMessage(found, m)
	if enforced {
		s.nonces[key] = nonce{message: m.ID, at: s.now()}
	}
	return ok(s.messageObject(m))
}

// nonceText is the nonce, which may be a number.
func nonceText(value any) string {
	if n, isNumber := value.(float64); isNumber {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return text(value)
}

// mayCreate says what keeps the bot from sending the message.
func (s *Server) mayCreate(to *channel, body Object, files []Attachment) *reply {
	need := to.sending()
	if len(objects(body["embeds"])) > 0 {
		need |= PermissionEmbedLinks
	}
	if len(files) > 0 {
		need |= PermissionAttachFiles
	}
	if no := s.need(to, need); no != nil {
		return no
	}
	if to.archived && to.locked {
		return refuse(400, 50083, "Thread is archived")
	}
	return nil
}

func (s *Server) listMessages(c *call) *reply {
	found, no := s.channelOf(c, 0)
	if no != nil {
		return no
	}
	listed := []Object{}
	if s.permissions(found, s.bot.ID)&PermissionReadHistory == 0 {
		return ok(listed)
	}
	query := c.r.URL.Query()
	limit := 50
	if n, err := strconv.Atoi(query.Get("limit")); err == nil {
		limit = min(max(n, 1), 100)
	}
	picked := pick(found.messages, query.Get("before"), query.Get("after"), query.Get("around"), limit)
	for _, m := range slices.Backward(picked) { // newest first
		listed = append(listed, s.seenByBot(m, s.options.MessageContent))
	}
	return ok(listed)
}

// pick returns the messages that a list of the channel asks for, oldest first.
func pick(all []*Message, before, after, around string, limit int) []*Message {
	switch {
	case around != "":
		i := slices.IndexFunc(all, func(m *Message) bool { return compareIDs(m.ID, around) >= 0 })
		if i < 0 {
			i = len(all)
		}
		first := max(i-limit/2, 0)
		return all[first:min(first+limit, len(all))]
	case after != "":
		i := slices.IndexFunc(all, func(m *Message) bool { return compareIDs(m.ID, after) > 0 })
		if i < 0 {
			return nil
		}
		return all[i:min(i+limit, len(all))]
	case before != "":
		if i := slices.IndexFunc(all, func(m *Message) bool { return compareIDs(m.ID, before) >= 0 }); i >= 0 {
			all = all[:i]
		}
	}
	return all[max(len(all)-limit, 0):]
}

// messageOf returns the message of the call as the channel's endpoints see it.
func (s *Server) messageOf(c *call) (*Message, *channel, *reply) {
	found, no := s.channelOf(c, 0)
	if no != nil {
		return nil, nil, no
	}
	m := s.seen(found, c.value("message"))
	if m == nil {
		return nil, nil, refuse(404, 10008, "Unknown Message")
	}
	return m, found, nil
}

func (s *Server) getMessage(c *call) *reply {
	m, found, no := s.messageOf(c)
	if no == nil {
		no = s.need(found, PermissionReadHistory)
	}
	if no != nil {
		return no
	}
	return ok(s.seenByBot(m, s.options.MessageContent))
}

func (s *Server) editMessage(c *call) *reply {
	m, found, no := s.messageOf(c)
	switch {
	case no != nil:
		return no
	case m.Author.ID != s.bot.ID:
		return refuse(403, 50005, "Cannot edit a message authored by another user")
	}
	if found.archived {
		return refuse(400, 50083, "Thread is archived")
	}
	return s.edit(m, c)
}

// edit changes a message of the bot, by whichever address.
func (s *Server) edit(m *Message, c *call) *reply {
	if no := editable(m, c.object()); no != nil {
		return no
	}
	edited := *m
	s.apply(&edited, c.object(), c.files)
	if edited.empty() {
		return refuse(400, 50006, "Cannot send an empty message")
	}
	edited.Flags &^= FlagLoading
	*m = edited
	s.changedMessage(m)
	return ok(s.messageObject(m))
}

// editable says what the message, as it is, does not let the body do.
func editable(m *Message, body Object) *reply {
	flags, named := body["flags"]
	v2 := m.Flags&FlagComponentsV2 != 0
	becomes := v2 || number(flags)&FlagComponentsV2 != 0
	switch {
	case v2 && named && number(flags)&FlagComponentsV2 == 0:
		return invalidForm(issue{at: []string{"flags"}, code: "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG",
			detail: "The components v2 flag cannot be removed"})
	case !becomes && hasV2(objects(body["components"])):
		return invalidForm(issue{at: []string{"components"}, code: "UNION_TYPE_CHOICES",
			detail: "the components need the flag of components v2"})
	case becomes && (text(body["content"]) != "" || len(objects(body["embeds"])) > 0):
		return invalidForm(issue{at: []string{"content"}, code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
			detail: "content and embeds cannot be used with components v2"})
	case becomes && !v2 && (m.Content != "" && !has(body, "content") || len(m.Embeds) > 0 && !has(body, "embeds")):
		return invalidForm(issue{at: []string{"flags"}, code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
			detail: "the message still has content or embeds"})
	}
	return nil
}

func has(o Object, key string) bool {
	_, there := o[key]
	return there
}

// empty reports whether the message shows nothing at all.
func (m *Message) empty() bool {
	return m.Content == "" && len(m.Embeds) == 0 && len(m.Components) == 0 && len(m.Attachments) == 0
}

func (s *Server) dropMessage(c *call) *reply {
	m, found, no := s.messageOf(c)
	switch {
	case no != nil:
		return no
	case m.Author.ID != s.bot.ID && s.permissions(found, s.bot.ID)&PermissionManageMessages == 0:
		return refuse(403, 50013, "Missing Permissions")
	case m.Author.ID != s.bot.ID && found.GuildID == "":
		return refuse(403, 50003, "Cannot execute action on a DM channel")
	}
	s.deleteMessage(m)
	return nothing()
}
