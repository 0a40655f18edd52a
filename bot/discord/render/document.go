package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
	"footnote/corpus"
	"footnote/retrieval"
)

// A DocumentView is one document with one of its passages.
type DocumentView struct {
	Document retrieval.StoredDocument
	// Key names the document in buttons, at most 80 characters.
	Key string
	// Number is the place of the passage in the document, from 0.
	Number           int
	Passage, Section string
}

const (
	// longestEmbedTitle and longestField are Discord's limits of embeds.
	longestEmbedTitle = 256
	longestField      = 1024
	// passageRoom bounds the passage in an embed, whose limit is 6,000
	// characters in all.
	passageRoom = 2400
	// fieldShown bounds a fact about a document.
	fieldShown = 100
)

// Document makes a message of a document: what it is, and one of its passages,
// with buttons to turn the pages.
func Document(d DocumentView, o Options) wire.Message {
	s := newScribe(o, nil)
	about := AboutOf(d.Document.Document)
	s.learn(about)
	embed := &discordgo.MessageEmbed{Title: s.embedTitle(about.name())}
	if address, ok := button(about.URL); ok {
		embed.URL = address
	}
	if strings.TrimSpace(d.Passage) != "" {
		embed.Description = compose(s.passage(d.Passage, corpus.Span{}, passageRoom))
	}
	for _, f := range []struct {
		key   phrases.Key
		value string
	}{
		{phrases.DocumentAuthor, about.Author}, {phrases.DocumentPublisher, about.Publisher}, {phrases.DocumentDate, about.Date},
		{phrases.DocumentLanguage, about.Language}, {phrases.DocumentPassages, strconv.Itoa(d.Document.Chunks)},
		{phrases.DocumentVersion, about.version()}, {phrases.DocumentAddress, about.URL},
	} {
		embed.Fields = append(embed.Fields, s.field(f.key, f.value)...)
	}
	if sections := s.sections(d.Document.Sections); sections != "" {
		embed.Fields = append(embed.Fields, &discordgo.MessageEmbedField{Name: s.fieldName(phrases.DocumentSections), Value: sections})
	}
	m := wire.Message{Embeds: []*discordgo.MessageEmbed{embed}}
	if d.Document.Chunks > 0 {
		foot := s.say(phrases.DocumentPage, d.Number+1, d.Document.Chunks)
		if section := excerpt(d.Section, titleShown); visible(section) {
			foot += " · " + section
		}
		embed.Footer = &discordgo.MessageEmbedFooter{Text: label(foot, fieldShown)}
		m.Components = s.pager("sd:"+d.Key+":", d.Number, d.Document.Chunks)
	}
	return m
}

// embedTitle is a title, in which Discord reads some Markdown.
func (s *scribe) embedTitle(title string) string {
	for most := longestEmbedTitle; ; most = most * 3 / 4 {
		if out := s.outside("", excerpt(title, most), plain).text(); size(out) <= longestEmbedTitle {
			return out
		}
	}
}

func (s *scribe) fieldName(key phrases.Key) string { return label(s.say(key), longestEmbedTitle) }

// field is a fact about a document; none where it is not known.
func (s *scribe) field(key phrases.Key, value string) []*discordgo.MessageEmbedField {
	if !visible(oneLine(value)) {
		return nil
	}
	if !s.known[value] { // an address is not cut
		value = excerpt(value, fieldShown)
	}
	out := s.outside("", value, plain).text()
	if size(out) > longestField {
		return nil
	}
	return []*discordgo.MessageEmbedField{{Name: s.fieldName(key), Value: out, Inline: true}}
}

// sections lists the sections of a document, as many as fit.
func (s *scribe) sections(sections []corpus.Section) string {
	var titled []corpus.Section
	for _, one := range sections {
		if visible(oneLine(one.Title)) {
			titled = append(titled, one)
		}
	}
	more := func(n int) line { return s.outside("", s.say(phrases.DocumentMore, n), italic) }
	var sheet sheet
	for i, one := range titled {
		l := s.outside(strings.Repeat("  ", max(0, min(one.Level, deepest)-1))+"- ", excerpt(one.Title, 80), plain)
		if !sheet.put(l, longestField-size(more(len(titled)).text())-1) {
			sheet.lines = append(sheet.lines, more(len(titled)-i))
			break
		}
	}
	return compose(sheet.lines)
}

// pager are the buttons that turn pages, of which n is shown. Two buttons must
// not bear the same custom_id: those to the first and the last page bear their
// number with a zero in front.
func (s *scribe) pager(prefix string, n, pages int) []discordgo.MessageComponent {
	if pages < 2 {
		return nil
	}
	turn := func(key phrases.Key, id, sign string, disabled bool) discordgo.Button {
		b := s.button(key, prefix+id, sign)
		b.Disabled = disabled
		return b
	}
	return []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		turn(phrases.First, "00", "⏮️", n <= 0),
		turn(phrases.Previous, strconv.Itoa(n-1), "◀️", n <= 0),
		turn(phrases.Next, strconv.Itoa(n+1), "▶️", n >= pages-1),
		turn(phrases.Last, fmt.Sprintf("0%d", pages-1), "⏭️", n >= pages-1),
	}}}
}
