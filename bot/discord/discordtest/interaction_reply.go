package discordtest

import (
	"slices"
	"strconv"
)

// callback takes the first response to an interaction.
func (s *Server) callback(c *call) *reply {
	i := s.interactions[c.value("token")]
	switch {
	case i == nil || i.ID != c.value("interaction") || i.response == nil && c.at.Sub(i.Created) > responseTime:
		return refuse(404, 10062, "Unknown interaction")
	case i.response != nil:
		return refuse(400, 40060, "Interaction has already been acknowledged.")
	}
	body := c.object()
	kind := number(body["type"])
	if !i.takes(kind) {
		found := issue{rule: "callback-kind", at: []string{"type"}, code: "INTERACTION_TYPE_MISMATCH",
			detail: "a response of type " + strconv.Itoa(kind) + " does not answer an interaction of type " + strconv.Itoa(i.kind)}
		s.violations = append(s.violations, c.violation(found))
		return invalidForm(found)
	}
	data, _ := body["data"].(Object)
	if kind == RespondEdit {
		if no := editable(i.source, data); no != nil {
			return no
		}
	}
	i.response = &Response{Kind: kind, After: c.at.Sub(i.Created), Data: data}
	i.respond(kind, data, c.files)
	i.response.Ephemeral = i.ephemeral
	i.changed.raise()
	if c.r.URL.Query().Get("with_response") != "true" {
		return nothing()
	}
	return ok(i.responseObject(kind))
}

// takes reports whether the kind of response answers the interaction.
func (i *Interaction) takes(kind int) bool {
	switch kind {
	case RespondMessage, RespondDeferred:
		return i.kind != kindAutocomplete
	case RespondDeferredEdit, RespondEdit:
		return i.source != nil && i.kind != kindAutocomplete
	case RespondChoices:
		return i.kind == kindAutocomplete
	case RespondModal:
		return i.kind == kindCommand || i.kind == kindComponent
	}
	return false
}

// respond does what the first response says.
func (i *Interaction) respond(kind int, data Object, files []Attachment) {
	s := i.s
	switch kind {
	case RespondMessage, RespondDeferred:
		i.ephemeral = number(data["flags"])&FlagEphemeral != 0
		i.original = i.newMessage(i.ephemeral)
		if kind == RespondDeferred {
			i.original.Flags |= FlagLoading
		} else {
			s.apply(i.original, data, files)
		}
		s.addMessage(s.channels[i.ChannelID], i.original)
	case RespondDeferredEdit:
		i.original = i.source
		i.watch()
	case RespondEdit:
		i.original = i.source
		i.watch()
		s.apply(i.original, data, files)
		i.original.Flags &^= FlagLoading
		s.changedMessage(i.original)
	case RespondModal:
		s.modals[i.User.ID+" "+text(data["custom_id"])] = i
	}
}

// watch makes the interaction hear of changes to its original message.
func (i *Interaction) watch() {
	i.ephemeral = i.original.Ephemeral()
	i.original.changed = append(slices.Clip(i.original.changed), &i.changed)
}

func (i *Interaction) newMessage(ephemeral bool) *Message {
	m := &Message{Author: i.s.bot, Interaction: i.ID, kind: 20, changed: []*signal{&i.changed}}
	if ephemeral {
		m.Flags |= FlagEphemeral
		m.OnlyFor = i.User.ID
	}
	return m
}

func (i *Interaction) responseObject(kind int) Object {
	about := Object{"id": i.ID, "type": i.kind, "response_message_loading": kind == RespondDeferred,
		"response_message_ephemeral": i.ephemeral, "channel_id": i.ChannelID}
	result := Object{"interaction": about, "resource": Object{"type": kind}}
	if i.original != nil {
		about["response_message_id"] = i.original.ID
		result["resource"].(Object)["message"] = i.s.messageObject(i.original)
	}
	return result
}

// answered returns the interaction of a webhook call, or why there is none.
func (s *Server) answered(c *call) (*Interaction, *reply) {
	i := s.interactions[c.value("token")]
	switch {
	case c.value("application") != s.bot.ID:
		return nil, refuse(404, 10015, "Unknown Webhook")
	case i == nil || c.at.Sub(i.Created) > tokenLife:
		return nil, refuse(401, 50027, "Invalid Webhook Token")
	case i.response == nil:
		return nil, refuse(404, 10015, "Unknown Webhook")
	}
	return i, nil
}

// responseOf returns the message of a webhook call.
func (s *Server) responseOf(c *call) (*Interaction, *Message, *reply) {
	i, no := s.answered(c)
	if no != nil {
		return nil, nil, no
	}
	id := c.value("message")
	for _, m := range i.answers() {
		if (m.ID == id || id == "@original" && m == i.original) && !m.Deleted {
			return i, m, nil
		}
	}
	return nil, nil, refuse(404, 10008, "Unknown Message")
}

func (s *Server) createFollowup(c *call) *reply {
	i, no := s.answered(c)
	if no != nil {
		return no
	}
	if i.original != nil && i.original.Loading() && !i.original.Deleted {
		return s.edit(i.original, c) // the first followup fills a deferred response
	}
	m := i.newMessage(number(c.object()["flags"])&FlagEphemeral != 0)
	s.apply(m, c.object(), c.files)
	i.followups = append(i.followups, m)
	s.addMessage(s.channels[i.ChannelID], m)
	return ok(s.messageObject(m))
}

func (s *Server) getResponse(c *call) *reply {
	_, m, no := s.responseOf(c)
	if no != nil {
		return no
	}
	return ok(s.messageObject(m))
}

func (s *Server) editResponse(c *call) *reply {
	_, m, no := s.responseOf(c)
	if no != nil {
		return no
	}
	return s.edit(m, c)
}

func (s *Server) dropResponse(c *call) *reply {
	_, m, no := s.responseOf(c)
	if no != nil {
		return no
	}
	s.deleteMessage(m)
	return nothing()
}
