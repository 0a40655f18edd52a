package retrieval

import (
	"context"
	"sync"
)

// together runs the tasks at the same time and waits for all of them. The
// first error ends the context of the others and is returned.
func together(ctx context.Context, tasks ...func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		wait  sync.WaitGroup
		once  sync.Once
		first error
	)
	for _, task := range tasks {
		wait.Go(func() {
			if err := task(ctx); err != nil {
				once.Do(func() {
					first = err
					cancel()
				})
			}
		})
	}
	wait.Wait()
	return first
}
