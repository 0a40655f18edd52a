package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Remove deletes the index in a folder, whatever its state, so that it can be
// made anew. It fails with *LockedError while another process writes, and does
// not touch a file that belongs to another application. Processes that read
// the index meanwhile are told by their next State.
func Remove(ctx context.Context, dir string) (err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("remove the index: %w", err)
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	lock, err := lockWriter(dir)
	if err != nil {
		return fmt.Errorf("remove the index: %w", err)
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	if _, err := isFresh(ctx, dir); errors.Is(err, errForeign) {
		return fmt.Errorf("remove the index: %w", err)
	}
	// The log before the file: a file without its log is an old state, a log
	// without its file would be taken for that of the next.
	for _, suffix := range []string{"-wal", "-shm", ""} {
		if err := os.Remove(path(dir) + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove the index: %w", err)
		}
	}
	return nil
}
