package render

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

// A SyncedView is what became of one source that was read again.
type SyncedView struct {
	Source  SourceView
	Outcome OutcomeView
	// Held names documents that are gone and wait for confirmation: those that
	// the reader may see.
	Held []string
	// LetGo is the custom_id of the button that confirms; "" for none.
	LetGo string
}

const (
	// heldShown is how many documents are named that wait for confirmation.
	heldShown = 10
	// rowButtons is how many buttons a row takes.
	rowButtons = 5
	// alone is how many sources are told of with all that was not read.
	alone = 3
)

// SourcesSynced makes a message of what became of sources that were read again.
func SourcesSynced(views []SyncedView, o Options) wire.Message {
	s := newScribe(o, nil)
	var lines []string
	var buttons []discordgo.MessageComponent
	for _, v := range views {
		lines = append(lines, s.synced(v, len(views) <= alone)...)
		if v.LetGo == "" || len(buttons) == rowButtons*rowButtons {
			continue
		}
		b := s.button(phrases.SourceLetGo, v.LetGo, "🗑️")
		if len(views) > 1 {
			b.Label = label(v.Source.Name+": "+b.Label, longestButton)
		}
		b.Style = discordgo.DangerButton
		buttons = append(buttons, b)
	}
	if len(views) == 0 {
		lines = []string{s.say(phrases.ListNone)}
	}
	text, _ := cutText(strings.Join(lines, "\n"), embedRoom)
	m := wire.Message{Embeds: []*discordgo.MessageEmbed{{Title: s.embedTitle(s.say(phrases.SourcesSynced)), Description: text}}}
	for len(buttons) > 0 {
		n := min(len(buttons), rowButtons)
		m.Components = append(m.Components, discordgo.ActionsRow{Components: buttons[:n]})
		buttons = buttons[n:]
	}
	return m
}

// synced tells what became of a source, in full or on a line.
func (s *scribe) synced(v SyncedView, full bool) []string {
	lines := []string{s.called(v.Source.Name) + ": " + s.changes(v.Outcome)}
	if v.Source.Failing {
		lines = append(lines, "⚠️ "+s.problem(v.Source.Problem))
	}
	if full {
		lines = append(lines, s.left(v.Outcome)...)
	}
	if v.Source.Held == 0 {
		return lines
	}
	lines = append(lines, "⚠️ "+s.say(phrases.SourceHeld, v.Source.Held))
	if !full {
		return lines
	}
	shown := v.Held[:min(len(v.Held), heldShown)]
	for _, name := range shown {
		lines = append(lines, "- "+s.safe(name, longestFault))
	}
	if more := v.Source.Held - len(shown); more > 0 && len(shown) > 0 {
		lines = append(lines, "- "+s.say(phrases.DocumentMore, more))
	}
	return lines
}

// changes tells how many documents are new, changed and so on.
func (s *scribe) changes(v OutcomeView) string {
	var list []string
	for _, c := range []struct {
		key phrases.Key
		n   int
	}{
		{phrases.SourceNew, v.New}, {phrases.SourceChanged, v.Changed}, {phrases.SourceRenamed, v.Renamed},
		{phrases.SourceGone, v.Gone}, {phrases.SourceKept, v.Kept}, {phrases.SourceSame, v.Same},
	} {
		if c.n > 0 {
			list = append(list, s.say(c.key, c.n))
		}
	}
	if len(list) == 0 {
		return s.say(phrases.SourceSame, 0)
	}
	return strings.Join(list, ", ")
}
