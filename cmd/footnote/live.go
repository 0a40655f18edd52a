package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"time"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
)

// A live corpus is an engine that serves for long: when the index is made anew,
// or first appears, the engine is opened again. Whoever still uses the old one
// finishes with it.
type live struct {
	program *program

	mu      sync.Mutex
	current *lease
	looked  time.Time
	opened  int
}

// A lease is an engine with those who use it.
type lease struct {
	*engine
	users sync.WaitGroup
	// library is set when there was no index: the engine has the library.
	library bool
	// number tells the engines of one process apart.
	number int
}

// openLive opens an engine that serves for long.
func (p *program) openLive(ctx context.Context) (*live, error) {
	l := &live{program: p}
	first, err := l.open(ctx)
	l.current = first
	return l, err
}

func (l *live) open(ctx context.Context) (*lease, error) {
	_, missing := os.Stat(l.program.indexFile())
	e, err := l.program.openAnswerer(ctx)
	if err != nil {
		return nil, err
	}
	l.opened++
	return &lease{engine: e, library: errors.Is(missing, fs.ErrNotExist), number: l.opened}, nil
}

// indexed reports whether there is an index that holds something: one that is
// being made for the first time does not take the library's place yet.
func (p *program) indexed(ctx context.Context) bool {
	store, err := sqlitestore.Open(ctx, p.config.Data, sqlitestore.Read)
	if err != nil {
		return false
	}
	defer store.Close()
	state, err := store.State(ctx)
	return err == nil && state.Documents > 0
}

// indexFile is where the index stands, if there is one.
func (p *program) indexFile() string { return filepath.Join(p.config.Data, "index.db") }

// Close closes the engine once nobody uses it.
func (l *live) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.current.users.Wait()
	return l.current.Close()
}

// lookEvery is how often it is looked for an index where there was none.
const lookEvery = 5 * time.Second

// use gives the engine until release is called.
func (l *live) use(ctx context.Context) (held *lease, release func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.current.library && time.Since(l.looked) > lookEvery {
		l.looked = time.Now()
		if l.program.indexed(ctx) {
			l.reopen(ctx)
		}
	}
	held = l.current
	held.users.Add(1)
	return held, held.users.Done
}

// reopen takes the index as it is now. Without one that can be opened, the old
// engine stays.
func (l *live) reopen(ctx context.Context) {
	next, err := l.open(ctx)
	if err != nil {
		l.program.log.WarnContext(ctx, "the index was not opened again", "error", err)
		return
	}
	old := l.current
	l.current = next
	l.program.log.InfoContext(ctx, "the index was opened again")
	go func() {
		old.users.Wait()
		if err := old.Close(); err != nil {
			l.program.log.WarnContext(ctx, "an index was not closed", "error", err)
		}
	}()
}

// renew takes the index as it is now, unless somebody did so since a lease was
// given out.
func (l *live) renew(ctx context.Context, held *lease) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.current == held {
		l.reopen(ctx)
	}
}

// do uses the engine, and the next one when the index was made anew meanwhile.
func (l *live) do(ctx context.Context, use func(*lease) error) error {
	for attempt := 1; ; attempt++ {
		held, release := l.use(ctx)
		err := use(held)
		release()
		if !errors.Is(err, sqlitestore.ErrReplaced) || attempt == attempts {
			return err
		}
		l.renew(ctx, held)
	}
}

// Stream answers a question. It starts over when the index was made anew before
// anything was shown.
func (l *live) Stream(ctx context.Context, question bot.Question) iter.Seq2[bot.Event, error] {
	return func(yield func(bot.Event, error) bool) {
		shown, wanted := false, true
		err := l.do(ctx, func(e *lease) error {
			for event, err := range e.answerer.Stream(ctx, question) {
				if err != nil && shown {
					wanted = yield(event, err)
					return nil
				}
				if err != nil {
					return err
				}
				shown = true
				if wanted = yield(event, nil); !wanted {
					return nil
				}
			}
			return nil
		})
		if err != nil && wanted {
			yield(bot.Event{}, err)
		}
	}
}

// through gives what the engine gives, and the next one when the index was made
// anew meanwhile.
func through[T any](ctx context.Context, l *live, get func(*lease) (T, error)) (value T, err error) {
	err = l.do(ctx, func(e *lease) error {
		value, err = get(e)
		return err
	})
	return value, err
}

// CheckClaims tells what the corpus says of the claims of a text.
func (l *live) CheckClaims(ctx context.Context, text string, audience retrieval.Audience) (bot.ClaimReport, error) {
	return through(ctx, l, func(e *lease) (bot.ClaimReport, error) { return e.answerer.CheckClaims(ctx, text, audience) })
}

// Retrieve looks for passages.
func (l *live) Retrieve(ctx context.Context, query retrieval.Query) (retrieval.Result, error) {
	return through(ctx, l, func(e *lease) (retrieval.Result, error) { return e.searcher.Retrieve(ctx, query) })
}

// Edition names what the corpus holds: it changes when a document does.
func (l *live) Edition(ctx context.Context) (string, error) {
	return through(ctx, l, func(e *lease) (string, error) {
		state, err := e.store.State(ctx)
		return fmt.Sprint(e.number, ":", state.Contents), err
	})
}

// Documents lists the documents.
func (l *live) Documents(ctx context.Context) ([]retrieval.StoredDocument, error) {
	return through(ctx, l, func(e *lease) ([]retrieval.StoredDocument, error) { return e.store.Documents(ctx) })
}

// Document gives a document with its text.
func (l *live) Document(ctx context.Context, id string) (retrieval.StoredDocument, error) {
	return through(ctx, l, func(e *lease) (retrieval.StoredDocument, error) { return e.store.Document(ctx, id) })
}

// Chunks gives chunks by their IDs.
func (l *live) Chunks(ctx context.Context, ids []retrieval.ChunkID) ([]retrieval.StoredChunk, error) {
	return through(ctx, l, func(e *lease) ([]retrieval.StoredChunk, error) { return e.store.Chunks(ctx, ids) })
}

// Synced is when the index was last written; the zero time for the library.
func (l *live) Synced(context.Context) time.Time {
	var last time.Time
	for _, name := range []string{l.program.indexFile(), l.program.indexFile() + "-wal"} {
		if info, err := os.Stat(name); err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
	}
	return last
}
