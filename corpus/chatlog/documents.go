package chatlog

import (
	"strings"
	"time"

	"footnote/corpus"
	"footnote/corpus/compose"
)

const (
	// silence is how long nothing is said before a conversation is over.
	silence = 4 * time.Hour
	// longestConversation is how long one may take before the next day begins
	// another.
	longestConversation = 24 * time.Hour
)

// Documents makes a document of each conversation of a channel.
func Documents(c Channel) []corpus.Document {
	var docs []corpus.Document
	for _, messages := range Conversations(c) {
		if doc, ok := document(c, messages); ok {
			docs = append(docs, doc)
		}
	}
	return docs
}

// Conversations parts the messages of a channel where nothing was said for
// long. Documents makes one document of each.
func Conversations(c Channel) [][]Message {
	if c.Thread || c.Whole || len(c.Messages) == 0 {
		return [][]Message{c.Messages}
	}
	var all [][]Message
	start := 0
	said := map[string]bool{}
	for i, m := range c.Messages {
		if i > start && ends(c.Messages[start], c.Messages[i-1], m, said) {
			all = append(all, c.Messages[start:i])
			start = i
			clear(said)
		}
		said[m.ID] = true
	}
	return append(all, c.Messages[start:])
}

// ends reports whether a message begins another conversation than the one that
// began with first and was last spoken in before. An answer to what was said
// belongs to it.
func ends(first, before, m Message, said map[string]bool) bool {
	if m.Time.IsZero() || before.Time.IsZero() {
		return false
	}
	if m.Time.Sub(first.Time) > longestConversation && m.Time.Format(time.DateOnly) != before.Time.Format(time.DateOnly) {
		return true
	}
	return m.Time.Sub(before.Time) > silence && (m.ReplyTo == "" || !said[m.ReplyTo])
}

// document makes a document of a conversation, unless nothing is said in it.
func document(c Channel, messages []Message) (corpus.Document, bool) {
	var w compose.Writer
	var links []corpus.Link
	question, answers, rest := solved(c, messages)
	switch {
	case len(answers) > 0:
		w.Heading(2, "Question")
		links = write(&w, links, question)
		w.Heading(2, "Answer")
		links = write(&w, links, answers)
		if len(rest) > 0 {
			w.Heading(2, "What else was said")
			links = write(&w, links, rest)
		}
	default:
		links = write(&w, links, messages)
	}
	if w.Blocks() == 0 {
		return corpus.Document{}, false
	}
	c.Name = strings.ToValidUTF8(oneLine(c.Name), "\ufffd") // it may be that of a file
	doc := corpus.Document{Title: c.Name, Publisher: oneLine(c.Place), Text: w.Text(), Sections: w.Sections(), Links: links}
	var part []string
	if c.Part != "" {
		part = append(part, c.Part)
	}
	for _, m := range messages {
		if doc.URL == "" && strings.TrimSpace(m.Text) != "" {
			doc.URL = m.URL
		}
		if doc.Date == "" && !m.Time.IsZero() {
			doc.Date = m.Time.Format(time.DateOnly)
			if !c.Thread && !c.Whole {
				doc.Title = strings.TrimPrefix(c.Name+", "+doc.Date, ", ")
				part = append(part, m.Time.Format("2006-01-02T15:04"))
			}
		}
	}
	if c.Thread && len(messages) > 0 {
		doc.Author = oneLine(messages[0].Author)
	}
	doc.ID = strings.Join(part, "/")
	return doc, true
}

// solved parts a thread with an accepted answer: the question is what its first
// author says before anybody else does.
func solved(c Channel, messages []Message) (question, answers, rest []Message) {
	if !c.Thread {
		return nil, nil, nil
	}
	n := 0
	for n < len(messages) && messages[n].Author == messages[0].Author && (n == 0 || !messages[n].Accepted) {
		n++
	}
	for _, m := range messages[n:] {
		if m.Accepted {
			answers = append(answers, m)
		} else {
			rest = append(rest, m)
		}
	}
	return messages[:n], answers, rest
}

// write writes messages, each a paragraph or several, and adds where each that
// has an address begins.
func write(w *compose.Writer, links []corpus.Link, messages []Message) []corpus.Link {
	for _, m := range messages {
		if strings.TrimSpace(m.Text) == "" {
			continue
		}
		if m.URL != "" || len(links) > 0 {
			links = append(links, corpus.Link{Start: w.Len(), URL: m.URL})
		}
		w.Label(m.label())
		for i, part := range strings.Split(strings.ReplaceAll(m.Text, "\r\n", "\n"), "```") {
			if i%2 == 0 || !strings.Contains(m.Text, "```") {
				w.Paragraph(part)
				continue
			}
			w.Code(withoutLanguage(part))
		}
		w.EndLabel()
	}
	return links
}

// withoutLanguage takes the name of a language off the first line of code.
func withoutLanguage(code string) string {
	first, rest, found := strings.Cut(code, "\n")
	if found && len(first) < 20 && strings.Trim(first, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#-") == "" {
		return rest
	}
	return code
}
