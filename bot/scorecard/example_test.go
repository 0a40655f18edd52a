package scorecard_test

import (
	"context"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/scorecard"
)

type parrot struct{}

func (parrot) Answer(_ context.Context, q bot.Question) (bot.Answer, error) {
	return bot.Answer{Citations: []bot.Citation{{Marker: 1, Source: bot.Source{Document: "owls.txt"}, Quote: "Owls eat mice."}}}, nil
}

func Example() {
	questions, _ := scorecard.ReadQuestions(strings.NewReader(`
{"id": "1", "question": "What eats mice?", "documents": ["owls.txt"], "expect": ["owls"]}
{"id": "2", "question": "Who built the bridge?", "answerable": false}`))
	card, err := scorecard.Run(context.Background(), parrot{}, questions, func(string) bool { return true })
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d of %d answered right, %d of %d refused\n", card.Right, card.Answerable, card.Refused, card.Unanswerable)
	// Output: 1 of 1 answered right, 0 of 1 refused
}
