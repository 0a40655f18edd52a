package chatlog

import (
	"strings"
	"time"
)

// A Channel is a place where people talk: a channel, a thread, a group.
type Channel struct {
	// Name is how people call it: "#help", "How do I open a gate?".
	Name string
	// Place is what it belongs to, such as a Discord server.
	Place string
	// Thread is set for a thread, which is one conversation however long it
	// takes.
	Thread bool
	// Whole is set when all messages are one document, as those of a file for
	// each day are.
	Whole bool
	// Part is put before the names of its documents where a file holds several
	// channels.
	Part string
	// Messages are in the order in which they were sent.
	Messages []Message
}

// A Message is what one person said at one time.
type Message struct {
	ID     string
	Author string
	// Time is as the export tells it; the text shows it in its own time zone.
	// The zero Time is not shown.
	Time time.Time
	// Clock is the time of day where no date is known.
	Clock string
	// Text is what was said, without markup inside of lines. Code stands in
	// fences.
	Text string
	// URL leads to the message, where the export tells.
	URL string
	// ReplyTo is the ID of the message that this one answers.
	ReplyTo string
	// Accepted is set on a message of a thread that was marked as the answer.
	Accepted bool
}

// label is who said a message, and when.
func (m Message) label() string {
	parts := []string{m.Author}
	switch {
	case !m.Time.IsZero():
		parts = append(parts, m.Time.Format("2006-01-02 15:04"))
	case m.Clock != "":
		parts = append(parts, m.Clock)
	}
	return strings.TrimPrefix(strings.Join(parts, ", "), ", ") + ": "
}

// oneLine joins the words of a name.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
