package discordtest

import (
	"net/url"
	"slices"
	"strconv"
	"time"
)

func threadRoutes() map[string]handler {
	return map[string]handler{
		"GET /guilds/{guild}/threads/active":                           (*Server).activeThreads,
		"GET /channels/{channel}/threads/archived/public":              (*Server).archivedThreads,
		"GET /channels/{channel}/messages/{message}/reactions/{emoji}": (*Server).listReactions,
	}
}

func (s *Server) activeThreads(c *call) *reply {
	g := s.guild(c.value("guild"))
	if g == nil {
		return refuse(404, 10004, "Unknown Guild")
	}
	return ok(Object{"threads": s.threads(func(t *channel) bool { return t.GuildID == g.ID && !t.archived }), "members": []any{}, "has_more": false})
}

// threads are those that the bot sees and that are wanted: last archived first.
func (s *Server) threads(wanted func(*channel) bool) []Object {
	var found []*channel
	for _, t := range s.channels {
		if t.thread() && wanted(t) && s.need(t, 0) == nil {
			found = append(found, t)
		}
	}
	slices.SortFunc(found, func(a, b *channel) int {
		if c := b.archivedAt.Compare(a.archivedAt); c != 0 {
			return c
		}
		return compareIDs(b.ID, a.ID)
	})
	all := []Object{}
	for _, t := range found {
		all = append(all, s.channelObject(t))
	}
	return all
}

func (s *Server) archivedThreads(c *call) *reply {
	parent, no := s.channelOf(c, PermissionReadHistory)
	if no != nil {
		return no
	}
	query := c.r.URL.Query()
	limit := 50
	if n, err := strconv.Atoi(query.Get("limit")); err == nil {
		limit = min(max(n, 2), 100)
	}
	before, err := time.Parse(time.RFC3339, query.Get("before"))
	if query.Has("before") && err != nil {
		return invalidForm(issue{at: []string{"before"}, code: "DATE_TIME_TYPE_PARSE", detail: "Could not parse " + query.Get("before")})
	}
	all := s.threads(func(t *channel) bool {
		return t.Parent == parent.ID && t.archived && t.Type == ChannelPublicThread && (before.IsZero() || t.archivedAt.Before(before))
	})
	more := len(all) > limit
	return ok(Object{"threads": all[:min(limit, len(all))], "members": []any{}, "has_more": more})
}

func (s *Server) listReactions(c *call) *reply {
	m, found, no := s.messageOf(c)
	if no == nil {
		no = s.need(found, PermissionReadHistory)
	}
	if no != nil {
		return no
	}
	emoji, err := url.PathUnescape(c.value("emoji"))
	if err != nil {
		return refuse(400, 10014, "Unknown Emoji")
	}
	users := []Object{}
	for _, id := range m.Reactions[emoji] {
		users = append(users, userObject(s.users[id]))
	}
	return ok(users)
}
