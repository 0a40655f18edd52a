package sources

import (
	"errors"
	"os"
	"path/filepath"
)

// WriteFile writes a file whole or not at all, whenever the machine stops. Only
// one may write a file at a time. What a write that was cut short leaves behind
// is hidden, and the next one takes its place.
func WriteFile(name string, data []byte) error {
	unfinished := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".new")
	file, err := os.OpenFile(unfinished, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return errors.Join(err, os.Remove(unfinished))
	}
	return os.Rename(unfinished, name)
}
