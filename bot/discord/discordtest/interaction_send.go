package discordtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Slash sends a slash command. The command may be followed by the names of a
// group and a subcommand, as in "footnote settings". Options are strings, ints,
// float64s or bools, or a Channel, a Role or a File. While the bot has registered no command at all, every
// command is sent as it comes; after that, one that is not registered, or lacks
// an option that is required, fails the test.
func (s *Server) Slash(u User, c Channel, command string, options map[string]any) *Interaction {
	s.tb.Helper()
	return s.command(u, c, command, options, "")
}

// Autocomplete sends what the user has typed so far of the option, which is
// among the options.
func (s *Server) Autocomplete(u User, c Channel, command, option string, options map[string]any) *Interaction {
	s.tb.Helper()
	return s.command(u, c, command, options, option)
}

func (s *Server) command(u User, c Channel, command string, options map[string]any, focused string) *Interaction {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	path := strings.Fields(command)
	registered := s.registered(c.GuildID, path[0], 1)
	declared := objects(registered["options"])
	for _, name := range path[1:] {
		declared = objects(named(declared, name)["options"])
	}
	given, resolved := []Object{}, Object{}
	for _, name := range slices.Sorted(maps.Keys(options)) {
		value := s.resolve(u, options[name], resolved)
		option := named(declared, name)
		if option == nil && registered["id"] != nil {
			s.tb.Errorf("discordtest: /%s has no option %q", command, name)
		}
		o := Object{"name": name, "value": value, "type": optionType(option, value)}
		if name == focused {
			o["focused"] = true
		}
		given = append(given, o)
	}
	if focused == "" {
		s.requireOptions(command, declared, options)
	}
	for i := len(path) - 1; i > 0; i-- {
		kind := 1 // a subcommand; what holds one is a group
		if i < len(path)-1 {
			kind = 2
		}
		given = []Object{{"name": path[i], "type": kind, "options": given}}
	}
	kind := kindCommand
	if focused != "" {
		kind = kindAutocomplete
	}
	data := Object{"id": s.commandID(registered), "name": path[0], "type": 1, "options": given}
	if len(resolved) > 0 {
		data["resolved"] = resolved
	}
	return s.send(&Interaction{User: u, ChannelID: c.ID, kind: kind}, withGuild(data, text(registered["guild_id"])))
}

func (s *Server) requireOptions(command string, declared []Object, given map[string]any) {
	for _, o := range declared {
		_, has := given[text(o["name"])]
		if must, _ := o["required"].(bool); must && !has {
			s.tb.Errorf("discordtest: /%s needs the option %q", command, o["name"])
		}
	}
}

func named(list []Object, name string) Object {
	for _, o := range list {
		if o["name"] == name {
			return o
		}
	}
	return nil
}

// optionType is the type of an option as declared, or else as the value shows.
func optionType(declared Object, value any) int {
	if declared != nil {
		return number(declared["type"])
	}
	switch value.(type) {
	case bool:
		return 5
	case int:
		return 4
	case float64:
		return 10
	}
	return 3
}

// registered finds a command of the type by name; one of the guild goes before
// a global one.
func (s *Server) registered(guild, name string, kind int) Object {
	total := 0
	for _, scope := range []string{guild, ""} {
		for _, o := range s.commands[scope] {
			if o["name"] == name && number(o["type"]) == kind {
				return o
			}
		}
		total += len(s.commands[scope])
	}
	if total > 0 {
		s.tb.Errorf("discordtest: no command %q of type %d is registered", name, kind)
	}
	return Object{}
}

func (s *Server) commandID(registered Object) string {
	if id := text(registered["id"]); id != "" {
		return id
	}
	return s.newID()
}

// MessageCommand sends a command from the menu of a message.
func (s *Server) MessageCommand(u User, name, messageID string) *Interaction {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	target := s.messages[messageID]
	if target == nil {
		s.tb.Fatalf("discordtest: no message %s", messageID)
	}
	registered := s.registered(target.GuildID, name, 3)
	return s.send(&Interaction{User: u, ChannelID: target.ChannelID, kind: kindCommand}, withGuild(Object{
		"id": s.commandID(registered), "name": name, "type": 3, "target_id": target.ID,
		"resolved": Object{"messages": Object{target.ID: s.messageObject(target)}}}, text(registered["guild_id"])))
}

// Component presses the button, or chooses the values of the menu, that has the
// custom_id. One that the user could not press fails the test.
func (s *Server) Component(u User, messageID, customID string, values ...string) *Interaction {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.messages[messageID]
	if m == nil || m.Deleted || m.OnlyFor != "" && m.OnlyFor != u.ID {
		s.tb.Fatalf("discordtest: %s sees no message %s", u.Name, messageID)
	}
	control, err := pressed(m, customID, values)
	if err != nil {
		s.tb.Errorf("discordtest: message %s: %v", messageID, err)
	}
	data := Object{"custom_id": customID, "component_type": control.Type}
	if control.Type > 2 {
		data["values"] = append([]string{}, values...)
	}
	if control.Type > 3 {
		data["resolved"] = s.resolveAll(u, s.channels[m.ChannelID], values)
	}
	return s.send(&Interaction{User: u, ChannelID: m.ChannelID, kind: kindComponent, source: m}, data)
}

// Forge sends the press of a button that need not be on the message: what a
// client could send that is none of Discord's.
func (s *Server) Forge(u User, messageID, customID string, values ...string) *Interaction {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.messages[messageID]
	data := Object{"custom_id": customID, "component_type": componentButton}
	if len(values) > 0 {
		data["component_type"], data["values"] = componentSelect, values
	}
	return s.send(&Interaction{User: u, ChannelID: m.ChannelID, kind: kindComponent, source: m}, data)
}

// pressed finds the control and says what keeps a user from using it so.
func pressed(m *Message, customID string, values []string) (Control, error) {
	all := controls(m.Components)
	at := slices.IndexFunc(all, func(c Control) bool { return c.CustomID == customID })
	if at < 0 {
		return Control{Type: 2}, fmt.Errorf("no component has the custom_id %q", customID)
	}
	control := all[at]
	if control.Disabled {
		return control, fmt.Errorf("the component %q is disabled", customID)
	}
	for _, value := range values {
		if !slices.ContainsFunc(control.Options, func(o Choice) bool { return o.Value == value }) && control.Type == 3 {
			return control, fmt.Errorf("the menu %q does not offer %q", customID, value)
		}
	}
	return control, nil
}

// Modal sends the modal that the bot showed to the user, filled with the fields
// by the custom_ids of their inputs.
func (s *Server) Modal(u User, customID string, fields map[string]string) *Interaction {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	key := u.ID + " " + customID
	shown := s.modals[key]
	if shown == nil {
		s.tb.Fatalf("discordtest: the bot showed %s no modal %q", u.Name, customID)
	}
	delete(s.modals, key)
	components := objects(shown.response.Data["components"])
	for name := range fields {
		if !slices.ContainsFunc(controls(components), func(c Control) bool { return c.CustomID == name }) {
			s.tb.Errorf("discordtest: the modal %q has no input %q", customID, name)
		}
	}
	return s.send(&Interaction{User: u, ChannelID: shown.ChannelID, kind: kindModal, source: shown.source},
		Object{"custom_id": customID, "components": filled(components, fields)})
}

// filled gives the components of a modal with what the user wrote.
func filled(components []Object, fields map[string]string) []Object {
	all := []Object{}
	for _, o := range components {
		f := Object{"type": o["type"]}
		if id := text(o["custom_id"]); id != "" {
			f["custom_id"], f["value"] = id, fields[id]
		}
		if inner := objects(o["components"]); len(inner) > 0 {
			f["components"] = filled(inner, fields)
		}
		if inner, ok := o["component"].(Object); ok {
			f["component"] = filled([]Object{inner}, fields)[0]
		}
		all = append(all, f)
	}
	return all
}

// send gives the interaction its place and tells the gateway of it.
func (s *Server) send(i *Interaction, data Object) *Interaction {
	i.s, i.ID, i.Created = s, s.newID(), s.now()
	i.Token = "interaction-token-" + i.ID
	s.interactions[i.Token] = i
	c := s.channels[i.ChannelID]
	o := s.place(c, i.User)
	o["id"], o["application_id"], o["type"], o["token"], o["version"] = i.ID, s.bot.ID, i.kind, i.Token, 1
	o["locale"], o["data"], o["entitlements"], o["attachment_size_limit"] = i.User.locale(), data, []any{}, fileLimit
	if i.source != nil {
		message := s.messageObject(i.source)
		o["message"] = withGuild(message, "")
	}
	s.dispatch(event{name: "INTERACTION_CREATE", guild: c.GuildID, data: o})
	return i
}

// place is the part of an interaction that says where and who.
func (s *Server) place(c *channel, u User) Object {
	channel := s.channelObject(c)
	o := Object{"channel_id": c.ID, "channel": channel, "app_permissions": stringed(s.permissions(c, s.bot.ID))}
	if c.GuildID == "" {
		o["user"], o["context"] = userObject(u), 1
		o["authorizing_integration_owners"] = Object{"0": "0"}
		return o
	}
	g := s.anyGuild(c.GuildID)
	member := s.fullMember(g, u.ID)
	member["permissions"] = stringed(s.permissions(c, u.ID))
	channel["permissions"] = member["permissions"]
	o["guild_id"], o["guild_locale"], o["member"], o["context"] = g.ID, g.preferred(), member, 0
	o["guild"] = Object{"id": g.ID, "locale": g.preferred(), "features": []any{}}
	o["authorizing_integration_owners"] = Object{"0": g.ID}
	if g.foreign {
		o["authorizing_integration_owners"] = Object{"1": u.ID}
	}
	return o
}
