package openaiembed_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval/openaiembed"
	"footnote/retrieval/openaiembed/internal/fakeserver"
)

// These tests go through a real network, on this machine.

func TestUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skipf("no network on this machine: %v", err)
	}
	address := listener.Addr().String()
	listener.Close()
	_, err = openaiembed.New(t.Context(), openaiembed.Config{BaseURL: "http://user:secret@" + address + "/v1", Model: "m"})
	if kindOf(err) != openaiembed.Unreachable || !strings.Contains(err.Error(), "start the server") || !strings.Contains(err.Error(), address) {
		t.Errorf("got %v", err)
	}
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("the password stands in %v", err)
	}
}

// An answer that breaks off is asked for again.
func TestAnswersThatBreakOff(t *testing.T) {
	fake := fakeserver.Ollama()
	fake.Before = func(call int, w http.ResponseWriter, _ *http.Request) bool {
		if call > 1 {
			return false
		}
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, `{"data":[{"index":0,"embedding":[0.1,`)
		return true
	}
	server := httptest.NewServer(fake)
	defer server.Close()
	var log bytes.Buffer
	e, err := openaiembed.New(t.Context(), openaiembed.Config{BaseURL: server.URL + "/v1", Model: "nomic-embed-text",
		Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil || e.Model().Dimensions != 64 || !strings.Contains(log.String(), "asking again") {
		t.Errorf("%v; the log: %s", err, &log)
	}
}

func TestConcurrentUse(t *testing.T) {
	server := httptest.NewServer(fakeserver.Inference())
	defer server.Close()
	e := newEmbedder(t, openaiembed.Config{BaseURL: server.URL + "/v1", Model: "bge-m3", Cache: openCache(t, t.TempDir())})
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for j := range 3 {
				if _, err := e.EmbedDocuments(t.Context(), texts(50+10*i)); err != nil {
					t.Error(err)
				}
				if _, err := e.EmbedQuery(t.Context(), fmt.Sprintf("Where is boat %d?", j)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}

// FuzzAnswer: whatever a server says, there is an error or a vector of length
// 1 for the question.
func FuzzAnswer(f *testing.F) {
	f.Add(200, `{"object":"list","data":[{"object":"embedding","embedding":[0.5,-1e-3,2],"index":0}],"model":"m"}`)
	f.Add(200, `{"data":[{"embedding":[null,1e38,1e38],"index":0}]}`)
	f.Add(200, `{"data":[{"embedding":[1e-40,0,0]}],"error":null}`)
	f.Add(200, `{"error":"no"}`)
	f.Add(404, `{"detail":[{"msg":"\u0000\u202e"}]}`)
	f.Add(429, "secret secret")
	f.Add(999, "")
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 999 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout || status > 500 {
			status = http.StatusOK // those are waited for
		}
		e, err := openaiembed.NewFor(config(answer(status, body)), fuzzName)
		if err != nil {
			t.Fatal(err)
		}
		vector, err := e.EmbedQuery(t.Context(), "question")
		if err != nil {
			if kindOf(err) == "" || strings.ContainsAny(err.Error(), "\n\x00\u202e") || strings.Contains(err.Error(), "secret") {
				t.Fatalf("the error is %q", err)
			}
			return
		}
		if length := math.Sqrt(dot(vector, vector)); status != http.StatusOK || len(vector) != 3 || math.Abs(length-1) > 1e-5 {
			t.Fatalf("with status %d, %q gave a vector of %d dimensions and length %v", status, body, len(vector), length)
		}
	})
}

// fuzzName is that of an index of vectors of three dimensions.
var fuzzName = func() string {
	server := fakeserver.Ollama()
	server.Models["nomic-embed-text"] = 3
	e, err := openaiembed.New(context.Background(), config(server))
	if err != nil {
		panic(err)
	}
	return e.Model().Name
}()

// Neither the key nor the texts follow a redirect to another server.
func TestRedirectsAreNotFollowed(t *testing.T) {
	asked := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer other.Close()
	server := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer server.Close()
	_, err := openaiembed.New(t.Context(), openaiembed.Config{BaseURL: server.URL + "/v1", APIKey: "secret", Model: "m"})
	if err == nil || asked {
		t.Errorf("error %v; the other server was asked: %v", err, asked)
	}
}
