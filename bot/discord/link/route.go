package link

import (
	"errors"
	"strings"
)

// A route says what limits a request falls under.
type route struct {
	// name is the method and the path without IDs and tokens; requests of one
	// name share a limit when major is the same too: a channel, a guild, or the
	// token of an interaction.
	name, major string
	// exempt requests do not count towards the 50 a second: they belong to an
	// interaction.
	exempt bool
	// callback is the first reply to an interaction, which waits for nothing.
	callback bool
}

func (r route) key() string { return r.name + " " + r.major }

// routeOf tells the route of a request, such as "GET /channels/:id/messages".
func routeOf(method, path string) route {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(strings.Trim(path, "/"), "/")
	var r route
	if len(parts) >= 2 {
		switch parts[0] {
		case "channels", "guilds":
			r.major = parts[1]
		case "webhooks":
			r.major = strings.Join(parts[1:min(3, len(parts))], "/")
			r.exempt = len(parts) > 2
		case "interactions":
			r.major = strings.Join(parts[1:min(3, len(parts))], "/")
			r.exempt = true
			r.callback = len(parts) == 4 && parts[3] == "callback"
		}
	}
	for i := range parts {
		if isID(parts[i]) || parts[i] == "@original" && r.exempt {
			parts[i] = ":id"
		}
	}
	hideToken(parts, ":token")
	r.name = method + " /" + strings.Join(parts, "/")
	return r
}

// isID reports whether a part of a path is a number.
func isID(part string) bool {
	return part != "" && strings.Trim(part, "0123456789") == ""
}

const redacted = "[redacted]"

// hideToken replaces the token in the parts of a path, if there is one.
func hideToken(parts []string, with string) {
	if len(parts) > 2 && (parts[0] == "webhooks" || parts[0] == "interactions") {
		parts[2] = with
	}
}

// tokenOf returns the token in a path, "" for none.
func tokenOf(path string) string {
	if r := routeOf("", path); r.exempt {
		_, token, _ := strings.Cut(r.major, "/")
		return token
	}
	return ""
}

// shown is a path that may stand in errors and logs: without tokens and query.
func shown(path string) string {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(strings.Trim(path, "/"), "/")
	hideToken(parts, redacted)
	return "/" + strings.Join(parts, "/")
}

// checkPath refuses paths that lead elsewhere, such as those with an empty ID.
func checkPath(path string) error {
	path, _, _ = strings.Cut(path, "?")
	if !strings.HasPrefix(path, "/") {
		return errors.New("a path must begin with /")
	}
	for part := range strings.SplitSeq(path[1:], "/") {
		if part == "" || part == "." || part == ".." {
			return errors.New("an ID in the path is empty, or no ID")
		}
	}
	return nil
}
