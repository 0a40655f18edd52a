package vectorcache

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"
)

const (
	fileName = "vectors.cache"
	tempName = "vectors.cache.new"
	lockName = "vectors.lock"
)

// DefaultMaxBytes is how large a file may become when nothing else is said:
// about 300,000 vectors of 768 numbers.
const DefaultMaxBytes = 512 << 20

// Options are what may be chosen; the zero value is a sensible choice.
type Options struct {
	// MaxBytes is how large the file may become; 0 is DefaultMaxBytes. When it
	// is larger, the newer half is kept.
	MaxBytes int64
	// Logger is told what is dropped; nil tells nobody.
	Logger *slog.Logger
}

// A Cache is an open file of vectors. It is safe for concurrent use.
type Cache struct {
	dir      string
	maxBytes int64
	log      *slog.Logger
	lock     *flock.Flock // nil when another process writes

	mu    sync.RWMutex
	stuck bool     // the file is full and could not be made smaller
	file  *os.File // nil when there is none to read, or after Close
	end   int64
	where map[[keySize]byte]place
}

// A place is that of a record in the file.
type place struct {
	at         int64
	dimensions int
}

// Open opens the cache of a folder, which is made if it is missing. When
// another process holds it, what is in the file can be had, and Put does
// nothing.
func Open(dir string, options Options) (*Cache, error) {
	c := &Cache{dir: dir, maxBytes: options.MaxBytes, log: options.Logger, where: map[[keySize]byte]place{}}
	if c.maxBytes <= 0 {
		c.maxBytes = DefaultMaxBytes
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("opening the cache of vectors: %w", err)
	}
	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	locked, err := lock.TryLock()
	if err != nil {
		c.log.Warn("the cache of vectors cannot be locked and is only read", "folder", dir, "error", err)
	}
	if locked {
		c.lock = lock
	}
	if err := c.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the cache of vectors in %s: %w", dir, err), c.Close())
	}
	c.shrink()
	return c, nil
}

// Writes reports whether this process is the one that writes.
func (c *Cache) Writes() bool { return c.lock != nil }

// Len is the number of vectors held.
func (c *Cache) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.where)
}

// load opens the file and learns what is in it. The one that writes cuts off
// what is not whole.
func (c *Cache) load() (err error) {
	flags := os.O_RDONLY
	if c.Writes() {
		flags = os.O_RDWR | os.O_CREATE
	}
	c.file, err = os.OpenFile(filepath.Join(c.dir, fileName), flags, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	clear(c.where)
	c.end, err = scan(c.file, func(key [keySize]byte, at int64, dimensions int) {
		c.where[key] = place{at, dimensions}
	})
	if err != nil || !c.Writes() {
		return err
	}
	info, err := c.file.Stat()
	if err != nil {
		return err
	}
	if lost := info.Size() - c.end; lost > 0 {
		c.log.Warn("the end of the cache of vectors is damaged and is dropped", "file", c.file.Name(), "bytes", lost, "kept", len(c.where))
		if err := c.file.Truncate(c.end); err != nil {
			return err
		}
	}
	if c.end == 0 {
		n, err := c.file.WriteAt([]byte(magic), 0)
		c.end = int64(n)
		return err
	}
	return nil
}

// Get returns the vector of a key. The caller may change it.
func (c *Cache) Get(key [32]byte) (vector []float32, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	p, ok := c.where[key]
	if !ok || c.file == nil {
		return nil, false
	}
	record := make([]byte, recordSize(p.dimensions))
	if _, err := c.file.ReadAt(record, p.at); err != nil {
		return nil, false
	}
	found, vector, err := decodeRecord(record)
	return vector, err == nil && found == key
}

// Put keeps vectors, one a key, that are of length 1. Those of keys that are
// held are passed over.
func (c *Cache) Put(keys [][32]byte, vectors [][]float32) error {
	if len(keys) != len(vectors) {
		return fmt.Errorf("cache of vectors: %d vectors for %d keys", len(vectors), len(keys))
	}
	if !c.Writes() {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.file == nil {
		return fmt.Errorf("cache of vectors: %w", os.ErrClosed)
	}
	if c.stuck {
		return nil
	}
	var records []byte
	added := map[[keySize]byte]place{}
	for i, key := range keys {
		_, held := c.where[key]
		_, twice := added[key]
		if n := len(vectors[i]); !held && !twice && n > 0 && n <= maxDimensions {
			added[key] = place{c.end + int64(len(records)), n}
			records = appendRecord(records, key, vectors[i])
		}
	}
	if _, err := c.file.WriteAt(records, c.end); err != nil {
		// What was written lies behind the end and is dropped or overwritten.
		return fmt.Errorf("cache of vectors: %w", err)
	}
	c.end += int64(len(records))
	for key, p := range added {
		c.where[key] = p
	}
	c.shrink()
	return nil
}

// Close ends the use of the file and lets another process write.
func (c *Cache) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var err error
	if c.file != nil {
		err = c.file.Close()
		c.file = nil
	}
	if c.lock != nil {
		err = errors.Join(err, c.lock.Close())
	}
	return err
}
