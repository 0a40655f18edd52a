package uselite_test

import (
	"context"
	"fmt"
	"log"

	"footnote/retrieval/uselite"
	"footnote/retrieval/uselite/kernel"
)

func Example() {
	model, err := uselite.New()
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	sentences := []string{
		"The lamp was lit at dusk by the keeper.",
		"Goats give milk.",
		"A ship ran aground on the reef.",
	}
	vectors, err := model.EmbedDocuments(ctx, sentences)
	if err != nil {
		log.Fatal(err)
	}
	question, err := model.EmbedQuery(ctx, "Which vessel was wrecked?")
	if err != nil {
		log.Fatal(err)
	}
	best := 0
	for i, v := range vectors {
		if kernel.Dot(question, v) > kernel.Dot(question, vectors[best]) {
			best = i
		}
	}
	fmt.Println(sentences[best])
	// Output: A ship ran aground on the reef.
}
