package main

import (
	"context"
	"net/http"

	"footnote/bot/discord"
	"footnote/bot/discord/link"
)

// discord examines the bot's token, its application and its commands. Nothing
// is changed there.
func (x *examination) discord(ctx context.Context) error {
	settings := x.config.Discord
	if settings.Token.IsZero() {
		return nil
	}
	x.about = "Discord"
	if settings.API != "" {
		x.about += " at " + settings.API
	}
	connection, err := link.New(link.Config{Token: settings.Token.Reveal(), API: settings.API})
	if err != nil {
		return x.fault("settings", "", "%v", err)
	}
	defer connection.Close()
	me, err := connection.Me(ctx)
	switch {
	case link.IsStatus(err, http.StatusUnauthorized):
		return x.fault("token", "copy it again: https://discord.com/developers/applications → Bot → Reset Token", "Discord does not accept it")
	case err != nil:
		return x.failed(ctx, "token", err)
	}
	if err := x.ok("token", "it is that of %s", me.Username); err != nil {
		return err
	}
	app := me.ID
	if application, err := connection.Application(ctx); err == nil {
		app = application.ID
	}
	commands, err := connection.Commands(ctx, app, settings.Guild)
	switch {
	case err != nil:
		return x.failed(ctx, "commands", err)
	case len(commands) == 0:
		return x.warn("commands", "start footnote serve; it registers them", "none are registered yet; to install: %s", discord.InstallURL(app))
	}
	return x.ok("commands", "%d are registered; to install: %s", len(commands), discord.InstallURL(app))
}
