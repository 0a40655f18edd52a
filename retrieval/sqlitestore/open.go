package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // the driver named "sqlite"

	"footnote/retrieval"
)

// A Mode says what an index is opened for.
type Mode int

const (
	// Read opens an index that exists; the methods of retrieval.StoreWriter
	// fail. Any number of processes may read.
	Read Mode = iota
	// Write opens an index for reading and writing, and makes one where there
	// is none. One process may write.
	Write
)

const (
	fileName = "index.db"
	// inMemory stands for the folder of an index that has none.
	inMemory = ":memory:"
	// idleReaders is how many connections are kept for reading. There may be
	// more for a while: a bound could lock up a caller that reads within the
	// loop over an iterator.
	idleReaders = 4
)

// A Store is a retrieval.Store in a file. It is safe for concurrent use.
type Store struct {
	dir  string
	file os.FileInfo // of the opened file; nil in memory
	lock *writerLock // nil unless opened with Write

	// In memory both are the same, of one connection.
	reader, writer *sql.DB
	read           readStatements
	write          writeStatements

	writing sync.Mutex
}

var _ retrieval.Store = (*Store)(nil)

func path(dir string) string { return filepath.Join(dir, fileName) }

// Open opens the index in a folder. The error has fs.ErrNotExist in its chain
// when there is none to read, *LockedError when another process writes, and
// *Error when the index cannot be used as it is.
func Open(ctx context.Context, dir string, mode Mode) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open the index: %w", err)
	}
	s := &Store{dir: dir}
	if mode == Write {
		err = s.openWriter(ctx)
	}
	if err == nil {
		err = s.openReader(ctx)
	}
	if err != nil {
		s.Close()
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		return nil, fmt.Errorf("open the index: %w", unopened(dir, diagnose(dir, err)))
	}
	return s, nil
}

// OpenMemory returns an empty index that lives in memory until it is closed.
func OpenMemory(ctx context.Context) (*Store, error) {
	db, err := sql.Open("sqlite", inMemory)
	if err != nil {
		return nil, fmt.Errorf("open an index in memory: %w", err)
	}
	db.SetMaxOpenConns(1)
	s := &Store{dir: inMemory, reader: db, writer: db}
	if err := create(ctx, db); err != nil {
		s.Close()
		return nil, fmt.Errorf("open an index in memory: %w", err)
	}
	if err := errors.Join(s.read.prepare(ctx, db), s.write.prepare(ctx, db)); err != nil {
		s.Close()
		return nil, fmt.Errorf("open an index in memory: %w", err)
	}
	return s, nil
}

func (s *Store) openReader(ctx context.Context) error {
	if _, err := os.Stat(path(s.dir)); errors.Is(err, fs.ErrNotExist) {
		return notExist(s.dir)
	} else if err != nil {
		return err
	}
	db, err := openToRead(ctx, s.dir)
	if errors.Is(err, errEmpty) {
		return notExist(s.dir)
	}
	if err != nil {
		return err
	}
	s.reader = db
	if s.file, err = os.Stat(path(s.dir)); err != nil {
		return err
	}
	return diagnoseLayout(s.dir, s.read.prepare(ctx, db))
}

// openToRead opens the file for reading and inspects it. In a folder where
// SQLite may not make the files it coordinates with, an index that nobody
// writes can be read without them.
func openToRead(ctx context.Context, dir string) (*sql.DB, error) {
	db, err := openAndInspect(ctx, dir, "ro", false)
	if err == nil || errors.Is(err, errEmpty) || errors.As(err, new(*Error)) || hasLog(dir) {
		return db, err
	}
	if db, errAlone := openAndInspect(ctx, dir, "ro", true); errAlone == nil {
		return db, nil
	}
	return nil, err
}

func openAndInspect(ctx context.Context, dir, mode string, immutable bool) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dataSource(dir, mode, immutable))
	if err != nil {
		return nil, err
	}
	db.SetMaxIdleConns(idleReaders)
	if err := inspect(ctx, db, dir); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func (s *Store) openWriter(ctx context.Context) error {
	// What is indexed may be for few eyes.
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	lock, err := lockWriter(s.dir)
	if err != nil {
		return err
	}
	s.lock = lock
	fresh, err := isFresh(ctx, s.dir)
	if err != nil {
		return err
	}
	if s.writer, err = sql.Open("sqlite", dataSource(s.dir, "rwc", false)); err != nil {
		return err
	}
	s.writer.SetMaxOpenConns(1)
	if fresh {
		if err := create(ctx, s.writer); err != nil {
			return err
		}
	}
	return diagnoseLayout(s.dir, s.write.prepare(ctx, s.writer))
}

// isFresh tells whether there is no index yet. It looks without writing, so
// that a file that is not ours stays as it is.
func isFresh(ctx context.Context, dir string) (bool, error) {
	info, err := os.Stat(path(dir))
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return true, nil
	} else if err != nil {
		return false, err
	}
	db, err := openAndInspect(ctx, dir, "ro", false)
	if errors.Is(err, errEmpty) {
		return true, nil
	} else if err != nil {
		return false, err
	}
	return false, db.Close()
}

// dataSource names the file to the driver, with the settings of a connection.
func dataSource(dir, mode string, immutable bool) string {
	settings := url.Values{"mode": {mode}, "_pragma": {
		"busy_timeout(10000)", "trusted_schema(0)", "cell_size_check(1)",
	}}
	switch {
	case mode != "ro":
		settings.Set("_txlock", "immediate")
		settings["_pragma"] = append(settings["_pragma"], "page_size(8192)", "cache_size(-8192)",
			"journal_mode(WAL)", "synchronous(FULL)", "journal_size_limit(67108864)")
	case immutable:
		settings.Set("immutable", "1")
		fallthrough
	default:
		settings["_pragma"] = append(settings["_pragma"], "cache_size(-2048)", "query_only(1)")
	}
	file := filepath.ToSlash(path(dir))
	if file[0] != '/' {
		file = "/" + file // a drive letter
	}
	return "file://" + (&url.URL{Path: file}).EscapedPath() + "?" + settings.Encode()
}

// Close implements retrieval.Store.
func (s *Store) Close() error {
	var faults []error
	if s.reader != nil {
		faults = append(faults, s.reader.Close())
	}
	// The writer last: the last connection folds the log into the file.
	if s.writer != nil && s.writer != s.reader {
		faults = append(faults, s.writer.Close())
	}
	if s.lock != nil {
		faults = append(faults, s.lock.release())
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("close the index: %w", diagnose(s.dir, err))
	}
	return nil
}
