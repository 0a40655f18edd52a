package website

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/corpus/fetch"
)

// A visit is one reading of a site.
type visit struct {
	site   *Site
	ctx    context.Context
	place  *place
	cache  *cache
	robots robots
	pause  time.Duration

	// queue are the pages to ask for, seen those that were in it, same the keys
	// that lead to others.
	queue []target
	seen  map[string]bool
	same  map[string]string
	// listed is set when a sitemap says which pages there are.
	listed bool

	pages []*page // that were read, in order
	byKey map[string]*page
	keep  map[string]bool  // keys of which the cache keeps what it has
	maps  map[string]entry // sitemaps that were read, by their keys in the cache

	faults []*corpus.Fault
	// down is why the site, or the rest of it, could not be read.
	down error
	// cut counts the pages beyond the limits; trouble what failed in a row.
	cut, trouble     int
	asked            int
	bytes, noted     int
	started          time.Time
	skipped, ignored int
}

// A target is a page to ask for.
type target struct {
	key   string
	depth int
	// first is the page of the location; attached one that is read wherever on
	// the site it is.
	first, attached bool
	// modified is when the sitemap says that it was changed.
	modified string
}

// A page is one that was read.
type page struct {
	key    string
	entry  entry
	format string
	orders orders
	// reading is nil for what is not HTML.
	reading *reading
	// before is the print of what the page said when it was last read, if that
	// was something else; added is set if it was not read before.
	before uint64
	// added is set if it was not read before, turned if it was other.
	added, turned bool
	// probe is set for pages that are no part of what is read, out when
	// judgement found that the page is not to be yielded.
	probe, out bool
}

// read fetches all pages.
func (v *visit) read() {
	first := target{key: v.place.start, first: true}
	start, err := v.start(first)
	switch {
	case v.stopped():
		return
	case v.site.pages > 1 && v.sitemaps(start):
		// which say what there is, even where there is no first page
	case v.stopped():
		return
	case err != nil:
		v.down = fmt.Errorf("its first page cannot be read: %w", err)
		return
	}
	if start != nil && v.byKey[start.key] == nil && !v.listed {
		v.down = fmt.Errorf("what is there is of the type %q, which is not read", start.entry.Type)
	} else if start != nil {
		v.follow(start.reading, 0)
	}
	for len(v.queue) > 0 && !v.stopped() {
		if time.Since(v.started) > maxTime {
			v.down = fmt.Errorf("it takes more than %v to read, with the pauses that it asks for; name a part of it, or lower max_pages", maxTime)
			return
		}
		if len(v.pages) >= v.site.pages || v.asked >= 2*v.site.pages+100 || v.bytes > maxTotal {
			v.cut = len(v.queue)
			return
		}
		t := v.queue[0]
		v.queue = v.queue[1:]
		if v.byKey[t.key] == nil {
			v.page(t)
		}
	}
	v.probe()
}

func (v *visit) stopped() bool { return v.down != nil || v.ctx.Err() != nil }

// start asks for robots.txt and the first page. An error that ends the visit is
// left in down.
func (v *visit) start(first target) (*page, error) {
	if v.obey(); v.stopped() {
		return nil, nil
	}
	v.seen[first.key] = true
	host := v.place.host
	p, err := v.get(first)
	if fetch.Is(err, fetch.Down) {
		v.down = err
		return nil, err
	}
	if p == nil {
		return nil, err
	}
	at, _ := url.Parse(p.entry.URL)
	folder := v.place.folder
	v.place.settle(at)
	if strings.HasPrefix(p.key, folder) {
		v.place.folder = folder
	}
	if v.place.host != host {
		if v.obey(); v.down == nil && !v.robots.allows(p.key) {
			v.down = errDisallowed
		}
	}
	if formatOf(p.entry.Type, p.key) == "" { // a sitemap itself
		delete(v.byKey, p.key)
		v.pages = v.pages[:0]
	}
	return p, nil
}

var (
	errDisallowed = errors.New("the site's robots.txt does not allow it to be read")
	errLogin      = errors.New("leads to where one logs in; only what everyone may read can be read")
	errOutside    = errors.New("leads out of the part of the site that is read")
)

// obey reads robots.txt. One that there is not forbids nothing; one that
// cannot be had forbids everything for now.
func (v *visit) obey() {
	v.robots = robots{}
	response, err := v.fetch(fetch.Request{URL: v.place.url("/robots.txt"), Pause: v.pause, MaxBytes: 5 << 20})
	switch {
	case err == nil:
		v.robots = readRobots(response.Data)
		v.pause = max(v.pause, v.robots.delay)
	case fetch.Is(err, fetch.Gone) || fetch.Is(err, fetch.Forbidden):
	default:
		v.down = fmt.Errorf("its robots.txt, which says what may be read, cannot be had: %w", err)
	}
}

// fetch asks for something, and again if the server has too much to do.
func (v *visit) fetch(r fetch.Request) (fetch.Response, error) {
	for attempt := 0; ; attempt++ {
		response, err := v.site.client.Do(v.ctx, r)
		var fault *fetch.Error
		if !errors.As(err, &fault) || fault.Status != http.StatusTooManyRequests && fault.Status != http.StatusServiceUnavailable {
			return response, err
		}
		if attempt == len(v.site.backoff) {
			return response, err
		}
		wait := max(fault.RetryAfter, v.site.backoff[attempt])
		if wait > maxWait {
			v.down = fmt.Errorf("it asks to be left alone for %v: %w", wait, err)
			return response, err
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-v.ctx.Done():
			timer.Stop()
			return response, v.ctx.Err()
		}
	}
}

// page asks for a page, and queues what it leads to.
func (v *visit) page(t target) {
	v.asked++
	p, err := v.get(t)
	switch {
	case p != nil:
		v.trouble = 0
		v.follow(p.reading, t.depth)
	case err != nil && v.ctx.Err() == nil:
		v.failed(t, err)
	}
	if len(v.pages) >= v.noted+checkpoint {
		v.noted = len(v.pages)
		v.note()
	}
}

// failed decides what a page that was not read means.
func (v *visit) failed(t target, err error) {
	key := v.known(t.key)
	_, before := v.cache.pages[key]
	var fault *fetch.Error
	errors.As(err, &fault)
	kind := corpus.Unread
	switch {
	case fault == nil || fault.Kind == fetch.Down || fault.Kind == fetch.Forbidden:
		switch {
		case fault != nil && fault.Kind == fetch.Forbidden && !before: // it is not for us
		case fault != nil && fault.Status == 0: // it takes long, and is not about the page
			v.trouble += 3
		default:
			v.trouble++
		}
		if v.trouble >= maxTrouble && v.down == nil {
			v.down = fmt.Errorf("the site does not answer any more: %w", err)
		}
	case fault.Kind == fetch.Gone:
		v.trouble = 0
		return
	case errors.Is(err, errDisallowed):
		v.ignored++
		return
	case fault.Kind == fetch.Unwanted:
		v.skipped++
		return
	case fault.Kind == fetch.Moved && !before:
		v.ignored++
		return
	case fault.Kind == fetch.Moved && fault.Status == http.StatusMovedPermanently && !errors.Is(err, errLogin):
		kind = corpus.Refused
	}
	if !before && !v.cache.fresh {
		kind = corpus.Refused // there is nothing to keep
	}
	v.faults = append(v.faults, &corpus.Fault{Path: v.place.path(key), Kind: kind, Err: err})
	if kind == corpus.Unread {
		v.keep[key], v.keep[t.key] = true, true
		v.follow(v.remembered(key), t.depth)
	}
}

// known is the key of the page that one led to when it was last read.
func (v *visit) known(key string) string {
	if to := v.cache.pages[key].Same; to != "" {
		return to
	}
	return key
}

// remembered is what a page said when it was last read.
func (v *visit) remembered(key string) *reading {
	e := v.cache.pages[key]
	data, ok := v.cache.body(e.Body)
	if !ok {
		return nil
	}
	return v.understood(key, e, data)
}

// understood reads a page of HTML; nil if it is something else.
func (v *visit) understood(key string, e entry, data []byte) *reading {
	format := formatOf(e.Type, key)
	if format == unsaid {
		format = sniffed(data)
	}
	at, err := url.Parse(v.place.url(key))
	if err != nil || len(data) > maxParsed || !strings.HasSuffix(format, "html") && format != ".htm" {
		return nil
	}
	r := readPage(at, data)
	return &r
}

// follow queues what a page leads to.
func (v *visit) follow(r *reading, depth int) {
	if r == nil || v.site.pages == 1 {
		return
	}
	if r.canonical != "" && !v.listed {
		v.enqueue(r, r.canonical, depth)
	}
	for _, link := range r.links {
		v.enqueue(r, link, depth+1)
	}
	r.links = nil // they may be many
}

func (v *visit) enqueue(r *reading, link string, depth int) {
	key, ok := v.place.key(r.base, link)
	extension := extensionOf(key)
	if !ok || v.seen[key] || others[extension] {
		return
	}
	attached := attachments[extension]
	if !attached && (v.listed || depth > v.site.depth || !v.place.below(key)) || len(v.seen) >= 20*v.site.pages+1000 {
		return
	}
	v.seen[key] = true
	if v.place.excluded(key) || endless(key) {
		v.ignored++
		return
	}
	v.queue = append(v.queue, target{key: key, depth: depth, attached: attached})
}

// probe looks, when a crawl finds far fewer pages than the last one, whether
// some of the others are still there and what they say: a site that has broken
// down leads nowhere.
func (v *visit) probe() {
	if v.listed || v.stopped() {
		return
	}
	var missing []string
	before := 0
	for key, e := range v.cache.pages {
		if e.Body != "" {
			before++
		}
		if e.Body != "" && v.byKey[key] == nil && !v.keep[key] && v.place.below(key) && !v.place.excluded(key) {
			missing = append(missing, key)
		}
	}
	if len(missing) < 3 || 2*len(missing) < before {
		return
	}
	for _, key := range missing[:3] {
		if v.seen[key] {
			continue
		}
		if p, _ := v.get(target{key: key}); p != nil {
			p.probe, p.out = true, true
		}
	}
}
