package render

import (
	"fmt"
	"strings"
	"time"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
	"footnote/corpus/sources"
)

// A SourceView is a source as those see it who manage a server.
type SourceView struct {
	// Name is what the server calls it; it stands in custom_ids, at most 40
	// characters.
	Name string
	Kind sources.Kind
	// Location is where it is, without secrets; "" if it is not told. Channel is
	// the ID of the channel whose messages it holds, else "".
	Location, Channel   string
	Documents, Passages int
	// Synced is when it was last read, Next when it will be again.
	Synced, Next time.Time
	// Failing is set when it could not be read the last time; Problem says why,
	// "" if that is not told.
	Failing bool
	Problem string
	// Held is how many deletions wait for confirmation.
	Held int
	// Operator is set for a source that no server added.
	Operator bool
	Seen     SeenView
	// Progress is how far a sync is that goes on; nil for none.
	Progress *ProgressView
}

// A SeenView says who sees a source. The zero value is nobody.
type SeenView struct {
	// Everywhere is set for everyone on every server, All for everyone on this
	// one, Others when there are some that are not told.
	Everywhere, All, Others bool
	// Roles and Channels are the IDs of those that see it.
	Roles, Channels []string
}

// A ProgressView is how far the sync of a source is.
type ProgressView struct {
	Source string
	// Embedding is set once its documents were read.
	Embedding bool
	// Done and Total count documents while they are read, passages while they
	// are embedded. Total is 0 while it is not known.
	Done, Total int
}

const (
	// longestLocation bounds where a source is, longestProblem why it cannot be
	// read, in characters as they are shown.
	longestLocation = 120
	longestProblem  = 200
	// seenShown is how many roles, and how many channels, are named.
	seenShown = 8
)

// safe is a text from outside on one line, of which nothing is markup.
func (s *scribe) safe(text string, most int) string {
	return s.outside("", excerpt(text, most), plain).text()
}

// Reason is a text from outside that says why something is not so, for a
// sentence of the bot's own: as it stands, without its full stop.
func Reason(text string) string {
	return strings.TrimRight(newScribe(Options{}, nil).safe(text, longestProblem), ".")
}

// called is the name of a source, which stands out.
func (s *scribe) called(name string) string { return "**" + s.safe(name, longestOption) + "**" }

// kindKey is the name of a kind.
func kindKey(k sources.Kind) phrases.Key {
	switch k {
	case sources.Git:
		return phrases.KindGit
	case sources.Website:
		return phrases.KindWebsite
	case sources.Feed:
		return phrases.KindFeed
	case sources.Discord:
		return phrases.KindDiscord
	case sources.Upload:
		return phrases.KindUpload
	}
	return phrases.KindFiles
}

// whatIs tells the kind of a source, and where it is.
func (s *scribe) whatIs(v SourceView) string {
	kind := s.say(kindKey(v.Kind))
	switch {
	case v.Channel != "":
		return fmt.Sprintf("%s <#%s>", kind, v.Channel)
	case visible(oneLine(v.Location)):
		return kind + " · " + s.safe(v.Location, longestLocation)
	}
	return kind
}

// seen tells who sees a source.
func (s *scribe) seen(v SeenView) string {
	if v.Everywhere {
		return s.say(phrases.SeenEverywhere)
	}
	var who []string
	if v.All {
		who = append(who, s.say(phrases.SeenAll))
	}
	name := func(ids []string, form string) {
		for i, id := range ids {
			if i == seenShown {
				who = append(who, s.say(phrases.DocumentMore, len(ids)-i))
				return
			}
			who = append(who, fmt.Sprintf(form, id))
		}
	}
	name(v.Roles, "<@&%s>")
	name(v.Channels, "<#%s>")
	if v.Others {
		who = append(who, s.say(phrases.SeenOthers))
	}
	return strings.Join(who, ", ")
}

// progress tells how far a sync is.
func (s *scribe) progress(p ProgressView) string {
	name := s.safe(p.Source, longestOption)
	switch {
	case p.Embedding:
		return s.say(phrases.SyncEmbedding, name, p.Done, p.Total)
	case p.Total > 0:
		return s.say(phrases.SyncReadingOf, name, p.Done, p.Total)
	case p.Done > 0:
		return s.say(phrases.SyncReading, name, p.Done)
	}
	return s.say(phrases.SyncWaiting, name)
}

// SourceProgress makes a message of how far a sync is.
func SourceProgress(p ProgressView, o Options) wire.Message {
	s := newScribe(o, nil)
	return told([]string{"⏳ " + s.progress(p)})
}

// told is a message of lines of the bot's own, as many characters of them as
// Discord takes.
func told(lines []string) wire.Message {
	text, _ := cutText(strings.Join(lines, "\n"), limit)
	return wire.Message{Content: text, Flags: wire.SuppressEmbeds}
}
