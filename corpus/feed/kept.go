package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"footnote/corpus/fetch"
)

// listName is the file in which a feed is kept.
const listName = "items.json"

// kept is what is known of a feed.
type kept struct {
	// Location is that of the source, Feed the address of the feed, which
	// differs if the location is a page that names it.
	Location string `json:"location"`
	Feed     string `json:"feed"`
	fetch.Validators
	Title    string `json:"title,omitempty"`
	Language string `json:"language,omitempty"`
	// Items are those that the feed shows, in its order, and then those that it
	// showed before.
	Items []item `json:"items"`
}

// merge takes up what a feed shows now. Items that it shows no longer are kept,
// but for those that were taken out between others.
func (k *kept) merge(l listing) {
	k.Title, k.Language = l.title, l.language
	before, taken := map[string]string{}, map[string]bool{}
	for _, i := range k.Items {
		before[i.Key], taken[i.ID] = i.ID, true
	}
	shown := map[string]bool{}
	for n := range l.items {
		i := &l.items[n]
		shown[i.Key] = true
		if i.ID = before[i.Key]; i.ID == "" {
			i.ID = free(nameOf(*i), taken)
			taken[i.ID] = true
		}
	}
	items := l.items
	withdrawn := k.withdrawn(shown, ordered(l.items))
	for _, i := range k.Items {
		if !shown[i.Key] && !withdrawn[i.Key] {
			i.Listed = false
			items = append(items, i)
		}
	}
	k.Items = items[:min(len(items), maxItems)]
}

// withdrawn are the items that were taken out of the feed: of a feed in the
// order of time, those that the feed showed between two that it still shows.
// The others are only older than what it shows.
func (k *kept) withdrawn(shown map[string]bool, ordered bool) map[string]bool {
	gone := map[string]bool{}
	if !ordered {
		return gone
	}
	var between []string
	after := false // one that is still shown
	for _, i := range k.Items {
		switch {
		case !i.Listed:
		case shown[i.Key]:
			for _, key := range between {
				gone[key] = true
			}
			between, after = nil, true
		case after:
			between = append(between, i.Key)
		}
	}
	return gone
}

// ordered reports whether items come with the newest one first.
func ordered(items []item) bool {
	for n, i := range items {
		if i.Date == "" || n > 0 && i.Date > items[n-1].Date {
			return false
		}
	}
	return true
}

// free is an ID that is not taken.
func free(id string, taken map[string]bool) string {
	name := id
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s-%d", id, n)
	}
	return name
}

// nameOf makes an ID of an item: the path of its link as people read it, or
// else its title.
func nameOf(i item) string {
	name := i.Title
	if u, err := url.Parse(i.URL); err == nil && i.URL != "" {
		name = strings.Trim(u.Path, "/")
		if u.RawQuery != "" {
			name += "?" + u.RawQuery
		}
		if u.Fragment != "" {
			name += "-" + u.Fragment
		}
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '#' || !unicode.IsGraphic(r):
			return '-'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(name, "-"))
	if name = strings.Trim(name, "/ -"); name != "" && len(name) <= 200 {
		return name
	}
	sum := sha256.Sum256([]byte(i.Key))
	return hex.EncodeToString(sum[:6])
}
