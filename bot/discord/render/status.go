package render

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/wire"
)

// A StatusView is how the bot is doing.
type StatusView struct {
	Documents, Passages int
	// Synced is when the corpus was last written; zero for never.
	Synced time.Time
	// Model is the language model's name; "" for none.
	Model string
	// Writes is set when answers are written by the model.
	Writes bool
	// Shard counts from 0; Shards is how many there are, 0 if there is no
	// telling.
	Shard, Shards int
	// Latency is that of the connection; 0 if it is not known.
	Latency time.Duration
	// Waiting is how many questions wait for the model.
	Waiting int
	// Started is when the bot started; zero if it is not known.
	Started time.Time
	Version string
	// Syncs are the syncs that go on, Failing the names of sources that could
	// not be read the last time: those that the reader may know of.
	Syncs   []ProgressView
	Failing []string
}

// sourcesShown is how many sources of each kind the status names.
const sourcesShown = 5

// Status makes a message of how the bot is doing.
func Status(v StatusView, o Options) wire.Message {
	s := newScribe(o, nil)
	embed := &discordgo.MessageEmbed{Title: s.embedTitle(s.say(phrases.StatusTitle))}
	add := func(key phrases.Key, value string) {
		embed.Fields = append(embed.Fields, &discordgo.MessageEmbedField{Name: s.fieldName(key), Value: value, Inline: true})
	}
	say := func(text string) string { return s.outside("", excerpt(text, fieldShown), plain).text() }
	add(phrases.StatusCorpus, say(s.say(phrases.StatusDocuments, v.Documents, v.Passages)))
	add(phrases.StatusSync, when(v.Synced, say(s.say(phrases.StatusNever))))
	model, mode := s.say(phrases.StatusModelNone), s.say(phrases.StatusModeQuotes)
	if visible(oneLine(v.Model)) {
		model = v.Model
	}
	if v.Writes {
		mode = s.say(phrases.StatusModeModel)
	}
	add(phrases.StatusModel, say(model))
	add(phrases.StatusMode, say(mode))
	add(phrases.StatusWaiting, strconv.Itoa(v.Waiting))
	if v.Shards > 0 {
		add(phrases.StatusShard, say(s.say(phrases.StatusShardOf, v.Shard+1, v.Shards)))
	}
	if v.Latency > 0 {
		add(phrases.StatusLatency, fmt.Sprintf("%d ms", v.Latency.Milliseconds()))
	}
	if !v.Started.IsZero() {
		add(phrases.StatusUptime, when(v.Started, ""))
	}
	if visible(oneLine(v.Version)) {
		add(phrases.StatusVersion, say(v.Version))
	}
	if lines := s.sourceLines(v); len(lines) > 0 {
		text, _ := cutText(strings.Join(lines, "\n"), longestField)
		embed.Fields = append(embed.Fields, &discordgo.MessageEmbedField{Name: s.fieldName(phrases.StatusSources), Value: text})
	}
	return wire.Message{Embeds: []*discordgo.MessageEmbed{embed}}
}

// sourceLines tell of syncs that go on, and of sources with problems.
func (s *scribe) sourceLines(v StatusView) []string {
	var lines []string
	for _, p := range v.Syncs[:min(len(v.Syncs), sourcesShown)] {
		lines = append(lines, "⏳ "+s.progress(p))
	}
	for _, name := range v.Failing[:min(len(v.Failing), sourcesShown)] {
		lines = append(lines, "⚠️ "+s.say(phrases.StatusProblem, s.safe(name, longestOption)))
	}
	if more := len(v.Syncs) + len(v.Failing) - len(lines); more > 0 {
		lines = append(lines, s.say(phrases.DocumentMore, more))
	}
	return lines
}

// when is a time as Discord shows it: how long ago it was, in the reader's
// language.
func when(t time.Time, never string) string {
	if t.IsZero() {
		return never
	}
	return fmt.Sprintf("<t:%d:R>", t.Unix())
}

// Help makes a message of what the bot can do; corpus is set when servers can
// give it sources. Its texts are the bot's own and may hold Markdown.
func Help(corpus bool, o Options) wire.Message {
	s := newScribe(o, nil)
	var paragraphs []string
	for _, key := range []phrases.Key{phrases.HelpAsk, phrases.HelpTalk, phrases.HelpFootnotes, phrases.HelpSource, phrases.HelpMessages, phrases.HelpManage} {
		paragraphs = append(paragraphs, s.say(key))
	}
	if corpus {
		paragraphs = append(paragraphs, s.say(phrases.HelpCorpus))
	}
	text, _ := cutText(strings.Join(paragraphs, "\n\n"), embedRoom)
	return wire.Message{Embeds: []*discordgo.MessageEmbed{{Title: s.embedTitle(s.say(phrases.HelpTitle)), Description: text}}}
}
