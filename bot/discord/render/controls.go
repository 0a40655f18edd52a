package render

import (
	"fmt"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/phrases"
)

const (
	// menuOptions is how many options a menu holds.
	menuOptions = 25
	// menus is how many rows of menus leave room for the buttons.
	menus = 4
	// longestOption bounds the label and the description of an option.
	longestOption = 100
	// longestButton bounds the label of a button.
	longestButton = 80
	// longestPlaceholder bounds what a menu says while nothing is chosen.
	longestPlaceholder = 150
)

// controls are the rows below an answer: menus of its footnotes, and buttons.
func (s *scribe) controls(list []bot.Citation) []discordgo.MessageComponent {
	id := s.options.Controls
	if id == "" {
		return nil
	}
	rows := s.menus(list, id)
	buttons := []discordgo.MessageComponent{
		discordgo.Button{CustomID: "up:" + id, Style: discordgo.SecondaryButton, Emoji: emoji("👍")},
		discordgo.Button{CustomID: "down:" + id, Style: discordgo.SecondaryButton, Emoji: emoji("👎")},
		s.button(phrases.AnswerAgain, "again:"+id, "🔁"),
	}
	if s.options.Private {
		buttons = append(buttons, s.button(phrases.AnswerShare, "share:"+id, "📣"))
	}
	buttons = append(buttons, s.button(phrases.AnswerDelete, "del:"+id, "🗑️"))
	return append(rows, discordgo.ActionsRow{Components: buttons})
}

// menus are the menus of footnotes. Their options bear the markers as values.
func (s *scribe) menus(list []bot.Citation, id string) []discordgo.MessageComponent {
	var rows []discordgo.MessageComponent
	for n := 1; len(list) > 0 && n <= menus; n++ {
		part := list[:min(len(list), menuOptions)]
		menu := discordgo.SelectMenu{CustomID: "fn:" + id, Placeholder: s.say(phrases.AnswerFootnotes), MaxValues: 1}
		if n > 1 || len(list) > menuOptions {
			menu.Placeholder = s.say(phrases.AnswerFootnotesRange, part[0].Marker, part[len(part)-1].Marker)
		}
		if n > 1 {
			menu.CustomID += ":" + strconv.Itoa(n)
		}
		menu.Placeholder = label(menu.Placeholder, longestPlaceholder)
		for _, c := range part {
			about := s.options.about(c.Document, c.Title)
			menu.Options = append(menu.Options, discordgo.SelectMenuOption{
				Label:       label(fmt.Sprintf("[%d] %s", c.Marker, about.name()), longestOption),
				Value:       strconv.Itoa(c.Marker),
				Description: label(c.Quote, longestOption),
			})
		}
		list = list[len(part):]
		rows = append(rows, discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu}})
	}
	return rows
}

// button is a button with a text of the bot's own; sign is an emoji, or "".
func (s *scribe) button(key phrases.Key, id, sign string) discordgo.Button {
	b := discordgo.Button{Label: label(s.say(key), longestButton), CustomID: id, Style: discordgo.SecondaryButton}
	if sign != "" {
		b.Emoji = emoji(sign)
	}
	return b
}

func emoji(sign string) *discordgo.ComponentEmoji { return &discordgo.ComponentEmoji{Name: sign} }
