package suggest_test

import (
	"fmt"

	"footnote/bot/suggest"
	"footnote/corpus"
)

func ExampleMaker_Questions() {
	maker, err := suggest.New()
	if err != nil {
		panic(err)
	}
	doc, err := corpus.Read("crane.md", []byte("# The crane\n\nThe crane was built by Marta Olsen in 1931.\n\n## How to climb the crane\n\nBy its ladder.\n"))
	if err != nil {
		panic(err)
	}
	for _, question := range maker.Questions(doc, 5) {
		fmt.Println(question)
	}
	// Output:
	// How do I climb the crane?
	// When was the crane built?
}
