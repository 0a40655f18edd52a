package discordtest

import (
	"net/http"
	"path"
	"strings"
)

// A File is what a user attaches to a command. As the value of an option it
// comes to the bot as Discord's own link to it.
type File struct {
	Name string
	Data []byte
	// Size is what Discord says of it; that of the data when 0.
	Size int
}

// resolve replaces what stands for something of Discord's by its ID, and adds
// what Discord tells of it: a Channel, a Role, a User or a File. Mu is held.
func (s *Server) resolve(u User, value any, into Object) any {
	add := func(group, id string, o Object) any {
		all, _ := into[group].(Object)
		if all == nil {
			all = Object{}
			into[group] = all
		}
		all[id] = o
		return id
	}
	switch v := value.(type) {
	case Channel:
		c := s.channels[v.ID]
		o := Object{"id": c.ID, "type": c.Type, "name": c.Name, "parent_id": nil, "permissions": stringed(s.permissions(c, u.ID))}
		if c.thread() {
			o["parent_id"], o["thread_metadata"] = c.Parent, s.channelObject(c)["thread_metadata"]
		}
		return add("channels", c.ID, o)
	case Role:
		return add("roles", v.ID, roleObject(v))
	case File:
		id := s.newID()
		s.files["/"+attachments+id+"/"+v.Name] = v.Data
		size := v.Size
		if size == 0 {
			size = len(v.Data)
		}
		url := s.URL() + "/" + attachments + id + "/" + v.Name
		return add("attachments", id, Object{"id": id, "filename": v.Name, "size": size, "url": url, "proxy_url": url, "ephemeral": true})
	}
	return value
}

// resolveAll resolves the values of a menu of channels or roles.
func (s *Server) resolveAll(u User, c *channel, values []string) Object {
	resolved := Object{}
	for _, id := range values {
		if found := s.channels[id]; found != nil {
			s.resolve(u, found.Channel, resolved)
		}
		if g := s.guild(c.GuildID); g != nil {
			for _, role := range g.roles {
				if role.ID == id {
					s.resolve(u, role, resolved)
				}
			}
		}
	}
	return resolved
}

// attachments is where the files of interactions are.
const attachments = "ephemeral-attachments/"

// serveFile serves a file of an interaction, as Discord's CDN does: to anyone
// who has the link.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) bool {
	if !strings.HasPrefix(r.URL.Path, "/"+attachments) {
		return false
	}
	s.mu.Lock()
	data, known := s.files[r.URL.Path]
	s.mu.Unlock()
	if !known {
		http.NotFound(w, r)
		return true
	}
	if r.Header.Get("Authorization") != "" {
		s.violate(Violation{Rule: "token-to-cdn", Method: r.Method, Path: r.URL.Path, Detail: "the bot's token is no business of the CDN"})
	}
	w.Header().Set("Content-Disposition", "attachment; filename="+path.Base(r.URL.Path))
	_, _ = w.Write(data)
	return true
}
