package discordtest

import (
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

// newRoutes lists what the fake answers, by the pattern of the path.
func newRoutes() *routes {
	const messages, hook = "/channels/{channel}/messages", "/webhooks/{application}/{token}"
	const commands, guildCommands = "/applications/{application}/commands", "/applications/{application}/guilds/{guild}/commands"
	r := &routes{mux: http.NewServeMux(), handlers: map[string]handler{
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

		"POST " + messages:                        (*Server).createMessage,
		"GET " + messages:                         (*Server).listMessages,
		"GET " + messages + "/{message}":          (*Server).getMessage,
		"PATCH " + messages + "/{message}":        (*Server).editMessage,
		"DELETE " + messages + "/{message}":       (*Server).dropMessage,
		"POST " + messages + "/{message}/threads": (*Server).startThreadFrom,

		"POST /interactions/{interaction}/{token}/callback": (*Server).callback,
		"POST " + hook:                           (*Server).createFollowup,
		"GET " + hook + "/messages/{message}":    (*Server).getResponse,
		"PATCH " + hook + "/messages/{message}":  (*Server).editResponse,
		"DELETE " + hook + "/messages/{message}": (*Server).dropResponse,

		"GET " + commands:                        (*Server).listCommands,
		"PUT " + commands:                        (*Server).replaceCommands,
		"POST " + commands:                       (*Server).createCommand,
		"GET " + commands + "/{command}":         (*Server).getCommand,
		"PATCH " + commands + "/{command}":       (*Server).editCommand,
		"DELETE " + commands + "/{command}":      (*Server).dropCommand,
		"GET " + guildCommands:                   (*Server).listCommands,
		"PUT " + guildCommands:                   (*Server).replaceCommands,
		"POST " + guildCommands:                  (*Server).createCommand,
		"GET " + guildCommands + "/{command}":    (*Server).getCommand,
		"PATCH " + guildCommands + "/{command}":  (*Server).editCommand,
		"DELETE " + guildCommands + "/{command}": (*Server).dropCommand,
	}}
	for pattern := range r.handlers {
		r.mux.HandleFunc(pattern, func(http.ResponseWriter, *http.Request) {})
	}
	r.handlers[""] = func(*Server, *call) *reply { return refuse(404, 0, "404: Not Found") }
	return r
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
