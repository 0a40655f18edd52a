package discord

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
)

// The sections of the settings, as they stand in custom_ids behind set:.
const (
	sectionMenu      = "menu"
	sectionBack      = "back"
	sectionChannels  = "channels"
	sectionUnasked   = "unasked"
	sectionThreads   = "threads"
	sectionLanguage  = "language"
	sectionVerbosity = "verbosity"
	sectionAuthors   = "authors"
	sectionRoles     = "roles"
	sectionQuotas    = "quotas"
)

// A section is a setting as the panel shows it.
type section struct {
	name         string
	title, about phrases.Key
	// value tells what is set now.
	value func(s sqlitestate.Settings, text phrases.Language) string
	// control is the menu that changes it; nil for what a form changes.
	control func(s sqlitestate.Settings, text phrases.Language) discordgo.SelectMenu
	// set takes what was chosen.
	set func(s *sqlitestate.Settings, values []string)
}

func sections() []section {
	return []section{
		{sectionChannels, phrases.SetChannels, phrases.SetChannelsAbout,
			func(s sqlitestate.Settings, t phrases.Language) string {
				return listed(s.Channels, "<#%s>", t.Text(phrases.AllChannels))
			},
			func(s sqlitestate.Settings, _ phrases.Language) discordgo.SelectMenu { return channelMenu(s.Channels) },
			func(s *sqlitestate.Settings, v []string) { s.Channels = v }},
		{sectionUnasked, phrases.SetUnasked, phrases.SetUnaskedAbout,
			func(s sqlitestate.Settings, t phrases.Language) string {
				return listed(s.Unasked, "<#%s>", t.Text(phrases.NoChannels))
			},
			func(s sqlitestate.Settings, _ phrases.Language) discordgo.SelectMenu { return channelMenu(s.Unasked) },
			func(s *sqlitestate.Settings, v []string) { s.Unasked = v }},
		{sectionThreads, phrases.SetThreads, phrases.SetThreadsAbout,
			func(s sqlitestate.Settings, t phrases.Language) string { return t.Text(onOff(s.Threads)) },
			func(s sqlitestate.Settings, t phrases.Language) discordgo.SelectMenu {
				return wordMenu(fmt.Sprint(s.Threads), word{"true", t.Text(phrases.On)}, word{"false", t.Text(phrases.Off)})
			},
			func(s *sqlitestate.Settings, v []string) { s.Threads = first(v) == "true" }},
		{sectionLanguage, phrases.SetLanguage, phrases.SetLanguageAbout,
			func(s sqlitestate.Settings, t phrases.Language) string { return languageName(s.Language, t) },
			languageMenu,
			func(s *sqlitestate.Settings, v []string) { s.Language = strings.TrimSuffix(first(v), "auto") }},
		{sectionVerbosity, phrases.SetVerbosity, phrases.SetVerbosityAbout,
			func(s sqlitestate.Settings, t phrases.Language) string { return t.Text(verbosityName(s.Verbosity)) },
			verbosityMenu,
			func(s *sqlitestate.Settings, v []string) { s.Verbosity = first(v) }},
		{sectionAuthors, phrases.SetAuthors, phrases.SetAuthorsAbout,
			func(s sqlitestate.Settings, t phrases.Language) string { return t.Text(authorsName(s.Authors)) },
			authorsMenu,
			func(s *sqlitestate.Settings, v []string) { s.Authors = first(v) }},
		{sectionRoles, phrases.SetRoles, phrases.SetRolesAbout,
			func(s sqlitestate.Settings, t phrases.Language) string {
				return listed(s.Roles, "<@&%s>", t.Text(phrases.Everyone))
			},
			func(s sqlitestate.Settings, _ phrases.Language) discordgo.SelectMenu { return roleMenu(s.Roles) },
			func(s *sqlitestate.Settings, v []string) { s.Roles = v }},
		{sectionQuotas, phrases.SetQuotas, phrases.SetQuotasAbout,
			func(s sqlitestate.Settings, t phrases.Language) string {
				return t.Text(phrases.QuotasAre, s.UserQuota, s.GuildQuota)
			},
			nil, nil},
	}
}

func sectionNamed(name string) (section, bool) {
	all := sections()
	i := slices.IndexFunc(all, func(s section) bool { return s.name == name })
	if i < 0 {
		return section{}, false
	}
	return all[i], true
}

// openSettings takes the command /footnote settings.
func (b *Bot) openSettings(ctx context.Context, r *request) error {
	if err := manages(r); err != nil {
		return err
	}
	m := overview(r.settings, r.text)
	m.Flags |= wire.Ephemeral
	return r.respond(ctx, wire.Response{Kind: wire.RespondMessage, Data: m}, fully)
}

// manages fails for those who may not change a server's settings.
func manages(r *request) error {
	if r.guild == "" || r.foreign || !r.may(discordgo.PermissionManageServer) {
		return refusal(phrases.ErrNotManager)
	}
	return nil
}

// changeSetting takes what was chosen in the panel.
func (b *Bot) changeSetting(ctx context.Context, r *request) error {
	if err := manages(r); err != nil {
		return err
	}
	data := r.MessageComponentData()
	name := part(data.CustomID, 0)
	switch name {
	case sectionBack:
		return r.update(ctx, overview(r.settings, r.text))
	case sectionMenu:
		return b.openSection(ctx, r, first(data.Values))
	}
	s, ok := sectionNamed(name)
	if !ok || s.set == nil {
		return fmt.Errorf("there is no setting %q", name)
	}
	settings, err := b.change(ctx, r, func(to *sqlitestate.Settings) { s.set(to, append([]string{}, data.Values...)) })
	if err != nil {
		return err
	}
	if name == sectionAuthors && settings.Authors != r.settings.Authors && b.options.Changed != nil {
		b.options.Changed(r.guild)
	}
	return r.update(ctx, overview(settings, r.text))
}

func (b *Bot) change(ctx context.Context, r *request, change func(*sqlitestate.Settings)) (sqlitestate.Settings, error) {
	settings, err := b.state.UpdateSettings(ctx, r.guild, change)
	if err != nil {
		return settings, fmt.Errorf("saving the settings: %w", err)
	}
	b.settings.put(r.guild, settings)
	b.log.InfoContext(ctx, "settings changed", "guild", r.guild)
	return settings, nil
}

// openSection shows one setting with its menu, or its form.
func (b *Bot) openSection(ctx context.Context, r *request, name string) error {
	s, ok := sectionNamed(name)
	if !ok {
		return fmt.Errorf("there is no setting %q", name)
	}
	if s.control == nil {
		return r.respond(ctx, wire.Response{Kind: wire.RespondModal, Data: quotaForm(r.settings, r.text)}, fully)
	}
	menu := s.control(r.settings, r.text)
	menu.CustomID = actSetting + ":" + s.name
	text := fmt.Sprintf("**%s**\n%s\n\n%s", r.text.Text(s.title), r.text.Text(s.about), s.value(r.settings, r.text))
	if s.name == sectionUnasked && !b.options.MessageContent {
		text += "\n\n⚠️ " + r.text.Text(phrases.NeedsIntent)
	}
	return r.update(ctx, wire.Message{Content: text, Flags: wire.SuppressEmbeds, Components: []discordgo.MessageComponent{
		row(menu), row(discordgo.Button{Label: r.text.Text(phrases.Back), Style: discordgo.SecondaryButton, CustomID: actSetting + ":" + sectionBack})}})
}

// takeQuotas takes the form of the quotas.
func (b *Bot) takeQuotas(ctx context.Context, r *request) error {
	if err := manages(r); err != nil {
		return err
	}
	data := r.ModalSubmitData()
	user, err1 := quotaOf(field(data.Components, "user"))
	guild, err2 := quotaOf(field(data.Components, "guild"))
	if err1 != nil || err2 != nil {
		return refusal(phrases.ErrNoNumber, mostQuota)
	}
	settings, err := b.change(ctx, r, func(s *sqlitestate.Settings) { s.UserQuota, s.GuildQuota = user, guild })
	if err != nil {
		return err
	}
	if r.Message == nil {
		return r.tell(ctx, r.text.Text(phrases.Saved))
	}
	return r.update(ctx, overview(settings, r.text))
}

// mostQuota is the largest quota, in questions an hour.
const mostQuota = 100_000

func quotaOf(text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err == nil && (n < 0 || n > mostQuota) {
		err = strconv.ErrRange
	}
	return n, err
}

// overview shows all settings, with a menu to choose one from.
func overview(s sqlitestate.Settings, text phrases.Language) wire.Message {
	lines := []string{"**" + text.Text(phrases.SetTitle) + "**"}
	menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: actSetting + ":" + sectionMenu,
		Placeholder: text.Text(phrases.SetChoose)}
	for _, section := range sections() {
		lines = append(lines, fmt.Sprintf("**%s:** %s", text.Text(section.title), section.value(s, text)))
		menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: text.Text(section.title), Value: section.name,
			Description: cut(text.Text(section.about), longestValue)})
	}
	return wire.Message{Content: strings.Join(lines, "\n"), Flags: wire.SuppressEmbeds, Components: []discordgo.MessageComponent{row(menu)}}
}

func row(c ...discordgo.MessageComponent) discordgo.ActionsRow {
	return discordgo.ActionsRow{Components: c}
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
