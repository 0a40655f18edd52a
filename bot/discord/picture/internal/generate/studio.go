package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord"
	"footnote/bot/discord/sqlitestate"
)

// When the bot of the pictures was started, and when they are taken.
var (
	morning = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	noon    = morning.Add(3 * time.Hour)
)

// faults takes the log of the bot: a picture must show none of its failures.
type faults struct{ strings.Builder }

func (f *faults) err() error {
	if f.Len() == 0 {
		return nil
	}
	return fmt.Errorf("the bot failed: %s", f)
}

// A studio is a server with the bot on it, to be drawn.
type studio struct {
	*server
	shelf *shelf
}

// open lets the bot come to the server.
func open(ctx context.Context) (s *studio, leave func() error, err error) {
	shelf, err := openShelf(ctx)
	if err != nil {
		return nil, nil, err
	}
	stock, empty, err := openStock(shelf)
	if err != nil {
		return nil, nil, errors.Join(err, shelf.Close())
	}
	store, err := sqlitestate.OpenMemory(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, empty(), shelf.Close())
	}
	s = &studio{server: newServer(), shelf: shelf}
	clock, log := morning, new(faults)
	b, err := discord.New(s.server, s.server, shelf, memory{store, s.server}, discord.Options{
		EditEvery: time.Hour, Workers: 1, Sources: stock, Now: func() time.Time { return clock },
		Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	if err != nil {
		return nil, nil, errors.Join(err, store.Close(), empty(), shelf.Close())
	}
	clock = noon
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- b.Run(running) }()
	leave = func() error {
		stop()
		return errors.Join(<-ended, log.err(), store.Close(), empty(), shelf.Close())
	}
	ready := object{"user": object{"id": idBot, "username": "Footnote"}, "application": object{"id": idBot}}
	if err := s.happen(ctx, "READY", ready); err != nil {
		return nil, nil, errors.Join(err, leave())
	}
	select {
	case <-s.ready:
		return s, leave, nil
	case <-ctx.Done():
		return nil, nil, errors.Join(ctx.Err(), leave())
	}
}

// command uses a slash command.
func (s *studio) command(ctx context.Context, name string, options ...object) (reply, error) {
	return s.interact(ctx, discordgo.InteractionApplicationCommand, object{"id": "1", "name": name, "type": 1, "options": options}, name == "ask")
}

// press uses a button, or chooses from a menu.
func (s *studio) press(ctx context.Context, id string, values ...string) (reply, error) {
	data := object{"custom_id": id, "component_type": int(discordgo.ButtonComponent)}
	if len(values) > 0 {
		data["component_type"], data["values"] = int(discordgo.SelectMenuComponent), values
	}
	return s.interact(ctx, discordgo.InteractionMessageComponent, data, false)
}

// registered is a command as the bot registered it.
func (s *studio) registered(name string) (command, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.commands, func(c command) bool { return c.Name == name })
	if i < 0 {
		return command{}, fmt.Errorf("there is no command /%s", name)
	}
	return s.commands[i], nil
}

// control finds the custom_id of a menu or button by what it begins with.
func control(components []discordgo.MessageComponent, kind string) (string, error) {
	for _, c := range components {
		id := ""
		switch c := c.(type) {
		case discordgo.ActionsRow:
			id, _ = control(c.Components, kind)
		case discordgo.Container:
			id, _ = control(c.Components, kind)
		case discordgo.Button:
			id = c.CustomID
		case discordgo.SelectMenu:
			id = c.CustomID
		}
		if len(id) > len(kind) && id[:len(kind)] == kind && id[len(kind)] == ':' {
			return id, nil
		}
	}
	return "", fmt.Errorf("there is no %q to press", kind)
}
