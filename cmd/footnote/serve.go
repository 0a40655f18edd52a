package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"footnote/bot/discord"
	"footnote/bot/discord/link"
	"footnote/bot/discord/sqlitestate"
	"footnote/config"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
	"footnote/retrieval/syncer"
)

func (p *program) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve a community on Discord",
		Long: `Serve a community on Discord: questions by command, mention, reply, thread and
direct message, sources to look up, and a menu of footnotes below every answer.
The bot's token is read from DISCORD_TOKEN. It runs until it is interrupted;
what is under way is finished then, within 20 seconds. What it does is logged on
standard error; --log-level says how much.`,
		Example: `  DISCORD_TOKEN=... footnote serve
  DISCORD_TOKEN=... footnote serve --guild 81384788765712384   # commands appear there at once
  DISCORD_TOKEN=... DISCORD_API_BASE=http://localhost:3001/api footnote serve`,
		Args: cobra.NoArgs,
		RunE: p.action(func(ctx context.Context, _ []string) error { return p.serve(ctx) }),
	}
	for _, f := range serveFlags {
		cmd.Flags().String(f.name, "", f.usage)
	}
	return cmd
}

// serveFlags are the flags of serve, by the names of their settings.
var serveFlags = []struct{ name, usage string }{
	{"guild", "ID of the server to register the commands in (default: all)"},
	{"shard", "which part of the servers to serve, such as 0/2 (default: all of them)"},
	{"workers", "how many questions are answered at the same time (default: one for each processor)"},
}

// errNoToken says how to get what is lacking.
var errNoToken = misuse{errors.New(`there is no token of a Discord bot to serve with.
To get one: https://discord.com/developers/applications → New Application → Bot → Reset Token → Copy.
Then start it with the token in the environment: DISCORD_TOKEN=... footnote serve (docs/discord-setup.md shows each step).`)}

func (p *program) serve(ctx context.Context) error {
	settings := p.config.Discord
	if settings.Token.IsZero() {
		return errNoToken
	}
	p.logServing()
	corpus, err := p.openLive(ctx)
	if err != nil {
		return err
	}
	state, err := p.openState(ctx)
	if err != nil {
		return errors.Join(err, corpus.Close())
	}
	err = p.keepAndConnect(ctx, settings, corpus, state)
	return errors.Join(err, state.Close(), corpus.Close())
}

// keepAndConnect serves, and keeps the index equal to its sources meanwhile.
func (p *program) keepAndConnect(ctx context.Context, settings config.Discord, corpus *live, state *sqlitestate.Store) error {
	connection, err := p.newLink()
	if err != nil {
		return err
	}
	keeper, err := p.syncerWith(channelsBy(connection, state), nil)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- keeper.Run(ctx) }()
	err = p.connect(ctx, settings, connection, corpus, state, keeper)
	stop()
	return errors.Join(err, <-ended)
}

// logServing lets a server tell what it does, unless the settings say how much
// is to be told.
func (p *program) logServing() {
	if _, set := p.config.Origins["log-level"]; !set {
		p.log = slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: slog.LevelInfo}))
	}
}

func (p *program) openState(ctx context.Context) (*sqlitestate.Store, error) {
	if err := os.MkdirAll(p.config.Data, 0o700); err != nil {
		return nil, fmt.Errorf("making the data folder: %w", err)
	}
	return sqlitestate.Open(ctx, p.config.Data)
}

// connect serves until the context ends.
func (p *program) connect(ctx context.Context, settings config.Discord, connection *link.Link, corpus *live, state *sqlitestate.Store, keeper *syncer.Syncer) error {
	bot, err := discord.New(connection, connection, corpus, state, discord.Options{Guild: settings.Guild, Workers: settings.Workers,
		MessageContent: settings.MessageContent, Sources: keeper, Fetch: p.attachments(), Changed: p.channelChanged(ctx, keeper), Model: p.config.Writer.Model, Shard: settings.Shard, Shards: settings.Shards, Logger: p.log, Version: version()})
	if err != nil {
		return err
	}
	return bot.Run(ctx)
}

// attachments fetches what is attached to a command: from Discord, which is
// public, or from the server that stands in for it.
func (p *program) attachments() *fetch.Client {
	return fetch.New(fetch.Options{AllowPrivate: p.config.Discord.API != "", UserAgent: userAgent(), Turns: &p.turns})
}

// channelChanged wakes the sources that are the history of a channel, or of a
// channel of a server.
func (p *program) channelChanged(ctx context.Context, keeper *syncer.Syncer) func(id string) {
	return func(id string) {
		all, err := keeper.Registry.List(ctx)
		if err != nil {
			p.log.WarnContext(ctx, "a change in a channel is not followed", "channel", id, "error", err)
			return
		}
		for _, e := range all {
			if e.Kind == sources.Discord && (e.Location == id || e.Guild == id) {
				keeper.Changed(e.Name)
			}
		}
	}
}
