package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"footnote/cmd/footnote/internal/terminal"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/uselite"
)

// An indexReport tells what indexing did and what the index holds now.
type indexReport struct {
	Data      string   `json:"data"`
	Roots     []string `json:"roots"`
	Added     int      `json:"added"`
	Changed   int      `json:"changed"`
	Removed   int      `json:"removed"`
	Unchanged int      `json:"unchanged"`
	// Skipped counts the files that hold no text.
	Skipped   int `json:"skipped"`
	Documents int `json:"documents"`
	Chunks    int `json:"chunks"`
	// Embedded chunks got their vectors by this run, Pending ones have none.
	Embedded int          `json:"embedded"`
	Pending  int          `json:"pending"`
	Faults   []indexFault `json:"faults"`
	Seconds  float64      `json:"seconds"`
}

type indexFault struct {
	Path    string `json:"path"`
	Line    int    `json:"line,omitempty"`
	Problem string `json:"problem"`
	text    string
}

// indexRoots makes the store, which stands in the folder dir, equal to the
// roots. Words first: they are searchable, by other processes too, before the
// embedding begins.
func (p *program) indexRoots(ctx context.Context, store *sqlitestore.Store, dir string, roots []string, embed bool) (indexReport, error) {
	started := time.Now()
	model, err := uselite.New()
	if err != nil {
		return indexReport{}, err
	}
	bar := newProgress(p.stderr)
	defer bar.finish()
	run := indexing{program: p, store: store, dir: dir, model: model.Model().Name, bar: bar,
		indexer: retrieval.NewIndexer(store, model, corpus.Splitter{}, bar.show),
		report:  indexReport{Data: dir, Roots: roots, Faults: []indexFault{}}}
	steps := []func(context.Context) error{run.begin, run.sync, run.embed, run.sum}
	if !embed {
		steps = []func(context.Context) error{run.begin, run.sync, run.sum}
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return run.report, err
		}
	}
	run.report.Seconds = time.Since(started).Seconds()
	return run.report, nil
}

// An indexing is one run of indexRoots.
type indexing struct {
	*program
	store   *sqlitestore.Store
	dir     string
	model   string
	bar     *progress
	indexer *retrieval.Indexer
	before  retrieval.State
	report  indexReport
}

// begin notes the roots first, so that a run that is cut short can be taken up
// again.
func (x *indexing) begin(ctx context.Context) (err error) {
	if x.before, err = x.store.State(ctx); err != nil {
		return fmt.Errorf("reading the state of the index: %w", err)
	}
	if x.before.Documents == 0 {
		if err := forgetTextIndex(x.dir); err != nil {
			return err
		}
	}
	if slices.Equal(x.before.Roots, x.report.Roots) {
		return nil
	}
	if err := x.store.SetRoots(ctx, x.report.Roots); err != nil {
		return fmt.Errorf("noting what is indexed: %w", err)
	}
	return nil
}

func (x *indexing) sync(ctx context.Context) error {
	files := corpus.Files{Roots: x.report.Roots}
	synced, err := x.indexer.Sync(ctx, outside(x.dir, files.Documents(ctx)))
	if err != nil {
		return err
	}
	x.report.take(synced, files.Skipped)
	return saveTextIndex(ctx, x.store, x.dir)
}

// outside leaves out what stands in the folder of the index itself: indexing
// that would change it, and so never come to rest.
func outside(dir string, documents iter.Seq2[corpus.Document, error]) iter.Seq2[corpus.Document, error] {
	own, err := filepath.Abs(dir)
	if err != nil {
		return documents
	}
	own += string(filepath.Separator)
	return func(yield func(corpus.Document, error) bool) {
		for doc, err := range documents {
			path := doc.Path
			if fault := new(corpus.Fault); errors.As(err, &fault) {
				path = fault.Path
			}
			if !strings.HasPrefix(path, own) && !yield(doc, err) {
				return
			}
		}
	}
}

func (x *indexing) embed(ctx context.Context) (err error) {
	state, err := x.store.State(ctx)
	if err != nil {
		return fmt.Errorf("reading the state of the index: %w", err)
	}
	if state.Model != "" && state.Model != x.model {
		x.notice("the index was embedded by the model %s; it is embedded anew by %s", state.Model, x.model)
	}
	if pending := state.Chunks - state.Embedded; pending > 0 {
		x.bar.show(retrieval.Progress{Stage: retrieval.StageEmbed, Total: pending})
	}
	x.report.Embedded, err = x.indexer.Embed(ctx)
	return err
}

func (x *indexing) sum(ctx context.Context) error {
	state, err := x.store.State(ctx)
	if err != nil {
		return fmt.Errorf("reading the state of the index: %w", err)
	}
	x.report.Documents, x.report.Chunks, x.report.Pending = state.Documents, state.Chunks, state.Chunks-state.Embedded
	if state.Model != x.model {
		x.report.Pending = state.Chunks
	}
	return nil
}

func (r *indexReport) take(synced retrieval.Report, skipped int) {
	r.Added, r.Changed, r.Removed, r.Unchanged = synced.Added, synced.Changed, synced.Removed, synced.Unchanged
	r.Skipped = skipped
	for _, f := range synced.Faults {
		problem := f.Err.Error()
		r.Faults = append(r.Faults, indexFault{Path: f.Path, Line: f.Line, Problem: problem, text: f.Error()})
	}
}

// showReport tells the faults on standard error and the rest on standard
// output.
func (p *program) showReport(r indexReport) error {
	for _, f := range r.Faults {
		p.notice("%s", f.text)
	}
	if p.json {
		return p.printJSON(r)
	}
	return p.print(terminal.Line(r.String()) + "\n")
}

// String tells the report in one line.
func (r indexReport) String() string {
	var b strings.Builder
	switch {
	case r.Added+r.Changed+r.Removed+r.Embedded+r.Pending == 0:
		fmt.Fprintf(&b, "Nothing to do: %s, unchanged", count(r.Documents, "document"))
	default:
		fmt.Fprintf(&b, "%s: %d added, %d changed, %d removed, %d unchanged", count(r.Documents, "document"),
			r.Added, r.Changed, r.Removed, r.Unchanged)
	}
	if r.Embedded > 0 {
		fmt.Fprintf(&b, "; %s embedded", count(r.Embedded, "passage"))
	}
	if r.Skipped > 0 {
		fmt.Fprintf(&b, "; %s without text skipped", count(r.Skipped, "file"))
	}
	if r.Pending > 0 {
		fmt.Fprintf(&b, "; searchable by words, %s still to be embedded in the background", count(r.Pending, "passage"))
	}
	fmt.Fprintf(&b, " (%.1f s)", r.Seconds)
	return b.String()
}

// count puts a number before a word.
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// embed completes the vectors of the data folder's index.
func (p *program) embed(ctx context.Context) error {
	store, err := sqlitestore.Open(ctx, p.config.Data, sqlitestore.Write)
	if err != nil {
		return err
	}
	model, err := uselite.New()
	if err != nil {
		return errors.Join(err, store.Close())
	}
	bar := newProgress(p.stderr)
	done, err := retrieval.NewIndexer(store, model, corpus.Splitter{}, bar.show).Embed(ctx)
	bar.finish()
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	return p.print(count(done, "passage") + " embedded\n")
}
