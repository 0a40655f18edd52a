package discord

import (
	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
)

// The names of the commands in English, by which Discord sends them.
const (
	commandAsk      = "ask"
	commandSource   = "source"
	commandSources  = "sources"
	commandHelp     = "help"
	commandStatus   = "status"
	commandFootnote = "footnote"
	commandSettings = "settings"
	commandCorpus   = "corpus"
	commandAdd      = "add"
	commandRemove   = "remove"
	commandList     = "list"
	commandSync     = "sync"
	commandAudience = "audience"
	commandAbout    = "Ask about this"
	commandCheck    = "Check against the corpus"
)

// The names of the options.
const (
	optionQuestion = "question"
	optionPrivate  = "private"
	optionSource   = "source"
	optionLanguage = "language"
	optionQuery    = "query"
	optionDocument = "document"

	optionLocation   = "location"
	optionFile       = "file"
	optionChannel    = "channel"
	optionName       = "name"
	optionEvery      = "every"
	optionForRole    = "for-role"
	optionForChannel = "for-channel"
)

// Installation contexts and places of commands, as Discord numbers them.
var (
	everywhere   = []int{0, 1, 2} // servers, the bot's direct messages, other private channels
	inServers    = []int{0}
	byAnyone     = []int{0, 1} // installed by a server or by a user
	byServers    = []int{0}
	longest      = 1000 // of a question, in characters
	longestQuery = 200
)

// A command is an application command as Discord's API takes it.
type command struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description,omitempty"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Options                  []option          `json:"options,omitempty"`
	DefaultMemberPermissions *string           `json:"default_member_permissions,omitempty"`
	Contexts                 []int             `json:"contexts"`
	IntegrationTypes         []int             `json:"integration_types"`
}

// An option is a parameter of a command, or a command below one.
type option struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
	MaxLength                int               `json:"max_length,omitempty"`
	Options                  []option          `json:"options,omitempty"`
	ChannelTypes             []int             `json:"channel_types,omitempty"`
	Choices                  []choice          `json:"choices,omitempty"`
}

// A choice is one of the values that an option can have.
type choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             string            `json:"value"`
}

// languageChoices are the languages that an answer can be asked for in, each
// by its own name.
var languageChoices = []choice{
	{Name: "English", Value: "en"}, {Name: "Русский", Value: "ru"}, {Name: "中文", Value: "zh"},
	{Name: "Deutsch", Value: "de"}, {Name: "Español", Value: "es"}, {Name: "Français", Value: "fr"},
}

const (
	typeSubcommand = int(discordgo.ApplicationCommandOptionSubCommand)
	typeString     = int(discordgo.ApplicationCommandOptionString)
	typeBoolean    = int(discordgo.ApplicationCommandOptionBoolean)
	typeChannel    = int(discordgo.ApplicationCommandOptionChannel)
	typeRole       = int(discordgo.ApplicationCommandOptionRole)
	typeAttachment = int(discordgo.ApplicationCommandOptionAttachment)
)

// commands are all that the bot has, in the form of Discord's API; sources is
// set when servers can give it sources.
func commands(texts *phrases.Catalog, sources bool) []command {
	w := wording{texts}
	settings := w.option(typeSubcommand, phrases.NameSettings, phrases.AboutSettings)
	question := w.option(typeString, phrases.NameQuestion, phrases.AboutQuestion)
	question.Required, question.MaxLength = true, longest
	private := w.option(typeBoolean, phrases.NamePrivate, phrases.AboutPrivate)
	source := w.option(typeString, phrases.NameSourceOption, phrases.AboutSourceOption)
	source.Autocomplete = true
	language := w.option(typeString, phrases.NameLanguage, phrases.AboutLanguage)
	language.Choices = languageChoices
	query := w.option(typeString, phrases.NameQuery, phrases.AboutQuery)
	query.MaxLength = longestQuery
	document := w.option(typeString, phrases.NameDocument, phrases.AboutDocument)
	document.Autocomplete = true

	footnote := w.slash(phrases.NameFootnote, phrases.AboutFootnote, settings)
	footnote.manage()
	all := []command{
		w.slash(phrases.NameAsk, phrases.AboutAsk, question, private, source, language),
		w.slash(phrases.NameSource, phrases.AboutSource, query, document),
		w.slash(phrases.NameSources, phrases.AboutSources),
		w.slash(phrases.NameHelp, phrases.AboutHelp),
		w.slash(phrases.NameStatus, phrases.AboutStatus),
		footnote,
		w.onMessage(phrases.NameAskAbout),
		w.onMessage(phrases.NameCheck),
	}
	if sources {
		all = append(all, w.corpus())
	}
	return all
}

// manage makes a command one for those who manage a server.
func (c *command) manage() {
	manage := "32" // MANAGE_GUILD
	c.DefaultMemberPermissions = &manage
	c.Contexts, c.IntegrationTypes = inServers, byServers
}

// wording gives commands their names and descriptions in all languages.
type wording struct{ texts *phrases.Catalog }

func (w wording) slash(name, about phrases.Key, options ...option) command {
	return command{
		Type: int(discordgo.ChatApplicationCommand),
		Name: w.english(name), NameLocalizations: w.texts.Localised(name),
		Description: w.english(about), DescriptionLocalizations: w.texts.Localised(about),
		Options: options, Contexts: everywhere, IntegrationTypes: byAnyone,
	}
}

func (w wording) onMessage(name phrases.Key) command {
	return command{
		Type: int(discordgo.MessageApplicationCommand),
		Name: w.english(name), NameLocalizations: w.texts.Localised(name),
		Contexts: everywhere, IntegrationTypes: byAnyone,
	}
}

func (w wording) option(kind int, name, about phrases.Key) option {
	return option{
		Type: kind,
		Name: w.english(name), NameLocalizations: w.texts.Localised(name),
		Description: w.english(about), DescriptionLocalizations: w.texts.Localised(about),
	}
}

func (w wording) english(key phrases.Key) string { return w.texts.In("en-US").Text(key) }
