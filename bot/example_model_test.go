package bot_test

import (
	"context"
	"fmt"
	"log"

	"footnote/bot"
	"footnote/retrieval/retrievaltest"
)

// A language model writes, and only what is proven is shown, sentence by
// sentence. A real program would use a model of bot/openaichat, and a gate in
// place of the prover that lets pass only what stands in a passage word for
// word.
func ExampleAnswerer_Stream() {
	ctx := context.Background()
	d, err := newDesk(ctx, retrievaltest.NewEmbedder(64), stream(
		file("harbour.md", "# The harbour\n\nMarta Olsen built the crane of the harbour in 1931. It can lift ten tons.\n")))
	if err != nil {
		log.Fatal(err)
	}
	defer d.store.Close()

	parrot := says("Marta Olsen built the crane of the harbour in 1931 [1]. It is painted red [1].", nil)
	answerer := d.WithModel(parrot, new(verbatim).prove, bot.ModelOptions{})
	for event, err := range answerer.Stream(ctx, bot.Question{Text: "Who built the crane of the harbour?"}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Print(event.Text)
		if event.Answer != nil {
			fmt.Println()
			for _, s := range event.Answer.Statements {
				fmt.Println(s.Status, s.Markers, s.Text)
			}
		}
	}
	// Output:
	// Marta Olsen built the crane of the harbour in 1931. [1]
	// verified [1] Marta Olsen built the crane of the harbour in 1931.
	// dropped [] It is painted red.
}
