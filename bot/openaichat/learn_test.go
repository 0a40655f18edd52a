package openaichat

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"footnote/bot"
	"footnote/bot/openaichat/faultserver"
)

// TestLearnsFromRefusals: what a server rejects is left out at once, and from
// then on.
func TestLearnsFromRefusals(t *testing.T) {
	refuse := func(status int, message string) faultserver.Reply {
		return faultserver.JSON(status, fmt.Sprintf(`{"error":{"message":%q}}`, message))
	}
	warm := float32(.7)
	prompt := question
	prompt.Schema = json.RawMessage(`{"type":"object"}`)
	for _, c := range []struct {
		name    string
		refusal faultserver.Reply
		rejects func(faultserver.Chat) bool
	}{
		{"schema", refuse(400, "response_format is not supported"), func(c faultserver.Chat) bool { return c.ResponseFormat != nil }},
		{"schema, 500", refuse(500, "invalid JSON schema in format"), func(c faultserver.Chat) bool { return c.ResponseFormat != nil }},
		{"usage", refuse(422, "extra fields not permitted: stream_options"), func(c faultserver.Chat) bool { return c.StreamOptions != nil }},
		{"temperature", refuse(400, "Unsupported value: 'temperature' does not support 0.7"), func(c faultserver.Chat) bool { return c.Temperature != nil }},
		{"max_tokens", refuse(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."), func(c faultserver.Chat) bool { return c.MaxTokens != 0 }},
		{"system", refuse(500, "System role not supported"), func(c faultserver.Chat) bool { return c.System() != "" }},
		{"roles", refuse(400, "Conversation roles must alternate user/assistant/user/assistant"), func(c faultserver.Chat) bool { return len(c.Messages) > 1 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, func(r faultserver.Request) faultserver.Reply {
				if c.rejects(r.Chat) {
					return c.refusal
				}
				return faultserver.Text("In 1890.")
			})
			m := modelAt(t, server.URL, func(c *Config) { c.Temperature = &warm })
			for range 2 {
				if got := read(t.Context(), m, prompt); got.err != nil || got.text != "In 1890." {
					t.Errorf("got %q, %v", got.text, got.err)
				}
			}
			if n := len(server.Requests()); n != 3 {
				t.Errorf("asked %d times, want refused, well, well", n)
			}
			if want := !strings.HasPrefix(c.name, "schema"); m.Structured() != want {
				t.Errorf("structured is %v", m.Structured())
			}
		})
	}
}

// TestManyAtOnce: replies stay apart, and what one learns all know.
func TestManyAtOnce(t *testing.T) {
	server := serve(t, func(r faultserver.Request) faultserver.Reply {
		if r.Chat.StreamOptions != nil {
			return faultserver.JSON(400, `{"error":"stream_options is unknown"}`)
		}
		return faultserver.Text("You said: " + r.Chat.User())
	})
	m := modelAt(t, server.URL, func(c *Config) { c.Limits = Limits{} })
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			user := fmt.Sprintf("This is number %d.", i)
			if got := read(t.Context(), m, bot.Prompt{User: user}); got.text != "You said: "+user {
				t.Errorf("got %q, %v", got.text, got.err)
			}
		})
	}
	group.Wait()
}

func TestLibraryKnowsModelsThatRefuse(t *testing.T) {
	server := serve(t, faultserver.Always(faultserver.Text("In 1890.")))
	warm := float32(.7)
	m := modelAt(t, server.URL, func(c *Config) { c.Model, c.Temperature = "gpt-5-mini", &warm })
	if got := read(t.Context(), m, question); got.err != nil {
		t.Fatal(got.err)
	}
	if chat := server.Requests()[0].Chat; chat.MaxCompletionTokens == 0 || chat.MaxTokens != 0 || chat.Temperature != nil {
		t.Errorf("sent %+v", chat)
	}
}

// TestStructuredOnInsists: whoever wants a schema or nothing gets nothing.
func TestStructuredOnInsists(t *testing.T) {
	server := serve(t, faultserver.Always(faultserver.JSON(400, `{"error":{"message":"response_format is not supported"}}`)))
	m := modelAt(t, server.URL, func(c *Config) { c.Structured = StructuredOn })
	prompt := question
	prompt.Schema = json.RawMessage(`{}`)
	if got := read(t.Context(), m, prompt); faultOf(got.err) != bot.FaultRejected || !m.Structured() {
		t.Errorf("got %v", got.err)
	}
}

// TestLearnsThatTheTemplateOpensReasoning: the first reply betrays it.
func TestLearnsThatTheTemplateOpensReasoning(t *testing.T) {
	server := serve(t, faultserver.Always(faultserver.Text("Let me see.\n</think>\n\nIn 1890.")))
	m := modelAt(t, server.URL, nil)
	first, second := read(t.Context(), m, question), read(t.Context(), m, question)
	if first.text != "Let me see.\n\n\nIn 1890." || second.text != "In 1890." {
		t.Errorf("first %q, %v; then %q, %v", first.text, first.err, second.text, second.err)
	}
}
