package liar

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// A chatRequest is what of a request the Model reads.
type chatRequest struct {
	Model    string `json:"model"`
	Messages []struct {
		Role    string          `json:"role"`
		Content json.RawMessage `json:"content"`
	} `json:"messages"`
	Stream        bool `json:"stream"`
	StreamOptions struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	ResponseFormat *struct {
		Type string `json:"type"`
	} `json:"response_format"`
}

type message struct {
	Role    string `json:"role,omitempty"`
	Content string `json:"content"`
}

type choice struct {
	Index        int      `json:"index"`
	Message      *message `json:"message,omitempty"`
	Delta        *message `json:"delta,omitempty"`
	FinishReason *string  `json:"finish_reason"`
}

type usage struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
	Total      int `json:"total_tokens"`
}

type completion struct {
	ID      string   `json:"id"`
	Object  string   `json:"object"`
	Created int64    `json:"created"`
	Model   string   `json:"model"`
	Choices []choice `json:"choices"`
	Usage   *usage   `json:"usage,omitempty"`
}

func ptr[T any](v T) *T { return &v }

func (q chatRequest) wantsJSON() bool {
	return q.ResponseFormat != nil && q.ResponseFormat.Type != "" && q.ResponseFormat.Type != "text"
}

// prompt is the text of all messages. Content is a string, or a list of parts.
func (q chatRequest) prompt() string {
	var b strings.Builder
	for _, m := range q.Messages {
		var text string
		if json.Unmarshal(m.Content, &text) != nil {
			var parts []struct {
				Text string `json:"text"`
			}
			_ = json.Unmarshal(m.Content, &parts) // neither: the message has no text
			for _, p := range parts {
				text += p.Text
			}
		}
		b.WriteString(text)
		b.WriteString("\n")
	}
	return b.String()
}

// stream sends the text word by word as server-sent events.
func stream(w http.ResponseWriter, q chatRequest, text string, u usage) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	flush := http.NewResponseController(w).Flush
	send := func(c completion) {
		c.ID, c.Object, c.Model = "chatcmpl-liar", "chat.completion.chunk", q.Model
		data, err := json.Marshal(c)
		if err != nil {
			panic(fmt.Sprintf("liar: write a chunk: %v", err)) // strings and numbers only
		}
		fmt.Fprintf(w, "data: %s\n\n", data) // a reader that is gone is found by the server
		_ = flush()                          // not every writer can
	}
	send(completion{Choices: []choice{{Delta: &message{Role: "assistant"}}}})
	for _, piece := range strings.SplitAfter(text, " ") {
		send(completion{Choices: []choice{{Delta: &message{Content: piece}}}})
	}
	send(completion{Choices: []choice{{Delta: &message{}, FinishReason: ptr("stop")}}})
	if q.StreamOptions.IncludeUsage {
		send(completion{Choices: []choice{}, Usage: &u})
	}
	fmt.Fprint(w, "data: [DONE]\n\n")
	_ = flush()
}

// reply sends one JSON object.
func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // a reader that is gone needs no reply
}

// refuse sends an error as OpenAI does.
func refuse(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": text, "type": "invalid_request_error", "code": nil}})
}

// A labelledText is a passage of a prompt, its white space flattened.
type labelledText struct {
	label int
	text  string
}

// labelLine is a line with a label alone.
var labelLine = regexp.MustCompile(`(?m)^[ \t]*\[(\d{1,4})\][ \t\r]*$`)

// labelled returns the passages of a prompt, each from its label to the next.
func labelled(prompt string) []labelledText {
	at := labelLine.FindAllStringSubmatchIndex(prompt, -1)
	var list []labelledText
	for i, m := range at {
		end := len(prompt)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		label, err := strconv.Atoi(prompt[m[2]:m[3]])
		if err != nil || label == 0 {
			continue
		}
		list = append(list, labelledText{label, flatten(prompt[m[1]:end])})
	}
	return list
}

// flatten writes white space as single spaces.
func flatten(s string) string { return strings.Join(strings.Fields(s), " ") }
