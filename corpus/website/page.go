package website

import (
	"bytes"
	"hash/fnv"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxLinks is how many links of one page are looked at, maxParts how many
// stretches of its text are noted.
const (
	maxLinks = 5000
	maxParts = 500
)

// A reading is what a page of HTML says to robots, and a sketch of what it says
// to people.
type reading struct {
	orders
	// links are those that may be followed, canonical is where the page says
	// it belongs; both as they are written, but from base.
	links     []string
	canonical string
	base      *url.URL
	// print is the same for two pages that differ in nothing but numbers; 0
	// for one without words.
	print uint64
	// text is the hash of all words.
	text uint64
	// parts are the lengths of the longer stretches of text, by their hash.
	parts map[uint64]int
}

// readPage reads the page at an address.
func readPage(at *url.URL, data []byte) reading {
	r := reading{base: at, parts: map[uint64]int{}}
	root, err := html.ParseWithOptions(bytes.NewReader(data), html.ParseOptionEnableScripting(false))
	if err != nil {
		return r
	}
	print, text := fnv.New64a(), fnv.New64a()
	words, based := 0, false
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && !hiddenIn(n.Parent):
			for word := range strings.FieldsSeq(n.Data) {
				text.Write([]byte(word + " "))
				if strings.IndexFunc(word, unicode.IsDigit) < 0 {
					print.Write([]byte(word))
					words++
				}
			}
			r.part(strings.Join(strings.Fields(n.Data), " "))
		case n.Type == html.ElementNode && n.DataAtom == atom.Base && !based:
			if u, err := at.Parse(strings.TrimSpace(attribute(n, "href"))); err == nil {
				r.base, based = u, true
			}
		case n.Type == html.ElementNode:
			r.element(n)
		}
	}
	r.text = text.Sum64()
	if words > 0 {
		r.print = print.Sum64()
	}
	if r.nofollow {
		r.links = nil
	}
	return r
}

// element takes up what an element says to robots.
func (r *reading) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Meta:
		if name := strings.ToLower(attribute(n, "name")); name == "robots" || name == agent {
			r.read(attribute(n, "content"))
		}
	case atom.Link:
		if r.canonical == "" && strings.EqualFold(attribute(n, "rel"), "canonical") {
			r.canonical = attribute(n, "href")
		}
	case atom.A, atom.Area, atom.Iframe, atom.Frame:
		link := attribute(n, "href")
		if n.DataAtom == atom.Iframe || n.DataAtom == atom.Frame {
			link = attribute(n, "src")
		}
		if link != "" && !strings.HasPrefix(link, "#") && len(r.links) < maxLinks && !shunned(attribute(n, "rel")) {
			r.links = append(r.links, link)
		}
	}
}

// shunned reports whether a link's author does not stand by where it leads.
func shunned(rel string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(rel)) {
		if word == "nofollow" || word == "ugc" || word == "sponsored" {
			return true
		}
	}
	return false
}

// part notes a stretch of text that is long enough to tell pages apart.
func (r *reading) part(text string) {
	if len(text) >= 20 && len(r.parts) < maxParts {
		hash := fnv.New64a()
		hash.Write([]byte(text))
		r.parts[hash.Sum64()] = len(text)
	}
}

// within is the share of a page's text that another one has too.
func (r *reading) within(other *reading) float64 {
	shared, all := 0, 0
	for hash, length := range r.parts {
		all += length
		if _, ok := other.parts[hash]; ok {
			shared += length
		}
	}
	if all == 0 {
		return 1
	}
	return float64(shared) / float64(all)
}

func hiddenIn(n *html.Node) bool {
	if n == nil {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Title:
		return true
	}
	return false
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
