package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"time"

	"footnote/corpus"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/syncer"
)

// handbookAt is where the website stands that Ada adds. What it holds is made
// up: no picture shall depend on the web.
const handbookAt = "https://club.example.org/handbook/"

//go:embed handbook
var handbook embed.FS

// A website is the one that Ada adds.
type website struct{}

// Documents yields its pages, and one that cannot be read.
func (website) Documents(context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		pages, err := fs.Glob(handbook, "handbook/*.md")
		if err != nil || len(pages) == 0 {
			yield(corpus.Document{}, errors.Join(err, errors.New("the handbook has no pages")))
			return
		}
		for _, page := range pages {
			data, err := handbook.ReadFile(page)
			if err == nil {
				var doc corpus.Document
				if doc, err = corpus.Read(page, data); err == nil && yield(doc, nil) {
					continue
				}
			}
			if err != nil {
				yield(corpus.Document{}, err)
			}
			return
		}
		yield(corpus.Document{}, &corpus.Fault{Kind: corpus.Refused, Path: handbookAt + "chart.pdf",
			Err: errors.New("its pages are pictures without text; have them recognised first")})
	}
}

// Left tells that two pages hold no text.
func (website) Left() (skipped, ignored int) { return 2, 0 }

// A stock is the sources of the pictures. They were read at a time that does
// not depend on when the pictures are drawn.
type stock struct{ *syncer.Syncer }

// openStock opens it in a folder that close removes.
func openStock(s *shelf) (stock, func() error, error) {
	dir, err := os.MkdirTemp("", "pictures")
	if err != nil {
		return stock{}, nil, fmt.Errorf("making a folder for the list of sources: %w", err)
	}
	remove := func() error { return os.RemoveAll(dir) }
	registry, err := sources.Open(dir, nil)
	if err != nil {
		return stock{}, nil, errors.Join(err, remove())
	}
	return stock{syncer.New(syncer.Options{Registry: registry,
		Open:  func(context.Context, syncer.Opening) (sources.Origin, error) { return website{}, nil },
		Store: func(context.Context) (retrieval.Store, error) { return unclosed{s.Store}, nil },
		Embed: func(ctx context.Context, _ retrieval.Store, _ func(retrieval.Progress)) error {
			_, err := s.indexer.Embed(ctx)
			return err
		},
	})}, remove, nil
}

// unclosed is the store of the shelf, which stays open.
type unclosed struct{ retrieval.Store }

// Close does nothing.
func (unclosed) Close() error { return nil }

// Sources lists them as they are at noon.
func (s stock) Sources(ctx context.Context) ([]syncer.Status, error) {
	all, err := s.Syncer.Sources(ctx)
	for i := range all {
		all[i].State.Synced, all[i].Next = noon.Add(-20*time.Minute), noon.Add(5*time.Hour)
	}
	return all, err
}
