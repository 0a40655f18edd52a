package website

import (
	"fmt"
	"net/url"
	"strings"

	"footnote/corpus/fetch"
)

// get reads a page, if it has changed. Without a page and an error, it leads to
// one that was read already.
func (v *visit) get(t target) (*page, error) {
	if !v.robots.allows(t.key) {
		return nil, &fetch.Error{Kind: fetch.Refused, Err: errDisallowed}
	}
	key := v.known(t.key)
	old := v.cache.pages[key]
	data, sound := v.cache.body(old.Body)
	request := fetch.Request{URL: v.place.url(t.key), Pause: v.pause, Follow: v.mayFollow(t),
		Want: func(contentType string) bool { return t.first || formatOf(contentType, t.key) != "" }}
	if sound {
		request.Known = old.Validators
	}
	response, err := v.fetch(request)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(response.URL)
	if err != nil {
		return nil, err
	}
	if to := keyOf(at); to != t.key {
		v.same[t.key], v.seen[to] = to, true
		if v.byKey[to] != nil {
			return nil, nil
		}
		key, old = to, v.cache.pages[to]
	} else {
		key, old = t.key, v.cache.pages[t.key]
	}
	p := &page{key: key, entry: old, added: old.Body == ""}
	if response.NotModified {
		p.entry.Validators = response.Validators
		return v.add(p, data), nil
	}
	v.bytes += len(response.Data)
	hash, err := v.cache.put(response.Data)
	if err != nil {
		return nil, err
	}
	p.entry = entry{Validators: response.Validators, Type: response.ContentType, Body: hash, Date: old.Date,
		Orders: response.Header.Values("X-Robots-Tag")}
	v.add(p, response.Data)
	if hash != old.Body {
		v.compare(p, t.modified)
	}
	return p, nil
}

// compare finds out what is new about a page whose body is. Many bodies are new
// each time, by the number of the visit in them; then the date stays.
func (v *visit) compare(p *page, modified string) {
	before := v.remembered(p.key)
	p.turned = p.reading == nil || before == nil || before.text != p.reading.text
	if before != nil {
		p.before = before.print
	}
	if p.turned {
		p.entry.Date = modified
	}
}

// mayFollow decides on the redirects of a page.
func (v *visit) mayFollow(t target) func(*url.URL) error {
	return func(to *url.URL) error {
		key := keyOf(to)
		switch {
		case !v.place.holds(to):
			return fmt.Errorf("leads to another site, %s", to.Host)
		case logsIn(key) && !logsIn(t.key):
			return errLogin
		case !v.robots.allows(key):
			return errDisallowed
		case !t.first && !t.attached && (!v.place.below(key) || v.place.excluded(key)):
			return errOutside
		}
		return nil
	}
}

// logsIn reports whether a key looks like that of a page where one logs in.
func logsIn(key string) bool {
	name, _, _ := strings.Cut(strings.ToLower(key), "?")
	for part := range strings.SplitSeq(name, "/") {
		part, _, _ = strings.Cut(part, ".")
		switch part {
		case "login", "log-in", "log_in", "signin", "sign-in", "sign_in", "sso", "saml", "saml2", "oauth", "oauth2", "wp-login", "userlogin":
			return true
		}
	}
	return false
}

// add takes up a page that was read.
func (v *visit) add(p *page, data []byte) *page {
	p.format = formatOf(p.entry.Type, p.key)
	if p.format == unsaid {
		p.format = sniffed(data)
	}
	if p.reading = v.understood(p.key, p.entry, data); p.reading != nil {
		p.orders = p.reading.orders
	}
	for _, header := range p.entry.Orders {
		p.orders.readHeader(header)
	}
	if p.orders.nofollow && p.reading != nil {
		p.reading.links = nil
	}
	v.pages = append(v.pages, p)
	v.byKey[p.key] = p
	return p
}
