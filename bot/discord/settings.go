package discord

import (
	"context"
	"fmt"
	"sync"
	"time"

	"footnote/bot/discord/sqlitestate"
)

// settingsCache keeps the settings of servers at hand: an acknowledgement must
// not wait for a disk.
type settingsCache struct {
	state State
	now   func() time.Time
	mu    sync.Mutex
	held  map[string]heldSettings
}

type heldSettings struct {
	sqlitestate.Settings
	until time.Time
}

const (
	// settingsFresh is how long settings are taken from memory: another
	// process may change them.
	settingsFresh = time.Minute
	// settingsHeld bounds the servers whose settings are held.
	settingsHeld = 10_000
)

// of gives the settings of a server; "" is a direct message.
func (c *settingsCache) of(ctx context.Context, guild string) (sqlitestate.Settings, error) {
	c.mu.Lock()
	held, ok := c.held[guild]
	c.mu.Unlock()
	if ok && c.now().Before(held.until) {
		return held.Settings, nil
	}
	settings, err := c.state.Settings(ctx, guild)
	if err != nil {
		return held.Settings, fmt.Errorf("reading the settings of a server: %w", err)
	}
	c.put(guild, settings)
	return settings, nil
}

func (c *settingsCache) put(guild string, settings sqlitestate.Settings) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held == nil || len(c.held) >= settingsHeld {
		c.held = map[string]heldSettings{}
	}
	c.held[guild] = heldSettings{Settings: settings, until: c.now().Add(settingsFresh)}
}

// settingsOf gives the settings of a server. When they cannot be read the last
// known ones count, or the usual.
func (b *Bot) settingsOf(ctx context.Context, guild string) sqlitestate.Settings {
	settings, err := b.settings.of(ctx, guild)
	if err != nil {
		b.log.ErrorContext(ctx, "settings cannot be read", "guild", guild, "error", err)
	}
	return settings
}
