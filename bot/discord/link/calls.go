package link

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/wire"
)

// path joins the parts of a path.
func path(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString("/" + url.PathEscape(part))
	}
	return b.String()
}

// Respond gives the first reply to an interaction. It must come within 3
// seconds, waits behind nothing, and is tried for 2.5.
func (l *Link) Respond(ctx context.Context, interaction, token string, r wire.Response) error {
	request := Request{Method: http.MethodPost, Path: path("interactions", interaction, token, "callback"), Body: r}
	if m, ok := r.Data.(wire.Message); ok {
		request.Files = m.Files
	}
	_, err := l.Do(ctx, request)
	return err
}

// EditOriginal replaces the first reply to an interaction.
func (l *Link) EditOriginal(ctx context.Context, app, token string, m wire.Message) (*discordgo.Message, error) {
	return l.EditFollowup(ctx, app, token, "@original", m)
}

// DeleteOriginal deletes the first reply to an interaction.
func (l *Link) DeleteOriginal(ctx context.Context, app, token string) error {
	return l.DeleteFollowup(ctx, app, token, "@original")
}

// Followup sends a further reply to an interaction. Webhooks know no nonces, so
// that it is not sent again when it is uncertain whether it arrived.
func (l *Link) Followup(ctx context.Context, app, token string, m wire.Message) (*discordgo.Message, error) {
	m.Nonce, m.Reply = "", ""
	return l.message(ctx, http.MethodPost, path("webhooks", app, token)+"?wait=true", m)
}

// EditFollowup replaces a further reply.
func (l *Link) EditFollowup(ctx context.Context, app, token, id string, m wire.Message) (*discordgo.Message, error) {
	m.Nonce, m.Reply = "", ""
	return l.message(ctx, http.MethodPatch, path("webhooks", app, token, "messages", id), m)
}

// DeleteFollowup deletes a further reply.
func (l *Link) DeleteFollowup(ctx context.Context, app, token, id string) error {
	return l.call(ctx, http.MethodDelete, path("webhooks", app, token, "messages", id), nil, nil)
}

// Send sends a message to a channel. With a nonce it is sent again after a
// failure, and still arrives once.
func (l *Link) Send(ctx context.Context, channel string, m wire.Message) (*discordgo.Message, error) {
	return l.message(ctx, http.MethodPost, path("channels", channel, "messages"), m)
}

// Edit replaces a message of the bot's.
func (l *Link) Edit(ctx context.Context, channel, id string, m wire.Message) (*discordgo.Message, error) {
	m.Nonce, m.Reply = "", ""
	return l.message(ctx, http.MethodPatch, path("channels", channel, "messages", id), m)
}

// Delete deletes a message.
func (l *Link) Delete(ctx context.Context, channel, id string) error {
	return l.call(ctx, http.MethodDelete, path("channels", channel, "messages", id), nil, nil)
}

// Message returns a message.
func (l *Link) Message(ctx context.Context, channel, id string) (*discordgo.Message, error) {
	raw, err := l.Do(ctx, Request{Method: http.MethodGet, Path: path("channels", channel, "messages", id)})
	if err != nil {
		return nil, err
	}
	return decodeMessage(raw)
}

// Messages returns up to limit messages of a channel, the newest first, from
// before a message on; "" for the newest of all.
func (l *Link) Messages(ctx context.Context, channel, before string, limit int) ([]*discordgo.Message, error) {
	query := url.Values{"limit": {strconv.Itoa(min(max(limit, 1), 100))}}
	if before != "" {
		query.Set("before", before)
	}
	var raw []json.RawMessage
	err := l.call(ctx, http.MethodGet, path("channels", channel, "messages")+"?"+query.Encode(), nil, &raw)
	if err != nil {
		return nil, err
	}
	messages := make([]*discordgo.Message, len(raw))
	for i := range raw {
		if messages[i], err = decodeMessage(raw[i]); err != nil {
			return nil, err
		}
	}
	return messages, nil
}

// Typing shows the bot typing in a channel, for 10 seconds.
func (l *Link) Typing(ctx context.Context, channel string) error {
	_, err := l.Do(ctx, Request{Method: http.MethodPost, Path: path("channels", channel, "typing"), Repeatable: true})
	return err
}

const publicThread = 11

// StartThread opens a thread under a message, or a public one without, when
// message is "". It is archived after 60, 1440, 4320 or 10080 quiet minutes.
func (l *Link) StartThread(ctx context.Context, channel, message, name string, archiveMinutes int) (*discordgo.Channel, error) {
	body := map[string]any{"name": name, "auto_archive_duration": archiveMinutes}
	at := path("channels", channel, "messages", message, "threads")
	if message == "" {
		at, body["type"] = path("channels", channel, "threads"), publicThread
	}
	return fetch[discordgo.Channel](ctx, l, http.MethodPost, at, body)
}

// Channel returns a channel or thread.
func (l *Link) Channel(ctx context.Context, id string) (*discordgo.Channel, error) {
	return fetch[discordgo.Channel](ctx, l, http.MethodGet, path("channels", id), nil)
}

// DirectChannel returns the channel of the direct messages with a user.
func (l *Link) DirectChannel(ctx context.Context, user string) (*discordgo.Channel, error) {
	raw, err := l.Do(ctx, Request{Method: http.MethodPost, Path: path("users", "@me", "channels"),
		Body: map[string]string{"recipient_id": user}, Repeatable: true})
	if err != nil {
		return nil, err
	}
	channel := new(discordgo.Channel)
	if err := decode(raw, channel); err != nil {
		return nil, err
	}
	return channel, nil
}

// Me returns the bot's user.
func (l *Link) Me(ctx context.Context) (*discordgo.User, error) {
	return fetch[discordgo.User](ctx, l, http.MethodGet, path("users", "@me"), nil)
}

// Application returns the bot's application.
func (l *Link) Application(ctx context.Context) (*discordgo.Application, error) {
	found, err := fetch[discordgo.Application](ctx, l, http.MethodGet, path("applications", "@me"), nil)
	if IsStatus(err, http.StatusNotFound) { // servers that only know the older address
		return fetch[discordgo.Application](ctx, l, http.MethodGet, path("oauth2", "applications", "@me"), nil)
	}
	return found, err
}

// commands is where an application's commands are: in a guild, or, when that is
// "", everywhere.
func commands(app, guild string) string {
	if guild == "" {
		return path("applications", app, "commands")
	}
	return path("applications", app, "guilds", guild, "commands")
}

// Commands returns the commands that are registered.
func (l *Link) Commands(ctx context.Context, app, guild string) ([]*discordgo.ApplicationCommand, error) {
	var list []*discordgo.ApplicationCommand
	err := l.call(ctx, http.MethodGet, commands(app, guild)+"?with_localizations=true", nil, &list)
	return list, err
}

// PutCommands registers these commands and removes all others.
func (l *Link) PutCommands(ctx context.Context, app, guild string, body any) ([]*discordgo.ApplicationCommand, error) {
	var list []*discordgo.ApplicationCommand
	err := l.call(ctx, http.MethodPut, commands(app, guild), body, &list)
	return list, err
}

// DeleteCommand removes a command.
func (l *Link) DeleteCommand(ctx context.Context, app, guild, id string) error {
	return l.call(ctx, http.MethodDelete, commands(app, guild)+path(id), nil, nil)
}

// call makes a request and decodes the reply into v, unless that is nil.
func (l *Link) call(ctx context.Context, method, path string, body, v any) error {
	raw, err := l.Do(ctx, Request{Method: method, Path: path, Body: body})
	if err != nil || v == nil {
		return err
	}
	return decode(raw, v)
}

// fetch makes a request whose reply is a T.
func fetch[T any](ctx context.Context, l *Link, method, path string, body any) (*T, error) {
	v := new(T)
	if err := l.call(ctx, method, path, body, v); err != nil {
		return nil, err
	}
	return v, nil
}

// message sends or replaces a message.
func (l *Link) message(ctx context.Context, method, path string, m wire.Message) (*discordgo.Message, error) {
	raw, err := l.Do(ctx, Request{Method: method, Path: path, Body: m, Files: m.Files})
	if err != nil {
		return nil, err
	}
	return decodeMessage(raw)
}

func decode(raw json.RawMessage, v any) error {
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("decode Discord's reply: %w", err)
	}
	return nil
}

// decodeMessage decodes a message. Components of kinds that discordgo does not
// know make it refuse the message, which is read without them then.
func decodeMessage(raw json.RawMessage) (*discordgo.Message, error) {
	m := new(discordgo.Message)
	if len(raw) == 0 { // it was done, though nothing is told
		return m, nil
	}
	err := decode(raw, m)
	if err == nil {
		return m, nil
	}
	var tree map[string]json.RawMessage
	if json.Unmarshal(raw, &tree) != nil {
		return nil, err
	}
	for _, field := range []string{"components", "referenced_message", "message_snapshots"} {
		delete(tree, field)
	}
	rest, failed := json.Marshal(tree)
	m = new(discordgo.Message)
	if failed != nil || json.Unmarshal(rest, m) != nil {
		return nil, err
	}
	return m, nil
}
