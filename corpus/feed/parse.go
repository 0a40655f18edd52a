package feed

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus"
)

// Limits of a feed.
const (
	maxFeed    = 16 << 20 // bytes
	maxItems   = 1000     // that are kept, those that the feed shows included
	maxContent = 1 << 20  // bytes of one item
	maxNested  = 100_000  // elements that may be open; gofeed calls itself for each
	maxField   = 2000     // bytes of a title, a name or an identifier
)

// A listing is what a feed shows.
type listing struct {
	title, language string
	items           []item
}

// An item is one entry of a feed, as it is kept.
type item struct {
	// ID is its document's, given when it was first seen.
	ID string `json:"id"`
	// Key tells it from others: its identifier, its link, or what else is said
	// of it.
	Key     string `json:"key"`
	Title   string `json:"title,omitempty"`
	Author  string `json:"author,omitempty"`
	Date    string `json:"date,omitempty"`
	URL     string `json:"url,omitempty"`
	Content string `json:"content,omitempty"`
	// Listed is set while the feed shows it.
	Listed bool `json:"listed,omitempty"`
}

// parse reads a feed that was found at an address.
func parse(data []byte, at *url.URL) (found listing, err error) {
	defer func() { // a library that trips over one feed must not end the rest
		if p := recover(); p != nil {
			found, err = listing{}, fmt.Errorf("the reader broke down on this feed (%v)", p)
		}
	}()
	if nested(data) > maxNested {
		return listing{}, errors.New("is no feed: its elements never end")
	}
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return listing{}, fmt.Errorf("is no feed that can be understood (%w)", err)
	}
	l := listing{title: line(parsed.Title), language: parsed.Language}
	seen := map[string]bool{}
	for _, entry := range parsed.Items {
		if entry == nil || len(l.items) == maxItems {
			continue
		}
		if i := itemOf(entry, at); !seen[i.Key] {
			seen[i.Key] = true
			l.items = append(l.items, i)
		}
	}
	return l, nil
}

// nested is at least how many elements of XML are open at once.
func nested(data []byte) int {
	open, most := 0, 0
	for {
		at := bytes.IndexByte(data, '<')
		if at < 0 || at+1 == len(data) {
			return most
		}
		data = data[at+1:]
		switch data[0] {
		case '/':
			open = max(open-1, 0)
		case '!', '?':
		default:
			open++
			most = max(most, open)
		}
	}
}

// itemOf makes an item of what the library makes of it.
func itemOf(entry *gofeed.Item, at *url.URL) item {
	i := item{Title: line(entry.Title), Author: authors(entry.Authors), Date: dateOf(entry), Content: strings.TrimSpace(entry.Content), Listed: true}
	if i.Content == "" {
		i.Content = strings.TrimSpace(entry.Description)
	}
	if len(i.Content) > maxContent {
		i.Content = strings.ToValidUTF8(i.Content[:maxContent], "")
	}
	for _, link := range []string{entry.Link, entry.GUID} {
		if u, err := at.Parse(strings.TrimSpace(link)); i.URL == "" && link != "" && err == nil && u.Host != "" && u.User == nil &&
			(u.Scheme == "http" || u.Scheme == "https") && (link == entry.Link || strings.Contains(link, "://")) {
			i.URL = clip(u.String())
		}
	}
	i.Key = clip(cmp.Or(strings.TrimSpace(entry.GUID), i.URL, i.Title+"\n"+i.Date))
	if i.Key == "\n" {
		i.Key = clip(i.Content)
	}
	return i
}

// authors are the names of people, parted by commas.
func authors(people []*gofeed.Person) string {
	var names []string
	for _, p := range people {
		if p == nil {
			continue
		}
		if name := line(cmp.Or(p.Name, p.Email)); name != "" {
			names = append(names, name)
		}
	}
	return clip(strings.Join(names, ", "))
}

// dateOf is the day on which an item was published or, if it does not say,
// changed, where it was written.
func dateOf(entry *gofeed.Item) string {
	said := clip(corpus.ISODate(strings.TrimSpace(cmp.Or(entry.Published, entry.Updated))))
	if _, err := time.Parse(time.DateOnly, said); err == nil {
		return said
	}
	for _, t := range []*time.Time{entry.PublishedParsed, entry.UpdatedParsed} {
		if t != nil && t.Year() > 1 && t.Year() < 10000 {
			return t.Format(time.DateOnly)
		}
	}
	return said
}

// line is text without markup, in one line.
func line(s string) string {
	if markup.MatchString(s) {
		if text, _, err := corpus.HTMLText([]byte(s)); err == nil || text != "" {
			s = text
		}
	}
	return clip(strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " "))
}

func clip(s string) string {
	if len(s) > maxField {
		s = s[:maxField]
	}
	return strings.ToValidUTF8(s, "")
}

// markup tells HTML from plain text.
var markup = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z]+);`)

// discover finds the feed that a page of HTML says it has, "" if it has none.
func discover(data []byte, at *url.URL) string {
	page, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return ""
	}
	for n := range page.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Link && n.DataAtom != atom.Base {
			continue
		}
		attributes := map[string]string{}
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
		}
		u, err := at.Parse(strings.TrimSpace(attributes["href"]))
		switch {
		case err != nil || attributes["href"] == "":
		case n.DataAtom == atom.Base:
			at = u
		case !isFeed(attributes["type"]) || strings.Contains(strings.ToLower(attributes["title"]+attributes["href"]), "comment"):
		case strings.Contains(" "+strings.ToLower(attributes["rel"])+" ", " alternate "):
			return u.String()
		}
	}
	return ""
}

// isFeed reports whether a type is that of a feed.
func isFeed(contentType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
		return true
	}
	return false
}

// isPage reports whether an answer is a page of HTML.
func isPage(contentType string, data []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 512)], "\ufeff \t\r\n"))
	switch {
	case bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")):
		return true
	case bytes.HasPrefix(head, []byte("<?xml")) || bytes.HasPrefix(head, []byte("{")):
		return false
	}
	return strings.HasPrefix(strings.ToLower(contentType), "text/html") && !bytes.HasPrefix(head, []byte("<rss")) && !bytes.HasPrefix(head, []byte("<feed"))
}
