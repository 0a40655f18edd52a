package history_test

import (
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/history"
)

func TestAudience(t *testing.T) {
	const view, read = discordgo.PermissionViewChannel, discordgo.PermissionReadMessageHistory
	role := func(id string, permissions int64) *discordgo.Role {
		return &discordgo.Role{ID: id, Permissions: permissions}
	}
	rule := func(id string, allow, deny int64) *discordgo.PermissionOverwrite {
		return &discordgo.PermissionOverwrite{ID: id, Allow: allow, Deny: deny}
	}
	member := &discordgo.PermissionOverwrite{ID: "1", Type: discordgo.PermissionOverwriteTypeMember, Allow: view | read}
	in := func(kind discordgo.ChannelType, rules ...*discordgo.PermissionOverwrite) *discordgo.Channel {
		return &discordgo.Channel{ID: "5", GuildID: "1", ParentID: "9", Type: kind, PermissionOverwrites: rules}
	}
	const text, voice, thread, secret = discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildVoice, discordgo.ChannelTypeGuildPublicThread, discordgo.ChannelTypeGuildPrivateThread
	everyone := []*discordgo.Role{role("1", view|read), role("2", discordgo.PermissionAdministrator)}
	nobody := []*discordgo.Role{role("1", 0), role("2", view|read)}
	adult := in(text)
	adult.NSFW = true
	parent := in(text)
	parent.ID = "9"
	closed := in(text, rule("1", 0, view))
	closed.ID = "9"
	for _, test := range []struct {
		name      string
		c, parent *discordgo.Channel
		roles     []*discordgo.Role
		want      string
	}{
		{"everyone may", in(text), nil, everyone, "guild:1"},
		{"nobody may", in(text), nil, nobody, "channel:5"},
		{"no roles are known", in(text), nil, nil, "channel:5"},
		{"everyone is an administrator", in(text, rule("1", 0, view)), nil, []*discordgo.Role{role("1", discordgo.PermissionAdministrator)}, "guild:1"},
		{"the channel is closed", in(text, rule("1", 0, view)), nil, everyone, "channel:5"},
		{"its history is", in(text, rule("1", 0, read)), nil, everyone, "channel:5"},
		{"it is open to a role", in(text, rule("1", 0, view), rule("2", view, 0)), nil, everyone, "channel:5"},
		{"it is closed to a role", in(text, rule("2", 0, view)), nil, everyone, "guild:1"},
		{"it is open to everyone", in(text, rule("1", view|read, 0)), nil, nobody, "guild:1"},
		{"it is open to a member", in(text, member), nil, nobody, "channel:5"}, // who has the ID of the guild
		{"an overwrite is null", in(text, nil), nil, everyone, "guild:1"},
		{"it is for adults", adult, nil, everyone, "channel:5"},
		{"a voice channel", in(voice), nil, everyone, "channel:5"},
		{"an open voice channel", in(voice, rule("1", discordgo.PermissionVoiceConnect, 0)), nil, everyone, "guild:1"},
		{"a thread", in(thread), parent, everyone, "guild:1"},
		{"a thread of a closed channel", in(thread), closed, everyone, "channel:9"},
		{"a thread of an unknown channel", in(thread), nil, everyone, "channel:9"},
		{"a thread of nothing", &discordgo.Channel{ID: "5", GuildID: "1", Type: thread}, nil, everyone, "channel:5"},
		{"a private thread", in(secret), parent, everyone, "channel:5"},
		{"a direct message", &discordgo.Channel{ID: "5"}, nil, everyone, "channel:5"},
	} {
		if got := history.Audience(test.c, test.parent, test.roles); len(got) != 1 || got[0] != test.want {
			t.Errorf("%s: %q, want %s", test.name, got, test.want)
		}
	}
}
