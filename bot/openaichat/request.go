package openaichat

import (
	"strings"
	"sync/atomic"

	openai "github.com/sashabaranov/go-openai"

	"footnote/bot"
)

// habits are what a server was found to need, a bit each.
type habits uint32

const (
	withoutSchema habits = 1 << iota
	withoutUsage
	withoutTemperature
	completionTokens // max_completion_tokens instead of max_tokens
	foldSystem
	beginsThinking // the template opens the reasoning, the reply only ends it
)

func (h habits) has(one habits) bool { return h&one != 0 }

// learnt holds the habits that a server taught. It is safe for concurrent use.
type learnt struct{ bits atomic.Uint32 }

func (l *learnt) now() habits  { return habits(l.bits.Load()) }
func (l *learnt) add(h habits) { l.bits.Or(uint32(h)) }

// request builds what is sent for a prompt.
func (m *Model) request(prompt bot.Prompt, h habits) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{Model: m.config.Model, Messages: messages(prompt, h.has(foldSystem)), Stream: true}
	if h.has(completionTokens) {
		r.MaxCompletionTokens = m.maxTokens(prompt)
	} else {
		r.MaxTokens = m.maxTokens(prompt)
	}
	if t := m.config.Temperature; t != nil && !h.has(withoutTemperature) {
		// 0 would be left out of the body, and Ollama's runner aborts on the
		// smallest float that the library advises instead.
		r.Temperature = max(*t, 0.01)
	}
	if !h.has(withoutUsage) {
		r.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	if prompt.Schema != nil && !h.has(withoutSchema) {
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "reply", Schema: prompt.Schema, Strict: true},
		}
	}
	return r
}

func (m *Model) maxTokens(prompt bot.Prompt) int {
	if prompt.MaxTokens > 0 {
		return prompt.MaxTokens
	}
	return m.config.MaxTokens
}

// messages are at most one system message and one of the user.
func messages(prompt bot.Prompt, fold bool) []openai.ChatCompletionMessage {
	user := openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: prompt.User}
	if prompt.System == "" {
		return []openai.ChatCompletionMessage{user}
	}
	if fold || prompt.User == "" {
		user.Content = strings.TrimSpace(prompt.System + "\n\n" + prompt.User)
		return []openai.ChatCompletionMessage{user}
	}
	system := openai.ChatCompletionMessage{Role: openai.ChatMessageRoleSystem, Content: prompt.System}
	return []openai.ChatCompletionMessage{system, user}
}

// lesson finds the habit that a refusal teaches: what was sent, and is what the
// server complains of. It returns 0 if there is none.
func (m *Model) lesson(r *refusal, prompt bot.Prompt, used habits) habits {
	lessons := []struct {
		habit   habits
		sent    bool
		phrases []string
	}{
		{completionTokens, true, []string{"max_completion_tokens", "maxcompletiontokens"}},
		{withoutUsage, true, []string{"stream_options", "include_usage"}},
		{withoutTemperature, m.config.Temperature != nil, []string{"temperature"}},
		{withoutSchema, prompt.Schema != nil && m.config.Structured == StructuredAuto,
			[]string{"response_format", "json_schema", "json schema", "grammar", "structured output", "guided", "schema in format"}},
		{foldSystem, prompt.System != "", []string{"system role", "system message", "alternat"}},
	}
	for _, l := range lessons {
		if l.sent && !used.has(l.habit) && r.says(l.phrases...) {
			return l.habit
		}
	}
	return 0
}

// habits are those of the configuration with those that the server taught.
func (m *Model) habits() habits {
	h := m.learnt.now()
	if m.config.MaxCompletionTokens {
		h |= completionTokens
	}
	if m.config.FoldSystem {
		h |= foldSystem
	}
	if m.config.Structured == StructuredOff {
		h |= withoutSchema
	}
	if opensThinking(m.config.Model) {
		h |= beginsThinking
	}
	return h
}

// opensThinking reports whether the model of the name is known for a template
// that opens the reasoning, so that a reply holds only the end of it.
func opensThinking(model string) bool {
	model = strings.ToLower(model)
	for _, part := range []string{"deepseek-r1", "qwq", "-thinking"} {
		if strings.Contains(model, part) {
			return true
		}
	}
	return false
}
