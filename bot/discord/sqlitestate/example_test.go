package sqlitestate_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"footnote/bot/discord/sqlitestate"
)

func Example() {
	ctx := context.Background()
	store, err := sqlitestate.OpenMemory(ctx) // or Open with a folder
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()

	id := sqlitestate.NewID()
	err = store.SaveAnswer(ctx, sqlitestate.Answer{ID: id, Guild: "1", Question: "Who built it?", At: time.Now()})
	if err != nil {
		log.Fatal(err)
	}
	if err := store.SetMessages(ctx, id, "2", []string{"3"}); err != nil {
		log.Fatal(err)
	}
	answer, err := store.AnswerByMessage(ctx, "2", "3")
	fmt.Println(answer.Question, err)
	// Output: Who built it? <nil>
}
