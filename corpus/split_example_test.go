package corpus_test

import (
	"fmt"

	"footnote/corpus"
)

func ExampleSplitter() {
	doc := corpus.Document{
		Text: "# Lamps\n\nMr. Ode trims the lamp. It burns for 3.5 hours.\n\nSubscribe to our newsletter!\n",
		Sections: []corpus.Section{
			{Title: "Lamps", Level: 1, Start: 0, End: 88},
		},
		Language: "en",
	}
	for _, chunk := range (corpus.Splitter{MaxTokens: 200}).Split(doc) {
		fmt.Println("section:", chunk.Section)
		for _, s := range chunk.Sentences {
			fmt.Println(doc.Text[s.Start:s.End])
		}
	}
	// Output:
	// section: Lamps
	// Mr. Ode trims the lamp.
	// It burns for 3.5 hours.
}

func ExampleSentences() {
	text := "Dr. Su met J. R. R. Tolkien. “Where?” she asked."
	for _, s := range corpus.Sentences(text, "en") {
		fmt.Println(text[s.Start:s.End])
	}
	// Output:
	// Dr. Su met J. R. R. Tolkien.
	// “Where?” she asked.
}
