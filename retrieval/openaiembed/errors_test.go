package openaiembed_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"footnote/retrieval/openaiembed"
	"footnote/retrieval/openaiembed/internal/fakeserver"
)

// kindOf is "" for an error that has none.
func kindOf(err error) openaiembed.Kind {
	var e *openaiembed.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// answer is a server that always says the same.
func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		w.Write([]byte(body))
	}
}

func changed(change func(*fakeserver.Answer)) *fakeserver.Server {
	server := fakeserver.Ollama()
	server.After = change
	return server
}

// Each fault of a server has its kind, and its error tells what to do and
// keeps the secret.
func TestErrors(t *testing.T) {
	wrongKey := fakeserver.Llama()
	wrongKey.Key = "another"
	tests := []struct {
		name   string
		server http.Handler
		kind   openaiembed.Kind
		says   string
	}{
		{"wrong key", wrongKey, openaiembed.Unauthorized, "API key"},
		{"forbidden", answer(403, "no"), openaiembed.Unauthorized, "API key"},
		{"no such model", &fakeserver.Server{}, openaiembed.NoModel, "try pulling"},
		{"no such model, OpenAI", answer(404, `{"error":{"message":"no access","code":"model_not_found"}}`), openaiembed.NoModel, "no access"},
		{"no such model, vLLM", answer(404, `{"object":"error","message":"The model does not exist.","code":404}`), openaiembed.NoModel, "does not exist"},
		{"no such path", answer(404, "404 page not found"), openaiembed.NoEndpoint, "/v1"},
		{"embeddings not enabled", answer(501, `{"error":{"code":501,"message":"This server does not support embeddings. Start it with --embeddings"}}`), openaiembed.NoEndpoint, "--embeddings"},
		{"a model for chat, llama.cpp", answer(400, `{"error":{"message":"Pooling type 'none' is not OAI compatible"}}`), openaiembed.Refused, "Pooling"},
		{"error as a string", answer(400, `{"error":"no good"}`), openaiembed.Refused, "no good"},
		{"detail", answer(422, `{"detail":[{"loc":["body"],"msg":"field required"}]}`), openaiembed.Refused, "field required"},
		{"no quota left", answer(429, `{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}`), openaiembed.Quota, "plan"},
		{"payment", answer(402, ``), openaiembed.Quota, "plan"},
		{"busy for ever", answer(503, `{"error":"server busy"}`), openaiembed.Busy, "later"},
		{"loading for ever", answer(503, `{"error":{"message":"Loading model"}}`), openaiembed.Loading, "wait"},
		{"bad gateway", answer(502, `<html>502</html>`), openaiembed.Busy, "502"},
		{"HTML", answer(200, "<!DOCTYPE html><title>Welcome</title>"), openaiembed.Malformed, "OpenAI-compatible"},
		{"empty", answer(200, ""), openaiembed.Malformed, ""},
		{"error with status 200", answer(200, `{"error":{"message":"out of memory"}}`), openaiembed.Refused, "out of memory"},
		{"no data", answer(200, `{"object":"list"}`), openaiembed.Malformed, "0 vectors for 1"},
		{"nulls", answer(200, `{"data":[{"index":0,"embedding":[null,null]}]}`), openaiembed.Refused, "without length"},
		{"too large a number", answer(200, `{"data":[{"index":0,"embedding":[1e99]}]}`), openaiembed.Malformed, ""},
		{"too long an answer", answer(200, strings.Repeat(" ", 20<<20)), openaiembed.Malformed, "more than"},
		{"an index too high", changed(func(a *fakeserver.Answer) { a.Data[0].Index = 1 }), openaiembed.Malformed, "text 1, of 1"},
		{"an index below zero", changed(func(a *fakeserver.Answer) { a.Data[0].Index = -1 }), openaiembed.Malformed, "text -1"},
		{"too many vectors", changed(func(a *fakeserver.Answer) { a.Data = append(a.Data, a.Data[0]) }), openaiembed.Malformed, "2 vectors for 1"},
		{"an empty vector", changed(func(a *fakeserver.Answer) { a.Data[0].Embedding = nil }), openaiembed.Malformed, "empty vector"},
		{"a redirect to nowhere", answer(302, ""), openaiembed.Malformed, "302"},
		{"teapot", answer(418, "short and stout"), openaiembed.Malformed, "short and stout"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, err := openaiembed.New(t.Context(), config(test.server))
				if kindOf(err) != test.kind || !strings.Contains(err.Error(), test.says) {
					t.Errorf("got %v, want kind %q and %q", err, test.kind, test.says)
				}
				if strings.Contains(err.Error(), "secret") {
					t.Errorf("the key stands in %v", err)
				}
			})
		})
	}
}

// Answers that only a batch can show.
func TestFaultyBatches(t *testing.T) {
	tests := map[string]struct {
		change func(*fakeserver.Answer)
		says   string
	}{
		"an index twice":    {func(a *fakeserver.Answer) { a.Data[1].Index = 0 }, "two vectors of text 0"},
		"no indices":        {func(a *fakeserver.Answer) { a.Data[1].Index, a.Data[2].Index = 0, 0 }, "two vectors of text 0"},
		"one missing":       {func(a *fakeserver.Answer) { a.Data = a.Data[:2] }, "2 vectors for 3"},
		"different lengths": {func(a *fakeserver.Answer) { a.Data[1].Embedding = a.Data[1].Embedding[:5] }, "now have 5"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := fakeserver.Ollama()
			e := newEmbedder(t, config(server))
			server.After = test.change
			if _, err := e.EmbedDocuments(t.Context(), texts(3)); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}
