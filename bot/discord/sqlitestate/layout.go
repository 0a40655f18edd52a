package sqlitestate

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

const (
	// applicationID marks the file as one of the bot: "FtNd".
	applicationID = 0x46744e64
	// layoutVersion changes whenever a file of the version before cannot be
	// used.
	layoutVersion = 1
)

// schema holds lists as JSON and times in microseconds since 1970. The messages
// of an answer are rows of their own, so that one leads back to its answer.
const schema = `
CREATE TABLE settings (guild TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE answer (
	id TEXT PRIMARY KEY, guild TEXT NOT NULL, channel TEXT NOT NULL, user TEXT NOT NULL, question TEXT NOT NULL,
	private INTEGER NOT NULL, audience TEXT NOT NULL, language TEXT NOT NULL, document TEXT NOT NULL, body BLOB, at INTEGER NOT NULL
);
CREATE INDEX answer_at ON answer (at);
CREATE TABLE message (
	channel TEXT NOT NULL, id TEXT NOT NULL, answer TEXT NOT NULL REFERENCES answer ON DELETE CASCADE, number INTEGER NOT NULL,
	PRIMARY KEY (channel, id)
) WITHOUT ROWID;
CREATE INDEX message_answer ON message (answer, number);
CREATE TABLE feedback (
	answer TEXT NOT NULL REFERENCES answer ON DELETE CASCADE, user TEXT NOT NULL, up INTEGER NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
	PRIMARY KEY (answer, user)
) WITHOUT ROWID;
CREATE TABLE told (guild TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (guild, what)) WITHOUT ROWID;
CREATE TABLE thread (id TEXT PRIMARY KEY, guild TEXT NOT NULL) WITHOUT ROWID;
`

// layOut checks that the file is one of ours, or fills an empty one, whole or
// not at all. Of several processes that come at once, one does it.
func (s *Store) layOut(ctx context.Context) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		var application, version, tables int64
		row := tx.QueryRowContext(ctx, `SELECT * FROM pragma_application_id, pragma_user_version, (SELECT count(*) FROM sqlite_schema)`)
		if err := row.Scan(&application, &version, &tables); err != nil {
			return err
		}
		switch {
		case application == 0 && version == 0 && tables == 0:
			marks := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, layoutVersion)
			_, err := tx.ExecContext(ctx, schema+marks)
			return err
		case application != applicationID:
			return &Error{File: s.file, Kind: ErrLayout, Cause: errForeign}
		case version != layoutVersion:
			return &Error{File: s.file, Kind: ErrLayout, Cause: fmt.Errorf("layout %d, this program needs %d", version, layoutVersion)}
		}
		return nil
	})
	if err != nil {
		return err
	}
	// A file that is not ours has been left as it was.
	return s.useLog(ctx)
}

// useLog makes readers and writers not wait for each other from here on; the
// file remembers it. SQLite does not wait for other processes that are opening
// the file, so it is tried again.
func (s *Store) useLog(ctx context.Context) error {
	for end := time.Now().Add(patience); ; {
		_, err := s.db.ExecContext(ctx, "PRAGMA journal_mode = WAL")
		if !isBusy(err) || time.Now().After(end) {
			return err
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// change makes changes whole or not at all. It begins by waiting for other
// writers.
func (s *Store) change(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}
