package discord_test

import (
	"fmt"

	"footnote/bot/discord"
)

// The link that lets the bot into a server asks for what it needs, and no more.
func ExampleInstallURL() {
	fmt.Println(discord.InstallURL("1234567890"))
	// Output:
	// https://discord.com/oauth2/authorize?client_id=1234567890&permissions=309237763072&scope=bot+applications.commands
}
