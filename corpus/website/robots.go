package website

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// agent is what robots.txt and robots' tags call us.
const agent = "footnote"

// maxRobots is how much of a robots.txt is read, which is what RFC 9309 asks
// for at the least.
const maxRobots = 500 << 10

// maxDelay is the longest pause between requests that a site gets: with more,
// it could not be read in a day.
const maxDelay = time.Minute

// robots is what a robots.txt says to us. The zero value forbids nothing.
type robots struct {
	rules    []rule
	delay    time.Duration
	sitemaps []string
}

// A rule allows or forbids the paths that match a pattern.
type rule struct {
	pattern string
	allow   bool
}

// readRobots reads a robots.txt as RFC 9309 says: the groups for us count as
// one, those for everybody if there is none, the rest not at all; what cannot
// be understood is passed over.
func readRobots(data []byte) robots {
	var ours, everyones robots
	var sitemaps []string
	found := false
	here, fresh := []*robots(nil), false // whom a line is for; set after a user-agent
	text := strings.TrimPrefix(string(data[:min(len(data), maxRobots)]), "\ufeff")
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		field, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch field := strings.ToLower(strings.TrimSpace(field)); field {
		case "user-agent", "useragent":
			if !fresh {
				here, fresh = nil, true
			}
			switch name := product(value); {
			case name == agent:
				here, found = append(here, &ours), true
			case strings.HasPrefix(value, "*"):
				here = append(here, &everyones)
			}
		case "allow", "disallow", "crawl-delay":
			fresh = false
			for _, r := range here {
				r.add(field, value)
			}
		case "sitemap", "site-map":
			sitemaps = append(sitemaps, value)
		}
	}
	if !found {
		ours = everyones
	}
	ours.sitemaps = sitemaps
	return ours
}

// product is the name of a robot without its version, in lower case.
func product(value string) string {
	end := strings.IndexFunc(value, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '_')
	})
	if end >= 0 {
		value = value[:end]
	}
	return strings.ToLower(value)
}

func (r *robots) add(field, value string) {
	if field == "crawl-delay" {
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
			r.delay = time.Duration(min(seconds, maxDelay.Seconds()) * float64(time.Second))
		}
		return
	}
	if value != "" {
		r.rules = append(r.rules, rule{escape(value), field == "allow"})
	}
}

// allows reports whether we may ask for a key. The longest pattern that matches
// counts; of two as long, the one that allows.
func (r *robots) allows(key string) bool {
	if key == "/robots.txt" {
		return true
	}
	allow, longest := true, 0
	for _, rule := range r.rules {
		n := len(rule.pattern)
		if n < longest || n == longest && !rule.allow || !matches(rule.pattern, key) {
			continue
		}
		allow, longest = rule.allow, n
	}
	return allow
}

// matches reports whether a path begins as a pattern says. "*" stands for
// anything, "$" at the end for the end of the path.
func matches(pattern, key string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	pieces := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(key, pieces[0])
	if !ok {
		return false
	}
	for i, piece := range pieces[1:] {
		if whole && i == len(pieces)-2 {
			return strings.HasSuffix(rest, piece)
		}
		at := strings.Index(rest, piece)
		if at < 0 {
			return false
		}
		rest = rest[at+len(piece):]
	}
	return !whole || rest == ""
}

// orders is what a page says to robots.
type orders struct{ noindex, nofollow bool }

// read takes up a list such as "noindex, nofollow".
func (o *orders) read(list string) {
	for word := range strings.FieldsFuncSeq(strings.ToLower(list), func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		switch word {
		case "noindex":
			o.noindex = true
		case "nofollow":
			o.nofollow = true
		case "none":
			o.noindex, o.nofollow = true, true
		}
	}
}

// readHeader takes up an X-Robots-Tag, which may be for one robot:
// "otherbot: noindex".
func (o *orders) readHeader(value string) {
	name, list, named := strings.Cut(value, ":")
	switch {
	case !named || strings.ContainsAny(name, ", "): // a colon of "unavailable_after: 25 Jun 2030"
		o.read(value)
	case product(strings.TrimSpace(name)) == agent:
		o.read(list)
	}
}

// names reports whether a robots.txt points to a sitemap.
func (r *robots) names(address string) bool { return slices.Contains(r.sitemaps, address) }
