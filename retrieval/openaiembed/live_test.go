package openaiembed_test

import (
	"os"
	"strings"
	"testing"

	"footnote/retrieval/openaiembed"
)

// TestRealServer asks the server that the environment names.
func TestRealServer(t *testing.T) {
	url, model := os.Getenv("FOOTNOTE_TEST_EMBEDDINGS_BASE_URL"), os.Getenv("FOOTNOTE_TEST_EMBEDDINGS_MODEL")
	if url == "" || model == "" {
		t.Skip("no server: set FOOTNOTE_TEST_EMBEDDINGS_BASE_URL and FOOTNOTE_TEST_EMBEDDINGS_MODEL")
	}
	c := openaiembed.Config{BaseURL: url, Model: model, APIKey: os.Getenv("FOOTNOTE_TEST_EMBEDDINGS_API_KEY")}
	e := newEmbedder(t, c)
	t.Logf("%+v", e.Model())
	all := append(texts(100), "", strings.Repeat("The harbour has a crane. ", 1000))
	vectors, err := e.EmbedDocuments(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range all {
		alone, err := e.EmbedDocuments(t.Context(), []string{text})
		if err != nil {
			t.Fatal(err)
		}
		want := 1.0
		if text == "" {
			want = 0
		}
		if cos := dot(alone[0], vectors[i]); cos < want-.01 || cos > want+.01 {
			t.Errorf("text %d alone has a cosine of %v with itself in a batch", i, cos)
		}
	}
	question, err := e.EmbedQuery(t.Context(), "Which text speaks of number 42?")
	if err != nil || len(question) != e.Model().Dimensions {
		t.Errorf("a question: %d dimensions, %v", len(question), err)
	}
	c.Model += "-that-is-not-there"
	_, err = openaiembed.New(t.Context(), c)
	t.Logf("another model: %v", err) // llama.cpp runs what it has
}
