package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"footnote/bot/discord/link"
)

// ready learns who the bot is, and registers its commands.
func (b *Bot) ready(ctx context.Context, data json.RawMessage) {
	var r struct {
		User        struct{ ID, Username string } `json:"user"`
		Application struct{ ID string }           `json:"application"`
	}
	if err := json.Unmarshal(data, &r); err != nil || r.User.ID == "" {
		b.log.ErrorContext(ctx, "Discord does not say who the bot is", "error", err)
		return
	}
	if r.Application.ID == "" {
		r.Application.ID = r.User.ID // as it is for most bots
	}
	first := b.self.Swap(&identity{user: r.User.ID, app: r.Application.ID}) == nil
	b.log.InfoContext(ctx, "serving", "as", r.User.Username, "install", InstallURL(r.Application.ID))
	if first {
		b.start(ctx, "READY", func() { b.registerSoon(ctx, r.Application.ID) })
	}
}

// The times between attempts to register the commands.
var registerWaits = []time.Duration{time.Second, 5 * time.Second, 30 * time.Second, 5 * time.Minute}

// registerSoon registers the commands, however long it takes.
func (b *Bot) registerSoon(ctx context.Context, app string) {
	for attempt := 0; ; attempt++ {
		changed, err := b.register(ctx, app)
		if err == nil {
			b.log.InfoContext(ctx, "commands registered", "changed", changed, "guild", b.options.Guild)
			return
		}
		if ctx.Err() != nil {
			return
		}
		b.log.ErrorContext(ctx, "the commands were not registered", "error", err)
		select {
		case <-time.After(registerWaits[min(attempt, len(registerWaits)-1)]):
		case <-ctx.Done():
			return
		}
	}
}

// register makes Discord's list of commands equal to the bot's, and tells
// whether that took a change. Commands of the list that the bot no longer has
// are removed by the same request; an equal list is left alone, since Discord
// allows few changes a day.
func (b *Bot) register(ctx context.Context, app string) (bool, error) {
	wanted := commands(b.phrases, b.options.Sources != nil)
	have, err := b.api.Commands(ctx, app, b.options.Guild)
	if err != nil && !link.IsStatus(err, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented) {
		return false, fmt.Errorf("listing the registered commands: %w", err)
	}
	if err == nil { // a server that cannot list them may take them all the same
		same, err := registered(wanted, have)
		if same || err != nil {
			return false, err
		}
	}
	if _, err := b.api.PutCommands(ctx, app, b.options.Guild, wanted); err != nil {
		return false, fmt.Errorf("registering the commands: %w", err)
	}
	return true, nil
}

// registered reports whether a list that Discord gave holds just the wanted
// commands. Discord adds fields of its own, which say nothing.
func registered(wanted, have any) (bool, error) {
	w, err := plain(wanted)
	if err != nil {
		return false, err
	}
	h, err := plain(have)
	if err != nil {
		return false, err
	}
	return holds(byName(h), byName(w)), nil
}

func plain(value any) (list []any, err error) {
	text, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(text, &list)
	}
	if err != nil {
		return nil, fmt.Errorf("comparing commands: %w", err)
	}
	return list, nil
}

// byName is a list of commands by kind and name: Discord keeps no order.
func byName(list []any) map[string]any {
	named := map[string]any{}
	for _, item := range list {
		if command, ok := item.(map[string]any); ok {
			named[fmt.Sprint(command["type"], " ", command["name"])] = command
		}
	}
	return named
}

// holds reports whether have says all that wanted does, and no more of what
// matters: no further command, option or translation.
func holds(have, wanted any) bool {
	switch wanted := wanted.(type) {
	case map[string]any:
		have, ok := have.(map[string]any)
		if !ok {
			return false
		}
		for key, value := range wanted {
			if !holds(have[key], value) {
				return false
			}
		}
		for key, value := range have {
			if _, known := wanted[key]; !known && matters(key, value) {
				return false
			}
		}
		return true
	case []any:
		have, ok := have.([]any)
		if !ok || len(have) != len(wanted) {
			return false
		}
		for i := range wanted {
			if !holds(have[i], wanted[i]) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(have, wanted)
}

// matters reports whether a field that the bot does not set makes a command
// another one.
func matters(key string, value any) bool {
	switch key {
	case "id", "application_id", "guild_id", "version", "dm_permission", "nsfw", "default_permission", "handler",
		"name_localized", "description_localized":
		return false
	}
	switch value := value.(type) {
	case nil:
		return false
	case bool:
		return value
	case string:
		return value != ""
	case float64:
		return value != 0
	case []any:
		return len(value) > 0
	case map[string]any:
		return len(value) > 0
	}
	return true
}
