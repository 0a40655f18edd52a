package openaiembed_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"footnote/retrieval/openaiembed"
	"footnote/retrieval/openaiembed/internal/fakeserver"
	"footnote/retrieval/vectorcache"
)

func openCache(t *testing.T, dir string) *vectorcache.Cache {
	t.Helper()
	cache, err := vectorcache.Open(dir, vectorcache.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cache.Close() })
	return cache
}

// After a run that failed, the next one pays for nothing twice.
func TestNothingIsPaidForTwice(t *testing.T) {
	dir, server := t.TempDir(), fakeserver.Ollama()
	server.Before = func(call int, w http.ResponseWriter, _ *http.Request) bool {
		if call == 4 {
			fakeserver.Fail(w, http.StatusUnauthorized, "the key has run out")
		}
		return call == 4
	}
	c := config(server)
	cache := openCache(t, dir)
	c.Cache = cache
	all := append(texts(200), strings.Repeat("a text that is cut. ", 1000))
	if _, err := newEmbedder(t, c).EmbedDocuments(t.Context(), all); kindOf(err) != openaiembed.Unauthorized {
		t.Fatalf("got %v", err)
	}
	cache.Close()

	c.Cache = openCache(t, dir)
	e := newEmbedder(t, c)
	before := len(server.Requests())
	vectors, err := e.EmbedDocuments(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, r := range server.Requests()[before:] {
		asked += len(r.Input)
	}
	if want := 201 - 2*64; asked != want {
		t.Errorf("asked for %d texts after a failure, want %d", asked, want)
	}
	checkNear(t, server, all, vectors)

	before = len(server.Requests())
	if _, err := e.EmbedDocuments(t.Context(), all); err != nil || len(server.Requests()) != before {
		t.Errorf("asked %d times more, %v", len(server.Requests())-before, err)
	}
}

// What the server cannot take whole is not tried again either; what it cannot
// take at all is, for another may.
func TestShortenedTextsAreKept(t *testing.T) {
	server := fakeserver.Llama()
	server.Poison = "xyzzy"
	c := config(server)
	c.Cache = openCache(t, t.TempDir())
	long, odd := strings.Repeat("a text that is too long. ", 200), "xyzzy"
	for _, want := range []int{1, 0} {
		e := newEmbedder(t, c)
		before := len(server.Requests())
		if _, err := e.EmbedDocuments(t.Context(), []string{long}); err != nil || min(1, len(server.Requests())-before) != want {
			t.Errorf("asked %d times, %v", len(server.Requests())-before, err)
		}
		before = len(server.Requests())
		if _, err := e.EmbedDocuments(t.Context(), []string{odd}); err != nil || len(server.Requests()) == before {
			t.Errorf("asked %d times, %v", len(server.Requests())-before, err)
		}
	}
}

// checkNear compares vectors with those of an embedder without a cache.
func checkNear(t *testing.T, server *fakeserver.Server, texts []string, vectors [][]float32) {
	t.Helper()
	want, err := newEmbedder(t, config(server)).EmbedDocuments(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if cos := dot(want[i], vectors[i]); cos < .99999 {
			t.Errorf("vector %d has a cosine of %v with what it should be", i, cos)
		}
		if length := dot(vectors[i], vectors[i]); length < .99999 || length > 1.00001 {
			t.Errorf("vector %d has a squared length of %v", i, length)
		}
	}
}

// Another model or prefix never gets what the cache has of this one; another
// prefix of questions does.
func TestTheCacheKnowsModelsApart(t *testing.T) {
	server := &fakeserver.Server{Models: map[string]int{"m": 64, "n": 64}, Shortens: true}
	c := config(server)
	c.Model, c.Cache = "m", openCache(t, t.TempDir())
	prefix := "passage: "
	for _, test := range []struct {
		name   string
		change func(*openaiembed.Config)
		asked  bool
	}{
		{"the first", func(*openaiembed.Config) {}, true},
		{"the same", func(*openaiembed.Config) {}, false},
		{"another server", func(c *openaiembed.Config) { c.BaseURL = "http://other.test/v1" }, false},
		{"another prefix of questions", func(c *openaiembed.Config) { c.QueryPrefix = &prefix }, false},
		{"another model", func(c *openaiembed.Config) { c.Model = "n" }, true},
		{"other dimensions", func(c *openaiembed.Config) { c.Dimensions = 32 }, true},
		{"another prefix", func(c *openaiembed.Config) { c.DocumentPrefix = &prefix }, true},
	} {
		changed := c
		test.change(&changed)
		e := newEmbedder(t, changed)
		before := len(server.Requests())
		if _, err := e.EmbedDocuments(t.Context(), []string{"boats"}); err != nil {
			t.Fatal(err)
		}
		if asked := len(server.Requests()) > before; asked != test.asked {
			t.Errorf("%s: the server was asked: %v", test.name, asked)
		}
	}
}

// full is a cache that takes nothing.
type full struct{}

func (full) Get([32]byte) ([]float32, bool)    { return nil, false }
func (full) Put([][32]byte, [][]float32) error { return errors.New("the disk is full") }

func TestACacheThatFailsIsNoFault(t *testing.T) {
	var log bytes.Buffer
	c := config(fakeserver.Ollama())
	c.Cache, c.Logger = full{}, slog.New(slog.NewTextHandler(&log, nil))
	if _, err := newEmbedder(t, c).EmbedDocuments(t.Context(), texts(3)); err != nil || !strings.Contains(log.String(), "the disk is full") {
		t.Errorf("%v; the log: %s", err, &log)
	}
}
