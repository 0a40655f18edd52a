package link

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Guild returns a server, with its roles.
func (l *Link) Guild(ctx context.Context, id string) (*discordgo.Guild, error) {
	return fetch[discordgo.Guild](ctx, l, http.MethodGet, path("guilds", id), nil)
}

// Channels returns the channels of a server, without its threads.
func (l *Link) Channels(ctx context.Context, guild string) ([]*discordgo.Channel, error) {
	var list []*discordgo.Channel
	err := l.call(ctx, http.MethodGet, path("guilds", guild, "channels"), nil, &list)
	return whole(list), err
}

// Member returns a member of a server. It needs no privilege.
func (l *Link) Member(ctx context.Context, guild, user string) (*discordgo.Member, error) {
	return fetch[discordgo.Member](ctx, l, http.MethodGet, path("guilds", guild, "members", user), nil)
}

// ActiveThreads returns the threads of a server that are not archived and that
// the bot may see.
func (l *Link) ActiveThreads(ctx context.Context, guild string) ([]*discordgo.Channel, error) {
	list, err := fetch[discordgo.ThreadsList](ctx, l, http.MethodGet, path("guilds", guild, "threads", "active"), nil)
	if err != nil {
		return nil, err
	}
	return whole(list.Threads), nil
}

// ArchivedThreads returns up to 100 public archived threads of a channel, those
// that were archived last first, from before a time on; the zero time for all.
// more tells that there are further ones.
func (l *Link) ArchivedThreads(ctx context.Context, channel string, before time.Time) (threads []*discordgo.Channel, more bool, err error) {
	query := url.Values{"limit": {"100"}}
	if !before.IsZero() {
		query.Set("before", before.UTC().Format(time.RFC3339Nano))
	}
	at := path("channels", channel, "threads", "archived", "public") + "?" + query.Encode()
	list, err := fetch[discordgo.ThreadsList](ctx, l, http.MethodGet, at, nil)
	if err != nil {
		return nil, false, err
	}
	return whole(list.Threads), list.HasMore, nil
}

// Reactions returns up to limit of those who reacted to a message with an emoji
// of Unicode.
func (l *Link) Reactions(ctx context.Context, channel, message, emoji string, limit int) ([]*discordgo.User, error) {
	if emoji == "" {
		return nil, errors.New("look up reactions: the emoji is empty")
	}
	query := url.Values{"limit": {strconv.Itoa(min(max(limit, 1), 100))}}
	var list []*discordgo.User
	at := path("channels", channel, "messages", message, "reactions", emoji)
	err := l.call(ctx, http.MethodGet, at+"?"+query.Encode(), nil, &list)
	return whole(list), err
}

// whole leaves out what is null in a list.
func whole[T any](list []*T) []*T {
	var all []*T
	for _, v := range list {
		if v != nil {
			all = append(all, v)
		}
	}
	return all
}
