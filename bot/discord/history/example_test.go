package history_test

import (
	"fmt"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/history"
)

func ExampleAudience() {
	everyone := &discordgo.Role{ID: "1", Permissions: discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory}
	channel := &discordgo.Channel{ID: "2", GuildID: "1"}
	fmt.Println(history.Audience(channel, nil, []*discordgo.Role{everyone}))
	channel.PermissionOverwrites = []*discordgo.PermissionOverwrite{{ID: "1", Deny: discordgo.PermissionViewChannel}}
	fmt.Println(history.Audience(channel, nil, []*discordgo.Role{everyone}))
	// Output:
	// [guild:1]
	// [channel:2]
}
