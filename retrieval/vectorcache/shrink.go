package vectorcache

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// shrink writes the file anew with its newer half when it has become too
// large. Readers of other processes keep the old one, which stays as it is.
// Where that fails, such as on a full disk, nothing is added any more.
func (c *Cache) shrink() {
	if c.lock == nil || c.end <= c.maxBytes {
		return
	}
	before := len(c.where)
	if err := c.keepFrom(c.newerHalf()); err != nil {
		c.stuck = true
		c.log.Warn("the cache of vectors is full and cannot be made smaller", "folder", c.dir, "error", err)
		return
	}
	c.log.Info("the cache of vectors was full and keeps the newer half", "folder", c.dir, "dropped", before-len(c.where), "kept", len(c.where))
}

// newerHalf is where the records begin that fit into half of what is allowed.
func (c *Cache) newerHalf() int64 {
	newestFirst := slices.SortedFunc(maps.Values(c.where), func(a, b place) int { return cmp.Compare(b.at, a.at) })
	first := c.end
	for _, p := range newestFirst {
		if c.end-p.at > c.maxBytes/2 {
			break
		}
		first = p.at
	}
	return first
}

// keepFrom replaces the file by one of the records from first on. Dying midway
// leaves the old file or the new one.
func (c *Cache) keepFrom(first int64) error {
	temp := filepath.Join(c.dir, tempName)
	if err := c.copyFrom(first, temp); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	// Some systems replace no file that is open.
	if err := c.file.Close(); err != nil {
		return err
	}
	c.file = nil
	if err := os.Rename(temp, filepath.Join(c.dir, fileName)); err != nil {
		return errors.Join(err, c.load())
	}
	return c.load()
}

func (c *Cache) copyFrom(first int64, name string) (err error) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriterSize(file, 1<<20)
	if _, err := w.WriteString(magic); err != nil {
		return err
	}
	if _, err := io.Copy(w, io.NewSectionReader(c.file, first, c.end-first)); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Sync()
}
