package main

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// A community is a server of the fake Discord that the program serves as a
// process.
type community struct {
	*discordtest.Server
	t            *testing.T
	ctx          context.Context
	served       *served
	town         discordtest.Guild
	square       discordtest.Channel
	mayor, alice discordtest.User
}

func openCommunity(t *testing.T) *community {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there are no signals to end it with")
	}
	d := discordtest.New(t, discordtest.Options{MessageContent: true})
	c := &community{Server: d, t: t, town: d.AddGuild("Town")}
	c.square = d.AddChannel(c.town, "square")
	c.mayor, c.alice = d.AddUser("mayor", c.town), d.AddUser("alice", c.town)
	d.AddRole(c.town, "council", 1<<5, c.mayor) // MANAGE_GUILD
	return c
}

// serve starts the program.
func (c *community) serve() {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 3*time.Minute)
	c.t.Cleanup(cancel)
	c.ctx = ctx
	c.served = startServe(c.t, c.Server, c.Token())
	c.served.Env = append(c.served.Env, "FOOTNOTE_MESSAGE_CONTENT=true")
	waitFor(ctx, c.t, c.served, "the commands", func() bool { return len(c.Commands("")) > 0 })
}

// says is what a command is answered with in the end.
func (c *community) says(u discordtest.User, in discordtest.Channel, command string, options map[string]any) discordtest.Message {
	c.t.Helper()
	i := c.Slash(u, in, command, options)
	m, err := i.WaitMessage(c.ctx, func(m discordtest.Message) bool {
		return !m.Loading() && !strings.HasPrefix(m.Content, "⏳") && (command != "ask" || len(m.Controls()) > 0)
	})
	if err != nil {
		c.t.Fatalf("/%s: %v\n%s", command, err, c.served)
	}
	return m
}

func (c *community) wantSaid(m discordtest.Message, all ...string) {
	c.t.Helper()
	for _, want := range all {
		if !strings.Contains(m.AllText(), want) {
			c.t.Errorf("%q is not in %q", want, m.AllText())
		}
	}
}

// A server is given a file and a channel's history, and answers from both, in
// this server only, with links to the very messages; what is deleted and removed
// is known no more.
func TestServeACorpus(t *testing.T) {
	c := openCommunity(t)
	other := c.AddGuild("Elsewhere")
	plaza, eve := c.AddChannel(other, "plaza"), c.AddUser("eve", other)
	help := c.AddChannel(c.town, "help")
	c.Say(c.alice, help, "How do I open the sluice gate by hand?", "")
	answer := c.Say(c.mayor, help, "The sluice gate opens by hand with the brass crank in the pump house.", "")
	c.serve()

	tower := discordtest.File{Name: "tower.md", Data: []byte("# The tower\n\nThe tower on the square was designed by Ib Holm.\n")}
	c.wantSaid(c.says(c.mayor, c.square, "corpus add", map[string]any{"file": tower}), "tower-md", "1 document")
	c.wantSaid(c.says(c.mayor, c.square, "corpus add", map[string]any{"channel": help, "name": "help"}), "help", "1 document")
	c.wantSaid(c.says(c.alice, c.square, "ask", map[string]any{"question": "Who designed the tower on the square?"}), "Ib Holm")
	m := c.says(c.alice, c.square, "ask", map[string]any{"question": "How does the sluice gate open by hand?"})
	c.wantSaid(m, "brass crank", "/"+help.ID+"/"+answer.ID)
	if m := c.says(eve, plaza, "ask", map[string]any{"question": "Who designed the tower on the square?"}); strings.Contains(m.AllText(), "Holm") || strings.Contains(m.AllText(), "tower.md") {
		t.Errorf("another server is told %q", m.AllText())
	}

	c.DeleteMessage(answer.ID)
	waitFor(c.ctx, t, c.served, "a deleted message is forgotten", func() bool {
		m := c.says(c.alice, c.square, "ask", map[string]any{"question": "How does the sluice gate open by hand?"})
		return !strings.Contains(m.AllText(), "brass crank")
	})
	c.wantSaid(c.says(c.mayor, c.square, "corpus list", nil), "tower", "help")
	if err := c.served.Process.Kill(); err != nil {
		t.Fatal(err)
	}
}
