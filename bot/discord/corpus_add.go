package discord

import (
	"context"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
	"footnote/retrieval/syncer"
)

const (
	// largestFile is how large a file may be that is attached to /corpus add,
	// in bytes.
	largestFile = 32 << 20
	// leastEvery is how often a source of a server is read at most.
	leastEvery = 15 * time.Minute
)

// A wanted is a source that somebody wants to add.
type wanted struct {
	source sources.Source
	// channel is the ID of the channel that it shall be, file the file.
	channel string
	file    *discordgo.MessageAttachment
	// name is what the server calls it; chosen is set when it was given.
	name   string
	chosen bool
	// roles and channels are those that shall see it.
	roles, channels []string
}

// addSource takes the command /corpus add. What speaks against it at once is
// told before it is acknowledged.
func (b *Bot) addSource(ctx context.Context, r *request, o options) error {
	want, err := b.wanted(r, o)
	if err != nil {
		return err
	}
	end, free := b.reading.begin(r.guild)
	if !free {
		return refusal(phrases.ErrSourceBusy)
	}
	defer end()
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	stage := b.stageOf(r)
	if want.channel != "" {
		if err := b.wantChannel(ctx, r, &want); err != nil {
			return err
		}
	}
	want.source.Audience = labelsFor(r.guild, want.roles, want.channels)
	if err := b.nameSource(ctx, r, &want); err != nil {
		return err
	}
	data, err := b.attached(ctx, want.file)
	if err != nil {
		return err
	}
	d := deliver(ctx, stage, b.options.EditEvery, b.log, func(string) {})
	defer d.stop()
	stop := b.watch(ctx, r, d, want.source.Name)
	defer stop() // a panic comes this way too
	outcome, err := b.options.Sources.Add(ctx, want.source, data)
	stop()
	end()
	if errors.Is(err, syncer.ErrEmpty) {
		return b.tellEmpty(ctx, r, d, want, outcome)
	}
	if err != nil {
		d.stop()
		return notAdded(err, want)
	}
	return b.tellAdded(ctx, r, stage, d, want, outcome)
}

// wanted reads the options of /corpus add.
func (b *Bot) wanted(r *request, o options) (wanted, error) {
	want := wanted{name: strings.TrimSpace(o.text(optionName)), channel: o.text(optionChannel)}
	location, given := strings.TrimSpace(o.text(optionLocation)), 0
	for _, has := range []bool{location != "", want.channel != "", o.text(optionFile) != ""} {
		if has {
			given++
		}
	}
	if given != 1 {
		return want, refusal(phrases.ErrWhat)
	}
	if want.chosen = want.name != ""; want.chosen && (!sourceName.MatchString(want.name) || len(want.name) > longestSourceName) {
		return want, refusal(phrases.ErrSourceName, render.Quoted(want.name), longestSourceName)
	}
	var err error
	switch {
	case want.channel != "":
		want.source = sources.Source{Kind: sources.Discord, Name: "channel"}
	case location != "":
		err = b.wantLocation(&want, location)
	default:
		err = wantFile(&want, r.ApplicationCommandData().Resolved, o.text(optionFile))
	}
	for _, list := range []struct {
		name string
		into *[]string
	}{{optionForRole, &want.roles}, {optionForChannel, &want.channels}} {
		if id := o.text(list.name); id != "" {
			*list.into = append(*list.into, id)
		}
	}
	want.source.Guild, want.source.Added = r.guild, b.now()
	if every, bad := time.ParseDuration(o.text(optionEvery)); bad == nil {
		want.source.Every = max(every, leastEvery)
	}
	return want, err
}

var sourceName = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$`)

// wantLocation takes a link or a mention of a channel: never a path of the
// machine that the bot runs on.
func (b *Bot) wantLocation(want *wanted, location string) error {
	s, err := sources.Of(location, "")
	link := strings.HasPrefix(s.Location, "https://") || strings.HasPrefix(s.Location, "http://")
	switch {
	case err != nil, s.Kind != sources.Discord && !link, s.Kind == sources.Files:
		return refusal(phrases.ErrLocation, render.Quoted(location))
	case s.Kind == sources.Discord:
		want.channel, s.Name = s.Location, "channel"
	case b.options.Fetch != nil:
		if err := b.options.Fetch.Check(s.Location); err != nil {
			return notAdded(err, *want)
		}
	}
	want.source = s
	return nil
}

func wantFile(want *wanted, resolved *discordgo.ApplicationCommandInteractionDataResolved, id string) error {
	if resolved != nil {
		want.file = resolved.Attachments[id]
	}
	switch {
	case want.file == nil:
		return refusal(phrases.ErrWhat)
	case want.file.Size > largestFile:
		return refusal(phrases.ErrSourceSize, largestFile>>20)
	}
	name := path.Base(strings.ReplaceAll(want.file.Filename, "\\", "/"))
	s, err := sources.Of(name, sources.Upload)
	if err != nil {
		return refusal(phrases.ErrLocation, render.Quoted(name))
	}
	want.source = s
	return nil
}

// wantChannel looks whether the channel may be a source, and keeps what not
// everyone may view to those who are in that channel.
func (b *Bot) wantChannel(ctx context.Context, r *request, want *wanted) error {
	found, err := b.readable(ctx, r, want.channel)
	if err != nil {
		return err
	}
	want.source.Location = found.id
	if !found.open && len(want.roles)+len(want.channels) == 0 {
		want.channels = []string{found.within}
	}
	return nil
}

// nameSource gives a source a name that the server has not given yet.
func (b *Bot) nameSource(ctx context.Context, r *request, want *wanted) error {
	own, err := b.ownSources(ctx, r.guild)
	if err != nil {
		return err
	}
	if len(own) >= mostSources {
		return refusal(phrases.ErrSourceLimit, len(own))
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(own, func(s syncer.Status) bool { return nameFor(s, r.guild) == name })
	}
	if want.chosen && taken(want.name) {
		return refusal(phrases.ErrSourceTaken, render.Quoted(want.name))
	}
	if !want.chosen {
		want.name = numbered(want.source.Name, taken)
	}
	want.source.Name = want.name + tagOf(r.guild)
	return nil
}

// numbered is a name, with a number behind it where it is taken.
func numbered(name string, taken func(string) bool) string {
	fit := func(most int) string { return strings.Trim(name[:min(len(name), most)], "-") }
	free := fit(longestSourceName)
	for n := 2; taken(free); n++ {
		behind := "-" + strconv.Itoa(n)
		free = fit(longestSourceName-len(behind)) + behind
	}
	return free
}

// attached fetches a file that was attached, from where Discord says it is.
func (b *Bot) attached(ctx context.Context, file *discordgo.MessageAttachment) ([]byte, error) {
	if file == nil {
		return nil, nil
	}
	if b.options.Fetch == nil {
		return nil, errors.New("fetching an attached file: there is nothing to fetch it with")
	}
	response, err := b.options.Fetch.Do(ctx, fetch.Request{URL: file.URL, MaxBytes: largestFile})
	var fault *fetch.Error
	if errors.As(err, &fault) {
		return nil, refusal(phrases.ErrSourceFile, render.Reason(fault.Err.Error()))
	}
	if err != nil {
		return nil, fmt.Errorf("fetching an attached file: %w", err)
	}
	return response.Data, nil
}

// notAdded tells why a source was not added, where that is not the bot's fault.
func notAdded(err error, want wanted) error {
	if errors.Is(err, sources.ErrTaken) {
		return refusal(phrases.ErrSourceTaken, render.Quoted(want.name))
	}
	if why := told(err, want.source.Name); why != "" {
		return refusal(phrases.ErrSourceFailed, render.Reason(why))
	}
	return fmt.Errorf("adding a source: %w", err)
}
