package discord_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord"
	"footnote/bot/discord/link"
	"footnote/bot/discord/wire"
)

// A spy stands in for Discord without a network, and notes every word that the
// bot says and who reads it.
type spy struct {
	discord.API // nil: what is not below is not called
	world       *world
	bot         *discord.Bot
	take        chan func(link.Event)
	event       func(link.Event)

	mu       sync.Mutex
	last     int
	heard    []heard
	private  map[string]bool // tokens of interactions that only their user sees
	controls []control
}

// heard is something that the bot said.
type heard struct {
	text    string
	private bool
}

// A control is a menu or a button that the bot showed to somebody.
type control struct {
	id     string
	values []string
}

// Run lends the way that events go.
func (s *spy) Run(ctx context.Context, take func(link.Event), _ func(link.State)) error {
	s.take <- take
	<-ctx.Done()
	return nil
}

// Status is that of a connection that stands.
func (s *spy) Status() link.Status { return link.Status{Connected: true} }

// happens lets something happen and gives all that the bot says to it.
func (s *spy) happens(t testing.TB, kind string, data map[string]any) []heard {
	t.Helper()
	body, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	s.event(link.Event{Type: kind, Data: body})
	<-s.bot.Idle()
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.heard
	s.heard = nil
	return out
}

// note keeps what was said.
func (s *spy) note(value any, private bool) *discordgo.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	s.heard = append(s.heard, heard{text: string(body), private: private})
	if m, ok := value.(wire.Message); ok {
		for _, f := range m.Files {
			s.heard = append(s.heard, heard{text: string(f.Data), private: private})
		}
		s.learn(m.Components)
	}
	s.last++
	return &discordgo.Message{ID: fmt.Sprint(s.last), Author: &discordgo.User{ID: "1", Bot: true}}
}

// learn notes the menus and buttons, which others may get hold of.
func (s *spy) learn(components []discordgo.MessageComponent) {
	for _, c := range components {
		switch c := c.(type) {
		case discordgo.ActionsRow:
			s.learn(c.Components)
		case discordgo.Container:
			s.learn(c.Components)
		case discordgo.Button:
			if c.CustomID != "" && !c.Disabled {
				s.controls = append(s.controls, control{id: c.CustomID})
			}
		case discordgo.SelectMenu:
			for _, o := range c.Options {
				s.controls = append(s.controls, control{id: c.CustomID, values: []string{o.Value}})
			}
		}
	}
	s.controls = s.controls[max(0, len(s.controls)-500):]
}

// control is one of the latest menus and buttons, "" when there is none.
func (s *spy) control(random *rand.Rand) (string, []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.controls) == 0 {
		return "", nil
	}
	c := s.controls[random.IntN(len(s.controls))]
	if strings.HasPrefix(c.id, "del:") {
		return "", nil
	}
	return c.id, c.values
}

// Respond notes the first reply to an interaction, and who will see the rest.
func (s *spy) Respond(_ context.Context, _, token string, r wire.Response) error {
	private := r.Kind == wire.RespondDeferredEdit || r.Kind == wire.RespondChoices || r.Kind == wire.RespondModal
	switch data := r.Data.(type) {
	case wire.Deferral:
		private = data.Flags&wire.Ephemeral != 0
	case wire.Message:
		private = data.Flags&wire.Ephemeral != 0
	}
	s.mu.Lock()
	if s.private == nil {
		s.private = map[string]bool{}
	}
	s.private[token] = private
	s.mu.Unlock()
	s.note(r.Data, private)
	if m, ok := r.Data.(wire.Message); ok {
		s.note(m, private)
	}
	return nil
}

func (s *spy) seen(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.private[token]
}

// EditOriginal notes what the first reply becomes.
func (s *spy) EditOriginal(_ context.Context, _, token string, m wire.Message) (*discordgo.Message, error) {
	return s.note(m, s.seen(token)), nil
}

// Followup notes a further reply.
func (s *spy) Followup(_ context.Context, _, token string, m wire.Message) (*discordgo.Message, error) {
	return s.note(m, m.Flags&wire.Ephemeral != 0), nil
}

// Send notes a message in a channel.
func (s *spy) Send(_ context.Context, _ string, m wire.Message) (*discordgo.Message, error) {
	return s.note(m, false), nil
}

// Edit notes what a message in a channel becomes.
func (s *spy) Edit(_ context.Context, _, _ string, m wire.Message) (*discordgo.Message, error) {
	return s.note(m, false), nil
}

// Typing says nothing.
func (s *spy) Typing(context.Context, string) error { return nil }

// Commands are none yet.
func (s *spy) Commands(context.Context, string, string) ([]*discordgo.ApplicationCommand, error) {
	return nil, nil
}

// PutCommands takes all.
func (s *spy) PutCommands(context.Context, string, string, any) ([]*discordgo.ApplicationCommand, error) {
	return nil, nil
}

// Channel is one of the world.
func (s *spy) Channel(ctx context.Context, id string) (*discordgo.Channel, error) {
	return s.world.Channel(ctx, id)
}

// Guild is one of the world.
func (s *spy) Guild(ctx context.Context, id string) (*discordgo.Guild, error) {
	return s.world.Guild(ctx, id)
}
