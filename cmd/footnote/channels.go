package main

import (
	"context"
	"errors"

	"footnote/bot/discord"
	"footnote/bot/discord/history"
	"footnote/bot/discord/link"
	"footnote/bot/discord/sqlitestate"
	"footnote/corpus/sources"
	"footnote/retrieval/syncer"
)

// newLink connects to Discord, or what stands in for it, once it is used.
func (p *program) newLink() (*link.Link, error) {
	settings := p.config.Discord
	return link.New(link.Config{Token: settings.Token.Reveal(), API: settings.API, Intents: discord.Intents(settings.MessageContent),
		ShardID: settings.Shard, ShardCount: settings.Shards, Log: p.log})
}

// channelsBy opens the histories of channels by a connection that there is
// already.
func channelsBy(connection *link.Link, state *sqlitestate.Store) opener {
	return func(_ context.Context, o syncer.Opening) (sources.Origin, error) {
		return history.New(connection, o.Source, o.Dir, history.Options{Authors: authorsBy(state)}), nil
	}
}

// authorsBy tells how a server wants the authors of messages to be shown.
func authorsBy(state *sqlitestate.Store) func(ctx context.Context, guild string) (string, error) {
	return func(ctx context.Context, guild string) (string, error) {
		settings, err := state.Settings(ctx, guild)
		return settings.Authors, err
	}
}

// channel opens the history of a channel, with all that is needed for it.
func (p *program) channel(ctx context.Context, o syncer.Opening) (sources.Origin, error) {
	if p.config.Discord.Token.IsZero() {
		return nil, errors.New("the history of a channel is read by a bot; set DISCORD_TOKEN")
	}
	connection, err := p.newLink()
	if err != nil {
		return nil, err
	}
	state, err := p.openState(ctx)
	if err != nil {
		return nil, err
	}
	origin, err := channelsBy(connection, state)(ctx, o)
	return opened{origin, func() { _ = state.Close() }}, err
}
