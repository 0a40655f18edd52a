package history

import (
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/corpus/chatlog"
)

// documents makes the documents of a place: of a thread one, of a channel one
// for each conversation.
func (v *view) documents(p *place, bots bool) []corpus.Document {
	all := slices.DeleteFunc(slices.Clone(p.Messages), func(m message) bool { return m.Author.Bot && !bots })
	bare := chatlog.Channel{Thread: p.Thread, Messages: make([]chatlog.Message, len(all))}
	for i, m := range all {
		bare.Messages[i] = chatlog.Message{ID: m.ID, Time: m.Time, ReplyTo: m.ReplyTo}
	}
	var docs []corpus.Document
	for _, conversation := range chatlog.Conversations(bare) {
		n := len(conversation)
		docs = append(docs, v.conversation(p, all[:n])...)
		all = all[n:]
	}
	return docs
}

// conversation makes the document of a conversation, if anything is said in it.
func (v *view) conversation(p *place, messages []message) []corpus.Document {
	who := v.peopleOf(messages)
	c := chatlog.Channel{Thread: p.Thread}
	for _, m := range messages {
		said := chatlog.Message{ID: m.ID, Author: who.person(m.Author.ID), Time: m.Time.UTC(), ReplyTo: m.ReplyTo, Accepted: m.Accepted,
			URL: v.link(p.ID + "/" + m.ID)}
		if m.At != "" {
			said.URL = v.link(m.At)
		}
		lines := []string{plain(m.Text, who)}
		for _, line := range m.Beside {
			lines = append(lines, plain(line, who))
		}
		said.Text = strings.TrimSpace(strings.Join(lines, "\n"))
		c.Messages = append(c.Messages, said)
	}
	c.Name, c.Place = plain(p.Name, who), who.typed(tidy(v.GuildName))
	if p.Thread {
		c.Part = p.ID
		accept(c.Messages, p.Resolved)
	} else {
		c.Name = "#" + c.Name
	}
	docs := chatlog.Documents(c)
	for i := range docs {
		if !p.Thread { // no name with a date: that would be taken for a version
			docs[i].ID = p.ID + "/" + messages[0].ID
		}
		docs[i].Path = v.path(p.ID)
		docs[i].Audience = slices.Clone(v.Audience)
		docs[i].Language = corpus.DetectLanguage(docs[i].Text)
		docs[i].Hash = docs[i].ContentHash()
	}
	return docs
}

// accept marks the answers of a thread of which it is only known that it was
// resolved, by a tag or by a mark at the question: they are all that was said
// then. When nobody else said anything, the answer is what its author added.
func accept(messages []chatlog.Message, resolved bool) {
	if len(messages) == 0 || slices.ContainsFunc(messages[1:], func(m chatlog.Message) bool { return m.Accepted }) {
		return
	}
	if !resolved && !messages[0].Accepted {
		return
	}
	first := slices.IndexFunc(messages, func(m chatlog.Message) bool { return m.Author != messages[0].Author })
	if first < 0 {
		first = 1
	}
	for i := first; i < len(messages); i++ {
		messages[i].Accepted = true
	}
}

// link leads to a message, given as CHANNEL/MESSAGE.
func (v *view) link(at string) string {
	return "https://discord.com/channels/" + v.Guild + "/" + at
}
