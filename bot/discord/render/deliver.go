package render

import (
	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

// A delivery is what goes with the lines of an answer: its footnotes, its
// controls, and the file that takes its place when it is too long.
type delivery struct {
	notes []bot.Citation
	rows  []discordgo.MessageComponent
	file  func() wire.File
}

// deliver distributes lines and footnotes over messages.
func (s *scribe) deliver(lines []line, d delivery) []wire.Message {
	pages := s.together(lines, d.notes)
	var attached []wire.File
	if len(pages) > s.options.maxMessages() {
		attached = []wire.File{d.file()}
		pages = [][]line{s.beginning(lines, attached[0].Name)}
	}
	var messages []wire.Message
	for _, page := range pages {
		messages = append(messages, wire.Message{Content: compose(page), Flags: wire.SuppressEmbeds})
	}
	if len(messages) == 0 {
		messages = []wire.Message{{Content: "…", Flags: wire.SuppressEmbeds}}
	}
	last := &messages[len(messages)-1]
	last.Components, last.Files = d.rows, attached
	return messages
}

// together puts the footnotes below the lines: all on the last message or all
// on one of their own, in full or shortened; where neither is possible, they
// are distributed like the rest.
func (s *scribe) together(lines []line, list []bot.Citation) [][]line {
	pages := paginate(lines, limit)
	if len(list) == 0 {
		return pages
	}
	for _, v := range shorter(s.options.Verbosity) {
		notes := s.notes(list, v)
		if n := len(pages); n > 0 {
			all := append(append([]line{}, pages[n-1]...), notes...)
			if size(compose(all)) <= limit {
				return append(pages[:n-1:n-1], all)
			}
		}
		if len(pages) < s.options.maxMessages() && size(compose(notes)) <= limit {
			return append(pages, notes)
		}
	}
	return paginate(append(append([]line{}, lines...), s.notes(list, Short)...), limit)
}

// shorter are the verbosities from one on, to the shortest.
func shorter(v Verbosity) []Verbosity {
	switch v {
	case Full:
		return []Verbosity{Full, Normal, Short}
	case Short:
		return []Verbosity{Short}
	}
	return []Verbosity{Normal, Short}
}

// beginning is as much of the lines as fits above the word that the whole is in
// a file.
func (s *scribe) beginning(lines []line, file string) []line {
	word := s.outside("-# ", s.say(phrases.AnswerFile, file), plain)
	word.space = 2
	pages := paginate(lines, limit-size(word.text())-size("\n\n"))
	if len(pages) == 0 {
		return []line{word}
	}
	return append(append([]line{}, pages[0]...), word)
}
