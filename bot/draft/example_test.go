package draft_test

import (
	"fmt"
	"log"

	"footnote/bot/draft"
)

// A draft arrives in pieces; each statement is given out as soon as it is
// certain that it ended.
func Example() {
	var p draft.Parser
	for _, piece := range []string{"The harbour was dug in 18", "87 [1]. Marta Ol", "sen built the crane.", " [2][3]"} {
		statements, err := p.Feed(piece)
		if err != nil {
			log.Fatal(err)
		}
		for _, s := range statements {
			fmt.Println(s.Text, s.Markers)
		}
	}
	rest, err := p.Close() // the reply was finished
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range rest {
		fmt.Println(s.Text, s.Markers, "at the end")
	}
	// Output:
	// The harbour was dug in 1887. [1]
	// Marta Olsen built the crane. [2 3] at the end
}
