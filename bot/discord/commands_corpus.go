package discord

import (
	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
)

// corpus is the command /corpus.
func (w wording) corpus() command {
	location := w.option(typeString, phrases.NameLocation, phrases.AboutLocation)
	location.MaxLength = longestLocation
	channel := w.option(typeChannel, phrases.NameChannel, phrases.AboutChannel)
	// Discord takes no channels of media here, though one may be mentioned.
	for kind := discordgo.ChannelTypeGuildText; kind <= discordgo.ChannelTypeGuildForum; kind++ {
		if holdsMessages(kind) {
			channel.ChannelTypes = append(channel.ChannelTypes, int(kind))
		}
	}
	file := w.option(typeAttachment, phrases.NameFile, phrases.AboutFile)
	name := w.option(typeString, phrases.NameName, phrases.AboutName)
	name.MaxLength = longestSourceName
	every := w.option(typeString, phrases.NameEvery, phrases.AboutEvery)
	for _, c := range []struct {
		key   phrases.Key
		value string
	}{{phrases.EveryQuarter, "15m"}, {phrases.EveryHour, "1h"}, {phrases.EverySixHours, "6h"}, {phrases.EveryDay, "24h"}, {phrases.EveryWeek, "168h"}} {
		every.Choices = append(every.Choices, choice{Name: w.english(c.key), NameLocalizations: w.texts.Localised(c.key), Value: c.value})
	}
	role := w.option(typeRole, phrases.NameForRole, phrases.AboutForRole)
	place := w.option(typeChannel, phrases.NameForChannel, phrases.AboutForChannel)
	source := w.option(typeString, phrases.NameOneSource, phrases.AboutOneSource)
	source.Autocomplete = true
	needed := source
	needed.Required = true

	c := w.slash(phrases.NameCorpus, phrases.AboutCorpus,
		w.below(phrases.NameAdd, phrases.AboutAdd, location, channel, file, name, every, role, place),
		w.below(phrases.NameRemove, phrases.AboutRemove, needed),
		w.below(phrases.NameList, phrases.AboutList),
		w.below(phrases.NameSync, phrases.AboutSync, source),
		w.below(phrases.NameAudience, phrases.AboutAudience, needed, role, place))
	c.manage()
	return c
}

// longestLocation is how long a link may be, in characters.
const longestLocation = 1000

// below is a subcommand.
func (w wording) below(name, about phrases.Key, options ...option) option {
	o := w.option(typeSubcommand, name, about)
	o.Options = options
	return o
}
