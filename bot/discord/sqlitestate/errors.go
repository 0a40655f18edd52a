package sqlitestate

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlitecode "modernc.org/sqlite/lib"
)

var (
	// ErrNotFound is in the chain of an error when there is no such answer.
	ErrNotFound = errors.New("there is no such answer")
	// ErrCorrupt is in the chain of an error when the file is damaged.
	ErrCorrupt = errors.New("what the bot remembers is damaged")
	// ErrLayout is in the chain of an error when the file was laid out by
	// another version of the program or is none of its files.
	ErrLayout = errors.New("what the bot remembers has another layout")
)

// errForeign is the cause when the file is none of ours.
var errForeign = errors.New("the file belongs to another application")

// An Error is a fault of the file as a whole. It says how to mend it.
type Error struct {
	// File is the path of the file.
	File string
	// Kind is ErrCorrupt or ErrLayout.
	Kind error
	// Cause says more.
	Cause error
}

// Error implements error.
func (e *Error) Error() string {
	advice := fmt.Sprintf("put a copy back, or move it away together with %[1]s-wal and %[1]s-shm: "+
		"the bot then begins with default settings and without its old answers", fileName)
	switch {
	case e.Cause == errForeign:
		advice = "move it away, or name another folder with --data"
	case e.Kind == ErrLayout:
		advice = "use the version of footnote that wrote it, or " + advice
	}
	return fmt.Sprintf("%v (%s): %v; %s", e.Kind, e.File, e.Cause, advice)
}

// Unwrap gives the kind and the cause.
func (e *Error) Unwrap() []error { return []error{e.Kind, e.Cause} }

// fault wraps an error with what was being done, and makes an Error of those
// that tell of damage.
func (s *Store) fault(ctx context.Context, doing string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		// What SQLite says when it is interrupted helps nobody.
		return fmt.Errorf("%s: %w", doing, context.Cause(ctx))
	}
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s: %w", doing, ErrNotFound)
	}
	return fmt.Errorf("%s: %w", doing, diagnose(s.file, err))
}

// diagnose makes an Error of errors that tell of damage; others stay.
func diagnose(file string, err error) error {
	var fromSQLite *sqlite.Error
	if !errors.As(err, &fromSQLite) {
		return err
	}
	switch code := fromSQLite.Code(); {
	// With the layout checked, a statement that fails as such tells of damage.
	case code == sqlitecode.SQLITE_ERROR, code == sqlitecode.SQLITE_IOERR_SHORT_READ,
		code&0xff == sqlitecode.SQLITE_CORRUPT, code&0xff == sqlitecode.SQLITE_NOTADB:
		return &Error{File: file, Kind: ErrCorrupt, Cause: err}
	case code&0xff == sqlitecode.SQLITE_FULL:
		return fmt.Errorf("the disk is full: %w", err)
	case isBusy(err):
		return fmt.Errorf("another process holds %s too long; try again: %w", file, err)
	}
	return err
}

// isBusy reports whether an error tells that another process was in the way.
func isBusy(err error) bool {
	var fromSQLite *sqlite.Error
	return errors.As(err, &fromSQLite) && fromSQLite.Code()&0xff == sqlitecode.SQLITE_BUSY
}
