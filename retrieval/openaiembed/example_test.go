package openaiembed_test

import (
	"context"
	"fmt"
	"net/http/httptest"

	"footnote/retrieval/openaiembed"
	"footnote/retrieval/openaiembed/internal/fakeserver"
)

func Example() {
	server := httptest.NewServer(fakeserver.Ollama())
	defer server.Close()
	ctx := context.Background()
	config := openaiembed.Config{BaseURL: server.URL + "/v1", Model: "nomic-embed-text"}

	embedder, err := openaiembed.New(ctx, config)
	if err != nil {
		fmt.Println(err)
		return
	}
	passages, err := embedder.EmbedDocuments(ctx, []string{"A crane stands in the harbour.", "The mill grinds rye."})
	if err != nil {
		fmt.Println(err)
		return
	}
	question, err := embedder.EmbedQuery(ctx, "What stands in the harbour?")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(embedder.Model().Dimensions, dot(question, passages[0]) > dot(question, passages[1]))

	// Later, the name in the index tells the length of its vectors.
	again, err := openaiembed.NewFor(config, embedder.Model().Name)
	fmt.Println(again.Model().Name == embedder.Model().Name, err)
	// Output:
	// 64 true
	// true <nil>
}
