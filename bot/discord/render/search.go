package render

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
	"footnote/retrieval"
)

// A SearchView is what was found for a query.
type SearchView struct {
	Query string
	// Words are those of the query that are highlighted; nil is all of them.
	Words    []string
	Passages []FoundView
}

// A FoundView is a passage that was found.
type FoundView struct {
	Passage  retrieval.Passage
	Document retrieval.StoredDocument
	// Key names the document, and Number the passage in it, from 0.
	Key    string
	Number int
}

const (
	// foundShown is how many passages are shown.
	foundShown = 5
	// excerptShown is how much of a passage is shown, in characters.
	excerptShown = 300
)

// Search makes a message of the passages that were found, with a menu to open
// their documents there.
func Search(v SearchView, o Options) wire.Message {
	s := newScribe(o, nil)
	query := excerpt(v.Query, questionShown)
	if len(v.Passages) == 0 {
		return wire.Message{Content: s.outside("", s.say(phrases.ErrNothingFound, query), plain).text(), Flags: wire.SuppressEmbeds}
	}
	words := v.Words
	if words == nil {
		words = strings.Fields(query)
	}
	var sheet sheet
	var options []discordgo.SelectMenuOption
	for i, f := range v.Passages[:min(len(v.Passages), foundShown)] {
		lines := s.found(f, i+1, words)
		for _, l := range lines {
			sheet.put(l, embedRoom)
		}
		name := fmt.Sprintf("%d. %s", i+1, f.about().name())
		options = append(options, option(name, unheaded(f.Passage.Text), fmt.Sprintf("%s:%d", f.Key, f.Number)))
	}
	embed := &discordgo.MessageEmbed{Title: s.embedTitle(s.say(phrases.SearchTitle, query)), Description: compose(sheet.lines)}
	return wire.Message{Embeds: []*discordgo.MessageEmbed{embed}, Components: s.opener(phrases.SearchSelect, options)}
}

func (f FoundView) about() About {
	about := AboutOf(f.Document.Document)
	if about.Title == "" {
		about.Title = f.Passage.Title
	}
	if about.ID == "" {
		about.ID = f.Passage.Document
	}
	return about
}

// found tells of a passage where it stands and how it reads around the words.
func (s *scribe) found(f FoundView, n int, words []string) []line {
	about := f.about()
	s.learn(about)
	clusters := literal(fmt.Sprintf("%d. ", n), bold)
	clusters = append(clusters, s.title(about)...)
	rest := ""
	if section := excerpt(f.Passage.Section, titleShown); visible(section) && section != about.name() {
		rest = " — " + section
	}
	for _, fact := range about.when() {
		rest += " · " + fact
	}
	clusters = append(clusters, s.unlinked(rest, plain)...)
	out := []line{{clusters: join(clusters), space: 1 + min(1, n-1)}}
	if marked := s.marked(f.Passage.Text, words); shown(marked) {
		out = append(out, line{prefix: "> ", hang: "> ", clusters: marked, space: 1})
	}
	return out
}
