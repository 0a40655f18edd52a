package render

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

// An OutcomeView is what a sync did to a source.
type OutcomeView struct {
	New, Changed, Renamed, Gone, Same, Kept int
	// Skipped counts files without text, Ignored what ignore files leave out.
	Skipped, Ignored int
	// Faults are the first things that could not be read, wholly; AllFaults is
	// how many there are.
	Faults    []FaultView
	AllFaults int
}

// A FaultView is something of a source that could not be read.
type FaultView struct{ Where, Why string }

// An AddedView is a source that was just added.
type AddedView struct {
	Source  SourceView
	Outcome OutcomeView
	// Question is one that it can answer; "" for none. Ask is the custom_id of
	// the button that asks it, "" for no button.
	Question, Ask string
	// Unseen is set when the one who added it does not see it.
	Unseen bool
}

const (
	// faultsShown is how many faults are told of.
	faultsShown = 5
	// longestFault bounds each half of one.
	longestFault = 100
)

// SourceAdded makes a message of what was read of a new source. One without
// documents was not added.
func SourceAdded(v AddedView, o Options) wire.Message {
	s := newScribe(o, nil)
	if v.Source.Documents == 0 {
		return told(append([]string{s.say(phrases.SourceEmpty, s.called(v.Source.Name)), "-# " + s.whatIs(v.Source)}, s.left(v.Outcome)...))
	}
	lines := []string{s.say(phrases.SourceAdded, s.called(v.Source.Name)) + " · " + s.whatIs(v.Source),
		s.say(phrases.SourceHolds, v.Source.Documents, v.Source.Passages), s.say(phrases.ListSeen, s.seen(v.Source.Seen))}
	if v.Source.Failing {
		lines = append(lines, "⚠️ "+s.problem(v.Source.Problem))
	}
	lines = append(lines, s.left(v.Outcome)...)
	switch {
	case v.Question != "":
		lines = append(lines, "", s.say(phrases.SourceQuestion), "> "+s.safe(v.Question, questionShown))
	case v.Unseen:
		lines = append(lines, "-# "+s.say(phrases.SourceUnseen))
	}
	m := told(lines)
	if v.Question != "" && v.Ask != "" {
		m.Components = row(s.button(phrases.SourceAsk, v.Ask, "❓"))
	}
	return m
}

func row(c ...discordgo.MessageComponent) []discordgo.MessageComponent {
	return []discordgo.MessageComponent{discordgo.ActionsRow{Components: c}}
}

// problem tells why a source cannot be read.
func (s *scribe) problem(why string) string {
	if !visible(oneLine(why)) {
		return s.say(phrases.SourceUnreadable)
	}
	return s.say(phrases.SourceProblem, strings.TrimRight(s.safe(why, longestProblem), "."))
}

// left tells what of a source was not read, and why.
func (s *scribe) left(v OutcomeView) []string {
	var lines []string
	if v.Skipped > 0 {
		lines = append(lines, "-# "+s.say(phrases.SourcePassed, v.Skipped))
	}
	if v.Ignored > 0 {
		lines = append(lines, "-# "+s.say(phrases.SourceIgnored, v.Ignored))
	}
	if v.AllFaults == 0 {
		return lines
	}
	lines = append(lines, s.say(phrases.SourceFaults, v.AllFaults))
	shown := v.Faults[:min(len(v.Faults), faultsShown)]
	for _, f := range shown {
		lines = append(lines, "- "+s.safe(f.Where, longestFault)+": "+s.safe(f.Why, longestFault))
	}
	if more := v.AllFaults - len(shown); more > 0 {
		lines = append(lines, "- "+s.say(phrases.DocumentMore, more))
	}
	return lines
}
