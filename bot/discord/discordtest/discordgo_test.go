package discordtest

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// redirect sends what is meant for Discord to the fake.
type redirect struct{ host string }

func (r redirect) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.URL = &url.URL{Scheme: "http", Host: r.host, Path: request.URL.Path, RawQuery: request.URL.RawQuery}
	return http.DefaultTransport.RoundTrip(request)
}

// TestDiscordgo: discordgo takes what the fake says, and its requests pass.
func TestDiscordgo(t *testing.T) {
	s := New(t, Options{})
	guild := s.AddGuild("Harbour")
	channel, user := s.AddChannel(guild, "general"), s.AddUser("Ada", guild)
	session, err := discordgo.New("Bot " + s.Token())
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	session.Client = &http.Client{Transport: redirect{address.Host}, Timeout: 10 * time.Second}
	session.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages
	ready, guilds := make(chan *discordgo.Ready, 1), make(chan *discordgo.GuildCreate, 1)
	said := make(chan *discordgo.MessageCreate, 10)
	session.AddHandler(func(_ *discordgo.Session, r *discordgo.Ready) { ready <- r })
	session.AddHandler(func(_ *discordgo.Session, g *discordgo.GuildCreate) { guilds <- g })
	session.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { said <- m })
	asked := make(chan *discordgo.InteractionCreate, 1)
	session.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { asked <- i })
	if err := session.Open(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		session.ShouldReconnectOnError = false
		_ = session.Close()
	}()
	if r := <-ready; r.User.ID != s.Bot().ID || r.SessionID == "" || r.Application.ID != s.Bot().ID || len(r.Guilds) != 1 {
		t.Errorf("READY is %+v", r)
	}
	if g := <-guilds; g.ID != guild.ID || len(g.Channels) != 1 || len(g.Members) != 1 {
		t.Errorf("GUILD_CREATE is %+v", g.Guild)
	}
	register(t, session, s, guild)
	s.Say(user, channel, s.Bot().Mention()+" why?", "")
	if m := <-said; m.Author.ID != user.ID || len(m.Mentions) != 1 || m.Member == nil {
		t.Errorf("MESSAGE_CREATE is %+v", m.Message)
	}
	handle := s.Slash(user, channel, "ask", map[string]any{"question": "Why?"})
	answerBy(t, session, <-asked)
	m, err := handle.WaitMessage(soon(t), func(m Message) bool { return m.Content == "Because." })
	if err != nil || m.Loading() {
		t.Errorf("the answer is %+v (%v)", m, err)
	}
	permissions, err := session.State.UserChannelPermissions(s.Bot().ID, channel.ID)
	if err != nil || permissions&discordgo.PermissionSendMessages == 0 {
		t.Errorf("permissions by the state: %d (%v)", permissions, err)
	}
}

// register registers the command by discordgo.
func register(t *testing.T, session *discordgo.Session, s *Server, guild Guild) {
	t.Helper()
	permission := int64(discordgo.PermissionSendMessages)
	_, err := session.ApplicationCommandBulkOverwrite(s.Bot().ID, guild.ID, []*discordgo.ApplicationCommand{{
		Name: "ask", Description: "Ask.", DefaultMemberPermissions: &permission,
		Options: []*discordgo.ApplicationCommandOption{{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "Q", Required: true}},
	}})
	if err != nil {
		t.Fatal(err)
	}
}

// answerBy answers the interaction by discordgo.
func answerBy(t *testing.T, session *discordgo.Session, i *discordgo.InteractionCreate) {
	t.Helper()
	data := i.ApplicationCommandData()
	if data.Name != "ask" || data.Options[0].StringValue() != "Why?" || i.Member == nil || i.Member.Permissions == 0 || i.AppPermissions == 0 {
		t.Errorf("INTERACTION_CREATE is %+v", i.Interaction)
	}
	err := session.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource})
	if err != nil {
		t.Fatal(err)
	}
	content := "Because."
	edit := &discordgo.WebhookEdit{Content: &content, AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}}
	if _, err := session.InteractionResponseEdit(i.Interaction, edit); err != nil {
		t.Fatal(err)
	}
}
