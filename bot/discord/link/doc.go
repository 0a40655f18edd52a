// Package link is the connection to Discord: the gateway, kept alive, and the
// REST API, kept within its limits.
//
// The gateway runs on discordgo, which opens, identifies and sends heartbeats.
// What discordgo does wrong is kept away from it: a filter between it and the
// network reads every message first. Orders to reconnect, invalid sessions,
// close codes and acknowledgements are dealt with there, events go from there to
// the handler, and discordgo sees only what it handles well. Each connection has
// a discordgo.Session of its own, which is never opened again: the session that
// Discord knows, and resumes, is kept here.
//
// REST goes through net/http, with one limiter for all requests: buckets, the
// global limits, and a brake before Discord blocks the address. Waiting always
// ends with the context. Errors never bear a token.
package link
