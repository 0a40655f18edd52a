package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"footnote/config"
	"footnote/retrieval/openaiembed"
)

// TestSettingNames: advice on an endpoint names the settings that it is from.
func TestSettingNames(t *testing.T) {
	key := config.NewSecret("sk-1")
	writer := config.Endpoint{Model: "m", URL: "http://a/v1", Key: key}
	for _, test := range []struct {
		endpoint config.Endpoint
		want     string
	}{
		{writer, "OPENAI_BASE_URL, OPENAI_API_KEY"},
		{config.Endpoint{Model: "judge", URL: "http://a/v1", Key: key}, "OPENAI_BASE_URL, OPENAI_API_KEY"},
		{config.Endpoint{Model: "m", URL: "http://a/v1", Key: config.NewSecret("sk-2")}, "OPENAI_BASE_URL, its key in FOOTNOTE_FALLBACK_API_KEYS"},
		{config.Endpoint{Model: "m", URL: "http://b/v1"}, "its address in FOOTNOTE_FALLBACKS, its key in FOOTNOTE_FALLBACK_API_KEYS"},
	} {
		address, name := settingNames(writer, test.endpoint)
		if got := address + ", " + name; got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

// TestPasswordsAreNotTold: not even of an endpoint that is wrong.
func TestPasswordsAreNotTold(t *testing.T) {
	p := &program{log: slog.New(slog.DiscardHandler)}
	for _, e := range []config.Endpoint{{Model: "m", URL: "ftp://me:word@host/v1"}, {URL: "http://me:word@host/v1"}, {Model: "m", URL: "http://me:word@host/%zz"}} {
		if _, err := p.languageModel(e); err == nil || strings.Contains(err.Error(), "word") {
			t.Errorf("got %v", err)
		}
		if name := named(e); strings.Contains(name, "word") {
			t.Errorf("named %s", name)
		}
	}
}

// TestEmbeddingsAreNotSentOn: what a server of embeddings gets goes to no
// other.
func TestEmbeddingsAreNotSentOn(t *testing.T) {
	asked := 0
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		fmt.Fprint(w, `{"object":"list","data":[{"object":"embedding","index":0,"embedding":[1]}]}`)
	}))
	defer other.Close()
	server := httptest.NewServer(http.RedirectHandler(other.URL+"/v1/embeddings", http.StatusTemporaryRedirect))
	defer server.Close()
	p := &program{log: slog.New(slog.DiscardHandler)}
	p.config.Embeddings.Endpoint = config.Endpoint{Model: "bags", URL: server.URL + "/v1", Key: config.NewSecret("sk-1")}
	if _, err := openaiembed.New(t.Context(), p.remoteEmbeddings()); err == nil || asked > 0 {
		t.Errorf("%v; the other server was asked %d times", err, asked)
	}
}
