package syncer

import (
	"context"
	"errors"
	"sync"

	"footnote/retrieval"
)

// A writer opens the store when somebody wants to write and closes it when
// nobody does any more, so that other processes may write in between.
type writer struct {
	open func(ctx context.Context) (retrieval.Store, error)
	rest func(ctx context.Context, store retrieval.Store) error

	mu    sync.Mutex
	store retrieval.Store
	users int
	// before is the Generation when the store was opened.
	before int64
}

// use does something with the store.
func (w *writer) use(ctx context.Context, do func(retrieval.Store) error) (err error) {
	store, err := w.acquire(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.release(context.WithoutCancel(ctx))) }()
	return do(store)
}

func (w *writer) acquire(ctx context.Context) (retrieval.Store, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.users > 0 {
		w.users++
		return w.store, nil
	}
	store, err := w.open(ctx)
	if err != nil {
		return nil, err
	}
	state, err := store.State(ctx)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	w.store, w.before, w.users = store, state.Generation, 1
	return store, nil
}

func (w *writer) release(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.users--; w.users > 0 {
		return nil
	}
	store := w.store
	w.store = nil
	state, err := store.State(ctx)
	if err == nil && state.Generation != w.before && w.rest != nil {
		err = w.rest(ctx, store)
	}
	return errors.Join(err, store.Close())
}
