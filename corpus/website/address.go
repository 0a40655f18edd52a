package website

import (
	"errors"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"footnote/corpus/ignore"
)

// A place is what of the web belongs to a source. A page of it is known by its
// key, which is its path and query; scheme and host are those of the site.
type place struct {
	// root is the location's scheme and host, with which the paths of documents
	// begin; origin is where the site is, which may differ by "www." or the
	// scheme.
	root, origin string
	// host is the origin's.
	host string
	// folder holds the pages, with slashes around; start is the first one's
	// key.
	folder, start    string
	include, exclude ignore.Patterns
}

// newPlace makes a place of the address of its first page.
func newPlace(location string) (*place, error) {
	u, err := url.Parse(location)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("the location is not an address of the web; one begins with http:// or https://")
	}
	if u.User != nil {
		return nil, errors.New("the location holds a user's name or password, which would be shown to everyone; leave it out")
	}
	p := &place{}
	p.settle(u)
	p.root = p.origin
	return p, nil
}

// settle moves the place to where its first page is.
func (p *place) settle(u *url.URL) {
	p.host = hostOf(u)
	p.origin = u.Scheme + "://" + p.host
	p.start = keyOf(u)
	p.folder = folderOf(p.start)
}

// hostOf is the host of an address in one form of those that it may have.
func hostOf(u *url.URL) string {
	name := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if ascii, err := idna.Lookup.ToASCII(name); err == nil {
		name = ascii
	}
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if port := u.Port(); port != "" && !(u.Scheme == "http" && port == "80") && !(u.Scheme == "https" && port == "443") {
		name += ":" + port
	}
	return name
}

// folderOf is the folder that the pages of a site are in, by the first one:
// itself, unless its name has an extension.
func folderOf(key string) string {
	key, _, _ = strings.Cut(key, "?")
	dir, name := path.Split(key)
	if name == "" || strings.Contains(name, ".") {
		return dir
	}
	return key + "/"
}

// key tells the key of what a link leads to, if it is on the site.
func (p *place) key(base *url.URL, link string) (key string, ok bool) {
	link = strings.TrimSpace(link)
	if len(link) > maxAddress {
		return "", false
	}
	u, err := base.Parse(link)
	if err != nil || !p.holds(u) {
		return "", false
	}
	key = keyOf(u)
	return key, len(key) <= maxAddress
}

// holds reports whether an address is on the site.
func (p *place) holds(u *url.URL) bool {
	if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Host == "" {
		return false
	}
	host := hostOf(u)
	if host == p.host {
		return true
	}
	// With the other scheme, the usual port has another number.
	return strings.HasSuffix(p.root, "://"+host) || bare(host) == bare(p.host)
}

func bare(host string) string { return strings.TrimPrefix(host, "www.") }

// url is where the page of a key is, path what documents are known by.
func (p *place) url(key string) string  { return p.origin + key }
func (p *place) path(key string) string { return p.root + key }

// below reports whether a key is that of a page in the folder, nothing being
// left out.
func (p *place) below(key string) bool {
	name, _, _ := strings.Cut(key, "?")
	return strings.HasPrefix(name, p.folder) || name+"/" == p.folder || key == p.start
}

// excluded reports whether patterns leave a page out.
func (p *place) excluded(key string) bool { return named(&p.exclude, p.relative(key)) }

// included reports whether the page of a key is wanted.
func (p *place) included(key string) bool {
	return p.include.Empty() || named(&p.include, p.relative(key))
}

// named reports whether patterns name a path, or a folder that it is in.
func named(patterns *ignore.Patterns, name string) bool {
	for i, c := range name {
		if c == '/' && i > 0 && patterns.Match(name[:i], true) == ignore.Out {
			return true
		}
	}
	return patterns.Match(name, strings.HasSuffix(name, "/")) == ignore.Out
}

// relative is the path from the folder.
func (p *place) relative(key string) string {
	name, _, _ := strings.Cut(key, "?")
	if below, ok := strings.CutPrefix(name, p.folder); ok {
		return readable(below)
	}
	return readable(strings.TrimPrefix(name, "/"))
}

// id names the document of a key: its path below the folder, as people read it.
func (p *place) id(key string) string {
	name, query, _ := strings.Cut(key, "?")
	below, ok := strings.CutPrefix(name, p.folder)
	switch {
	case key == p.start || (name == p.folder || name+"/" == p.folder) && query == "":
		return "index"
	case !ok:
		below = p.host + name
	}
	id := strings.TrimSuffix(readable(below), "/")
	if query != "" {
		id += "?" + readable(query)
	}
	return id
}

// readable undoes the escapes of what people can read.
func readable(escaped string) string {
	text, err := url.PathUnescape(escaped)
	hidden := func(r rune) bool { return !unicode.IsGraphic(r) || r == '#' }
	if err != nil || !utf8.ValidString(text) || strings.ContainsFunc(text, hidden) || strings.Count(text, "/") != strings.Count(escaped, "/") {
		return escaped
	}
	return text
}

// maxAddress is how long a key may be, in bytes, and maxFolders how many folders
// deep: longer ones are made by programs that never end.
const (
	maxAddress = 2000
	maxFolders = 25
)

// endless reports whether a path looks as if links led deeper and deeper: a
// part of it comes again and again.
func endless(key string) bool {
	name, _, _ := strings.Cut(key, "?")
	parts := strings.Split(strings.Trim(name, "/"), "/")
	times := map[string]int{}
	for _, part := range parts {
		if times[part]++; times[part] > 3 {
			return true
		}
	}
	return len(parts) > maxFolders
}

// keyOf is the path and query of an address in one form of those that it may
// have: escapes where they are needed, no fragment, nothing that only tells
// where a visitor came from.
func keyOf(u *url.URL) string {
	name := withoutSession(u.EscapedPath())
	for range 4 { // what was escaped may be dots, which lead elsewhere
		clean := escape(dotless(name))
		if clean == name {
			break
		}
		name = clean
	}
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	var query []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		if label, _, _ := strings.Cut(part, "="); part != "" && !tracks(strings.ToLower(label)) {
			query = append(query, escape(part))
		}
	}
	if len(query) == 0 {
		return name
	}
	return name + "?" + strings.Join(query, "&")
}

// dotless resolves "." and "..".
func dotless(name string) string {
	if !strings.Contains(name, ".") {
		return name
	}
	var out []string
	parts := strings.Split(strings.TrimPrefix(name, "/"), "/")
	for i, part := range parts {
		last := i == len(parts)-1
		switch part {
		case ".", "..":
			if part == ".." && len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, part)
		}
	}
	return "/" + strings.Join(out, "/")
}

// withoutSession takes the number of a visit off the parts of a path.
func withoutSession(name string) string {
	for {
		at := strings.Index(strings.ToLower(name), ";jsessionid=")
		if at < 0 {
			return name
		}
		end := strings.IndexByte(name[at:], '/')
		if end < 0 {
			return name[:at]
		}
		name = name[:at] + name[at+end:]
	}
}

// tracks reports whether a parameter tells only where a visitor came from, or
// who it is.
func tracks(label string) bool {
	switch label {
	case "gclid", "fbclid", "msclkid", "dclid", "yclid", "gbraid", "wbraid", "twclid", "igshid", "mc_cid", "mc_eid", "_ga", "_gl",
		"_hsenc", "_hsmi", "mkt_tok", "phpsessid", "jsessionid", "aspsessionid":
		return true
	}
	return strings.HasPrefix(label, "utm_") || strings.HasPrefix(label, "pk_") || strings.HasPrefix(label, "mtm_")
}

// escape writes escapes in one way: none where none is needed, capital digits.
func escape(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := false
		if c == '%' && i+2 < len(s) {
			if high, low := strings.IndexByte(digits, upper(s[i+1])), strings.IndexByte(digits, upper(s[i+2])); high >= 0 && low >= 0 {
				c, escaped = byte(high<<4|low), true
				i += 2
			}
		}
		plain := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
		if plain || !escaped && c > ' ' && c < 0x7f && strings.IndexByte("\"<>\\^`{|}%#?", c) < 0 {
			b.WriteByte(c)
			continue
		}
		if !escaped && c == '?' { // it may stand in a query as it is
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}
