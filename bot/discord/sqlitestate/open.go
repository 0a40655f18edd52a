package sqlitestate

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver named "sqlite"
)

const (
	fileName = "discord.db"
	inMemory = ":memory:"
	// patience is for how long other processes are waited for.
	patience = 10 * time.Second
)

// A Store is the open file. It is safe for concurrent use.
type Store struct {
	file string
	// The database has one connection: what is kept here is little, and so
	// nothing in the process ever finds it locked.
	db *sql.DB
}

// Open opens the file in a folder, and makes both where they are missing. The
// error has ErrCorrupt or ErrLayout in its chain when the file cannot be used as
// it is, and then says how to mend it.
func Open(ctx context.Context, dir string) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open what the bot remembers: %w", err)
	}
	file := filepath.Join(dir, fileName)
	if err := prepare(dir, file); err != nil {
		return nil, fmt.Errorf("open what the bot remembers: %w", err)
	}
	return open(ctx, file, dataSource(file))
}

// OpenMemory returns a store that is empty and is gone when it is closed.
func OpenMemory(ctx context.Context) (*Store, error) {
	return open(ctx, inMemory, inMemory+"?"+connection().Encode())
}

func open(ctx context.Context, file, source string) (*Store, error) {
	db, err := sql.Open("sqlite", source)
	if err != nil {
		return nil, fmt.Errorf("open what the bot remembers: %w", err)
	}
	db.SetMaxOpenConns(1)
	s := &Store{file: file, db: db}
	if err := s.layOut(ctx); err != nil {
		return nil, errors.Join(s.fault(ctx, "open what the bot remembers", err), db.Close())
	}
	return s, nil
}

const (
	// headerLength is the length of the header of an SQLite file.
	headerLength = 100
	// versionsAt is where it has the versions for writing and for reading, a
	// byte each, and newestVersion the highest that there is.
	versionsAt    = 18
	newestVersion = 2
)

// prepare makes the folder and an empty file, for the eyes of their owner
// alone, and finds the stump of a file, which SQLite would take for an empty
// one, and a header that would keep it from being written.
func prepare(dir, file string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if size := info.Size(); size == 0 {
		return nil
	} else if size < headerLength {
		return &Error{File: file, Kind: ErrCorrupt, Cause: fmt.Errorf("it has %d bytes", size)}
	}
	// SQLite would open a file of a version that does not exist, and not write
	// to it.
	var versions [2]byte
	if _, err := f.ReadAt(versions[:], versionsAt); err != nil {
		return err
	}
	if max(versions[0], versions[1]) > newestVersion {
		return &Error{File: file, Kind: ErrCorrupt, Cause: fmt.Errorf("its header tells of the versions %d", versions)}
	}
	return nil
}

// connection holds the settings of the connection.
func connection() url.Values {
	return url.Values{"_txlock": {"immediate"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", patience.Milliseconds()), "foreign_keys(1)", "synchronous(FULL)", "trusted_schema(0)", "cell_size_check(1)", "cache_size(-2048)",
	}}
}

func dataSource(file string) string {
	file = filepath.ToSlash(file)
	if file[0] != '/' {
		file = "/" + file // a drive letter
	}
	return "file://" + (&url.URL{Path: file}).EscapedPath() + "?" + connection().Encode()
}

// Close ends the use of the file.
func (s *Store) Close() error {
	return s.fault(context.Background(), "close what the bot remembers", s.db.Close())
}
