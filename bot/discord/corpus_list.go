package discord

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/discord/render"
	"footnote/bot/discord/wire"
	"footnote/retrieval/syncer"
)

// sourcesAPage is how many sources a page of the list has.
const sourcesAPage = 5

// listSources takes the command /corpus list.
func (b *Bot) listSources(ctx context.Context, r *request, _ options) error {
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	return b.showList(ctx, r, 0)
}

// turnList turns the pages of the list.
func (b *Bot) turnList(ctx context.Context, r *request) error {
	if err := manages(r); err != nil {
		return err
	}
	page, err := strconv.Atoi(part(r.MessageComponentData().CustomID, 0))
	if err != nil {
		return fmt.Errorf("reading a button's state: %w", err)
	}
	if err := r.acknowledgeEdit(ctx); err != nil {
		return err
	}
	return b.showList(ctx, r, page)
}

// showList lists the server's own sources, and then those of the operator that
// the user may know of.
func (b *Bot) showList(ctx context.Context, r *request, page int) error {
	list, err := b.knownSources(ctx, r)
	if err != nil {
		return err
	}
	pages := max(1, (len(list)+sourcesAPage-1)/sourcesAPage)
	page = min(max(0, page), pages-1)
	view := render.SourcesView{Total: len(list), Page: page, Pages: pages}
	for _, s := range list[page*sourcesAPage : min(len(list), (page+1)*sourcesAPage)] {
		view.Sources = append(view.Sources, r.sourceView(s))
	}
	return r.reply(ctx, render.Sources(view, b.optionsFor(ctx, r)))
}

// knownSources are those that the user of a request may know of, their server's
// own first.
func (b *Bot) knownSources(ctx context.Context, r *request) ([]syncer.Status, error) {
	all, err := b.options.Sources.Sources(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing the sources: %w", err)
	}
	list := slices.DeleteFunc(slices.Clone(all), func(s syncer.Status) bool { return !r.knows(s) })
	slices.SortStableFunc(list, func(x, y syncer.Status) int {
		if own := x.Guild != ""; own != (y.Guild != "") {
			if own {
				return -1
			}
			return 1
		}
		return strings.Compare(x.Name, y.Name)
	})
	return list, nil
}

// syncsOf are the syncs that go on, and the sources that fail, as far as the
// user of a request may know of them; problems are for those who can mend them.
func (b *Bot) syncsOf(ctx context.Context, r *request) (syncs []render.ProgressView, failing []string) {
	if b.options.Sources == nil {
		return nil, nil
	}
	list, err := b.knownSources(ctx, r)
	if err != nil {
		b.log.WarnContext(ctx, "the status says nothing of sources", "error", err)
	}
	for _, s := range list {
		if s.Running {
			syncs = append(syncs, r.progressOf(s))
		}
		if s.State.Problem != "" && manages(r) == nil {
			failing = append(failing, r.nameOf(s))
		}
	}
	return syncs, failing
}

// showAudience takes the command /corpus audience: it shows who sees a source,
// or changes that where it is told a role or a channel.
func (b *Bot) showAudience(ctx context.Context, r *request, o options) error {
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	s, err := b.ownSource(ctx, r, o.text(optionSource))
	if err != nil {
		return err
	}
	role, channel := o.text(optionForRole), o.text(optionForChannel)
	if role == "" && channel == "" {
		return r.reply(ctx, b.audienceMessage(ctx, r, s, nil))
	}
	return b.setAudience(ctx, r, s, present(role), present(channel))
}

func present(id string) []string {
	if id == "" {
		return nil
	}
	return []string{id}
}

// changeAudience takes what was chosen from the menus of /corpus audience.
func (b *Bot) changeAudience(ctx context.Context, r *request) error {
	if err := manages(r); err != nil {
		return err
	}
	data := r.MessageComponentData()
	s, err := b.ownSource(ctx, r, part(data.CustomID, 0))
	if err != nil {
		return err
	}
	if err := r.acknowledgeEdit(ctx); err != nil {
		return err
	}
	now := seenOf(s.Audience, r.guild)
	switch kind, _, _ := strings.Cut(data.CustomID, ":"); kind {
	case actSeenRoles:
		now.Roles = data.Values
	case actSeenChannels:
		now.Channels = data.Values
	case actSeenAll:
		now.Roles, now.Channels = nil, nil
	}
	return b.setAudience(ctx, r, s, now.Roles, now.Channels)
}

// setAudience has roles and channels of the server see a source; none is the
// whole server.
func (b *Bot) setAudience(ctx context.Context, r *request, s syncer.Status, roles, channels []string) error {
	before := seenOf(s.Audience, r.guild)
	s.Audience = labelsFor(r.guild, roles, channels)
	if _, err := b.options.Sources.SetAudience(ctx, s.Name, s.Audience); err != nil {
		return fmt.Errorf("changing who sees a source: %w", err)
	}
	b.log.InfoContext(ctx, "it was changed on Discord who sees a source", "source", s.Name, "guild", r.guild, "user", r.user)
	return r.reply(ctx, b.audienceMessage(ctx, r, s, &before))
}

func (b *Bot) audienceMessage(ctx context.Context, r *request, s syncer.Status, before *render.SeenView) wire.Message {
	name := nameFor(s, r.guild)
	return render.SourceAudience(render.AudienceView{Name: name, Now: seenOf(s.Audience, r.guild), Before: before,
		Roles: actSeenRoles + ":" + name, Channels: actSeenChannels + ":" + name, All: actSeenAll + ":" + name}, b.optionsFor(ctx, r))
}
