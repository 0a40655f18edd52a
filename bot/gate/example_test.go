package gate_test

import (
	"context"
	"fmt"

	"footnote/bot/gate"
	"footnote/bot/wordnet"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/snowball"
)

// A draft says three things about a passage, one of them made up.
func Example() {
	thesaurus, err := wordnet.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	g, err := gate.New(snowball.New(), thesaurus)
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "The harbour of Lindvik was dug in 1887. Marta Olsen designed its crane."
	passage := retrieval.Passage{Document: "harbour.md", Language: "en", End: len(text), Text: text, Sentences: corpus.Sentences(text, "en")}
	checker := g.Open([]retrieval.Passage{passage})
	for _, claim := range []gate.Claim{
		{Text: "Lindvik's harbour was dug in 1887.", Markers: []int{1}},
		{Text: "The crane was designed by Marta Olsen.", Markers: []int{2}},
		{Text: "The crane was designed by Jonas Berg.", Markers: []int{1}},
	} {
		verdict := checker.Check(context.Background(), claim)
		fmt.Println(verdict.Status)
		for _, p := range verdict.Proofs {
			fmt.Println(" ", text[p.Span.Start:p.Span.End])
		}
	}
	// Output:
	// verified
	//   The harbour of Lindvik was dug in 1887.
	// mended
	//   Marta Olsen designed its crane.
	// dropped
}
