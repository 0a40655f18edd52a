package render

import (
	"fmt"
	"slices"

	"footnote/bot"
	"footnote/bot/discord/phrases"
)

const (
	// quoteShown is how much of a quote a footnote shows, in characters.
	quoteShown = 120
	// quoteWhole is how much of it one shows that tells all.
	quoteWhole = 400
	// titleShown bounds titles and sections in footnotes.
	titleShown = 150
	// pageShown bounds the labels of pages.
	pageShown = 40
)

// footnotes are the citations in the order of their markers, each marker once.
func footnotes(citations []bot.Citation) []bot.Citation {
	var list []bot.Citation
	for _, c := range citations {
		if c.Marker > 0 {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b bot.Citation) int { return a.Marker - b.Marker })
	return slices.CompactFunc(list, func(a, b bot.Citation) bool { return a.Marker == b.Marker })
}

// notes are the lines of footnotes, in small print.
func (s *scribe) notes(list []bot.Citation, v Verbosity) []line {
	block := s.block()
	var out []line
	for _, c := range list {
		out = append(out, line{prefix: "-# ", hang: "-# ", clusters: join(s.note(c, v)), space: 1, block: block})
	}
	if len(out) > 0 {
		out[0].space = 2
	}
	return out
}

// note is a footnote: where it leads, and more as it is wanted: which version it is
// of and of when, and what it says.
func (s *scribe) note(c bot.Citation, v Verbosity) []cluster {
	a := s.options.cited(c)
	out := literal(fmt.Sprintf("[%d] ", c.Marker), plain)
	out = append(out, s.title(a)...)
	if v == Short {
		return out
	}
	if section := excerpt(c.Section, titleShown); visible(section) && section != a.name() {
		out = append(out, literal(" — ", plain)...)
		out = append(out, s.unlinked(section, plain)...)
	}
	if page := s.page(c.Page); page != "" {
		out = append(out, s.unlinked(", "+page, plain)...)
	}
	if c.Version != "" || c.Date != "" { // what is known beside other versions
		a.Version, a.Date = c.Version, c.Date
	}
	for _, fact := range a.when() {
		out = append(out, literal(" · ", plain)...)
		out = append(out, s.unlinked(fact, plain)...)
	}
	most := quoteShown
	if v == Full {
		most = quoteWhole
	}
	if quote := excerpt(c.Quote, most); visible(quote) {
		out = append(out, literal(" · “", plain)...)
		out = append(out, s.unlinked(quote, plain)...)
		out = append(out, literal("”", plain)...)
	}
	return out
}

// page names the page of a printed document; "" if there is none.
func (s *scribe) page(label string) string {
	if label = excerpt(label, pageShown); !visible(label) {
		return ""
	}
	return s.say(phrases.FootnotePage, label)
}

// title is a document's title, a link where it has an address.
func (s *scribe) title(a About) []cluster {
	name := excerpt(a.name(), titleShown)
	if _, ok := s.link(a.URL); ok {
		return s.masked(name, a.URL, plain)
	}
	return s.unlinked(name, plain)
}

// unlinked makes clusters of a text from outside whose numbers in brackets are
// no markers.
func (s *scribe) unlinked(text string, st style) []cluster {
	other := *s
	other.urls = nil
	return other.prose(text, st)
}
