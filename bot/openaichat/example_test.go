package openaichat_test

import (
	"context"
	"fmt"

	"footnote/bot"
	"footnote/bot/openaichat"
	"footnote/bot/openaichat/faultserver"
)

func Example() {
	server := faultserver.New(faultserver.InTurn(
		faultserver.Fault("loading"),
		faultserver.Text("<think>Passage 1 says so.</think>It was built in 1890 [1].")))
	defer server.Close()

	model, err := openaichat.New(openaichat.Config{BaseURL: server.URL, Model: "test-model"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer model.Close()
	prompt := bot.Prompt{System: "Answer from the passages.", User: "[1]\nThe harbour was built in 1890.\n\nWhen was it built?"}
	for piece, err := range model.Write(context.Background(), prompt) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Print(piece.Text)
	}
	// Output: It was built in 1890 [1].
}
