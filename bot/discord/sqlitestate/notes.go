package sqlitestate

import (
	"context"
	"database/sql"
	"errors"
)

// Told notes that something was told in a guild, and reports whether it is for
// the first time.
func (s *Store) Told(ctx context.Context, guild, what string) (first bool, err error) {
	result, err := s.db.ExecContext(ctx, "INSERT OR IGNORE INTO told VALUES (?, ?)", guild, what)
	err = found(result, err)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, s.fault(ctx, "note what was told", err)
}

// SaveThread notes a thread that the bot opened.
func (s *Store) SaveThread(ctx context.Context, thread, guild string) error {
	_, err := s.db.ExecContext(ctx, "INSERT OR REPLACE INTO thread VALUES (?, ?)", thread, guild)
	return s.fault(ctx, "note a thread", err)
}

// IsThread reports whether the bot opened a thread.
func (s *Store) IsThread(ctx context.Context, thread string) (bool, error) {
	var is bool
	err := s.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT * FROM thread WHERE id = ?)", thread).Scan(&is)
	return is, s.fault(ctx, "look a thread up", err)
}

// DeleteThread forgets a thread; that there is none is no error.
func (s *Store) DeleteThread(ctx context.Context, thread string) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM thread WHERE id = ?", thread)
	return s.fault(ctx, "forget a thread", err)
}
