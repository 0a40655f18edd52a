package discordtest_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"testing"

	"footnote/bot/discord/discordtest"
)

// bot answers at once whatever it is asked.
func bot(s *discordtest.Server, i *discordtest.Interaction) error {
	body := `{"type":4,"data":{"content":"Because.","allowed_mentions":{"parse":[]}}}`
	address := s.APIBase() + "/v10/interactions/" + i.ID + "/" + i.Token + "/callback"
	request, err := http.NewRequest(http.MethodPost, address, bytes.NewBufferString(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "DiscordBot (https://example.org, 1.0)")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	return response.Body.Close()
}

// exampleT stands for the *testing.T that a test has.
type exampleT struct {
	testing.TB
	end func()
}

func (t *exampleT) Helper()          {}
func (t *exampleT) Cleanup(f func()) { t.end = f }

func Example() {
	t := &exampleT{}
	discord := discordtest.New(t, discordtest.Options{})
	guild := discord.AddGuild("Harbour")
	channel, ada := discord.AddChannel(guild, "general"), discord.AddUser("Ada", guild)

	asked := discord.Slash(ada, channel, "ask", map[string]any{"question": "Why?"})
	if err := bot(discord, asked); err != nil {
		fmt.Println(err)
	}
	answer, err := asked.WaitMessage(context.Background(), func(m discordtest.Message) bool { return !m.Loading() })
	fmt.Println(answer.AllText(), err)
	t.end() // the test ends: a violation would fail it
	// Output: Because. <nil>
}
