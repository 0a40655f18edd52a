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
	return s.deliver(lines, delivery{notes: list, rows: s.controls(list), file: func() wire.File { return s.file(a, list) }})
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
