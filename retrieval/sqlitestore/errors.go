package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"modernc.org/sqlite"
	sqlitecode "modernc.org/sqlite/lib"
)

var (
	// ErrCorrupt is in the chain of an error when the index is damaged.
	ErrCorrupt = errors.New("the index is damaged")
	// ErrLayout is in the chain of an error when the file was laid out by
	// another version of the program or is none of its files.
	ErrLayout = errors.New("the index has another layout")
	// ErrReplaced is in the chain of an error when the index was removed or
	// made anew since it was opened. Everything read from it must be forgotten.
	ErrReplaced = errors.New("the index was made anew since it was opened")
)

// An Error is a fault of an index as a whole. It says how to mend it.
type Error struct {
	// Dir is the folder of the index.
	Dir string
	// Kind is ErrCorrupt, ErrLayout or ErrReplaced.
	Kind error
	// Cause says more; it may be nil.
	Cause error
}

// Error implements error.
func (e *Error) Error() string {
	text := fmt.Sprintf("%v (in %s)", e.Kind, e.Dir)
	if e.Cause != nil {
		text = fmt.Sprintf("%s: %v", text, e.Cause)
	}
	switch {
	case e.Kind == ErrReplaced:
		return text + "; open it again"
	case errors.Is(e.Cause, errForeign): // which Remove leaves alone
		return text + "; move it away, or name another folder with --data"
	}
	return fmt.Sprintf("%s; make it anew with: footnote index --rebuild --data %q PATH...", text, e.Dir)
}

// Unwrap gives the kind and the cause.
func (e *Error) Unwrap() []error { return []error{e.Kind, e.Cause} }

// notExist is the error of a folder without an index.
func notExist(dir string) error {
	return fmt.Errorf("there is no index in %s; make one with: footnote index --data %q PATH...: %w", dir, dir, fs.ErrNotExist)
}

// errDamaged is the cause where a row is not what was written.
var errDamaged = errors.New("a row does not match its checksum")

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
	return fmt.Errorf("%s: %w", doing, diagnose(s.dir, err))
}

// diagnoseLayout is for errors of reading what every index has. That one of
// the first statements fails as such tells of damage as well.
func diagnoseLayout(dir string, err error) error {
	var fromSQLite *sqlite.Error
	if errors.Is(err, sql.ErrNoRows) || errors.As(err, &fromSQLite) && fromSQLite.Code() == sqlitecode.SQLITE_ERROR {
		return &Error{Dir: dir, Kind: ErrCorrupt, Cause: err}
	}
	return diagnose(dir, err)
}

// diagnose makes an Error of errors that tell of damage; others stay.
func diagnose(dir string, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if errors.Is(err, errDamaged) {
		return &Error{Dir: dir, Kind: ErrCorrupt, Cause: err}
	}
	var fromSQLite *sqlite.Error
	if !errors.As(err, &fromSQLite) {
		return err
	}
	switch code := fromSQLite.Code(); {
	// Numbers are never used twice, so that rows can only clash with such as
	// should not be there.
	case code&0xff == sqlitecode.SQLITE_CONSTRAINT, code&0xff == sqlitecode.SQLITE_CORRUPT, code&0xff == sqlitecode.SQLITE_NOTADB,
		code == sqlitecode.SQLITE_IOERR_SHORT_READ:
		return &Error{Dir: dir, Kind: ErrCorrupt, Cause: err}
	case code&0xff == sqlitecode.SQLITE_FULL:
		return fmt.Errorf("the disk is full: %w", err)
	case code&0xff == sqlitecode.SQLITE_BUSY:
		return fmt.Errorf("another process holds the index in %s too long; try again: %w", dir, err)
	}
	return err
}

// unopened finds out why a file could not be opened, which SQLite does not
// tell.
func unopened(dir string, err error) error {
	var fromSQLite *sqlite.Error
	if !errors.As(err, &fromSQLite) || fromSQLite.Code()&0xff != sqlitecode.SQLITE_CANTOPEN {
		return err
	}
	file, reason := os.Open(path(dir))
	if reason != nil {
		return reason
	}
	file.Close()
	if hasLog(dir) {
		return fmt.Errorf("%w; what a writer left behind can only be read with the right to write in its folder: "+
			"complete the index with: footnote index --data %q", err, dir)
	}
	return err
}
