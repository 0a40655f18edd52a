package website

import (
	"errors"
	"fmt"
	"net/url"

	"footnote/corpus"
	"footnote/corpus/fetch"
)

// sitemaps reads those of the site, and queues the pages that they list. False
// means that there are none, and that links are to be followed. A sitemap that
// should be there and cannot be had leaves its error in down, or among the
// faults if others can.
func (v *visit) sitemaps(start *page) bool {
	if start != nil && v.byKey[start.key] == nil {
		return v.sitemapItself(start)
	}
	var declared []string
	at, err := url.Parse(v.place.url("/"))
	if err != nil {
		return false
	}
	for _, address := range v.robots.sitemaps {
		if u, err := at.Parse(address); err == nil {
			declared = append(declared, u.String())
		}
	}
	if len(declared) > 0 {
		v.mapped(declared, true)
	} else {
		v.mapped([]string{v.place.url("/sitemap.xml")}, false)
	}
	if !v.listed && !v.stopped() && v.place.folder != "/" {
		v.mapped([]string{v.place.url(v.place.folder + "sitemap.xml")}, false)
	}
	return v.listed
}

// sitemapItself reads the sitemap that the location is.
func (v *visit) sitemapItself(start *page) bool {
	data, _ := v.cache.body(start.entry.Body)
	m, err := readSitemap(data)
	if err != nil {
		return false
	}
	v.list(m.pages)
	v.mapped(m.maps, true)
	return v.listed
}

// mapped reads sitemaps and those that they list. Declared ones should be
// there.
func (v *visit) mapped(queue []string, declared bool) {
	read := map[string]bool{}
	var lost error
	for len(queue) > 0 && len(read) < maxSitemaps && !v.stopped() {
		address := queue[0]
		queue = queue[1:]
		if read[address] {
			continue
		}
		read[address] = true
		if v.bytes > maxTotal {
			v.cut++
			continue
		}
		m, err := v.sitemap(address)
		var fault *fetch.Error
		switch errors.As(err, &fault); {
		case err == nil:
		case fetch.Is(err, fetch.Gone):
			continue
		case v.cache.pages[mapKey(address)].Body != "" || declared && fetch.Is(err, fetch.Down) && v.own(address):
			lost = fmt.Errorf("its sitemap %s cannot be read: %w", address, err)
		case fetch.Is(err, fetch.Down) && fault.Status == 0 && v.own(address):
			v.down = err
		case declared: // many name one that never was
			v.faults = append(v.faults, &corpus.Fault{Path: address, Kind: corpus.Doubtful, Err: fmt.Errorf("the sitemap cannot be read, and is passed over: %w", err)})
		}
		v.list(m.pages)
		queue = append(queue, m.maps...)
	}
	switch {
	case lost != nil && !v.listed:
		v.down = lost
	case lost != nil:
		v.faults = append(v.faults, &corpus.Fault{Path: v.place.root, Kind: corpus.Unread, Err: lost})
	}
	if v.listed {
		v.cut += len(queue)
	}
}

// own reports whether an address is on the site itself.
func (v *visit) own(address string) bool {
	u, err := url.Parse(address)
	return err == nil && v.place.holds(u)
}

// mapKey is the key of a sitemap in the cache.
func mapKey(address string) string { return "sitemap " + address }

// sitemap reads one, if it has changed.
func (v *visit) sitemap(address string) (sitemap, error) {
	u, err := url.Parse(address)
	if err != nil {
		return sitemap{}, err
	}
	if v.place.holds(u) && !v.robots.allows(keyOf(u)) && !v.robots.names(address) {
		return sitemap{}, &fetch.Error{Kind: fetch.Gone, Err: errDisallowed}
	}
	key := mapKey(address)
	v.keep[key] = true
	old := v.cache.pages[key]
	data, sound := v.cache.body(old.Body)
	request := fetch.Request{URL: address, Pause: v.pause, MaxBytes: maxSitemap}
	if sound {
		request.Known = old.Validators
	}
	response, err := v.fetch(request)
	if err != nil {
		return sitemap{}, err
	}
	if response.NotModified {
		return readSitemap(data)
	}
	v.bytes += len(response.Data)
	m, err := readSitemap(response.Data)
	if err != nil {
		return m, err
	}
	hash, err := v.cache.put(response.Data)
	if err != nil {
		return m, err
	}
	v.maps[key] = entry{Validators: response.Validators, Body: hash}
	return m, nil
}

// list queues the pages of a sitemap.
func (v *visit) list(pages []listed) {
	at, err := url.Parse(v.place.url("/"))
	if err != nil {
		return
	}
	for _, l := range telling(pages) {
		key, ok := v.place.key(at, l.address)
		if !ok || !v.place.below(key) {
			continue
		}
		v.listed = true
		if p := v.byKey[key]; p != nil && p.turned {
			p.entry.Date = l.modified
		}
		switch {
		case v.seen[key] || others[extensionOf(key)]:
		case v.place.excluded(key):
			v.seen[key] = true
			v.ignored++
		case len(v.seen) >= 20*v.site.pages+1000:
			v.cut++
		default:
			v.seen[key] = true
			v.queue = append(v.queue, target{key: key, modified: l.modified})
		}
	}
}
