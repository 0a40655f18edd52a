package wire_test

import (
	"encoding/json"
	"fmt"
	"log"

	"footnote/bot/discord/wire"
)

// Whatever a message says, it pings nobody.
func ExampleMessage() {
	body, err := json.Marshal(wire.Message{Content: "The forum took place in Astana. [1]", Flags: wire.SuppressEmbeds})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(body))
	// Output:
	// {"allowed_mentions":{"parse":[],"replied_user":false},"components":[],"content":"The forum took place in Astana. [1]","embeds":[],"flags":4}
}
