package faultserver

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
)

// A Server is a running scripted server. It is safe for concurrent use.
type Server struct {
	// URL is the base URL, ending in /v1.
	URL string

	script Script
	http   *httptest.Server
	closed chan struct{}
	close  sync.Once

	mu       sync.Mutex
	requests []Request
	models   []string
}

// A Script computes the reply to a chat request.
type Script func(Request) Reply

// A Reply writes the response to a request.
type Reply func(http.ResponseWriter, *Call)

// A Call is a request that is being replied to.
type Call struct {
	Request
	// Gone is closed when the client went away or the server closes.
	Gone <-chan struct{}
}

// A Request is what the server was asked.
type Request struct {
	// Number counts the chat requests, from 1; 0 for any other.
	Number int
	// Method and Path are those of HTTP, such as POST /v1/chat/completions.
	Method, Path string
	Header       http.Header
	Body         []byte
	// Chat is the decoded body of a chat request.
	Chat Chat
}

// A Chat is the body of a chat request, as far as scripts care.
type Chat struct {
	Model               string    `json:"model"`
	Messages            []Message `json:"messages"`
	Stream              bool      `json:"stream"`
	Temperature         *float64  `json:"temperature"`
	MaxTokens           int       `json:"max_tokens"`
	MaxCompletionTokens int       `json:"max_completion_tokens"`
	StreamOptions       *struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	ResponseFormat *struct {
		Type       string `json:"type"`
		JSONSchema struct {
			Name   string          `json:"name"`
			Strict bool            `json:"strict"`
			Schema json.RawMessage `json:"schema"`
		} `json:"json_schema"`
	} `json:"response_format"`
}

// A Message is one message of a Chat.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// System returns the text of the system messages.
func (c Chat) System() string { return c.said("system") }

// User returns the text of the user's messages.
func (c Chat) User() string { return c.said("user") }

func (c Chat) said(role string) string {
	var texts []string
	for _, m := range c.Messages {
		if m.Role == role {
			texts = append(texts, m.Content)
		}
	}
	return strings.Join(texts, "\n")
}

// Schema returns the JSON Schema that was asked for, nil when none was.
func (c Chat) Schema() json.RawMessage {
	if c.ResponseFormat == nil {
		return nil
	}
	return c.ResponseFormat.JSONSchema.Schema
}

// New starts a server on a free port of loopback. Close ends it.
func New(script Script) *Server {
	s := &Server{script: script, closed: make(chan struct{}), models: []string{"test-model"}}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	s.URL = s.http.URL + "/v1"
	return s
}

// Close ends the server and whatever it is still writing. It may be called
// again.
func (s *Server) Close() {
	s.close.Do(func() {
		close(s.closed)
		s.http.CloseClientConnections()
		s.http.Close()
	})
}

// SetModels sets what /v1/models lists; none at all makes it 404.
func (s *Server) SetModels(names ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.models = names
}

// Requests returns the chat requests so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	request := Request{Method: r.Method, Path: r.URL.Path, Header: r.Header.Clone(), Body: body}
	switch {
	case r.URL.Path == "/v1/models":
		s.serveModels(w)
	case r.URL.Path != "/v1/chat/completions" || r.Method != http.MethodPost:
		http.NotFound(w, r)
	case json.Unmarshal(body, &request.Chat) != nil:
		http.Error(w, `{"error":{"message":"the body is not JSON"}}`, http.StatusBadRequest)
	default:
		s.mu.Lock()
		request.Number = len(s.requests) + 1
		s.requests = append(s.requests, request)
		s.mu.Unlock()
		s.script(request)(w, &Call{Request: request, Gone: s.gone(r)})
	}
}

// gone returns a channel that closes when the request or the server ends.
func (s *Server) gone(r *http.Request) <-chan struct{} {
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		select {
		case <-r.Context().Done():
		case <-s.closed:
		}
	}()
	return gone
}

func (s *Server) serveModels(w http.ResponseWriter) {
	s.mu.Lock()
	names := slices.Clone(s.models)
	s.mu.Unlock()
	if len(names) == 0 {
		http.Error(w, "404 page not found", http.StatusNotFound)
		return
	}
	type model struct {
		ID     string `json:"id"`
		Object string `json:"object"`
	}
	list := struct {
		Object string  `json:"object"`
		Data   []model `json:"data"`
	}{Object: "list"}
	for _, name := range names {
		list.Data = append(list.Data, model{ID: name, Object: "model"})
	}
	writeJSON(w, http.StatusOK, list)
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // a client that left is no fault
}
