package discord

import (
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/retrieval"
)

// A place is where something is said, and by whom.
type place struct {
	guild, channel string
	// parent is the channel that a thread belongs to, else "".
	parent string
	user   string
	roles  []string
	// foreign is set in a server that did not install the bot: its user did.
	foreign bool
}

// open is the audience of what everyone in the place may read: documents
// without labels, and those of the server and the channel.
func (p place) open() retrieval.Audience {
	var labels retrieval.Audience
	if p.guild == "" || p.foreign {
		return labels
	}
	labels = append(labels, "guild:"+p.guild, "channel:"+p.channel)
	if p.parent != "" {
		labels = append(labels, "channel:"+p.parent)
	}
	return labels
}

// own is the audience of what only the user reads.
func (p place) own() retrieval.Audience {
	labels := append(p.open(), "user:"+p.user)
	if p.foreign {
		return labels
	}
	for _, role := range p.roles {
		labels = append(labels, "role:"+role)
	}
	return labels
}

// audience is that of a reply in the place.
func (p place) audience(private bool) retrieval.Audience {
	if private || p.guild == "" {
		return p.own()
	}
	return p.open()
}

// installed reports whether the server of an interaction has the bot itself,
// as far as Discord tells.
func installed(i *discordgo.Interaction) bool {
	if len(i.AuthorizingIntegrationOwners) == 0 {
		return true
	}
	_, byGuild := i.AuthorizingIntegrationOwners[discordgo.ApplicationIntegrationGuildInstall]
	return byGuild
}

// mayAsk reports whether the user has one of the roles that may ask. The role
// that everyone has is called like the server, and no list of roles names it.
func (p place) mayAsk(roles []string) bool {
	return len(roles) == 0 || slices.Contains(roles, p.guild) || slices.ContainsFunc(p.roles, func(r string) bool { return slices.Contains(roles, r) })
}

// among reports whether the place, or the channel of its thread, is one of the
// channels.
func (p place) among(channels []string) bool {
	return slices.Contains(channels, p.channel) || p.parent != "" && slices.Contains(channels, p.parent)
}
