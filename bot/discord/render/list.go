package render

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
	"footnote/retrieval"
)

// A ListView is a page of the list of documents.
type ListView struct {
	// Total is how many documents there are; Page counts from 0, Pages from 1.
	Total, Page, Pages int
	// Documents are those of the page, ten or so.
	Documents []ListedView
}

// A ListedView is a document in a list.
type ListedView struct {
	Document retrieval.StoredDocument
	// Key names the document in the menu.
	Key string
}

// embedRoom bounds the description of an embed.
const embedRoom = 4000

// Documents makes a message of a page of the list of documents, with buttons to
// turn the pages and a menu to open one.
func Documents(v ListView, o Options) wire.Message {
	s := newScribe(o, nil)
	var sheet sheet
	var options []discordgo.SelectMenuOption
	for _, d := range v.Documents {
		about := AboutOf(d.Document.Document)
		s.learn(about)
		facts := s.listFacts(about, d.Document.Chunks)
		clusters := append(s.title(about), s.unlinked(" · "+facts, plain)...)
		if !sheet.put(line{prefix: "- ", clusters: join(clusters), space: 1}, embedRoom) {
			break
		}
		options = append(options, option(about.name(), facts, d.Key))
	}
	embed := &discordgo.MessageEmbed{Title: s.embedTitle(s.say(phrases.DocumentsTitle, v.Total)), Description: compose(sheet.lines)}
	if len(v.Documents) == 0 {
		embed.Description = s.outside("", s.say(phrases.DocumentsNone), plain).text()
	}
	if v.Pages > 1 {
		embed.Footer = &discordgo.MessageEmbedFooter{Text: label(s.say(phrases.DocumentsPage, v.Page+1, v.Pages), fieldShown)}
	}
	rows := s.opener(phrases.DocumentsSelect, options)
	return wire.Message{Embeds: []*discordgo.MessageEmbed{embed}, Components: append(rows, s.pager("ss:", v.Page, v.Pages)...)}
}

// listFacts tells of a document in a list who published it, when, and how much
// of it there is.
func (s *scribe) listFacts(a About, passages int) string {
	var facts []string
	for _, fact := range append([]string{a.Publisher}, a.when()...) {
		if fact = excerpt(fact, factShown); visible(fact) {
			facts = append(facts, fact)
		}
	}
	return strings.Join(append(facts, s.say(phrases.CountPassages, passages)), " · ")
}

func option(name, about, value string) discordgo.SelectMenuOption {
	return discordgo.SelectMenuOption{Label: label(name, longestOption), Description: label(about, longestOption), Value: value}
}

// opener is a menu that opens documents; no two options have the same value.
func (s *scribe) opener(placeholder phrases.Key, options []discordgo.SelectMenuOption) []discordgo.MessageComponent {
	menu := discordgo.SelectMenu{CustomID: "so:", Placeholder: label(s.say(placeholder), longestPlaceholder), MaxValues: 1}
	seen := map[string]bool{}
	for _, o := range options {
		if n := size(o.Value); n > 0 && n <= longestOption && !seen[o.Value] && len(menu.Options) < menuOptions {
			menu.Options = append(menu.Options, o)
		}
		seen[o.Value] = true
	}
	if len(menu.Options) == 0 {
		return nil
	}
	return []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu}}}
}
