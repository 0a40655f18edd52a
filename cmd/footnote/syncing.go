package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"footnote/config"
	"footnote/corpus/sources"
	"footnote/corpus/watch"
	"footnote/retrieval"
	"footnote/retrieval/openaiembed"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/syncer"
)

// registry is the list of the sources, those of the configuration among them.
func (p *program) registry() (*sources.Registry, error) {
	var configured []sources.Source
	for _, c := range p.config.Sources {
		s, err := configuredSource(c)
		if err != nil {
			return nil, misuse{fmt.Errorf("the source %q of the configuration file: %w", c.Name, err)}
		}
		configured = append(configured, s)
	}
	registry, err := sources.Open(p.config.Data, configured)
	if err != nil {
		return nil, misuse{err}
	}
	return registry, nil
}

func configuredSource(c config.Source) (sources.Source, error) {
	s, err := sources.Of(c.Location, sources.Kind(c.Kind))
	s.Name, s.Every, s.Audience = c.Name, c.Every, c.Audience
	s.Options = sources.Options{Branch: c.Branch, Folder: c.Folder, Include: c.Include, Exclude: c.Exclude, MaxPages: c.MaxPages, MaxDepth: c.MaxDepth,
		AllowPrivate: c.AllowPrivate, Authors: c.Authors, NoIgnore: c.NoIgnore}
	return s, err
}

// newSyncer wires a syncer over the data folder for a command. show is told how
// far it is.
func (p *program) newSyncer(show func(string, retrieval.Progress)) (*syncer.Syncer, error) {
	return p.syncerWith(p.channel, show)
}

// syncerWith wires a syncer that opens the histories of channels by channel.
func (p *program) syncerWith(channel opener, show func(string, retrieval.Progress)) (*syncer.Syncer, error) {
	registry, err := p.registry()
	if err != nil {
		return nil, err
	}
	return syncer.New(syncer.Options{
		Registry: registry, Roots: p.indexedRoots, Open: p.openSource(channel), Version: version(), Progress: show, Logger: p.log,
		Store: p.openToSync,
		Embed: p.embedSynced,
		Rest: func(ctx context.Context, store retrieval.Store) error {
			return saveTextIndex(ctx, store, p.config.Data)
		},
		Watch: func(ctx context.Context, paths []string, changed func()) error {
			return watch.New(paths, watch.Options{Logger: p.log}).Run(ctx, changed)
		},
		Busy: func(err error) bool { return errors.As(err, new(*sqlitestore.LockedError)) },
	}), nil
}

// openToSync opens the index, which need not exist yet.
func (p *program) openToSync(ctx context.Context) (retrieval.Store, error) {
	_, missing := os.Stat(p.indexFile())
	store, err := sqlitestore.Open(ctx, p.config.Data, sqlitestore.Write)
	if err != nil {
		return nil, err
	}
	state, err := store.State(ctx)
	if err == nil && state.Documents == 0 {
		err = forgetTextIndex(p.config.Data)
	}
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if errors.Is(missing, fs.ErrNotExist) {
		return tentative{store, p.config.Data}, nil
	}
	return store, nil
}

// A tentative index was made to be written to. If nothing is, it goes again, so
// that the library still answers.
type tentative struct {
	*sqlitestore.Store
	dir string
}

// Close closes the index.
func (t tentative) Close() error {
	ctx := context.Background()
	state, err := t.State(ctx)
	if err = errors.Join(err, t.Store.Close()); err != nil || state.Documents > 0 || len(state.Roots) > 0 {
		return err
	}
	return sqlitestore.Remove(ctx, t.dir)
}

// indexedRoots are the files and folders that are indexed without a name.
func (p *program) indexedRoots(ctx context.Context) ([]string, error) {
	store, err := sqlitestore.Open(ctx, p.config.Data, sqlitestore.Read)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	state, err := store.State(ctx)
	return state.Roots, errors.Join(err, store.Close())
}

// embedSynced gives the store the vectors that it lacks. When a server fails,
// that is logged; the next sync takes it up again.
func (p *program) embedSynced(ctx context.Context, store retrieval.Store, show func(retrieval.Progress)) error {
	_, err := p.embedAll(ctx, store, p.config.Data, show)
	if fault := new(openaiembed.Error); errors.As(err, &fault) && ctx.Err() == nil {
		p.log.WarnContext(ctx, "passages were not embedded; they are found by their words", "error", err)
		return nil
	}
	return err
}
