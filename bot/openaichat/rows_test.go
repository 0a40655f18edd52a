package openaichat

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/openaichat/faultserver"
)

// TestServersAsTheyAre holds what real servers were seen to do, case by case,
// apart from the failures, which TestEveryFaultOfTheServer plays.
func TestServersAsTheyAre(t *testing.T) {
	text := faultserver.OddText
	wide := func(c *Config) { c.ContextTokens = 32768 }
	long := bot.Prompt{User: strings.Repeat("The harbour wall has a stone with a number on it. ", 800)}
	for _, c := range []struct {
		row    string
		reply  faultserver.Reply
		change func(*Config)
		prompt bot.Prompt
		check  func(*testing.T, written, faultserver.Request)
	}{
		{row: "unknown model: runs anyway and echoes the name", reply: faultserver.Fault("odd: another model's name"),
			check: func(t *testing.T, w written, _ faultserver.Request) {
				if w.report.Model == "" {
					t.Error("the report names no model")
				}
			}},
		{row: "streaming without usage asked", reply: faultserver.Stream(faultserver.Chunk(text), faultserver.Finish("stop")),
			check: func(t *testing.T, w written, r faultserver.Request) {
				if r.Chat.StreamOptions == nil || !r.Chat.StreamOptions.IncludeUsage || w.report.PromptTokens != 0 || len(w.report.Warnings) > 0 {
					t.Errorf("asked %+v, reported %+v", r.Chat.StreamOptions, w.report)
				}
			}},
		{row: "stream_options.include_usage, an extra chunk", reply: faultserver.Fault("odd: usage with choices empty"), check: usageTaken},
		{row: "stream_options.include_usage, on the final chunk", reply: faultserver.Fault("odd: usage on the last chunk"), check: usageTaken},
		{row: "max_completion_tokens: only where configured", reply: faultserver.Text(text), change: func(c *Config) { c.MaxCompletionTokens = true },
			prompt: bot.Prompt{User: "x", MaxTokens: 77},
			check: func(t *testing.T, _ written, r faultserver.Request) {
				if r.Chat.MaxCompletionTokens != 77 || r.Chat.MaxTokens != 0 {
					t.Errorf("sent %+v", r.Chat)
				}
			}},
		{row: "max_tokens", reply: faultserver.Text(text), check: func(t *testing.T, _ written, r faultserver.Request) {
			if r.Chat.MaxTokens != 1024 || r.Chat.MaxCompletionTokens != 0 {
				t.Errorf("sent %+v", r.Chat)
			}
		}},
		{row: "prompt longer than the context: 200, silently cut", reply: faultserver.Counted(text, 4096), change: wide, prompt: long,
			check: func(t *testing.T, w written, _ faultserver.Request) {
				if len(w.report.Warnings) != 1 || !strings.Contains(w.report.Warnings[0], "only 4096 of about") {
					t.Errorf("warned %q", w.report.Warnings)
				}
			}},
		{row: "options.num_ctx: not sent", reply: faultserver.Text(text), check: func(t *testing.T, _ written, r faultserver.Request) {
			var body map[string]any
			if err := json.Unmarshal(r.Body, &body); err != nil || body["options"] != nil {
				t.Errorf("sent %s, %v", r.Body, err)
			}
		}},
		{row: "response_format: json_schema", reply: faultserver.Text(`{"a":1}`), prompt: bot.Prompt{User: "x", Schema: json.RawMessage(`{"type":"object"}`)},
			check: func(t *testing.T, w written, r faultserver.Request) {
				f := r.Chat.ResponseFormat
				if f == nil || f.Type != "json_schema" || !f.JSONSchema.Strict || string(r.Chat.Schema()) != `{"type":"object"}` {
					t.Errorf("sent %s", r.Body)
				}
			}},
		{row: "temperature 1e-45: never", reply: faultserver.Text(text), change: func(c *Config) { c.Temperature = new(float32) },
			check: func(t *testing.T, _ written, r faultserver.Request) {
				if temperature := r.Chat.Temperature; temperature == nil || *temperature < .0099 || *temperature > .0101 {
					t.Errorf("sent %s", r.Body)
				}
			}},
		{row: "temperature not configured", reply: faultserver.Text(text), check: func(t *testing.T, _ written, r faultserver.Request) {
			if r.Chat.Temperature != nil {
				t.Errorf("sent %s", r.Body)
			}
		}},
		{row: "think models: raw tags in content", reply: faultserver.Fault("odd: think block split"), check: onlyOddText},
		{row: "think models: reasoning field", reply: faultserver.Fault("odd: reasoning field"), check: onlyOddText},
		{row: "missing key: no header", reply: faultserver.Text(text), check: func(t *testing.T, _ written, r faultserver.Request) {
			if got, sent := r.Header["Authorization"]; sent {
				t.Errorf("sent %q", got)
			}
		}},
		{row: "key", reply: faultserver.Text(text), change: func(c *Config) { c.APIKey = " key-1\n" }, check: func(t *testing.T, _ written, r faultserver.Request) {
			if got := r.Header.Get("Authorization"); got != "Bearer key-1" {
				t.Errorf("sent %q", got)
			}
		}},
		{row: "cold load: no headers for a while", reply: faultserver.Slowly(100*time.Millisecond, faultserver.Text(text)), check: func(*testing.T, written, faultserver.Request) {}},
		{row: "unknown chat template: fold the system message", reply: faultserver.Text(text), change: func(c *Config) { c.FoldSystem = true }, prompt: question, check: folded},
		{row: "one system message, one of the user", reply: faultserver.Text(text), prompt: question, check: func(t *testing.T, _ written, r faultserver.Request) {
			want := []faultserver.Message{{Role: "system", Content: question.System}, {Role: "user", Content: question.User}}
			if m := r.Chat.Messages; len(m) != 2 || m[0] != want[0] || m[1] != want[1] {
				t.Errorf("sent %+v", m)
			}
		}},
	} {
		t.Run(c.row, func(t *testing.T) {
			t.Parallel()
			server := serve(t, faultserver.Always(c.reply))
			if c.prompt.User == "" {
				c.prompt.User = "x"
			}
			got := read(t.Context(), modelAt(t, server.URL, c.change), c.prompt)
			if got.err != nil || got.report == nil || got.text == "" {
				t.Fatalf("got %q, %v, report %v", got.text, got.err, got.report)
			}
			c.check(t, got, server.Requests()[0])
		})
	}
}

func usageTaken(t *testing.T, w written, _ faultserver.Request) {
	if w.report.PromptTokens != 11 || w.report.ReplyTokens != 7 {
		t.Errorf("reported %+v", w.report)
	}
}

func onlyOddText(t *testing.T, w written, _ faultserver.Request) {
	if w.text != faultserver.OddText {
		t.Errorf("got %q", w.text)
	}
}

func folded(t *testing.T, _ written, r faultserver.Request) {
	if m := r.Chat.Messages; len(m) != 1 || m[0].Role != "user" || m[0].Content != question.System+"\n\n"+question.User {
		t.Errorf("sent %+v", m)
	}
}

// TestWarnsOnlyOfCutPrompts: an estimate is never exact, and languages differ.
func TestWarnsOnlyOfCutPrompts(t *testing.T) {
	for _, c := range []struct {
		name               string
		counted, estimated int
		want               bool
	}{
		{"not counted", 0, 9000, false},
		{"as estimated", 3000, 3000, false},
		{"more than estimated", 4500, 3000, false},
		{"a language with cheap tokens", 5200, 8000, false},
		{"a language with very cheap tokens", 4500, 10000, false},
		{"short prompts", 90, 300, false},
		{"exactly 4096", 4096, 4900, true},
		{"exactly 4096, and so estimated", 4096, 4096, true},
		{"exactly 4096, of a language with dear tokens", 4096, 3000, true},
		{"exactly as configured", 5000, 3700, true},
		{"exactly 4096, far above the estimate", 4096, 1500, false},
		{"a little below 4096", 4090, 7000, true},
		{"a little below 4096, but near the estimate", 4090, 6500, false},
		{"a shifted context", 2500, 9000, true},
		{"a third of it", 1000, 3000, true},
	} {
		if got := wasCut(c.counted, c.estimated, 5000); got != c.want {
			t.Errorf("%s: %d of %d gives %v", c.name, c.counted, c.estimated, got)
		}
	}
}
