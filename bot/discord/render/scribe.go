package render

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"footnote/bot"
	"footnote/bot/discord/phrases"
)

// A scribe knows what the texts of one reply may refer to.
type scribe struct {
	options Options
	// urls are the addresses of the markers' documents, escaped; "" for those
	// without.
	urls map[int]string
	// known are the addresses of documents, as the corpus has them.
	known map[string]bool
	// blocks counts the blocks that were begun.
	blocks int
}

func newScribe(o Options, citations []bot.Citation) *scribe {
	s := &scribe{options: o, urls: map[int]string{}, known: map[string]bool{}}
	for _, c := range citations {
		s.urls[c.Marker] = s.learn(o.cited(c))
	}
	return s
}

// learn lets a document's address be linked, and returns it escaped; "" where
// it must not be.
func (s *scribe) learn(a About) string {
	escaped, ok := web(a.URL)
	if !ok {
		return ""
	}
	s.known[a.URL] = true
	return escaped
}

// say is a text of the bot's own.
func (s *scribe) say(key phrases.Key, args ...any) string { return s.options.Texts.Text(key, args...) }

// special matches what in a text is more than text.
var special = regexp.MustCompile(`\[\d{1,4}\]|` + bareURL.String())

// prose makes clusters of a text without markup, with its markers and addresses.
func (s *scribe) prose(text string, st style) []cluster {
	if st&code != 0 {
		return literal(text, st)
	}
	var out []cluster
	for text != "" {
		at := special.FindStringIndex(text)
		if at == nil {
			return append(out, literal(text, st)...)
		}
		found := text[at[0]:at[1]]
		out = append(out, literal(text[:at[0]], st)...)
		if found[0] == '[' {
			out = append(out, s.marker(found, st)...)
		} else {
			found = endOfURL(found)
			out = append(out, s.address(found, st)...)
		}
		text = text[at[0]+len(found):]
	}
	return out
}

// marker makes a link of a marker such as [1] whose document has an address.
func (s *scribe) marker(text string, st style) []cluster {
	n, err := strconv.Atoi(strings.Trim(text, "[]"))
	if err != nil {
		return literal(text, st)
	}
	address, ok := s.urls[n]
	switch {
	case !ok:
		return literal(text, st)
	case address == "":
		return []cluster{{out: text, style: st, marker: true}}
	}
	return []cluster{{out: fmt.Sprintf("[[%d]](<%s>)", n, address), style: st, marker: true}}
}

// block begins a block and returns its number.
func (s *scribe) block() int {
	s.blocks++
	return s.blocks
}

// outside makes a line of a text from outside that is shown as it stands, on
// one line.
func (s *scribe) outside(prefix, text string, st style) line {
	return line{prefix: prefix, hang: prefix, clusters: join(s.unlinked(oneLine(text), st)), space: 1, block: s.block()}
}
