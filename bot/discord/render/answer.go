package render

import (
	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
	"footnote/bot/gate"
)

const (
	// questionShown is how much of a question stands above its answer.
	questionShown = 200
	// nearestShown is how many sources a refusal names.
	nearestShown = 5
	// reasonShown bounds the reason why a model did not answer.
	reasonShown = 320
)

// Answer makes messages of an answer or a refusal. The last one bears its menu
// of footnotes and its buttons. An answer that needs more messages than it may
// take is one message with the whole in a file.
func Answer(a bot.Answer, o Options) []wire.Message {
	list := footnotes(a.Citations)
	if a.Refused {
		list = nil
	}
	s := newScribe(o, list)
	lines := s.opening(a)
	if a.Refused {
		lines = append(lines, s.refusal(a)...)
	} else {
		lines = append(lines, s.markdown(a.Text)...)
	}
	return s.deliver(lines, list, func() wire.File { return s.file(a, list) })
}

// opening is what stands above an answer: the question, how it was understood,
// and why the model did not answer it.
func (s *scribe) opening(a bot.Answer) []line {
	var lines []line
	if question := excerpt(a.Question, questionShown); s.options.ShowQuestion && visible(question) {
		lines = append(lines, s.outside("> ", question, plain))
	}
	if understood := excerpt(a.Understood, questionShown); visible(understood) {
		lines = append(lines, s.outside("-# ", s.say(phrases.AnswerUnderstood, understood), plain))
	}
	if reason := excerpt(a.Fallback, reasonShown); visible(reason) {
		lines = append(lines, s.outside("-# ", s.say(fallbackKey(a), reason), plain))
	}
	return lines
}

// fallbackKey tells whether a model wrote nothing of the answer, or its
// beginning.
func fallbackKey(a bot.Answer) phrases.Key {
	if a.Refused {
		return phrases.AnswerFailed
	}
	for _, s := range a.Statements {
		if s.Status != gate.Dropped && len(s.Markers) > 0 {
			return phrases.AnswerPartly
		}
	}
	return phrases.AnswerFallback
}

// refusal says plainly that there is no answer, and names the nearest sources.
func (s *scribe) refusal(a bot.Answer) []line {
	if len(a.Nearest) == 0 {
		return []line{s.outside("", s.say(phrases.AnswerNothing), bold)}
	}
	lines := []line{s.outside("", s.say(phrases.AnswerRefused), bold), s.outside("-# ", s.say(phrases.AnswerNearest), plain)}
	block := s.block()
	for _, n := range a.Nearest[:min(len(a.Nearest), nearestShown)] {
		about := s.options.about(n.Document, n.Title)
		s.learn(about)
		clusters := s.title(about)
		if section := excerpt(n.Section, titleShown); visible(section) && section != about.name() {
			clusters = append(clusters, literal(" — ", plain)...)
			clusters = append(clusters, s.unlinked(section, plain)...)
		}
		lines = append(lines, line{prefix: "-# • ", hang: "-# ", clusters: join(clusters), space: 1, block: block})
	}
	return lines
}

// Progress makes a message of an answer while it grows.
func Progress(text string, citations []bot.Citation, o Options) wire.Message {
	s := newScribe(o, footnotes(citations))
	foot := s.outside("-# ", "⏳ "+s.say(phrases.AnswerWriting), plain)
	more := s.outside("", "…", plain)
	room := limit - size(foot.text()) - size(more.text()) - size("\n\n")
	pages := paginate(s.markdown(text), room)
	var lines []line
	if len(pages) > 0 {
		lines = pages[0]
	}
	if len(pages) > 1 {
		lines = append(lines, more)
	}
	return wire.Message{Content: compose(append(lines, foot)), Flags: wire.SuppressEmbeds}
}

// deliver distributes lines and footnotes over messages.
func (s *scribe) deliver(lines []line, list []bot.Citation, file func() wire.File) []wire.Message {
	pages := s.together(lines, list)
	var attached []wire.File
	if len(pages) > s.options.maxMessages() {
		attached = []wire.File{file()}
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
	last.Components, last.Files = s.controls(list), attached
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
