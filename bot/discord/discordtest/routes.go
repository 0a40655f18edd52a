package discordtest

import (
	"maps"
	"net/http"
	"strings"
)

// A handler does what a request asks for. Server.mu is held.
type handler func(*Server, *call) *reply

// routes find the handler of a request.
type routes struct {
	mux      *http.ServeMux
	handlers map[string]handler
}

// newRoutes prepares all that the fake answers.
func newRoutes() *routes {
	r := &routes{mux: http.NewServeMux(), handlers: map[string]handler{}}
	for _, group := range []map[string]handler{placeRoutes(), threadRoutes(), messageRoutes(), interactionRoutes(), commandRoutes()} {
		maps.Copy(r.handlers, group)
	}
	for pattern := range r.handlers {
		r.mux.HandleFunc(pattern, func(http.ResponseWriter, *http.Request) {})
	}
	r.handlers[""] = func(*Server, *call) *reply { return refuse(404, 0, "404: Not Found") }
	return r
}

// placeRoutes tell the bot who and where it is.
func placeRoutes() map[string]handler {
	return map[string]handler{
		"GET /gateway":                     (*Server).getGateway,
		"GET /gateway/bot":                 (*Server).getGatewayBot,
		"GET /users/@me":                   (*Server).getMe,
		"GET /users/@me/guilds":            (*Server).getGuilds,
		"POST /users/@me/channels":         (*Server).createDM,
		"GET /users/{user}":                (*Server).getUser,
		"GET /applications/@me":            (*Server).getApplication,
		"GET /oauth2/applications/@me":     (*Server).getApplication,
		"GET /guilds/{guild}":              (*Server).getGuild,
		"GET /guilds/{guild}/channels":     (*Server).getChannels,
		"GET /guilds/{guild}/roles":        (*Server).getRoles,
		"GET /guilds/{guild}/members/{id}": (*Server).getMember,
		"GET /channels/{channel}":          (*Server).getChannel,
		"PATCH /channels/{channel}":        (*Server).editChannel,
		"POST /channels/{channel}/typing":  (*Server).showTyping,
		"POST /channels/{channel}/threads": (*Server).startThread,
	}
}

func messageRoutes() map[string]handler {
	const all, one = "/channels/{channel}/messages", "/channels/{channel}/messages/{message}"
	return map[string]handler{
		"POST " + all:              (*Server).createMessage,
		"GET " + all:               (*Server).listMessages,
		"GET " + one:               (*Server).getMessage,
		"PATCH " + one:             (*Server).editMessage,
		"DELETE " + one:            (*Server).dropMessage,
		"POST " + one + "/threads": (*Server).startThreadFrom,
	}
}

func interactionRoutes() map[string]handler {
	const all, one = "/webhooks/{application}/{token}", "/webhooks/{application}/{token}/messages/{message}"
	return map[string]handler{
		"POST /interactions/{interaction}/{token}/callback": (*Server).callback,
		"POST " + all:   (*Server).createFollowup,
		"GET " + one:    (*Server).getResponse,
		"PATCH " + one:  (*Server).editResponse,
		"DELETE " + one: (*Server).dropResponse,
	}
}

func commandRoutes() map[string]handler {
	routes := map[string]handler{}
	for _, all := range []string{"/applications/{application}/commands", "/applications/{application}/guilds/{guild}/commands"} {
		one := all + "/{command}"
		routes["GET "+all] = (*Server).listCommands
		routes["PUT "+all] = (*Server).replaceCommands
		routes["POST "+all] = (*Server).createCommand
		routes["GET "+one] = (*Server).getCommand
		routes["PATCH "+one] = (*Server).editCommand
		routes["DELETE "+one] = (*Server).dropCommand
	}
	return routes
}

// match finds the pattern of the call, "" for none, and the parts of its path.
func (r *routes) match(c *call) string {
	bare := c.r.Clone(c.r.Context())
	bare.URL.Path, bare.URL.RawPath, bare.Host = c.path, "", ""
	_, pattern := r.mux.Handler(bare)
	method, path, _ := strings.Cut(pattern, " ")
	if _, known := r.handlers[pattern]; !known || method != c.r.Method {
		return "" // a HEAD, or a path that would be redirected
	}
	names, values := strings.Split(path, "/"), strings.Split(c.path, "/")
	for i, name := range names {
		if strings.HasPrefix(name, "{") {
			c.r.SetPathValue(strings.Trim(name, "{}"), values[i])
		}
	}
	return pattern
}

// byToken reports whether the token in the address stands for the bot's own.
func (c *call) byToken() bool {
	return strings.Contains(c.pattern, "{token}") || c.pattern == "GET /gateway"
}
