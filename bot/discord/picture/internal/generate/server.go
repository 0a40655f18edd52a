package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"sync"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord"
	"footnote/bot/discord/link"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
)

// object is a value of Discord's JSON.
type object = map[string]any

// Who and what is on the server.
const (
	idBot     = "101"
	idAda     = "102"
	idServer  = "201"
	idChannel = "202"
)

// A server is Discord with one server, one channel and one person. What it does
// not need for the pictures it refuses.
type server struct {
	discord.API // nil: a call of what is not below would be a fault of the pictures
	events      chan link.Event
	replies     chan reply
	ready       chan struct{} // closed when the commands are registered

	mu       sync.Mutex
	last     int
	private  map[string]bool // tokens of interactions whose reply only Ada sees
	messages map[string]*discordgo.Message
	commands []command
}

// A reply is what the bot sent last: a message, choices or a form.
type reply struct {
	message wire.Message
	choices []wire.Choice
	form    wire.Modal
	// id is that of a message in the channel.
	id string
	// kept is set when the bot has nothing more to say to a question.
	kept bool
}

// A command is one that the bot registered.
type command struct {
	Name        string
	Description string
	Options     []command
}

func newServer() *server {
	return &server{events: make(chan link.Event), replies: make(chan reply, 100), ready: make(chan struct{}),
		private: map[string]bool{}, messages: map[string]*discordgo.Message{}}
}

// Run hands out events until the context ends.
func (s *server) Run(ctx context.Context, take func(link.Event), _ func(link.State)) error {
	for {
		select {
		case e := <-s.events:
			take(e)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Status is that of a connection that stands.
func (s *server) Status() link.Status { return link.Status{Connected: true} }

func (s *server) happen(ctx context.Context, kind string, data any) error {
	body, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("making an event: %w", err)
	}
	select {
	case s.events <- link.Event{Type: kind, Data: body}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *server) newID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	return strconv.Itoa(1000 + s.last)
}

// Commands says that none are registered.
func (s *server) Commands(context.Context, string, string) ([]*discordgo.ApplicationCommand, error) {
	return nil, nil
}

// PutCommands notes the commands.
func (s *server) PutCommands(_ context.Context, _, _ string, commands any) ([]*discordgo.ApplicationCommand, error) {
	body, err := json.Marshal(commands)
	if err != nil {
		return nil, fmt.Errorf("reading the commands: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := json.Unmarshal(body, &s.commands); err != nil {
		return nil, fmt.Errorf("reading the commands: %w", err)
	}
	close(s.ready)
	return nil, nil
}

// Respond takes the first answer to an interaction.
func (s *server) Respond(_ context.Context, _, token string, response wire.Response) error {
	switch data := response.Data.(type) {
	case wire.Deferral:
		s.mu.Lock()
		defer s.mu.Unlock()
		s.private[token] = data.Flags&wire.Ephemeral != 0
	case wire.Message:
		s.replies <- reply{message: data}
	case wire.Choices:
		s.replies <- reply{choices: data.Choices}
	case wire.Modal:
		s.replies <- reply{form: data}
	}
	return nil
}

// EditOriginal takes the reply to an interaction, which is as private as was
// said at first.
func (s *server) EditOriginal(_ context.Context, _, token string, m wire.Message) (*discordgo.Message, error) {
	s.mu.Lock()
	if s.private[token] {
		m.Flags |= wire.Ephemeral
	}
	s.mu.Unlock()
	return s.take(m, ""), nil
}

// Send takes a message.
func (s *server) Send(_ context.Context, _ string, m wire.Message) (*discordgo.Message, error) {
	return s.take(m, s.newID()), nil
}

// Edit takes a message as it is now.
func (s *server) Edit(_ context.Context, _, message string, m wire.Message) (*discordgo.Message, error) {
	return s.take(m, message), nil
}

func (s *server) take(m wire.Message, id string) *discordgo.Message {
	sent := &discordgo.Message{ID: id, ChannelID: idChannel, Content: m.Content, Author: &discordgo.User{ID: idBot, Bot: true}}
	s.mu.Lock()
	defer s.mu.Unlock()
	if before := s.messages[id]; before != nil {
		sent.MessageReference = before.MessageReference
	}
	if m.Reply != "" {
		sent.MessageReference = &discordgo.MessageReference{MessageID: m.Reply, ChannelID: idChannel}
	}
	s.messages[id] = sent
	s.replies <- reply{message: m, id: id}
	return sent
}

// Message gives a message.
func (s *server) Message(_ context.Context, _, id string) (*discordgo.Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.messages[id]; m != nil {
		return m, nil
	}
	return nil, errors.New("there is no such message")
}

// Typing shows nothing.
func (s *server) Typing(context.Context, string) error { return nil }

// interact lets Ada use a command, a button, a menu or a form, and returns what
// she gets. To a question that is what the bot said last.
func (s *server) interact(ctx context.Context, kind discordgo.InteractionType, data object, question bool) (reply, error) {
	id := s.newID()
	i := object{"id": id, "token": "token of " + id, "type": kind, "application_id": idBot, "guild_id": idServer, "channel_id": idChannel,
		"locale": "en-US", "member": object{"user": ada(), "permissions": strconv.Itoa(discordgo.PermissionManageServer)}, "data": data}
	if err := s.happen(ctx, "INTERACTION_CREATE", i); err != nil {
		return reply{}, err
	}
	return s.await(ctx, question)
}

// write lets Ada write a message, and returns what the bot answers. In reply to
// another message, to is that.
func (s *server) write(ctx context.Context, text, to string) (reply, error) {
	m := &discordgo.Message{ID: s.newID(), ChannelID: idChannel, GuildID: idServer, Content: text,
		Author: &discordgo.User{ID: idAda, Username: "Ada"}, Mentions: []*discordgo.User{{ID: idBot}}}
	s.mu.Lock()
	if before := s.messages[to]; before != nil {
		m.Type, m.ReferencedMessage = discordgo.MessageTypeReply, before
		m.MessageReference = &discordgo.MessageReference{MessageID: to, ChannelID: idChannel}
	}
	s.messages[m.ID] = m
	s.mu.Unlock()
	if err := s.happen(ctx, "MESSAGE_CREATE", m); err != nil {
		return reply{}, err
	}
	return s.await(ctx, true)
}

func (s *server) await(ctx context.Context, question bool) (reply, error) {
	var last reply
	said := false
	for {
		select {
		case r := <-s.replies:
			switch {
			case !r.kept:
				last, said = r, true
			case !said: // it tells of an answer before
				continue
			}
			if r.kept || !question {
				return last, nil
			}
		case <-ctx.Done():
			return last, fmt.Errorf("waiting for the bot: %w", ctx.Err())
		}
	}
}

func ada() object { return object{"id": idAda, "username": "Ada"} }

// with is an object with one more field.
func with(o object, name string, value any) object {
	o = maps.Clone(o)
	o[name] = value
	return o
}

// A memory keeps answers as the bot does, and tells the server when one is
// finished.
type memory struct {
	*sqlitestate.Store
	server *server
}

// SetMessages is what the bot does last with an answer.
func (m memory) SetMessages(ctx context.Context, id, channel string, messages []string) error {
	err := m.Store.SetMessages(ctx, id, channel, messages)
	m.server.replies <- reply{kept: true}
	return err
}
