package history

import (
	"context"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/link"
)

// A view is what is known of a channel as a whole.
type view struct {
	known
	*stopWords
	// root is in front of the paths of all documents.
	root string
	// at is the channel. over is whose overwrites count: the channel's, or those
	// of a thread's parent. guild is nil when it may not be read, and so is over.
	at, over *discordgo.Channel
	guild    *discordgo.Guild
	// self is the bot's ID.
	self string
	// solved are the tags of a forum that say so.
	solved map[string]bool
	// threads are those of the channel, by ID; problem is why there may be more.
	threads map[string]*discordgo.Channel
	problem error
	// deciding says of users whether they decide what an answer is.
	deciding map[string]bool
}

// known is what is kept of a view, to make the same documents when Discord
// shows nothing.
type known struct {
	Guild     string   `json:"guild"`
	GuildName string   `json:"guild_name"`
	Audience  []string `json:"audience"`
	Authors   string   `json:"authors"`
	// Channels and Roles are the names that may stand in the documents, by ID.
	Channels map[string]string `json:"channels"`
	Roles    map[string]string `json:"roles"`
}

// path is where the documents of a place stand, below the source's root.
func (v *view) path(place string) string { return below(v.root, place) }

// role and channel are the names of those, or else what they are.
func (v *view) role(id string) string { return nameOr(v.Roles[id], "role") }

func (v *view) channel(id string) string { return nameOr(v.Channels[id], "channel") }

func nameOr(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return name
}

// look finds out what a channel is, who may see it and which threads it has.
func (o *Origin) look(ctx context.Context) (*view, error) {
	c, err := o.api.Channel(ctx, o.source.Location)
	if err != nil {
		return nil, fmt.Errorf("looking at a channel: %w", err)
	}
	if err := o.fit(c); err != nil {
		return nil, err
	}
	v := o.newView()
	v.at, v.over = c, c
	if c.IsThread() {
		if v.over, err = unless(o.api.Channel(ctx, c.ParentID)); err != nil {
			return nil, fmt.Errorf("looking at the channel of a thread: %w", err)
		}
	}
	if v.guild, err = unless(o.api.Guild(ctx, c.GuildID)); err != nil {
		return nil, fmt.Errorf("looking at a server: %w", err)
	}
	me, err := o.api.Me(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking who the bot is: %w", err)
	}
	v.self = me.ID
	if err := o.learn(ctx, v); err != nil {
		return nil, err
	}
	return v, o.shelf.saveKnown(v.known)
}

func (o *Origin) newView() *view {
	return &view{root: o.root(), stopWords: newStopWords(), threads: map[string]*discordgo.Channel{}, deciding: map[string]bool{}}
}

// unless is a result, or nil where Discord does not show it.
func unless[T any](value *T, err error) (*T, error) {
	if gone(err) || denied(err) || link.IsCode(err, link.CodeUnknownGuild, link.CodeUnknownMember) {
		return nil, nil
	}
	return value, err
}

// learn fills in what documents are made with.
func (o *Origin) learn(ctx context.Context, v *view) error {
	before := o.shelf.known()
	var roles []*discordgo.Role
	v.known = known{Guild: v.at.GuildID, GuildName: before.GuildName, Roles: map[string]string{}, Channels: map[string]string{}}
	if v.guild != nil {
		v.GuildName, roles = v.guild.Name, v.guild.Roles
	}
	for _, r := range roles {
		v.Roles[r.ID] = r.Name
	}
	v.Audience = Audience(v.at, v.over, roles)
	v.Authors = o.authors(ctx, v.Guild, before.Authors)
	v.solved = newLexicon().solvedTags(v.at)
	if v.over != nil && v.at != v.over {
		v.solved = newLexicon().solvedTags(v.over)
		v.Channels[v.over.ID] = v.over.Name
	}
	if err := o.listThreads(ctx, v); err != nil {
		return err
	}
	for _, t := range v.threads {
		v.Channels[t.ID] = t.Name
	}
	v.Channels[v.at.ID] = v.at.Name
	others, err := o.api.Channels(ctx, v.Guild)
	if err != nil || v.problem != nil { // what has no name now had one before
		for id, name := range before.Channels {
			v.Channels[id] = nameOr(v.Channels[id], name)
		}
	}
	for _, c := range others { // none, after an error
		// The name of a channel may say what only those in it should know.
		if Audience(c, nil, roles)[0] == "guild:"+v.Guild {
			v.Channels[c.ID] = c.Name
		}
	}
	return ctx.Err()
}

// authors is how the authors of messages are called.
func (o *Origin) authors(ctx context.Context, guild, before string) string {
	how := o.source.Options.Authors
	if how == "" && o.options.Authors != nil {
		var err error
		if how, err = o.options.Authors(ctx, guild); err != nil {
			how = before // it is not known, and need not have changed
		}
	}
	if how != Names && how != Initials {
		how = Hidden
	}
	return how
}

// listThreads finds the threads of a channel, other than private ones and those
// that the bot opened: what is said there is put to the bot.
func (o *Origin) listThreads(ctx context.Context, v *view) error {
	if !hasThreads(v.at) {
		return nil
	}
	take := func(list []*discordgo.Channel) {
		for _, t := range list {
			if v.holds(t) {
				v.threads[t.ID] = t
			}
		}
	}
	active, err := o.api.ActiveThreads(ctx, v.Guild)
	take(active)
	before := time.Time{}
	for more := true; err == nil && more; {
		var page []*discordgo.Channel
		page, more, err = o.api.ArchivedThreads(ctx, v.at.ID, before)
		take(page)
		if len(page) == 0 || page[len(page)-1].ThreadMetadata == nil {
			break
		}
		last := page[len(page)-1].ThreadMetadata.ArchiveTimestamp
		if !before.IsZero() && !last.Before(before) {
			break // it would go on for ever
		}
		before = last
	}
	v.problem = err
	return ctx.Err()
}

func hasThreads(c *discordgo.Channel) bool {
	switch c.Type {
	case discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews:
		return true
	}
	return isForum(c)
}

func isForum(c *discordgo.Channel) bool {
	return c.Type == discordgo.ChannelTypeGuildForum || c.Type == discordgo.ChannelTypeGuildMedia
}

// holds reports whether a thread belongs to the source.
func (v *view) holds(t *discordgo.Channel) bool {
	return t.ParentID == v.at.ID && t.IsThread() && t.Type != discordgo.ChannelTypeGuildPrivateThread && t.OwnerID != v.self && isID(t.ID)
}

// decides reports whether somebody moderates the channel.
func (o *Origin) decides(ctx context.Context, v *view, user string) (bool, error) {
	if known, ok := v.deciding[user]; ok || v.guild == nil || v.over == nil {
		return known, nil
	}
	member, err := unless(o.api.Member(ctx, v.Guild, user))
	if err != nil {
		return false, fmt.Errorf("looking at a member: %w", err)
	}
	const moderates = discordgo.PermissionManageMessages | discordgo.PermissionManageThreads
	v.deciding[user] = user == v.guild.OwnerID ||
		member != nil && permissions(v.Guild, member.Roles, v.guild.Roles, v.over.PermissionOverwrites, user)&moderates != 0
	return v.deciding[user], nil
}

// mayRead reports whether the bot may read what was said: where it may not,
// Discord shows an empty channel.
func (o *Origin) mayRead(ctx context.Context, v *view) (bool, error) {
	if v.guild == nil || v.over == nil {
		return false, nil
	}
	member, err := o.api.Member(ctx, v.Guild, v.self)
	if err != nil {
		return false, fmt.Errorf("looking at the bot's own permissions: %w", err)
	}
	may := permissions(v.Guild, member.Roles, v.guild.Roles, v.over.PermissionOverwrites, v.self)
	return may&discordgo.PermissionReadMessageHistory != 0, nil
}
