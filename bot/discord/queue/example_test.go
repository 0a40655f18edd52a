package queue_test

import (
	"context"
	"fmt"
	"time"

	"footnote/bot/discord/queue"
)

func Example() {
	q := queue.New(queue.Options{Workers: 2})
	quota := queue.NewQuota(time.Now)

	ask := func(guild, user, question string) error {
		if _, retry, ok := quota.Take(user, 30, time.Hour); !ok {
			return fmt.Errorf("try again in %v", retry)
		}
		place := func(place int) { fmt.Printf("%d in line\n", place) }
		return q.Do(context.Background(), queue.Asker{Guild: guild, User: user}, place, func(ctx context.Context) error {
			fmt.Println("answering:", question)
			return nil
		})
	}
	fmt.Println(ask("reading room", "ann", "When was it built?"))
	fmt.Println(q.Drain(context.Background()))
	// Output:
	// answering: When was it built?
	// <nil>
	// <nil>
}
