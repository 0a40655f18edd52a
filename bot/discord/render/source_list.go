package render

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

// A SourcesView is a page of the list of sources.
type SourcesView struct {
	// Total is how many sources there are; Page counts from 0, Pages from 1.
	Total, Page, Pages int
	Sources            []SourceView
}

// Sources makes a message of a page of the list of sources.
func Sources(v SourcesView, o Options) wire.Message {
	s := newScribe(o, nil)
	var blocks []string
	for _, source := range v.Sources {
		blocks = append(blocks, s.listed(source))
	}
	if len(blocks) == 0 {
		blocks = []string{s.say(phrases.ListNone)}
	}
	text, _ := cutText(strings.Join(blocks, "\n\n"), embedRoom)
	embed := &discordgo.MessageEmbed{Title: s.embedTitle(fmt.Sprintf("%s: %d", s.say(phrases.ListTitle), v.Total)), Description: text}
	if v.Pages > 1 {
		embed.Footer = &discordgo.MessageEmbedFooter{Text: label(s.say(phrases.DocumentsPage, v.Page+1, v.Pages), fieldShown)}
	}
	return wire.Message{Embeds: []*discordgo.MessageEmbed{embed}, Components: s.pager("cl:", v.Page, v.Pages)}
}

// listed is a source of the list.
func (s *scribe) listed(v SourceView) string {
	lines := []string{s.called(v.Name) + " · " + s.whatIs(v)}
	if v.Operator {
		lines[0] += " · *" + s.say(phrases.ListOperator) + "*"
	}
	facts := []string{s.say(phrases.StatusDocuments, v.Documents, v.Passages),
		s.say(phrases.ListLast, when(v.Synced, s.say(phrases.StatusNever)))}
	if !v.Next.IsZero() {
		facts = append(facts, s.say(phrases.ListNext, when(v.Next, "")))
	}
	lines = append(lines, strings.Join(facts, " · "), s.say(phrases.ListSeen, s.seen(v.Seen)))
	if v.Progress != nil {
		lines = append(lines, "⏳ "+s.progress(*v.Progress))
	}
	if v.Failing {
		lines = append(lines, "⚠️ "+s.problem(v.Problem))
	}
	if v.Held > 0 {
		lines = append(lines, "⚠️ "+s.say(phrases.SourceHeld, v.Held))
	}
	return strings.Join(lines, "\n")
}

// SourceRemoval makes a message that asks whether a source shall go. The
// custom_ids are those of its two buttons.
func SourceRemoval(name string, documents int, yes, no string, o Options) wire.Message {
	s := newScribe(o, nil)
	m := told([]string{s.say(phrases.RemoveAsk, s.called(name), documents)})
	remove := s.button(phrases.RemoveYes, yes, "🗑️")
	remove.Style = discordgo.DangerButton
	m.Components = row(remove, s.button(phrases.RemoveNo, no, ""))
	return m
}

// SourceRemoved makes a message of what became of that.
func SourceRemoved(name string, documents int, removed bool, o Options) wire.Message {
	s := newScribe(o, nil)
	if !removed {
		return told([]string{s.say(phrases.RemoveKept, s.called(name))})
	}
	return told([]string{s.say(phrases.RemoveDone, s.called(name), documents)})
}

// An AudienceView is who sees a source, to be changed.
type AudienceView struct {
	Name string
	Now  SeenView
	// Before is who saw it before it was changed; nil if it was not.
	Before *SeenView
	// Roles, Channels and All are the custom_ids of the menus and the button.
	Roles, Channels, All string
}

// SourceAudience makes a message of who sees a source, with menus to change it.
func SourceAudience(v AudienceView, o Options) wire.Message {
	s := newScribe(o, nil)
	lines := []string{"**" + s.say(phrases.SeenTitle, s.safe(v.Name, longestOption)) + "**"}
	if v.Before != nil {
		lines = append(lines, s.say(phrases.SeenBefore, s.seen(*v.Before)))
	}
	lines = append(lines, s.say(phrases.SeenNow, s.seen(v.Now)), "-# "+s.say(phrases.SeenNote))
	m := told(lines)
	all := s.button(phrases.SeenAllButton, v.All, "")
	all.Disabled = v.Now.All
	m.Components = append(row(s.chooser(discordgo.RoleSelectMenu, discordgo.SelectMenuDefaultValueRole, v.Roles, phrases.SeenRoles, v.Now.Roles)),
		append(row(s.chooser(discordgo.ChannelSelectMenu, discordgo.SelectMenuDefaultValueChannel, v.Channels, phrases.SeenChannels, v.Now.Channels)), row(all)...)...)
	return m
}

// chooser is a menu of roles or channels of which none or several are chosen.
func (s *scribe) chooser(kind discordgo.SelectMenuType, of discordgo.SelectMenuDefaultValueType, id string, placeholder phrases.Key, chosen []string) discordgo.SelectMenu {
	none := 0
	menu := discordgo.SelectMenu{MenuType: kind, CustomID: id, MinValues: &none, MaxValues: menuOptions,
		Placeholder: label(s.say(placeholder), longestPlaceholder)}
	for _, c := range chosen[:min(len(chosen), menuOptions)] {
		menu.DefaultValues = append(menu.DefaultValues, discordgo.SelectMenuDefaultValue{ID: c, Type: of})
	}
	return menu
}
