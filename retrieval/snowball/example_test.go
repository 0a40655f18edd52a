package snowball_test

import (
	"fmt"

	"footnote/retrieval"
	"footnote/retrieval/snowball"
)

func Example() {
	const text = "Which challenges did India’s ministries describe?"
	snowball.New().Terms(text, "en", func(t retrieval.Token) bool {
		if !t.Stop {
			fmt.Println(text[t.Start:t.End], "->", t.Term)
		}
		return true
	})
	// Output:
	// challenges -> challeng
	// India’s -> india
	// ministries -> ministri
	// describe -> describ
}
