package discord

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/retrieval/syncer"
)

// mostSources is how many sources a server may have.
const mostSources = 20

// corpusCommand takes the command /corpus.
func (b *Bot) corpusCommand(ctx context.Context, r *request) error {
	if err := manages(r); err != nil {
		return err
	}
	data := r.ApplicationCommandData()
	if len(data.Options) != 1 {
		return fmt.Errorf("/%s came with %d subcommands", commandCorpus, len(data.Options))
	}
	below := data.Options[0]
	handle := map[string]func(context.Context, *request, options) error{
		commandAdd: b.addSource, commandRemove: b.askRemoval, commandList: b.listSources, commandSync: b.syncSources, commandAudience: b.showAudience,
	}[below.Name]
	if handle == nil {
		return fmt.Errorf("/%s has no subcommand %q", commandCorpus, below.Name)
	}
	return handle(ctx, r, optionsOf(below.Options))
}

// The components of /corpus, as interaction.go has the others.
const (
	actList         = "cl" // cl:PAGE
	actLetGo        = "cg" // cg:SOURCE
	actRemove       = "cr" // cr:SOURCE
	actKeep         = "ck" // ck:SOURCE
	actSeenRoles    = "sr" // sr:SOURCE, with roles as values
	actSeenChannels = "sc" // sc:SOURCE, with channels as values
	actSeenAll      = "sa" // sa:SOURCE
	actSuggested    = "ca" // ca:DOCUMENT:QUESTION
)

// sourceHandler finds the handler of a component of /corpus; nil if it is none,
// or there is no such command.
func (b *Bot) sourceHandler(kind string) handler {
	if b.options.Sources == nil {
		return nil
	}
	return map[string]handler{
		actList: b.turnList, actLetGo: b.letGo, actRemove: b.removeSource, actKeep: b.keepSource, actSuggested: b.askSuggested,
		actSeenRoles: b.changeAudience, actSeenChannels: b.changeAudience, actSeenAll: b.changeAudience,
	}[kind]
}

// ownSources lists the sources that a server added, by name.
func (b *Bot) ownSources(ctx context.Context, guild string) ([]syncer.Status, error) {
	all, err := b.options.Sources.Sources(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing the sources: %w", err)
	}
	return slices.DeleteFunc(all, func(s syncer.Status) bool { return guild == "" || s.Guild != guild }), nil
}

// ownSource finds a source that the server of a request added. Of those of
// other servers nobody hears that they are there.
func (b *Bot) ownSource(ctx context.Context, r *request, named string) (syncer.Status, error) {
	all, err := b.options.Sources.Sources(ctx)
	if err != nil {
		return syncer.Status{}, fmt.Errorf("listing the sources: %w", err)
	}
	named = strings.TrimSpace(named)
	for _, s := range all {
		if r.guild != "" && s.Guild == r.guild && (s.Name == named || nameFor(s, r.guild) == named) {
			return s, nil
		}
	}
	for _, s := range all {
		if s.Name == named && s.Guild == "" && r.own().Sees(s.Audience) {
			return s, refusal(phrases.ErrSourceOperator, render.Quoted(named))
		}
	}
	return syncer.Status{}, refusal(phrases.ErrSourceNone, render.Quoted(named))
}

// knows reports whether the user of a request may know that a source is there:
// one of another server never, one of their own if they manage it.
func (r *request) knows(s syncer.Status) bool {
	switch s.Guild {
	case "":
		return r.own().Sees(s.Audience)
	case r.guild:
		return manages(r) == nil || r.own().Sees(s.Audience)
	}
	return false
}

// The names of sources are the servers' own: two servers may call theirs the
// same without hearing of each other. So a source is stored under its name with
// the server behind it, whether that is needed or not.
const (
	storedName = 40
	longestTag = 14 // a 64-bit number to the base 36, and a hyphen
	// longestSourceName is how long the name of a source may be.
	longestSourceName = storedName - longestTag
)

func tagOf(guild string) string {
	n, err := strconv.ParseUint(guild, 10, 64)
	if err != nil { // no server of Discord's
		h := fnv.New64a()
		_, _ = h.Write([]byte(guild))
		n = h.Sum64()
	}
	return "-" + strconv.FormatUint(n, 36)
}

// nameFor is what a server calls a source.
func nameFor(s syncer.Status, guild string) string {
	if s.Guild == "" || s.Guild != guild {
		return s.Name
	}
	return strings.TrimSuffix(s.Name, tagOf(guild))
}

// busy are the servers for which something is being read, so that nobody keeps
// the bot busy with theirs alone. The zero value is none.
type busy struct {
	mu     sync.Mutex
	guilds map[string]bool
}

// begin notes a server; false when it is noted already. end may be called more
// than once.
func (b *busy) begin(guild string) (end func(), ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.guilds[guild] {
		return nil, false
	}
	if b.guilds == nil {
		b.guilds = map[string]bool{}
	}
	b.guilds[guild] = true
	return sync.OnceFunc(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.guilds, guild)
	}), true
}

// completeSource suggests sources while /corpus is typed: those that the server
// added, to those who may change them.
func (b *Bot) completeSource(ctx context.Context, r *request) ([]string, error) {
	if b.options.Sources == nil || manages(r) != nil {
		return nil, nil
	}
	own, err := b.ownSources(ctx, r.guild)
	if err != nil {
		return nil, err
	}
	typed := strings.ToLower(strings.TrimSpace(focusedText(r.ApplicationCommandData().Options)))
	var names []string
	for _, s := range own {
		if name := nameFor(s, r.guild); strings.Contains(name, typed) && len(names) < mostChoices {
			names = append(names, name)
		}
	}
	return names, nil
}

// focusedText is what somebody has typed so far of an option, which may be that
// of a subcommand.
func focusedText(list []*discordgo.ApplicationCommandInteractionDataOption) string {
	for _, o := range list {
		if o.Focused {
			text, _ := o.Value.(string)
			return text
		}
		if text := focusedText(o.Options); text != "" {
			return text
		}
	}
	return ""
}
