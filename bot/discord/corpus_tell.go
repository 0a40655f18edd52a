package discord

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"time"

	"footnote/bot/discord/link"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
	"footnote/bot/discord/wire"
	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/syncer"
)

// stageOf is where what /corpus does is told, and told to the end: after the
// interaction has expired in a direct message.
func (b *Bot) stageOf(r *request) *replyStage {
	s := &replyStage{api: b.api, i: r.Interaction, user: r.user, private: true, expires: r.arrived.Add(tokenLife), now: b.now}
	r.late = s
	return s
}

// watch shows how far the sync of a source is, until it is stopped.
func (b *Bot) watch(ctx context.Context, r *request, d *delivery, stored string) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer b.survive(ctx, "showing the progress of a sync", nil)
		ticker := time.NewTicker(b.options.EditEvery)
		defer ticker.Stop()
		var shown render.ProgressView
		for {
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
			all, err := b.options.Sources.Sources(ctx)
			if err != nil {
				continue // the next may go better; nothing depends on it
			}
			for _, s := range all {
				if now := r.progressOf(s); s.Name == stored && s.Running && now != shown {
					shown = now
					d.progress(render.SourceProgress(now, b.optionsFor(ctx, r)))
				}
			}
		}
	}()
	return func() { cancel(); <-done }
}

// conclude shows the last word on what /corpus did. Who cannot be told in
// private any more hears in the channel where to look.
func (b *Bot) conclude(ctx context.Context, r *request, d *delivery, m wire.Message) error {
	_, err := d.finish(ctx, []wire.Message{m}, func([]string) {})
	if link.IsCode(err, link.CodeCannotMessageUser) {
		_, err = b.api.Send(ctx, r.channel, wire.Message{Content: r.text.Text(phrases.SourceLate), Flags: wire.SuppressEmbeds})
	}
	if err != nil {
		return fmt.Errorf("telling what became of a source: %w", err)
	}
	r.set(fully)
	return nil
}

// nameOf is what a source is called for the user of a request. The files and
// folders that are indexed without a name are called just that.
func (r *request) nameOf(s syncer.Status) string {
	if s.Name == syncer.Unnamed {
		return r.text.Text(phrases.KindFiles)
	}
	return nameFor(s, r.guild)
}

func (r *request) progressOf(s syncer.Status) render.ProgressView {
	return render.ProgressView{Source: r.nameOf(s), Embedding: s.Progress.Stage == retrieval.StageEmbed, Done: s.Progress.Done, Total: s.Progress.Total}
}

// sourceView is a source as the user of a request is shown it. Of an operator's
// own they are not told where on which machine it is, nor what is wrong there.
func (r *request) sourceView(s syncer.Status) render.SourceView {
	view := render.SourceView{Name: r.nameOf(s), Kind: s.Kind, Documents: s.State.Documents, Passages: s.State.Passages, Synced: s.State.Synced,
		Next: s.Next, Failing: s.State.Problem != "", Operator: s.Guild == "", Seen: seenOf(s.Audience, r.guild)}
	if s.Running {
		p := r.progressOf(s)
		view.Progress = &p
	}
	if s.Guild == "" {
		return view
	}
	view.Held = s.State.Held
	if why, its := strings.CutPrefix(s.State.Problem, syncer.ErrUnreachable.Error()+": "); its {
		view.Problem = clean(why, s.Name)
	}
	if s.Kind == sources.Discord {
		view.Channel = s.Location
		return view
	}
	view.Location, _, _ = strings.Cut(s.Shown(), "?") // a key may stand behind it
	return view
}

func outcomeView(o syncer.Outcome) render.OutcomeView {
	view := render.OutcomeView{New: o.Added, Changed: o.Changed, Renamed: o.Renamed, Gone: o.Removed, Same: o.Unchanged, Kept: o.Kept,
		Skipped: o.Skipped, Ignored: o.Ignored, AllFaults: len(o.Faults)}
	for _, f := range o.Faults[:min(len(o.Faults), faultsTold)] {
		view.Faults = append(view.Faults, render.FaultView{Where: where(f.Path, o.Source), Why: clean(reasonOf(f), o.Source)})
	}
	return view
}

// faultsTold is how many faults are handed on, more than are shown.
const faultsTold = 10

// told is what of an error people are told: what a source or a fault says of
// itself. What else failed is the bot's own affair.
func told(err error, stored string) string {
	var fetched *fetch.Error
	var fault *corpus.Fault
	switch {
	case errors.As(err, &fault):
		return clean(reasonOf(fault), stored)
	case errors.As(err, &fetched):
		return clean(fetched.Err.Error(), stored)
	}
	return ""
}

// reasonOf is why something could not be read, without where.
func reasonOf(f *corpus.Fault) string {
	if f.Err == nil {
		return ""
	}
	text := f.Err.Error()
	if f.Path != "" {
		text = strings.ReplaceAll(text, f.Path, where(f.Path, ""))
	}
	return text
}

// where is the place of a fault in its source: no folder of the machine.
func where(at, stored string) string {
	if strings.Contains(at, "://") {
		return at
	}
	slashed := filepath.ToSlash(at)
	if _, below, found := strings.Cut(slashed, "/sources/"+stored+"/"); found && stored != "" {
		return below
	}
	if path.IsAbs(slashed) || filepath.IsAbs(at) {
		return path.Base(slashed)
	}
	return at
}

// clean takes folders of the machine out of a text, word by word.
func clean(text, stored string) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		bare := strings.Trim(w, `"'“”‘’():,;`)
		if filepath.IsAbs(bare) || path.IsAbs(bare) {
			words[i] = strings.Replace(w, bare, where(bare, stored), 1)
		}
	}
	return strings.Join(words, " ")
}
