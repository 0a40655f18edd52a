package claims_test

import (
	"fmt"

	"footnote/bot/claims"
)

func Example() {
	message := "Hi all! I think the **harbour** was dug in 1887. Isn't it deep?\n" +
		"- The crane lifts 12 tons\n" +
		"> so they say"
	for _, c := range claims.Split(message) {
		fmt.Println(c.Text)
	}
	// Output:
	// the harbour was dug in 1887.
	// The crane lifts 12 tons
}
