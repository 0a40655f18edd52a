package discord

import (
	"regexp"
	"slices"
	"strings"

	"footnote/bot/discord/render"
)

// Whatever a server adds is for that server: each label of its sources has the
// server in it, and narrows it at most.

var snowflake = regexp.MustCompile(`^[0-9]{1,20}$`)

// labelsFor are the labels of a source that the roles and channels of a server
// see; with none of them, or the role that everyone has, the whole server does.
func labelsFor(guild string, roles, channels []string) []string {
	whole := "guild:" + guild
	if slices.Contains(roles, guild) {
		return []string{whole}
	}
	var labels []string
	add := func(kind string, ids []string) {
		for _, id := range ids {
			if label := whole + "&" + kind + id; snowflake.MatchString(id) && !slices.Contains(labels, label) {
				labels = append(labels, label)
			}
		}
	}
	add("role:", roles)
	add("channel:", channels)
	if len(labels) == 0 {
		if len(roles)+len(channels) > 0 { // all of it was nonsense, which must not widen anything
			return []string{whole + "&nobody"}
		}
		return []string{whole}
	}
	return labels
}

// seenOf tells who sees what has the labels, as a server is told.
func seenOf(labels []string, guild string) render.SeenView {
	view := render.SeenView{Everywhere: len(labels) == 0}
	for _, label := range labels {
		parts := slices.DeleteFunc(strings.Split(label, "&"), func(part string) bool { return part == "guild:"+guild })
		role, isRole := "", false
		channel, isChannel := "", false
		if len(parts) == 1 {
			role, isRole = strings.CutPrefix(parts[0], "role:")
			channel, isChannel = strings.CutPrefix(parts[0], "channel:")
		}
		switch {
		case len(parts) == 0:
			view.All = true
		case isRole && snowflake.MatchString(role):
			view.Roles = append(view.Roles, role)
		case isChannel && snowflake.MatchString(channel):
			view.Channels = append(view.Channels, channel)
		default:
			view.Others = true
		}
	}
	return view
}
