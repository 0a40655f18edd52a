package bot_test

import (
	"context"
	"fmt"
	"log"

	"footnote/bot"
	"footnote/retrieval/retrievaltest"
)

// A question is answered with sentences of the documents, each with its place.
// A real program would use the model of retrieval/uselite.
func Example() {
	ctx := context.Background()
	documents := stream(
		file("harbour.md", "# The harbour\n\nMarta Olsen built the crane of the harbour in 1931. It can lift ten tons.\n"),
		file("mill.md", "# The windmill\n\nThe windmill grinds rye and barley.\n"))
	d, err := newDesk(ctx, retrievaltest.NewEmbedder(64), documents)
	if err != nil {
		log.Fatal(err)
	}
	defer d.store.Close()

	for _, question := range []string{"Who built the crane of the harbour?", "What is the capital of France?"} {
		answer, err := d.Answer(ctx, bot.Question{Text: question})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(answer.Text)
		for _, c := range answer.Citations {
			fmt.Printf("[%d] %s, %q, bytes %d to %d\n", c.Marker, c.Document, c.Section, c.Start, c.End)
		}
	}
	// Output:
	// Marta Olsen built the crane of the harbour in 1931. [1]
	// [1] harbour.md, "The harbour", bytes 15 to 66
	// The corpus does not answer this question.
}
