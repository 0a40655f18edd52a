package openaiembed_test

import (
	"errors"
	"path"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/openaiembed"
	"footnote/retrieval/openaiembed/internal/fakeserver"
)

func TestFaultyConfigurations(t *testing.T) {
	tests := map[string]struct {
		config openaiembed.Config
		says   string
	}{
		"nothing":       {openaiembed.Config{}, "no base URL"},
		"no model":      {openaiembed.Config{BaseURL: base}, "no model"},
		"no scheme":     {openaiembed.Config{BaseURL: "localhost:11434/v1", Model: "m"}, "http://"},
		"another":       {openaiembed.Config{BaseURL: "ftp://localhost/v1", Model: "m"}, "http://"},
		"no URL at all": {openaiembed.Config{BaseURL: "http://[secret", Model: "m"}, "cannot be read"},
		"a query":       {openaiembed.Config{BaseURL: "http://localhost/v1?key=secret", Model: "m"}, "without ?"},
		"negative":      {openaiembed.Config{BaseURL: base, Model: "m", BatchSize: -1}, "negative"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := openaiembed.New(t.Context(), test.config)
			if err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "secret") {
				t.Errorf("got %v, want %q", err, test.says)
			}
			if _, err := openaiembed.NewFor(test.config, "m/64/x"); err == nil || errors.Is(err, openaiembed.ErrOtherModel) {
				t.Errorf("for an index: %v", err)
			}
		})
	}
}

// The name changes with all that changes vectors, and with nothing else.
func TestNames(t *testing.T) {
	server := &fakeserver.Server{Models: map[string]int{"m": 64, "n": 64}, Shortens: true}
	plain := openaiembed.Config{BaseURL: base, Model: "m", HTTPClient: fakeserver.Client(server)}
	name := newEmbedder(t, plain).Model().Name
	text := "say: "
	for what, change := range map[string]func(*openaiembed.Config){
		"model":           func(c *openaiembed.Config) { c.Model = "n" },
		"dimensions":      func(c *openaiembed.Config) { c.Dimensions = 32 },
		"query prefix":    func(c *openaiembed.Config) { c.QueryPrefix = &text },
		"document prefix": func(c *openaiembed.Config) { c.DocumentPrefix = &text },
		"longest input":   func(c *openaiembed.Config) { c.MaxInput = 100 },
		"per sentence":    func(c *openaiembed.Config) { c.PerSentence = true },
	} {
		c := plain
		change(&c)
		e := newEmbedder(t, c)
		if got := e.Model(); got.Name == name || got.PerSentence != c.PerSentence {
			t.Errorf("with another %s it is still %+v", what, got)
		}
		if _, err := openaiembed.NewFor(c, name); !errors.Is(err, openaiembed.ErrOtherModel) {
			t.Errorf("with another %s it does for the index: %v", what, err)
		}
		if again, err := openaiembed.NewFor(c, e.Model().Name); err != nil || again.Model().Name != e.Model().Name {
			t.Errorf("with another %s it does not for its own index: %v", what, err)
		}
	}
	for what, change := range map[string]func(*openaiembed.Config){
		"server":       func(c *openaiembed.Config) { c.BaseURL = "https://user:pw@elsewhere.test/api/v1/" },
		"endpoint":     func(c *openaiembed.Config) { c.BaseURL += "/embeddings" },
		"key":          func(c *openaiembed.Config) { c.APIKey = "other" },
		"batch size":   func(c *openaiembed.Config) { c.BatchSize = 3 },
		"tag":          func(c *openaiembed.Config) { c.Model = "m:latest" },
		"own length":   func(c *openaiembed.Config) { c.Dimensions = 64 },
		"empty prefix": func(c *openaiembed.Config) { c.QueryPrefix = new(string) },
	} {
		c := plain
		change(&c)
		if e, err := openaiembed.NewFor(c, name); err != nil || e.Model().Name != name || e.Model().Dimensions != 64 {
			t.Errorf("with another %s it does not for the index: %v", what, err)
		}
	}
	plain.BaseURL += "/embeddings/"
	newEmbedder(t, plain) // an address that goes one step too far
	for _, other := range []string{"", "m", "m/", "m/64", "m/64/", "m/-64/x", "use-lite-en-int8/1", "m/64/0000000000", strings.Replace(name, "64", "064", 1)} {
		if _, err := openaiembed.NewFor(plain, other); !errors.Is(err, openaiembed.ErrOtherModel) {
			t.Errorf("it does for an index of %q: %v", other, err)
		}
	}
}

// A server that ignores the wish for a length, or has changed its model, is
// noticed.
func TestDimensions(t *testing.T) {
	c := config(fakeserver.Ollama())
	c.Dimensions = 48
	if e := newEmbedder(t, c); e.Model().Dimensions != 48 {
		t.Errorf("asked for 48 dimensions, got %d", e.Model().Dimensions)
	}
	c.HTTPClient = fakeserver.Client(fakeserver.Llama())
	if _, err := openaiembed.New(t.Context(), c); kindOf(err) != openaiembed.WrongDimensions || !strings.Contains(err.Error(), "ignores") {
		t.Errorf("the server ignores the dimensions: %v", err)
	}

	e := newEmbedder(t, config(fakeserver.Ollama()))
	chat := fakeserver.Llama()
	chat.Models = map[string]int{"llama3.2": 96}
	later, err := openaiembed.NewFor(config(chat), e.Model().Name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := later.EmbedQuery(t.Context(), "boats"); kindOf(err) != openaiembed.WrongDimensions || !strings.Contains(err.Error(), "96") {
		t.Errorf("another model answers: %v", err)
	}
	if _, err := later.EmbedDocuments(t.Context(), texts(3)); kindOf(err) != openaiembed.WrongDimensions {
		t.Errorf("another model answers: %v", err)
	}
}

func TestPrefixes(t *testing.T) {
	const (
		represent = "Represent this sentence for searching relevant passages: "
		instruct  = "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"
	)
	tests := []struct{ model, query, document string }{
		{"nomic-embed-text", "search_query: ", "search_document: "},
		{"nomic-embed-text:latest", "search_query: ", "search_document: "},
		{"nomic-ai/nomic-embed-text-v1.5", "search_query: ", "search_document: "},
		{"nomic-ai/nomic-embed-text-v2-moe", "search_query: ", "search_document: "},
		{"text-embedding-nomic-embed-text-v1.5@q8_0", "search_query: ", "search_document: "},
		{`C:\models\nomic-embed-text-v1.5.Q8_0.gguf`, "search_query: ", "search_document: "},
		{"intfloat/e5-large-v2", "query: ", "passage: "},
		{"intfloat/multilingual-e5-base", "query: ", "passage: "},
		{"multilingual-e5-small", "query: ", "passage: "},
		{"intfloat/multilingual-e5-large-instruct", instruct + " ", ""},
		{"intfloat/e5-mistral-7b-instruct", instruct + " ", ""},
		{"Qwen/Qwen3-Embedding-0.6B", instruct, ""},
		{"qwen3-embedding:8b", instruct, ""},
		{"hf.co/Qwen/Qwen3-Embedding-4B-GGUF:Q4_K_M", instruct, ""},
		{"Alibaba-NLP/gte-Qwen2-1.5B-instruct", instruct + " ", ""},
		{"BAAI/bge-large-en-v1.5", represent, ""},
		{"bge-small-en", represent, ""},
		{"bge-large", represent, ""},
		{"BAAI/bge-base-zh-v1.5", "为这个句子生成表示以用于检索相关文章：", ""},
		{"BAAI/bge-m3", "", ""},
		{"mxbai-embed-large", represent, ""},
		{"mixedbread-ai/mxbai-embed-large-v1", represent, ""},
		{"snowflake-arctic-embed:335m", represent, ""},
		{"Snowflake/snowflake-arctic-embed-m-v1.5", represent, ""},
		{"Snowflake/snowflake-arctic-embed-l-v2.0", "query: ", ""},
		{"snowflake-arctic-embed2", "query: ", ""},
		{"google/embeddinggemma-300m", "task: search result | query: ", "title: none | text: "},
		{"jinaai/jina-embeddings-v2-base-en", "", ""},
		{"text-embedding-3-small", "", ""},
		{"all-minilm", "", ""},
		{"llama3.2", "", ""},
		{"", "", ""},
	}
	for _, test := range tests {
		if got := openaiembed.PrefixesOf(test.model); got.Query != test.query || got.Document != test.document {
			t.Errorf("%q has %q, want %q and %q", test.model, got, test.query, test.document)
		}
	}
	for _, pattern := range openaiembed.Patterns() {
		if _, err := path.Match(pattern, ""); err != nil || pattern != strings.ToLower(pattern) || strings.ContainsAny(pattern, " /:") {
			t.Errorf("no pattern of a bare name: %q, %v", pattern, err)
		}
	}
	if len(openaiembed.Patterns()) < 15 {
		t.Error("there are few patterns; is the file read?")
	}
}

// What is set wins over what is known, and "" is a choice.
func TestChosenPrefixes(t *testing.T) {
	server := fakeserver.Ollama()
	c := config(server)
	none, own := "", "Question: "
	c.DocumentPrefix, c.QueryPrefix = &none, &own
	e := newEmbedder(t, c)
	if _, err := e.EmbedDocuments(t.Context(), []string{"boats"}); err != nil {
		t.Fatal(err)
	}
	if _, err := e.EmbedQuery(t.Context(), "boats"); err != nil {
		t.Fatal(err)
	}
	var sent []string
	for _, r := range server.Requests()[1:] {
		sent = append(sent, r.Input...)
	}
	if want := []string{"boats", "Question: boats"}; !slices.Equal(sent, want) {
		t.Errorf("sent %q, want %q", sent, want)
	}
}
