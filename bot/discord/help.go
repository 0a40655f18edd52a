package discord

import (
	"context"
	"fmt"

	"footnote/bot/discord/render"
)

// help takes the command /help.
func (b *Bot) help(ctx context.Context, r *request) error {
	m := render.Help(b.options.Sources != nil, b.optionsFor(ctx, r))
	return r.tellMessage(ctx, m)
}

// status takes the command /status: how the bot is doing, for everyone.
func (b *Bot) status(ctx context.Context, r *request) error {
	if err := r.acknowledge(ctx, true); err != nil {
		return err
	}
	visible, err := b.documents.visible(ctx, r.own())
	if err != nil {
		return err
	}
	view := render.StatusView{Documents: len(visible), Synced: b.corpus.Synced(ctx), Model: b.options.Model, Writes: b.options.Model != "",
		Shard: b.options.Shard, Shards: b.options.Shards, Latency: b.gateway.Status().Latency, Waiting: b.queue.Len(), Started: b.started,
		Version: b.options.Version}
	// Of what somebody may not see, not even the number is told.
	for _, e := range visible {
		view.Passages += e.Chunks
	}
	view.Syncs, view.Failing = b.syncsOf(ctx, r)
	if err := r.reply(ctx, render.Status(view, b.optionsFor(ctx, r))); err != nil {
		return fmt.Errorf("telling the status: %w", err)
	}
	b.tellLacks(ctx, r)
	return nil
}
