package main

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// inOrder does n things on all cores and takes the results one after the other
// in their order, each as soon as those before it are there.
func inOrder[T any](ctx context.Context, n int, do func(ctx context.Context, i int) (T, error), take func(T) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0) + 1) // one waits and takes
	results := make([]chan T, n)
	for i := range results {
		results[i] = make(chan T, 1)
	}
	group.Go(func() error {
		for _, result := range results {
			select {
			case r := <-result:
				if err := take(r); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			r, err := do(ctx, i)
			if err == nil {
				results[i] <- r
			}
			return err
		})
	}
	return group.Wait()
}

// orDone returns what do returns, or ctx's error as soon as ctx ends: do may be
// something that cannot be interrupted, such as reading what is typed.
func orDone[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := do()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
