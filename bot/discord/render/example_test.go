package render_test

import (
	"fmt"
	"log"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/bot/discord/render"
)

// An answer's markers and footnotes lead to the documents' addresses, and
// nothing in it pings anyone.
func Example() {
	catalog, err := phrases.New()
	if err != nil {
		log.Fatal(err)
	}
	answer := bot.Answer{
		Question: "When was the harbour dug?",
		Text:     "Tell @everyone: it was dug in **1887** [1].",
		Citations: []bot.Citation{{
			Marker: 1, Quote: "The harbour was dug in 1887.",
			Source: bot.Source{Document: "harbour.md", Title: "The harbour of Lindvik", Section: "History"},
		}},
	}
	messages := render.Answer(answer, render.Options{
		Texts:        catalog.In("en-GB"),
		ShowQuestion: true,
		Document:     func(string) render.About { return render.About{URL: "https://lindvik.example/harbour"} },
	})
	for _, m := range messages {
		fmt.Printf("%q\n", m.Content)
	}
	// Output:
	// "> When was the harbour dug?\nTell @\u200beveryone: it was dug in **1887** [[1]](<https://lindvik.example/harbour>).\n\n-# [1] [The harbour of Lindvik](<https://lindvik.example/harbour>) — History · “The harbour was dug in 1887.”"
}
