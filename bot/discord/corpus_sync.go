package discord

import (
	"context"
	"fmt"
	"slices"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/retrieval/syncer"
)

// syncSources takes the command /corpus sync: of one source, or of all that the
// server added.
func (b *Bot) syncSources(ctx context.Context, r *request, o options) error {
	end, free := b.reading.begin(r.guild)
	if !free {
		return refusal(phrases.ErrSourceBusy)
	}
	defer end()
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	list, err := b.ownSources(ctx, r.guild)
	if err != nil {
		return err
	}
	if named := o.text(optionSource); named != "" {
		one, err := b.ownSource(ctx, r, named)
		if err != nil {
			return err
		}
		list = []syncer.Status{one}
	}
	return b.readAgain(ctx, r, list, false, end)
}

// letGo takes documents away that are gone from a source, once somebody
// confirmed that they are.
func (b *Bot) letGo(ctx context.Context, r *request) error {
	if err := manages(r); err != nil {
		return err
	}
	one, err := b.ownSource(ctx, r, part(r.MessageComponentData().CustomID, 0))
	if err != nil {
		return err
	}
	end, free := b.reading.begin(r.guild)
	if !free {
		return refusal(phrases.ErrSourceBusy)
	}
	defer end()
	if err := r.acknowledgeEdit(ctx); err != nil {
		return err
	}
	return b.readAgain(ctx, r, []syncer.Status{one}, true, end)
}

// readAgain reads sources one after the other and, once that has ended, tells
// what became of them.
func (b *Bot) readAgain(ctx context.Context, r *request, list []syncer.Status, confirm bool, end func()) error {
	d := deliver(ctx, b.stageOf(r), b.options.EditEvery, b.log, func(string) {})
	defer d.stop()
	var views []render.SyncedView
	for _, s := range list {
		view, err := b.readOne(ctx, r, d, s, confirm)
		if err != nil {
			d.stop()
			return err
		}
		views = append(views, view)
	}
	end()
	return b.conclude(ctx, r, d, render.SourcesSynced(views, b.optionsFor(ctx, r)))
}

func (b *Bot) readOne(ctx context.Context, r *request, d *delivery, s syncer.Status, confirm bool) (render.SyncedView, error) {
	stop := b.watch(ctx, r, d, s.Name)
	defer stop() // a panic comes this way too
	outcome, err := b.options.Sources.Sync(ctx, s.Name, confirm)
	stop()
	if ctx.Err() != nil {
		return render.SyncedView{}, context.Cause(ctx)
	}
	view := render.SyncedView{Outcome: outcomeView(outcome)}
	if err != nil { // one of several that fails keeps nobody from reading of the others
		b.log.WarnContext(ctx, "a source was not read again", "source", s.Name, "error", err)
		view.Source = r.sourceView(s)
		view.Source.Failing, view.Source.Problem = true, told(err, s.Name)
		return view, nil
	}
	if now, err := b.ownSource(ctx, r, s.Name); err == nil {
		s = now
	}
	view.Source = r.sourceView(s)
	view.Source.Held = len(outcome.Held)
	if outcome.Problem != nil {
		view.Source.Failing, view.Source.Problem = true, told(outcome.Problem, s.Name)
	}
	if view.Source.Held > 0 {
		view.LetGo = actLetGo + ":" + nameFor(s, r.guild)
		view.Held, err = b.titlesOf(ctx, r, outcome.Held)
	}
	return view, err
}

// titlesOf names documents: those that the user may see.
func (b *Bot) titlesOf(ctx context.Context, r *request, ids []string) ([]string, error) {
	list, err := b.documents.visible(ctx, r.own())
	if err != nil {
		return nil, err
	}
	var titles []string
	for _, e := range list {
		if slices.Contains(ids, e.ID) {
			titles = append(titles, titleOf(e.StoredDocument))
		}
	}
	return titles, nil
}

// askRemoval takes the command /corpus remove, and asks whether that is meant.
func (b *Bot) askRemoval(ctx context.Context, r *request, o options) error {
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	s, err := b.ownSource(ctx, r, o.text(optionSource))
	if err != nil {
		return err
	}
	name := nameFor(s, r.guild)
	return r.reply(ctx, render.SourceRemoval(name, s.State.Documents, actRemove+":"+name, actKeep+":"+name, b.optionsFor(ctx, r)))
}

// removeSource removes a source, once somebody confirmed that.
func (b *Bot) removeSource(ctx context.Context, r *request) error {
	if err := manages(r); err != nil {
		return err
	}
	s, err := b.ownSource(ctx, r, part(r.MessageComponentData().CustomID, 0))
	if err != nil {
		return err
	}
	if err := r.acknowledgeEdit(ctx); err != nil {
		return err
	}
	if err := b.options.Sources.Remove(ctx, s.Name); err != nil {
		return fmt.Errorf("removing a source: %w", err)
	}
	b.log.InfoContext(ctx, "a source was removed on Discord", "source", s.Name, "guild", r.guild, "user", r.user)
	return r.reply(ctx, render.SourceRemoved(nameFor(s, r.guild), s.State.Documents, true, b.optionsFor(ctx, r)))
}

// keepSource leaves a source alone that somebody thought of removing.
func (b *Bot) keepSource(ctx context.Context, r *request) error {
	if err := manages(r); err != nil {
		return err
	}
	s, err := b.ownSource(ctx, r, part(r.MessageComponentData().CustomID, 0))
	if err != nil {
		return err
	}
	return r.update(ctx, render.SourceRemoved(nameFor(s, r.guild), 0, false, b.optionsFor(ctx, r)))
}
