package website

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"footnote/corpus/fetch"
	"footnote/corpus/fetch/sealed"
)

// A cache keeps what a site was when it was last read: a list of its pages in
// one file, their bodies in others, by their hash. Whatever is damaged counts
// as not there.
type cache struct {
	dir   string
	pages map[string]entry
	// fresh is set when there was no list.
	fresh bool
}

// An entry is what is kept of a page, by its key.
type entry struct {
	// Same is the key of the page that this one leads to; then there is nothing
	// else.
	Same string `json:"same,omitempty"`
	fetch.Validators
	Type   string   `json:"type,omitempty"`
	Orders []string `json:"orders,omitempty"` // X-Robots-Tag
	// Body is the hash of the body, Date when it was last changed, as the
	// sitemap said when it had.
	Body string `json:"body,omitempty"`
	Date string `json:"date,omitempty"`
}

// listName is the file of the list, bodies the folder of the bodies.
const (
	listName = "pages.json"
	bodies   = "bodies"
)

// openCache opens the cache of a folder, and makes the folder.
func openCache(dir string) (*cache, error) {
	c := &cache{dir: dir, pages: map[string]entry{}, fresh: true}
	if err := os.MkdirAll(filepath.Join(dir, bodies), 0o700); err != nil {
		return nil, fmt.Errorf("the folder %s cannot be made (%w)", dir, err)
	}
	switch pages, err := readList(filepath.Join(dir, listName)); {
	case err == nil:
		c.pages, c.fresh = pages, false
	case errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("the folder %s cannot be read (%w)", dir, err)
	}
	return c, nil
}

// readList reads a list that save wrote.
func readList(name string) (map[string]entry, error) {
	var pages map[string]entry
	if err := sealed.Read(name, &pages); err != nil {
		return nil, err
	}
	for key, e := range pages {
		if e.Same == "" && !isHash(e.Body) {
			delete(pages, key)
		}
	}
	return pages, nil
}

// isHash keeps names out that are not of this package's making.
func isHash(s string) bool {
	return len(s) == 2*sha256.Size && strings.Trim(s, "0123456789abcdef") == ""
}

// body is the body of that hash.
func (c *cache) body(hash string) ([]byte, bool) {
	file, err := os.Open(filepath.Join(c.dir, bodies, hash))
	if err != nil {
		return nil, false
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, false
	}
	data, err := io.ReadAll(io.LimitReader(z, fetch.DefaultMaxBytes+1))
	return data, err == nil && sealed.Sum(data) == hash
}

// put keeps a body and returns its hash. It needs not be safe against a crash:
// a body that was cut is noticed when it is read.
func (c *cache) put(data []byte) (string, error) {
	hash := sealed.Sum(data)
	if _, sound := c.body(hash); sound {
		return hash, nil
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err == nil {
		_, err = z.Write(data)
		err = errors.Join(err, z.Close())
	}
	name := filepath.Join(c.dir, bodies, hash)
	if err == nil {
		err = errors.Join(os.WriteFile(name+".new", packed.Bytes(), 0o600), os.Rename(name+".new", name))
	}
	if err != nil {
		return "", fmt.Errorf("keeping a page: %w", err)
	}
	return hash, nil
}

// save makes pages the list.
func (c *cache) save(pages map[string]entry) error {
	if err := sealed.Write(filepath.Join(c.dir, listName), pages); err != nil {
		return fmt.Errorf("noting the pages: %w", err)
	}
	c.pages, c.fresh = pages, false
	return nil
}

// sweep removes the bodies that no page has.
func (c *cache) sweep() {
	used := map[string]bool{}
	for _, e := range c.pages {
		used[e.Body] = true
	}
	files, _ := os.ReadDir(filepath.Join(c.dir, bodies))
	for _, file := range files {
		if !used[file.Name()] {
			os.Remove(filepath.Join(c.dir, bodies, file.Name()))
		}
	}
}
