package discord

import (
	"sync"

	"github.com/bwmarrin/discordgo"
)

// channels is what the gateway told of servers and threads: the channel that a
// thread belongs to, the language and the owner of a server. The zero value
// knows nothing.
type channels struct {
	mu      sync.Mutex
	parents map[string]string // thread: channel
	guilds  map[string]guild
}

// A guild is a server as the gateway tells of it.
type guild struct {
	name, owner, locale string
	threads             []string
}

// A guildEvent is what the bot reads of GUILD_CREATE and GUILD_UPDATE.
type guildEvent struct {
	ID          string         `json:"id"`
	Name        string         `json:"name"`
	OwnerID     string         `json:"owner_id"`
	Locale      string         `json:"preferred_locale"`
	Unavailable bool           `json:"unavailable"`
	Threads     []channelEvent `json:"threads"`
}

// A channelEvent is what the bot reads of a thread.
type channelEvent struct {
	ID       string                `json:"id"`
	GuildID  string                `json:"guild_id"`
	ParentID string                `json:"parent_id"`
	Type     discordgo.ChannelType `json:"type"`
}

func (c *channels) guild(g guildEvent) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.guilds == nil {
		c.guilds = map[string]guild{}
	}
	known := c.guilds[g.ID]
	if g.Unavailable { // it is told of again once it is back
		return
	}
	known.name, known.owner, known.locale = g.Name, g.OwnerID, g.Locale
	c.guilds[g.ID] = known
	for _, t := range g.Threads {
		c.note(g.ID, t)
	}
}

// thread notes a thread that was opened, or that the bot may see from now on.
func (c *channels) thread(t channelEvent) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.note(t.GuildID, t)
}

func (c *channels) note(of string, t channelEvent) {
	if !t.thread() || t.ParentID == "" {
		return
	}
	if c.parents == nil {
		c.parents = map[string]string{}
	}
	if _, known := c.parents[t.ID]; !known {
		g := c.guilds[of]
		g.threads = append(g.threads, t.ID)
		if c.guilds == nil {
			c.guilds = map[string]guild{}
		}
		c.guilds[of] = g
	}
	c.parents[t.ID] = t.ParentID
}

func (t channelEvent) thread() bool {
	return t.Type == discordgo.ChannelTypeGuildPublicThread || t.Type == discordgo.ChannelTypeGuildPrivateThread ||
		t.Type == discordgo.ChannelTypeGuildNewsThread
}

// left forgets a server with its threads.
func (c *channels) left(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, t := range c.guilds[id].threads {
		delete(c.parents, t)
	}
	delete(c.guilds, id)
}

// closed forgets a thread.
func (c *channels) closed(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.parents, id)
}

// parent is the channel of a thread; "" for what is no thread that is known.
func (c *channels) parent(thread string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.parents[thread]
}

// locale is the language of a server, "" if it is not known.
func (c *channels) locale(guild string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.guilds[guild].locale
}

// owner is who owns a server, "" if it is not known.
func (c *channels) owner(guild string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.guilds[guild].owner
}

// count is how many servers the bot is in.
func (c *channels) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.guilds)
}
