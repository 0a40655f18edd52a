package picture_test

import (
	"fmt"
	"strings"

	"footnote/bot/discord/picture"
	"footnote/bot/discord/wire"
)

func ExampleDraw() {
	svg := picture.Draw(picture.View{
		Title: "A question",
		About: "Ada asks when the boiler is serviced.",
		Parts: []picture.Part{picture.Said{Author: "Ada", Message: wire.Message{Content: "When is the boiler **serviced**?"}}},
	})
	for line := range strings.Lines(string(svg)) {
		if strings.Contains(line, "serviced") {
			fmt.Print(line)
		}
	}
	// Output:
	// <desc id="about">Ada asks when the boiler is serviced.</desc>
	// <text x="72" y="57" font-size="15" fill="#e3e5ea" xml:space="preserve" style="white-space:pre">When is the boiler <tspan font-weight="bold">serviced</tspan>?</text>
}
