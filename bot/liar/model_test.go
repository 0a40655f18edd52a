package liar_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	openai "github.com/sashabaranov/go-openai"

	"footnote/bot/liar"
)

const prompt = "Passages:\n\n[1]\nTitle: Cranes\n<passage>\nThe basin has three cranes.\n</passage>\n\n" +
	"[2]\n<passage>\nThe harbour\nwas dug in 1887.\n</passage>\n\nQuestion: When was the harbour dug?"

var scripted = []liar.Statement{
	{ID: "cranes", Class: liar.Number, Text: "The basin has five cranes.", From: "The basin has three cranes."},
	{ID: "elsewhere", Class: liar.Number, Text: "The pier is long.", From: "The pier is short."},
	{ID: "dug", Class: liar.Date, Text: "The harbour was dug in 1897.", From: "The harbour was dug in 1887.", Question: "When was the harbour dug?"},
	{ID: "marker", Class: liar.WrongMarker, Text: "There are three cranes.", From: "The basin has three cranes."},
}

func serve(t *testing.T, m *liar.Model) (*openai.Client, string) {
	t.Helper()
	server := httptest.NewServer(m)
	t.Cleanup(server.Close)
	config := openai.DefaultConfig("")
	config.BaseURL = server.URL + "/v1"
	return openai.NewClientWithConfig(config), server.URL
}

func request(format string) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{Model: "liar", Messages: []openai.ChatCompletionMessage{
		{Role: "system", Content: "Answer from the passages: A statement. [n]"}, {Role: "user", Content: prompt},
	}}
	if format != "" {
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatType(format)}
	}
	return r
}

// readStream returns the text and the reason that the stream finished for.
func readStream(t *testing.T, client *openai.Client, r openai.ChatCompletionRequest) (text, finish string) {
	t.Helper()
	stream, err := client.CreateChatCompletionStream(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	for {
		chunk, err := stream.Recv()
		if err == io.EOF {
			return text, finish
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range chunk.Choices {
			text += c.Delta.Content
			finish += string(c.FinishReason)
		}
	}
}

func TestModelTellsWhatBelongsToThePrompt(t *testing.T) {
	model := liar.NewModel(scripted...)
	client, _ := serve(t, model)
	for _, want := range []string{
		"The harbour was dug in 1897 [2].", // its question is asked
		"The basin has five cranes [1].",
		"There are three cranes [2].", // marked wrongly
		"I do not know.",
	} {
		text, finish := readStream(t, client, request(""))
		if text != want || finish != "stop" {
			t.Errorf("the model said %q and finished with %q, want %q", text, finish, want)
		}
	}
	if told := model.Told(); len(told) != 3 || told[0].Statement.ID != "dug" || told[2].Marker != 2 {
		t.Errorf("told %+v", told)
	}
	if model.Left() != 1 {
		t.Errorf("%d are left, want 1", model.Left())
	}
}

func TestModelNamesAPassageThatWasNotOffered(t *testing.T) {
	model := liar.NewModel(scripted[3])
	client, _ := serve(t, model)
	r := request("")
	r.Messages[1].Content = "[4]\nThe basin has three cranes."
	if text, _ := readStream(t, client, r); text != "There are three cranes [5]." {
		t.Errorf("the model said %q", text)
	}
}

func TestModelAnswersWholeAndStructured(t *testing.T) {
	model := liar.NewModel(scripted...)
	model.PerReply = 2
	client, _ := serve(t, model)
	reply, err := client.CreateChatCompletion(t.Context(), request("json_object"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Statements []struct {
			Text    string
			Markers []int
			Quotes  []struct {
				Marker int
				Text   string
			}
		}
	}
	if err := json.Unmarshal([]byte(reply.Choices[0].Message.Content), &got); err != nil {
		t.Fatal(err)
	}
	want := `{[{The harbour was dug in 1897. [2] [{2 The harbour was dug in 1887.}]} {The basin has five cranes. [1] [{1 The basin has three cranes.}]}]}`
	if s := fmt.Sprint(got); s != want {
		t.Errorf("statements\n%s, want\n%s", s, want)
	}
	if reply.Choices[0].FinishReason != "stop" || reply.Usage.TotalTokens == 0 {
		t.Errorf("finish %q, usage %+v", reply.Choices[0].FinishReason, reply.Usage)
	}
}

func TestStreamIsServerSentEvents(t *testing.T) {
	_, url := serve(t, liar.NewModel(scripted...))
	body, err := json.Marshal(map[string]any{
		"stream": true, "stream_options": map[string]any{"include_usage": true},
		"messages": []any{map[string]any{"role": "user", "content": []any{map[string]any{"type": "text", "text": prompt}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	reply, err := http.Post(url+"/v1/chat/completions", "application/json", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	if kind := reply.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Errorf("content type %q", kind)
	}
	var events []string
	for s := bufio.NewScanner(reply.Body); s.Scan(); {
		if line := s.Text(); line != "" {
			event, ok := strings.CutPrefix(line, "data: ")
			if !ok {
				t.Errorf("the line %q is no event", line)
			}
			events = append(events, event)
		}
	}
	n := len(events)
	if n < 5 || events[n-1] != "[DONE]" || !strings.Contains(events[n-2], `"choices":[],"usage"`) || !strings.Contains(events[n-3], `"finish_reason":"stop"`) {
		t.Errorf("the stream ends with %q", events[max(0, n-3):])
	}
	if !strings.Contains(events[0], `"role":"assistant"`) || !strings.Contains(events[0], `"finish_reason":null`) {
		t.Errorf("the stream begins with %q", events[0])
	}
}

func TestModelListsItselfAndRefuses(t *testing.T) {
	client, url := serve(t, liar.NewModel())
	models, err := client.ListModels(t.Context())
	if err != nil || len(models.Models) != 1 || models.Models[0].ID != "liar" {
		t.Errorf("models %+v, error %v", models.Models, err)
	}
	for path, want := range map[string]int{"/v1/chat/completions": http.StatusBadRequest, "/v1/other": http.StatusNotFound} {
		reply, err := http.Post(url+path, "application/json", strings.NewReader("no JSON"))
		if err != nil {
			t.Fatal(err)
		}
		reply.Body.Close()
		if reply.StatusCode != want {
			t.Errorf("%s answers %d, want %d", path, reply.StatusCode, want)
		}
	}
}

// FuzzModel: whatever is asked, the reply is JSON or a stream that is done.
func FuzzModel(f *testing.F) {
	for _, body := range []string{
		`{"messages":[{"role":"user","content":"[1]\nThe basin has three cranes."}]}`,
		`{"stream":true,"messages":[{"role":"user","content":[{"type":"text","text":"[99999]\n[0]\n[2]"}]}]}`,
		`{"messages":[{"content":7},{}],"response_format":{"type":"json_schema"}}`,
		`{"messages":`, ``, `[]`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		reply := httptest.NewRecorder()
		liar.NewModel(scripted...).ServeHTTP(reply, httptest.NewRequest(http.MethodPost, "/v1/chat/completions", strings.NewReader(body)))
		streamed := reply.Header().Get("Content-Type") == "text/event-stream"
		switch {
		case streamed && !strings.HasSuffix(reply.Body.String(), "\n\ndata: [DONE]\n\n"):
			t.Errorf("the stream ends with %q", reply.Body.String())
		case !streamed && !json.Valid(reply.Body.Bytes()):
			t.Errorf("the reply %q is no JSON", reply.Body.String())
		}
	})
}
