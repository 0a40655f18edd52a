package discord

import (
	"encoding/json"

	"footnote/bot/discord/link"
)

// tellChanged tells where something changed that was said before, or who may
// read it: what the corpus holds of it is out of date. New messages are not
// told of, since there is no end of them; nor are new threads.
func (b *Bot) tellChanged(e link.Event) {
	if b.options.Changed == nil {
		return
	}
	for _, id := range b.changedIn(e) {
		if id != "" {
			b.options.Changed(id)
		}
	}
}

// changedIn is where an event changes something: the channel or the thread and
// its channel, or a whole server.
func (b *Bot) changedIn(e link.Event) []string {
	var at struct {
		ID      string  `json:"id"`
		Channel string  `json:"channel_id"`
		Parent  string  `json:"parent_id"`
		Guild   string  `json:"guild_id"`
		Edited  *string `json:"edited_timestamp"`
		Role    struct {
			ID string `json:"id"`
		} `json:"role"`
	}
	if json.Unmarshal(e.Data, &at) != nil {
		return nil
	}
	switch e.Type {
	case "MESSAGE_UPDATE":
		if at.Edited == nil { // only the preview of a link came
			return nil
		}
		return []string{at.Channel, b.channels.parent(at.Channel)}
	case "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		return []string{at.Channel, b.channels.parent(at.Channel)}
	case "THREAD_UPDATE", "THREAD_DELETE":
		return []string{at.ID, at.Parent}
	case "CHANNEL_UPDATE", "CHANNEL_DELETE": // the parent of a channel is but a category
		return []string{at.ID}
	case "GUILD_ROLE_UPDATE":
		if at.Role.ID == at.Guild { // what everyone may, in all channels
			return []string{at.Guild}
		}
	}
	return nil
}
