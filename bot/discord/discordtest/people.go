package discordtest

import (
	"slices"
	"strconv"
	"time"
)

// A User is someone on Discord. Changing the Locale of a copy changes the
// language of what that copy does.
type User struct {
	ID, Name string
	Bot      bool
	// Locale is such as "ru"; "en-US" when empty.
	Locale string
}

// Mention returns what mentions the user in a text.
func (u User) Mention() string { return "<@" + u.ID + ">" }

func (u User) locale() string {
	if u.Locale == "" {
		return "en-US"
	}
	return u.Locale
}

// A Guild is a server of a community.
type Guild struct {
	ID, Name string
	// Everyone is the ID of the role that all have.
	Everyone string
}

// A Channel is where messages are: of a guild, a thread or a DM.
type Channel struct {
	// GuildID is empty in a DM; Parent is empty but in a thread.
	ID, GuildID, Name, Parent string
	// Type is one of the Channel constants.
	Type int
}

// Types of channels.
const (
	ChannelText          = 0
	ChannelDM            = 1
	ChannelVoice         = 2
	ChannelCategory      = 4
	ChannelForum         = 15
	ChannelPublicThread  = 11
	ChannelPrivateThread = 12
)

// A Role gives permissions to the members who have it.
type Role struct {
	ID, GuildID, Name string
	Permissions       int64
}

// guild is a Guild with all that belongs to it.
type guild struct {
	Guild
	owner   string
	roles   []Role
	members map[string][]string // user to roles
	joined  time.Time
	locale  string // en-US when empty
	foreign bool   // the bot is not in it
}

// channel is a Channel with its messages and settings.
type channel struct {
	Channel
	overwrites map[string][2]int64 // member, or everyone's role, to what is allowed and denied
	messages   []*Message          // in order, those that others see
	recipient  string              // of a DM
	owner      string              // of a thread
	available  []Tag               // of a forum
	tags       []string            // IDs of a post's
	nsfw       bool
	archived   bool
	archivedAt time.Time
	locked     bool
	archive    int // minutes
	typing     []time.Time
	changed    signal
}

func (c *channel) thread() bool {
	return c.Type == ChannelPublicThread || c.Type == ChannelPrivateThread
}

// AddGuild adds a guild that the bot is in, with every permission, and tells
// the connected bot of it. Other members may see, write and read.
func (s *Server) AddGuild(name string) Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.newID()
	g := &guild{Guild: Guild{ID: id, Name: name, Everyone: id}, members: map[string][]string{}, joined: s.now()}
	g.owner = s.newID()
	s.users[g.owner] = User{ID: g.owner, Name: "owner of " + name}
	bots := Role{ID: s.newID(), GuildID: id, Name: s.bot.Name, Permissions: allPermissions &^ PermissionAdministrator}
	g.roles = []Role{{ID: id, GuildID: id, Name: "@everyone", Permissions: everyonePermissions}, bots}
	g.members[s.bot.ID], g.members[g.owner] = []string{bots.ID}, nil
	s.guilds = append(s.guilds, g)
	s.dispatch(event{name: "GUILD_CREATE", guild: id, intents: intentGuilds, data: s.guildCreate(g)})
	return g.Guild
}

// AddChannel adds a text channel to the guild.
func (s *Server) AddChannel(g Guild, name string) Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.addChannel(Channel{ID: s.newID(), GuildID: g.ID, Name: name, Type: ChannelText})
	s.dispatch(event{name: "CHANNEL_CREATE", guild: g.ID, intents: intentGuilds, data: s.channelObject(c)})
	return c.Channel
}

func (s *Server) addChannel(public Channel) *channel {
	c := &channel{Channel: public, overwrites: map[string][2]int64{}}
	s.channels[c.ID] = c
	return c
}

// AddUser adds a user, who is a member of the guilds.
func (s *Server) AddUser(name string, guilds ...Guild) User {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := User{ID: s.newID(), Name: name}
	s.users[u.ID] = u
	for _, g := range guilds {
		s.anyGuild(g.ID).members[u.ID] = nil
	}
	return u
}

// AddRole adds a role to the guild and gives it to the users.
func (s *Server) AddRole(g Guild, name string, permissions int64, users ...User) Role {
	s.mu.Lock()
	defer s.mu.Unlock()
	role := Role{ID: s.newID(), GuildID: g.ID, Name: name, Permissions: permissions}
	found := s.anyGuild(g.ID)
	found.roles = append(found.roles, role)
	for _, u := range users {
		found.members[u.ID] = append(slices.Clone(found.members[u.ID]), role.ID)
	}
	s.dispatch(event{name: "GUILD_ROLE_CREATE", guild: g.ID, intents: intentGuilds,
		data: Object{"guild_id": g.ID, "role": roleObject(role)}})
	return role
}

// Deny takes the permissions from the user, who may be the bot, in the channel.
func (s *Server) Deny(c Channel, u User, permissions int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.channels[c.ID]
	had := found.overwrites[u.ID]
	found.overwrites[u.ID] = [2]int64{had[0] &^ permissions, had[1] | permissions}
	s.dispatch(event{name: "CHANNEL_UPDATE", guild: c.GuildID, intents: intentGuilds, data: s.channelObject(found)})
}

// DenyAll takes the permissions from everyone to whom the channel does not give
// them back, and gives them to the users.
func (s *Server) DenyAll(c Channel, permissions int64, except ...User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.channels[c.ID]
	found.overwrites[c.GuildID] = [2]int64{0, permissions}
	for _, u := range except {
		had := found.overwrites[u.ID]
		found.overwrites[u.ID] = [2]int64{had[0] | permissions, had[1] &^ permissions}
	}
	s.dispatch(event{name: "CHANNEL_UPDATE", guild: c.GuildID, intents: intentGuilds, data: s.channelObject(found)})
}

// DM returns the channel of direct messages between the bot and the user.
func (s *Server) DM(u User) Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.directChannel(u.ID).Channel
}

func (s *Server) directChannel(user string) *channel {
	for _, c := range s.channels {
		if c.recipient == user {
			return c
		}
	}
	c := s.addChannel(Channel{ID: s.newID(), Type: ChannelDM})
	c.recipient = user
	return c
}

// Typing returns when the bot showed in the channel that it types.
func (s *Server) Typing(c Channel) []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.channels[c.ID].typing)
}

// Threads returns the threads of the channel, oldest first.
func (s *Server) Threads(c Channel) []Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Channel
	for _, other := range s.channels {
		if other.Parent == c.ID {
			all = append(all, other.Channel)
		}
	}
	slices.SortFunc(all, func(a, b Channel) int { return compareIDs(a.ID, b.ID) })
	return all
}

// anyGuild returns the guild, whether the bot is in it or not.
func (s *Server) anyGuild(id string) *guild {
	for _, g := range s.foreign {
		if g.ID == id {
			return g
		}
	}
	return s.guild(id)
}

// guild returns the guild, nil when the bot is in none such.
func (s *Server) guild(id string) *guild {
	for _, g := range s.guilds {
		if g.ID == id {
			return g
		}
	}
	return nil
}

func formatID(id uint64) string { return strconv.FormatUint(id, 10) }

// parseID reads a snowflake; 0 when it is none.
func parseID(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func compareIDs(a, b string) int {
	switch x, y := parseID(a), parseID(b); {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}
