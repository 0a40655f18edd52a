package snowball

import (
	"hash/maphash"
	"strings"
	"sync"
	"sync/atomic"
)

// cacheSize bounds a language's cache. Text repeats itself: most words of a
// corpus are found here, and stemming is what analysis spends its time on.
const cacheSize = 1 << 14

// An entry is what a word comes to.
type entry struct {
	surface string
	term    string
	stop    bool
}

// A cache remembers words in a table with one place a hash. It needs no locks:
// a place holds whatever entry was put there last.
type cache struct {
	once   sync.Once
	seed   maphash.Seed
	places []atomic.Pointer[entry]
}

func (c *cache) get(surface string, analyze func(string) entry) *entry {
	c.once.Do(func() {
		c.seed = maphash.MakeSeed()
		c.places = make([]atomic.Pointer[entry], cacheSize)
	})
	place := &c.places[maphash.String(c.seed, surface)%cacheSize]
	if e := place.Load(); e != nil && e.surface == surface {
		return e
	}
	e := analyze(surface)
	// Clones, so that the cache does not keep whole texts alive.
	e.surface, e.term = strings.Clone(surface), strings.Clone(e.term)
	place.Store(&e)
	return &e
}
