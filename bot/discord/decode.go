package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

// readInteraction decodes an event. discordgo gives its handlers half-empty
// structs where this fails.
func readInteraction(data json.RawMessage) (*discordgo.Interaction, error) {
	i, err := decodeKnown[discordgo.Interaction](data)
	if err != nil {
		return nil, fmt.Errorf("reading an interaction: %w", err)
	}
	if i.ID == "" || i.Token == "" || i.Member == nil && i.User == nil || i.Member != nil && i.Member.User == nil {
		return nil, errors.New("reading an interaction: it lacks its ID, token or user")
	}
	return i, nil
}

// readMessage decodes an event.
func readMessage(data json.RawMessage) (*discordgo.Message, error) {
	m, err := decodeKnown[discordgo.Message](data)
	if err != nil {
		return nil, fmt.Errorf("reading a message: %w", err)
	}
	if m.ID == "" || m.ChannelID == "" || m.Author == nil {
		return nil, errors.New("reading a message: it lacks its ID, channel or author")
	}
	m.Mentions = slices.DeleteFunc(m.Mentions, func(u *discordgo.User) bool { return u == nil })
	return m, nil
}

// decodeKnown decodes an event. discordgo fails on components of a kind that
// Discord added after it was written; those are left out then.
func decodeKnown[T any](data json.RawMessage) (*T, error) {
	value := new(T)
	err := json.Unmarshal(data, value)
	if err == nil {
		return value, nil
	}
	var tree any
	if json.Unmarshal(data, &tree) != nil {
		return nil, err
	}
	rest, failed := json.Marshal(withoutUnknown(tree))
	value = new(T)
	if failed != nil || json.Unmarshal(rest, value) != nil {
		return nil, err
	}
	return value, nil
}

// knownComponents are the kinds of components that discordgo decodes.
var knownComponents = []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17}

// withoutUnknown takes components of unknown kinds out of a JSON value.
func withoutUnknown(value any) any {
	switch value := value.(type) {
	case []any:
		for i := range value {
			value[i] = withoutUnknown(value[i])
		}
	case map[string]any:
		if list, ok := value["components"].([]any); ok {
			value["components"] = slices.DeleteFunc(list, func(c any) bool {
				component, _ := c.(map[string]any)
				kind, _ := component["type"].(float64)
				return !slices.Contains(knownComponents, kind)
			})
		}
		for key := range value {
			value[key] = withoutUnknown(value[key])
		}
	}
	return value
}

// tellUnread says to whoever used it that an interaction cannot be read, if it
// tells as much as its own ID.
func (b *Bot) tellUnread(ctx context.Context, data json.RawMessage) {
	var i struct {
		ID     string                    `json:"id"`
		Token  string                    `json:"token"`
		Type   discordgo.InteractionType `json:"type"`
		Locale string                    `json:"locale"`
	}
	_ = json.Unmarshal(data, &i) // what could be read is there all the same
	if i.ID == "" || i.Token == "" || i.Type == discordgo.InteractionPing || i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return
	}
	text := b.phrases.In(i.Locale).Text(phrases.ErrBroke, i.ID)
	if err := b.api.Respond(ctx, i.ID, i.Token, wire.Response{Kind: wire.RespondMessage, Data: note(text)}); err != nil {
		b.log.WarnContext(ctx, "a user was not told of a failure", "code", i.ID, "error", err)
	}
}
