// Package wire holds the messages that the bot sends to Discord, as JSON.
//
// discordgo's own types leave flags out of some edits and allowed_mentions out
// of most; here a message is always stated whole, and never pings anyone.
package wire
