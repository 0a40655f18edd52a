package fakeserver

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"footnote/retrieval/retrievaltest"
)

// A Server answers requests for embeddings. Its fields are set before it is
// used.
type Server struct {
	// Models are those the server has, with the length of their vectors.
	Models map[string]int
	// AnyModel answers to every name with the first of Models.
	AnyModel bool
	// Key is what the server wants; "" is none.
	Key string
	// Shortens is set where the wish for dimensions is heard.
	Shortens bool
	// MaxTexts and MaxBytes are the most that a request and a text may have;
	// 0 is any. What is more is refused with the status Refuses.
	MaxTexts, MaxBytes, Refuses int
	// Cuts makes texts that are too long shorter, without a word.
	Cuts bool
	// Poison is a word that the model has no vector for.
	Poison string
	// Before may answer in the server's place; call counts from 1.
	Before func(call int, w http.ResponseWriter, r *http.Request) (answered bool)
	// After may change the answer.
	After func(answer *Answer)

	mu       sync.Mutex
	requests []Request
}

// A Request is what a server is asked.
type Request struct {
	Input      []string `json:"input"`
	Model      string   `json:"model"`
	Dimensions int      `json:"dimensions"`
}

// An Answer is what a server says.
type Answer struct {
	Object string `json:"object"`
	Data   []Item `json:"data"`
	Model  string `json:"model"`
}

// An Item is a vector of an answer.
type Item struct {
	Object    string    `json:"object"`
	Embedding []float32 `json:"embedding"`
	Index     int       `json:"index"`
}

// Ollama is a server with the habits of Ollama: it takes any key, hears the
// wish for dimensions, cuts what is too long and gives vectors of models for
// chat.
func Ollama() *Server {
	return &Server{Models: map[string]int{"nomic-embed-text": 64, "llama3.2": 96}, Shortens: true, MaxBytes: 2000, Cuts: true}
}

// Llama is a server with the habits of llama.cpp's: it runs its one model
// whatever it is called, does not hear the wish for dimensions, and a text
// that is too long makes the whole batch fail.
func Llama() *Server {
	return &Server{Models: map[string]int{"model.gguf": 64}, AnyModel: true, Key: "secret", MaxBytes: 2000, Refuses: http.StatusInternalServerError}
}

// Inference is a server with the habits of text-embeddings-inference: batches
// of more than 32 are refused.
func Inference() *Server {
	return &Server{Models: map[string]int{"bge": 64}, AnyModel: true, MaxTexts: 32, Refuses: http.StatusUnprocessableEntity}
}

// Requests are those that came so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// note counts the requests.
func (s *Server) note(request Request) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, request)
	return len(s.requests)
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request Request
	err := json.NewDecoder(r.Body).Decode(&request)
	call := s.note(request)
	if s.Before != nil && s.Before(call, w, r) {
		return
	}
	dimensions, known := s.Models[strings.TrimSuffix(request.Model, ":latest")]
	if s.AnyModel {
		for _, dimensions = range s.Models {
			known = true
		}
	}
	switch {
	case r.URL.Path != "/v1/embeddings":
		http.NotFound(w, r)
	case r.Method != http.MethodPost || err != nil:
		Fail(w, http.StatusBadRequest, "no request for embeddings")
	case s.Key != "" && r.Header.Get("Authorization") != "Bearer "+s.Key:
		Fail(w, http.StatusUnauthorized, "Invalid API Key: "+r.Header.Get("Authorization"))
	case !known:
		Fail(w, http.StatusNotFound, fmt.Sprintf("model %q not found, try pulling it first", request.Model))
	case s.MaxTexts > 0 && len(request.Input) > s.MaxTexts:
		Fail(w, s.Refuses, fmt.Sprintf("batch size %d > maximum allowed batch size %d", len(request.Input), s.MaxTexts))
	default:
		if s.Shortens && request.Dimensions > 0 {
			dimensions = request.Dimensions
		}
		s.embed(w, request, dimensions)
	}
}

func (s *Server) embed(w http.ResponseWriter, request Request, dimensions int) {
	for i, text := range request.Input {
		switch {
		case s.Poison != "" && strings.Contains(text, s.Poison):
			Fail(w, http.StatusInternalServerError, "failed to encode response: json: unsupported value: NaN")
			return
		case s.MaxBytes == 0 || len(text) <= s.MaxBytes:
		case s.Cuts:
			request.Input[i] = text[:s.MaxBytes]
		default:
			Fail(w, s.Refuses, "input is too large to process. increase the physical batch size")
			return
		}
	}
	answer := Answer{Object: "list", Model: request.Model}
	for i, text := range request.Input {
		v, err := retrievaltest.NewEmbedder(dimensions).EmbedQuery(context.Background(), text)
		if err != nil {
			Fail(w, http.StatusInternalServerError, err.Error())
			return
		}
		for j := range v {
			v[j] *= 3 // not every server gives vectors of length 1
		}
		answer.Data = append(answer.Data, Item{"embedding", v, i})
	}
	if s.After != nil {
		s.After(&answer)
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(answer)
}

// Fail answers with an error in the form that most servers use.
func Fail(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": text, "type": "error", "code": nil}})
}

// Client returns a client whose requests, wherever they go, reach the handler
// without a network.
func Client(handler http.Handler) *http.Client {
	return &http.Client{Transport: direct{handler}}
}

type direct struct{ handler http.Handler }

// RoundTrip implements http.RoundTripper.
func (d direct) RoundTrip(r *http.Request) (answer *http.Response, err error) {
	defer func() {
		if broken := recover(); broken == http.ErrAbortHandler {
			answer, err = nil, io.ErrUnexpectedEOF
		} else if broken != nil {
			panic(broken)
		}
	}()
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	return w.Result(), nil
}
