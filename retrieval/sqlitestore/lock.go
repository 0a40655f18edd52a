package sqlitestore

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// A Holder is the process that writes an index.
type Holder struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Since   time.Time `json:"since"`
	Command string    `json:"command"`
}

// A LockedError says that another process writes the index.
type LockedError struct {
	// Dir is the folder of the index.
	Dir string
	// Holder is the zero value when it could not be told.
	Holder Holder
}

// Error implements error.
func (e *LockedError) Error() string {
	by := "another process"
	if e.Holder.PID != 0 {
		by = fmt.Sprintf("process %d on %s (%s, since %s)", e.Holder.PID, e.Holder.Host,
			e.Holder.Command, e.Holder.Since.Local().Format(time.DateTime))
	}
	return fmt.Sprintf("the index in %s is being written by %s; wait for it or end it", e.Dir, by)
}

// A writerLock makes its holder the only writer. The system releases it when
// the process ends, however it ends.
type writerLock struct {
	flock *flock.Flock
	note  string
}

const (
	lockName = "writer.lock"
	// noteName is a file beside the lock, since not every system lets others
	// read a locked file. It means something only while the lock is held.
	noteName = "writer.json"
)

func lockWriter(dir string) (*writerLock, error) {
	lock := &writerLock{
		flock: flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600)),
		note:  filepath.Join(dir, noteName),
	}
	locked, err := lock.flock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock it for writing: %w", err)
	}
	if !locked {
		return nil, &LockedError{Dir: dir, Holder: readNote(lock.note)}
	}
	if err := writeNote(lock.note); err != nil {
		return nil, errors.Join(fmt.Errorf("lock it for writing: %w", err), lock.flock.Close())
	}
	return lock, nil
}

// release lets the next one write. The lock's file stays: were it removed, two
// processes could hold locks on two files of the same name.
func (l *writerLock) release() error {
	err := os.Remove(l.note)
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.flock.Close())
}

func writeNote(file string) error {
	host, _ := os.Hostname() // a note without it still helps
	note, err := json.Marshal(Holder{
		PID:     os.Getpid(),
		Host:    host,
		Since:   time.Now().UTC().Truncate(time.Second),
		Command: command(os.Args),
	})
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(note, '\n'), 0o600)
}

// command is the program and its first word. The rest stays out of the file:
// there may be a secret in it.
func command(args []string) string {
	if len(args) == 0 {
		return "unknown command"
	}
	name := filepath.Base(args[0])
	if len(args) > 1 && !strings.HasPrefix(args[1], "-") {
		name += " " + args[1]
	}
	return name
}

// readNote returns the zero Holder when there is none to be read.
func readNote(file string) Holder {
	var h Holder
	note, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(note, &h) != nil {
		return Holder{}
	}
	return h
}
