package render

import (
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

// wholeAnswer is the name of the file that holds a long answer.
const wholeAnswer = "answer.md"

// file is the whole answer with all its footnotes in full. Discord shows files
// as they are.
func (s *scribe) file(a bot.Answer, list []bot.Citation) wire.File {
	var b strings.Builder
	if question := oneLine(a.Question); visible(question) {
		fmt.Fprintf(&b, "# %s\n\n", question)
	}
	for _, l := range s.opening(bot.Answer{Understood: a.Understood, Fallback: a.Fallback, Statements: a.Statements, Refused: a.Refused}) {
		fmt.Fprintf(&b, "%s\n\n", strings.TrimPrefix(l.text(), "-# "))
	}
	b.WriteString(strings.TrimSpace(clean(a.Text)))
	b.WriteString("\n" + s.fileNotes(list))
	return markdownFile(b.String())
}

func markdownFile(text string) wire.File {
	return wire.File{Name: wholeAnswer, ContentType: "text/markdown; charset=utf-8", Data: []byte(text)}
}

// fileNotes are footnotes in full.
func (s *scribe) fileNotes(list []bot.Citation) string {
	var b strings.Builder
	if len(list) > 0 {
		fmt.Fprintf(&b, "\n## %s\n", s.say(phrases.FileFootnotes))
	}
	for _, c := range list {
		about := s.options.cited(c)
		if c.Version != "" || c.Date != "" {
			about.Version, about.Date = c.Version, c.Date
		}
		fmt.Fprintf(&b, "\n[%d] %s", c.Marker, about.name())
		for _, part := range []string{c.Section, s.page(c.Page), about.Author, about.Publisher, strings.Join(about.when(), ", "), about.URL} {
			if part = oneLine(part); visible(part) && part != about.name() {
				b.WriteString(", " + part)
			}
		}
		b.WriteString("\n\n")
		for quoted := range strings.Lines(strings.TrimSpace(clean(c.Quote))) {
			b.WriteString("> " + strings.TrimRight(quoted, "\n") + "\n")
		}
	}
	return b.String()
}
