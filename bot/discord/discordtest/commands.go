package discordtest

import (
	"maps"
	"slices"
	"time"
)

// creationsPerDay is how many commands may be created in a guild.
const creationsPerDay = 200

// commandsOf returns the scope of the call: a guild, or "" for all.
func (s *Server) commandsOf(c *call) (string, *reply) {
	guild := c.value("guild")
	switch {
	case c.value("application") != s.bot.ID:
		return "", refuse(403, 20012, "You are not authorized to perform this action on this application")
	case guild != "" && s.guild(guild) == nil:
		return "", refuse(403, 50001, "Missing Access")
	}
	return guild, nil
}

func (s *Server) listCommands(c *call) *reply {
	scope, no := s.commandsOf(c)
	if no != nil {
		return no
	}
	all := []Object{}
	for _, o := range s.commands[scope] {
		if c.r.URL.Query().Get("with_localizations") != "true" {
			o = withoutLocalizations(o)
		}
		all = append(all, o)
	}
	return ok(all)
}

// withoutLocalizations is how commands are listed unless one asks for more.
func withoutLocalizations(o Object) Object {
	o = maps.Clone(o)
	delete(o, "name_localizations")
	delete(o, "description_localizations")
	for _, key := range []string{"options", "choices"} {
		if list := objects(o[key]); list != nil {
			bare := []any{}
			for _, inner := range list {
				bare = append(bare, withoutLocalizations(inner))
			}
			o[key] = bare
		}
	}
	return o
}

// replaceCommands makes the commands of the body the only ones of the scope.
func (s *Server) replaceCommands(c *call) *reply {
	scope, no := s.commandsOf(c)
	if no != nil {
		return no
	}
	list, _ := c.body.([]any)
	var kept []Object
	for _, o := range objects(list) {
		stored, no := s.store(scope, o, s.sameCommand(scope, o))
		if no != nil {
			return no
		}
		kept = append(kept, stored)
	}
	s.commands[scope] = kept
	return ok(append([]Object{}, kept...))
}

// sameCommand returns the command of the scope with the name and type, nil for
// none.
func (s *Server) sameCommand(scope string, o Object) Object {
	for _, old := range s.commands[scope] {
		if old["name"] == o["name"] && number(old["type"]) == commandType(o) {
			return old
		}
	}
	return nil
}

func commandType(o Object) int {
	if kind := number(o["type"]); kind != 0 {
		return kind
	}
	return 1
}

// store gives the command as Discord keeps it, in place of the old one.
func (s *Server) store(scope string, o, old Object) (Object, *reply) {
	kept := Object{"application_id": s.bot.ID, "type": commandType(o), "description": "", "nsfw": false,
		"default_member_permissions": nil, "dm_permission": true, "contexts": nil, "integration_types": []any{0.0}}
	maps.Copy(kept, o)
	kept["type"] = commandType(o)
	if n, isNumber := o["default_member_permissions"].(float64); isNumber {
		kept["default_member_permissions"] = stringed(int64(n))
	}
	if options := objects(o["options"]); len(options) > 0 {
		kept["options"] = tidy(options)
	} else {
		delete(kept, "options")
	}
	kept["version"] = s.newID()
	if old != nil {
		kept["id"] = old["id"]
		return withGuild(kept, scope), nil
	}
	s.created[scope] = append(recent(s.created[scope], s.now().Add(-24*time.Hour)), s.now())
	if len(s.created[scope]) > creationsPerDay {
		return nil, refuse(400, 30034, "Max number of daily application command creates has been reached (200)")
	}
	kept["id"] = s.newID()
	return withGuild(kept, scope), nil
}

// tidy drops what Discord does not tell of an option: that it is not required,
// and that it has no autocomplete.
func tidy(options []Object) []any {
	all := []any{}
	for _, o := range options {
		o = maps.Clone(o)
		for _, key := range []string{"required", "autocomplete"} {
			if o[key] == false || o[key] == nil {
				delete(o, key)
			}
		}
		if inner := objects(o["options"]); len(inner) > 0 {
			o["options"] = tidy(inner)
		}
		all = append(all, o)
	}
	return all
}

func (s *Server) createCommand(c *call) *reply {
	scope, no := s.commandsOf(c)
	if no != nil {
		return no
	}
	old := s.sameCommand(scope, c.object())
	stored, no := s.store(scope, c.object(), old)
	if no != nil {
		return no
	}
	if old != nil {
		s.replaceCommand(scope, stored)
		return ok(stored)
	}
	s.commands[scope] = append(slices.Clip(s.commands[scope]), stored)
	return &reply{status: 201, body: stored}
}

func (s *Server) replaceCommand(scope string, stored Object) {
	list := slices.Clone(s.commands[scope])
	for i, o := range list {
		if o["id"] == stored["id"] {
			list[i] = stored
		}
	}
	s.commands[scope] = list
}

// commandOf returns the command of the call.
func (s *Server) commandOf(c *call) (string, Object, *reply) {
	scope, no := s.commandsOf(c)
	if no != nil {
		return "", nil, no
	}
	for _, o := range s.commands[scope] {
		if o["id"] == c.value("command") {
			return scope, o, nil
		}
	}
	return "", nil, refuse(404, 10063, "Unknown application command")
}

func (s *Server) getCommand(c *call) *reply {
	_, o, no := s.commandOf(c)
	if no != nil {
		return no
	}
	return ok(o)
}

func (s *Server) editCommand(c *call) *reply {
	scope, old, no := s.commandOf(c)
	if no != nil {
		return no
	}
	merged := maps.Clone(old)
	maps.Copy(merged, c.object())
	stored, no := s.store(scope, merged, old)
	if no != nil {
		return no
	}
	s.replaceCommand(scope, stored)
	return ok(stored)
}

func (s *Server) dropCommand(c *call) *reply {
	scope, old, no := s.commandOf(c)
	if no != nil {
		return no
	}
	s.commands[scope] = slices.DeleteFunc(slices.Clone(s.commands[scope]), func(o Object) bool { return o["id"] == old["id"] })
	return nothing()
}
