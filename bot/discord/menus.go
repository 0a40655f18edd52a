package discord

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
)

// mostChosen is how many channels or roles a menu takes.
const mostChosen = 25

// A word is a choice of a menu: what it stands for, and what is shown.
type word struct{ value, label string }

// wordMenu is a menu of words, one of which is chosen.
func wordMenu(chosen string, words ...word) discordgo.SelectMenu {
	menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu}
	for _, w := range words {
		menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: w.label, Value: w.value, Default: w.value == chosen})
	}
	return menu
}

func languageMenu(s sqlitestate.Settings, t phrases.Language) discordgo.SelectMenu {
	words := []word{{"auto", t.Text(phrases.UsersLanguage)}}
	for _, l := range languageChoices {
		words = append(words, word{l.Value, l.Name})
	}
	chosen := s.Language
	if chosen == "" {
		chosen = "auto"
	}
	return wordMenu(chosen, words...)
}

func languageName(code string, t phrases.Language) string {
	for _, l := range languageChoices {
		if l.Value == code {
			return l.Name
		}
	}
	return t.Text(phrases.UsersLanguage)
}

// The degrees of verbosity, as settings hold them.
const (
	verbosityShort  = "short"
	verbosityNormal = "normal"
	verbosityFull   = "full"
)

func verbosityMenu(s sqlitestate.Settings, t phrases.Language) discordgo.SelectMenu {
	return wordMenu(s.Verbosity, word{verbosityShort, t.Text(phrases.VerbosityShort)},
		word{verbosityNormal, t.Text(phrases.VerbosityNormal)}, word{verbosityFull, t.Text(phrases.VerbosityFull)})
}

func verbosityName(v string) phrases.Key {
	switch v {
	case verbosityShort:
		return phrases.VerbosityShort
	case verbosityFull:
		return phrases.VerbosityFull
	}
	return phrases.VerbosityNormal
}

func authorsMenu(s sqlitestate.Settings, t phrases.Language) discordgo.SelectMenu {
	return wordMenu(s.Authors, word{sqlitestate.Hidden, t.Text(phrases.AuthorsHidden)},
		word{sqlitestate.Initials, t.Text(phrases.AuthorsInitials)}, word{sqlitestate.Names, t.Text(phrases.AuthorsNames)})
}

func authorsName(v string) phrases.Key {
	switch v {
	case sqlitestate.Names:
		return phrases.AuthorsNames
	case sqlitestate.Initials:
		return phrases.AuthorsInitials
	}
	return phrases.AuthorsHidden
}

func onOff(on bool) phrases.Key {
	if on {
		return phrases.On
	}
	return phrases.Off
}

func channelMenu(chosen []string) discordgo.SelectMenu {
	return entityMenu(discordgo.ChannelSelectMenu, discordgo.SelectMenuDefaultValueChannel, chosen)
}

func roleMenu(chosen []string) discordgo.SelectMenu {
	return entityMenu(discordgo.RoleSelectMenu, discordgo.SelectMenuDefaultValueRole, chosen)
}

// entityMenu is a menu of channels or roles; none chosen is all of them.
func entityMenu(kind discordgo.SelectMenuType, of discordgo.SelectMenuDefaultValueType, chosen []string) discordgo.SelectMenu {
	none := 0
	menu := discordgo.SelectMenu{MenuType: kind, MinValues: &none, MaxValues: mostChosen}
	for _, id := range chosen[:min(len(chosen), mostChosen)] {
		menu.DefaultValues = append(menu.DefaultValues, discordgo.SelectMenuDefaultValue{ID: id, Type: of})
	}
	return menu
}

// listed shows IDs as Discord shows channels and roles.
func listed(ids []string, form, none string) string {
	if len(ids) == 0 {
		return none
	}
	var list []string
	for _, id := range ids {
		list = append(list, fmt.Sprintf(form, id))
	}
	return strings.Join(list, " ")
}

// quotaForm asks for the two quotas.
func quotaForm(s sqlitestate.Settings, t phrases.Language) wire.Modal {
	input := func(id string, label phrases.Key, value int) discordgo.ActionsRow {
		return row(discordgo.TextInput{CustomID: id, Label: t.Text(label), Style: discordgo.TextInputShort, Value: fmt.Sprint(value),
			Required: true, MinLength: 1, MaxLength: 6})
	}
	return wire.Modal{CustomID: formQuotas + ":", Title: t.Text(phrases.SetQuotas), Components: []discordgo.MessageComponent{
		input("user", phrases.QuotaUser, s.UserQuota), input("guild", phrases.QuotaGuild, s.GuildQuota)}}
}
