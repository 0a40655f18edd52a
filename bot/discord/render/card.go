package render

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
	"footnote/corpus"
	"footnote/retrieval"
)

// A FootnoteView is a passage that a footnote leads to, or one near it.
type FootnoteView struct {
	// Answer is the ID of the answer, as Options.Controls.
	Answer   string
	Citation bot.Citation
	Document retrieval.StoredDocument
	// Offset says which passage it is: 0 holds the quote, 1 follows it.
	Offset int
	// Changed is set when the document is no longer what the answer quoted.
	Changed bool
	// Passage is the text that is shown, which begins at the byte Start of the
	// document; Quote is the range of it that is highlighted, empty for none.
	Passage string
	Start   int
	Quote   corpus.Span
	Section string
	// Number is the place of the passage in the document, from 1; Of is how many
	// there are, 0 if that is not known.
	Number, Of int
}

const (
	// cardRoom bounds the text of a card; Discord takes 4,000 characters.
	cardRoom = 3800
	// plainRoom bounds the text of a card without components.
	plainRoom = limit
)

// Footnote makes the private card of a footnote: the quote in its passage, and
// where it stands. It comes as components and as plain text.
func Footnote(f FootnoteView, o Options) (v2, plain wire.Message) {
	s := newScribe(o, nil)
	rows := s.cardRows(f)
	head, foot := s.cardHead(f), s.cardFoot(f)
	around := size(compose(head)) + size(compose(foot))
	passage := compose(s.passage(f.Passage, f.Quote, cardRoom-around))
	divider := true
	parts := []discordgo.MessageComponent{
		discordgo.TextDisplay{Content: compose(head)},
		discordgo.Separator{Divider: &divider},
		discordgo.TextDisplay{Content: passage},
	}
	if len(foot) > 0 {
		parts = append(parts, discordgo.TextDisplay{Content: compose(foot)})
	}
	v2 = wire.Message{Flags: wire.ComponentsV2 | wire.Ephemeral, Components: []discordgo.MessageComponent{
		discordgo.Container{Components: append(parts, rows...)},
	}}
	passage = compose(s.passage(f.Passage, f.Quote, plainRoom-around-size("\n\n\n\n")))
	content := strings.TrimSpace(compose(head) + "\n\n" + passage + "\n\n" + compose(foot))
	return v2, wire.Message{Content: content, Components: rows, Flags: wire.SuppressEmbeds | wire.Ephemeral}
}

// cardHead names the document of a footnote.
func (s *scribe) cardHead(f FootnoteView) []line {
	about := aboutStored(f.Document, f.Citation)
	if f.Citation.Version != "" && !f.Changed {
		about.Version = f.Citation.Version
	}
	title := fmt.Sprintf("[%d] %s", f.Citation.Marker, excerpt(about.name(), titleShown))
	if f.Section == "" && f.Offset == 0 {
		f.Section = f.Citation.Section
	}
	if section := excerpt(f.Section, titleShown); visible(section) && section != about.name() {
		title += " — " + section
	}
	lines := []line{s.outside("", title, bold)}
	if facts := s.facts(about); facts != "" {
		lines = append(lines, s.outside("-# ", facts, plain))
	}
	return lines
}

func aboutStored(d retrieval.StoredDocument, c bot.Citation) About {
	about := AboutOf(d.Document)
	if about.ID == "" {
		about.ID = c.Document
	}
	if about.Title == "" {
		about.Title = c.Title
	}
	return about
}

// factShown bounds each fact about a document on a line of them.
const factShown = 80

// facts tells on one line who wrote a document, and when.
func (s *scribe) facts(a About) string {
	var facts []string
	for _, fact := range []string{a.Author, a.Publisher, a.Date} {
		if fact = excerpt(fact, factShown); visible(fact) {
			facts = append(facts, fact)
		}
	}
	if version := a.version(); visible(version) {
		facts = append(facts, s.say(phrases.DocumentVersion)+" "+version)
	}
	return strings.Join(facts, " · ")
}

// cardFoot tells where in the document the passage stands.
func (s *scribe) cardFoot(f FootnoteView) []line {
	shown := corpus.Span{Start: f.Start, End: f.Start + len(f.Passage)}
	if f.Quote.Start < f.Quote.End {
		shown = corpus.Span{Start: f.Start + f.Quote.Start, End: f.Start + f.Quote.End}
	}
	label := f.Citation.Page
	if f.Offset != 0 {
		label = f.Document.PagesOf(shown)
	}
	var place []string
	if page := s.page(label); page != "" {
		place = append(place, page)
	}
	if f.Of > 0 {
		place = append(place, s.say(phrases.DocumentPage, f.Number, f.Of), s.say(phrases.FootnotePlace, shown.Start, shown.End))
	}
	var lines []line
	if len(place) > 0 {
		lines = append(lines, s.outside("-# ", strings.Join(place, " · "), plain))
	}
	if f.Changed {
		lines = append(lines, s.outside("-# ⚠️ ", s.say(phrases.FootnoteChanged), plain))
	}
	return lines
}

// cardRows are the buttons of a card: the passages before and after, and the
// document's address.
func (s *scribe) cardRows(f FootnoteView) []discordgo.MessageComponent {
	var buttons []discordgo.MessageComponent
	if f.Of > 0 {
		turn := func(key phrases.Key, offset int, sign string, ends bool) {
			b := s.button(key, fmt.Sprintf("fp:%s:%d:%d", f.Answer, f.Citation.Marker, offset), sign)
			b.Disabled = ends
			buttons = append(buttons, b)
		}
		turn(phrases.FootnoteBefore, f.Offset-1, "◀️", f.Number <= 1)
		turn(phrases.FootnoteAfter, f.Offset+1, "▶️", f.Number >= f.Of)
	}
	if address, ok := button(AboutOf(f.Document.Document).addressOf(f.Citation.URL)); ok {
		buttons = append(buttons, discordgo.Button{Label: label(s.say(phrases.FootnoteOpen), longestButton), Style: discordgo.LinkButton, URL: address})
	}
	if len(buttons) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{discordgo.ActionsRow{Components: buttons}}
}
