package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"footnote/retrieval"
)

const (
	// applicationID marks the file as an index of Footnote: "FtNt".
	applicationID = 0x46744e74
	// layoutVersion changes whenever a file of the version before cannot be
	// read or must not be mixed with new rows.
	layoutVersion = 2
)

// schema keeps apart what is read apart: a row of text or mean never drags
// another along. What belongs to a chunk has the chunk's ID as its key, so that
// a document's chunks are one range in each table. The table pending holds the
// chunks without vectors, so that finding them costs the same however many
// have some. A mean bears the number of its audience, so that reading all means
// reads nothing else; NULL is everyone.
const schema = `
CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), body BLOB NOT NULL);
CREATE TABLE audience (key INTEGER PRIMARY KEY, labels BLOB NOT NULL UNIQUE);
CREATE TABLE document (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, head BLOB NOT NULL, more BLOB NOT NULL);
CREATE TABLE text (document INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE chunk (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE pending (chunk INTEGER PRIMARY KEY);
CREATE TABLE mean (chunk INTEGER PRIMARY KEY, audience INTEGER, body BLOB NOT NULL);
CREATE TABLE sentences (chunk INTEGER PRIMARY KEY, body BLOB NOT NULL);
`

// errEmpty tells of a file in which nothing was ever committed.
var errEmpty = errors.New("the index is empty")

// inspect checks that the file is an index of this layout.
func inspect(ctx context.Context, db *sql.DB, dir string) error {
	var application, version, tables int64
	for query, into := range map[string]*int64{
		"PRAGMA application_id":              &application,
		"PRAGMA user_version":                &version,
		"SELECT count(*) FROM sqlite_schema": &tables,
	} {
		if err := db.QueryRowContext(ctx, query).Scan(into); err != nil {
			return diagnoseLayout(dir, err)
		}
	}
	switch {
	case application == 0 && version == 0 && tables == 0:
		return checkEmpty(dir)
	case application != applicationID:
		return &Error{Dir: dir, Kind: ErrLayout, Cause: errForeign}
	case version != layoutVersion:
		return &Error{Dir: dir, Kind: ErrLayout, Cause: fmt.Errorf("layout %d, this program needs %d", version, layoutVersion)}
	}
	if err := checkLength(ctx, db, dir); err != nil {
		return err
	}
	var body []byte
	if err := db.QueryRowContext(ctx, "SELECT body FROM state").Scan(&body); err != nil {
		return diagnoseLayout(dir, err)
	}
	return diagnose(dir, new(state).decode(body))
}

// checkEmpty returns errEmpty unless the file is the stump of another: SQLite
// takes what is shorter than its header for empty.
func checkEmpty(dir string) error {
	info, err := os.Stat(path(dir))
	if err != nil {
		return err
	}
	if size := info.Size(); size > 0 && size < headerLength {
		return &Error{Dir: dir, Kind: ErrCorrupt, Cause: fmt.Errorf("%s has %d bytes", fileName, size)}
	}
	return errEmpty
}

// headerLength is the length of the header of an SQLite file.
const headerLength = 100

var errForeign = errors.New(fileName + " belongs to another application")

// checkLength finds a truncated file at once, not at the first read behind its
// end. While there is a log, pages may stand in it alone.
func checkLength(ctx context.Context, db *sql.DB, dir string) error {
	if dir == inMemory || hasLog(dir) {
		return nil
	}
	var pages, size int64
	if err := db.QueryRowContext(ctx, "PRAGMA page_count").Scan(&pages); err != nil {
		return diagnose(dir, err)
	}
	if err := db.QueryRowContext(ctx, "PRAGMA page_size").Scan(&size); err != nil {
		return diagnose(dir, err)
	}
	info, err := os.Stat(path(dir))
	if err != nil {
		return err
	}
	if info.Size() < pages*size && !hasLog(dir) {
		cause := fmt.Errorf("%s has %d bytes, want %d", fileName, info.Size(), pages*size)
		return &Error{Dir: dir, Kind: ErrCorrupt, Cause: cause}
	}
	return nil
}

// hasLog tells whether committed pages may stand in the write-ahead log.
func hasLog(dir string) bool {
	info, err := os.Stat(path(dir) + "-wal")
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	return info.Size() > 0
}

// create lays out an empty file, whole or not at all.
func create(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	marks := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, layoutVersion)
	if _, err := tx.ExecContext(ctx, schema+marks); err != nil {
		return err
	}
	// Generations start at the time, so that none of an index that was
	// removed ever comes again.
	now := time.Now().UnixMicro()
	first := state{State: retrieval.State{Generation: now, Contents: now}, next: 1}
	if _, err := tx.ExecContext(ctx, "INSERT INTO state VALUES (1, ?)", first.encode()); err != nil {
		return err
	}
	return tx.Commit()
}
