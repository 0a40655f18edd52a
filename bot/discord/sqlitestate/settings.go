package sqlitestate

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// Settings are what those who manage a guild choose.
type Settings struct {
	// Channels are where the bot may be used; none is everywhere.
	Channels []string `json:"channels"`
	// Unasked are the channels in which it answers without being asked.
	Unasked []string `json:"unasked"`
	// Threads says whether a question opens a thread.
	Threads bool `json:"threads"`
	// Language is that of the bot's own texts; "" is each user's.
	Language string `json:"language"`
	// Verbosity is Short, Normal or Full.
	Verbosity string `json:"verbosity"`
	// Authors is how those are called whose messages stand in the corpus: Names,
	// Initials or Hidden.
	Authors string `json:"authors"`
	// Roles are those who may ask; none is everyone.
	Roles []string `json:"roles"`
	// UserQuota and GuildQuota are how many questions one user and all together
	// may ask in an hour; 0 is no limit.
	UserQuota  int `json:"user_quota"`
	GuildQuota int `json:"guild_quota"`
}

// The values of Settings.Verbosity.
const (
	Short  = "short"
	Normal = "normal"
	Full   = "full"
)

// The values of Settings.Authors.
const (
	Names    = "names"
	Initials = "initials"
	Hidden   = "hidden"
)

// DefaultSettings are those of a guild that chose nothing. What people said
// answers as well without their names, and a link leads to the message, for
// those who may read it: names wait until a server wants them.
func DefaultSettings() Settings {
	return Settings{Verbosity: Normal, Authors: Hidden}
}

// A queryer is a database or a transaction.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// Settings returns the settings of a guild.
func (s *Store) Settings(ctx context.Context, guild string) (Settings, error) {
	settings, err := s.readSettings(ctx, s.db, guild)
	return settings, s.fault(ctx, "read the settings of a server", err)
}

// SaveSettings replaces the settings of a guild.
func (s *Store) SaveSettings(ctx context.Context, guild string, settings Settings) error {
	return s.fault(ctx, "save the settings of a server", writeSettings(ctx, s.db, guild, settings))
}

// UpdateSettings changes the settings of a guild and returns them, with no
// other change in between. The function change must not use the store.
func (s *Store) UpdateSettings(ctx context.Context, guild string, change func(*Settings)) (Settings, error) {
	var settings Settings
	err := s.change(ctx, func(tx *sql.Tx) (err error) {
		if settings, err = s.readSettings(ctx, tx, guild); err != nil {
			return err
		}
		change(&settings)
		return writeSettings(ctx, tx, guild, settings)
	})
	if err != nil {
		return Settings{}, s.fault(ctx, "change the settings of a server", err)
	}
	return settings, nil
}

func (s *Store) readSettings(ctx context.Context, from queryer, guild string) (Settings, error) {
	var body []byte
	err := from.QueryRowContext(ctx, "SELECT body FROM settings WHERE guild = ?", guild).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return DefaultSettings(), nil
	} else if err != nil {
		return Settings{}, err
	}
	// What a later version added has its default.
	settings := DefaultSettings()
	if err := json.Unmarshal(body, &settings); err != nil {
		return Settings{}, &Error{File: s.file, Kind: ErrCorrupt, Cause: fmt.Errorf("the settings of server %s: %w", guild, err)}
	}
	return settings, nil
}

func writeSettings(ctx context.Context, to queryer, guild string, settings Settings) error {
	body, err := json.Marshal(settings)
	if err != nil {
		return err
	}
	_, err = to.ExecContext(ctx, "INSERT OR REPLACE INTO settings VALUES (?, ?)", guild, string(body))
	return err
}
