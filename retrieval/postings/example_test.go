package postings_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"footnote/retrieval"
	"footnote/retrieval/postings"
	"footnote/retrieval/snowball"
)

func Example() {
	ctx, analyzer := context.Background(), snowball.New()
	index := postings.New(analyzer)
	err := index.Add(ctx, []retrieval.TextEntry{
		{ID: 1, Context: "Digital diplomacy", Text: "The forum took place in Astana.", Language: "en"},
		{ID: 2, Context: "Cybersecurity", Text: "Ransomware is the first challenge.", Language: "en"},
	})
	if err != nil {
		log.Fatal(err)
	}
	result, err := index.Search(ctx, retrieval.TextQuery{Text: "Which forums were there on ransomwear?", K: 10})
	if err != nil {
		log.Fatal(err)
	}
	for _, hit := range result.Hits {
		fmt.Printf("chunk %d: words %.2f, 4-grams %.2f\n", hit.ID, hit.Words, hit.Grams)
	}
	for _, term := range result.Terms {
		fmt.Printf("%s is matched as %s, in %d\n", term.Surface, term.Forms, term.DocumentFrequency)
	}
	// Output:
	// chunk 1: words 0.64, 4-grams 2.25
	// chunk 2: words 0.00, 4-grams 3.66
	// forums is matched as [forum], in 1
	// ransomwear is matched as [ransomwear], in 0
}

func ExampleOpen() {
	ctx, analyzer := context.Background(), snowball.New()
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "text")

	index := postings.New(analyzer)
	if err := index.Add(ctx, []retrieval.TextEntry{{ID: 1, Text: "Astana"}, {ID: 2, Text: "Almaty"}}); err != nil {
		log.Fatal(err)
	}
	if err := index.Save(path, "store 7"); err != nil {
		log.Fatal(err)
	}
	if index, err = postings.Open(path, "store 7", analyzer); err != nil {
		index = postings.New(analyzer) // and fill it anew
	}
	fmt.Println(index.Chunks())
	// Output: [{1 3}]
}
