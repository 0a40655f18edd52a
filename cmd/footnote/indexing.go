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
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/openaiembed"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/syncer"
)

// An indexReport tells what indexing did and what the index holds now.
type indexReport struct {
	Data      string   `json:"data"`
	Roots     []string `json:"roots"`
	Added     int      `json:"added"`
	Changed   int      `json:"changed"`
	Removed   int      `json:"removed"`
	Unchanged int      `json:"unchanged"`
	// Renamed counts documents of another name or place.
	Renamed int `json:"renamed"`
	// Skipped counts the files that hold no text.
	Skipped int `json:"skipped"`
	// Ignored counts the files and folders that ignore files leave out.
	Ignored   int `json:"ignored"`
	Documents int `json:"documents"`
	Chunks    int `json:"chunks"`
	// Embedded chunks got their vectors by this run, Pending ones have none.
	Embedded int          `json:"embedded"`
	Pending  int          `json:"pending"`
	Faults   []indexFault `json:"faults"`
	Seconds  float64      `json:"seconds"`
	// background is set when another process embeds what is pending.
	background bool
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
func (p *program) indexRoots(ctx context.Context, store *sqlitestore.Store, dir string, roots []string, options indexOptions) (indexReport, error) {
	started := time.Now()
	bar := newProgress(p.stderr)
	defer bar.finish()
	run := indexing{program: p, store: store, dir: dir, bar: bar, options: options,
		report: indexReport{Data: dir, Roots: roots, Faults: []indexFault{}}}
	steps := []func(context.Context) error{run.begin, run.sync, run.embed, run.sum}
	if !options.wait {
		steps = []func(context.Context) error{run.begin, run.sync, run.sum}
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return run.report, err
		}
	}
	run.report.Seconds = time.Since(started).Seconds()
	return run.report, run.unembedded
}

// errUnembedded is in the chain of an error when everything but the embedding
// succeeded.
var errUnembedded = errors.New("the documents are found by their words only; footnote index takes up the embedding")

// An indexing is one run of indexRoots.
type indexing struct {
	*program
	store   *sqlitestore.Store
	dir     string
	bar     *progress
	options indexOptions
	before  retrieval.State
	report  indexReport
	// unembedded is what kept the embedding from being completed.
	unembedded error
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
	here := &program{getenv: x.getenv, stdout: x.stdout, stderr: x.stderr, config: x.config, log: x.log}
	here.config.Data = x.dir // what is measured is indexed in a folder of its own
	s, err := here.newSyncer(nil)
	if err != nil {
		return err
	}
	source := sources.Source{Name: syncer.Unnamed, Kind: sources.Files, Location: strings.Join(x.report.Roots, ", "), Options: sources.Options{NoIgnore: x.options.noIgnore}}
	out, err := s.Read(ctx, x.store, sources.Entry{Source: source}, true, x.bar.show)
	if err != nil {
		return err
	}
	x.report.take(out.Report)
	x.report.Skipped, x.report.Ignored = out.Skipped, out.Ignored
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

// embed does not fail when a server does: what was indexed is worth a report.
func (x *indexing) embed(ctx context.Context) (err error) {
	x.report.Embedded, err = x.embedAll(ctx, x.store, x.dir, x.bar.show)
	if fault := new(openaiembed.Error); errors.As(err, &fault) && ctx.Err() == nil {
		x.unembedded = fmt.Errorf("%w. %w", err, errUnembedded)
		return nil
	}
	return err
}

// embedAll completes the vectors of a store that stands in the folder dir, and
// tells how many chunks got theirs. Where nothing is to be done, no server is
// asked.
func (p *program) embedAll(ctx context.Context, store retrieval.Store, dir string, show func(retrieval.Progress)) (n int, err error) {
	state, err := store.State(ctx)
	if err != nil {
		return 0, fmt.Errorf("reading the state of the index: %w", err)
	}
	pending, err := p.pending(state)
	if pending == 0 || err != nil {
		return 0, err
	}
	embedder, done, err := p.indexEmbedder(ctx, dir)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, done()) }()
	if model := embedder.Model().Name; state.Model != "" && state.Model != model {
		p.notice("the index was embedded by the model %s; it is embedded anew by %s", state.Model, model)
	}
	show(retrieval.Progress{Stage: retrieval.StageEmbed, Total: pending})
	return retrieval.NewIndexer(store, embedder, corpus.Splitter{}, show).Embed(ctx)
}

// pending counts the chunks that lack vectors of the model that the settings
// name.
func (p *program) pending(state retrieval.State) (int, error) {
	same, err := p.embeddedBy(state.Model)
	if !same {
		return state.Chunks, err
	}
	return state.Chunks - state.Embedded, err
}

func (x *indexing) sum(ctx context.Context) error {
	state, err := x.store.State(ctx)
	if err != nil {
		return fmt.Errorf("reading the state of the index: %w", err)
	}
	x.report.Documents, x.report.Chunks = state.Documents, state.Chunks
	x.report.Pending, err = x.pending(state)
	return err
}

func (r *indexReport) take(synced retrieval.Report) {
	r.Added, r.Changed, r.Renamed, r.Removed, r.Unchanged = synced.Added, synced.Changed, synced.Renamed, synced.Removed, synced.Unchanged
	r.Faults = faultsOf(synced.Faults)
}

func faultsOf(faults []*corpus.Fault) []indexFault {
	all := make([]indexFault, len(faults))
	for i, f := range faults {
		all[i] = indexFault{Path: f.Path, Line: f.Line, Problem: f.Err.Error(), text: f.Error()}
	}
	return all
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
	case r.Added+r.Changed+r.Renamed+r.Removed+r.Embedded+r.Pending == 0:
		fmt.Fprintf(&b, "Nothing to do: %s, unchanged", count(r.Documents, "document"))
	default:
		fmt.Fprintf(&b, "%s: %d added, %d changed, %d removed, %d unchanged", count(r.Documents, "document"),
			r.Added, r.Changed, r.Removed, r.Unchanged)
		if r.Renamed > 0 {
			fmt.Fprintf(&b, ", %d renamed", r.Renamed)
		}
	}
	if r.Embedded > 0 {
		fmt.Fprintf(&b, "; %s embedded", count(r.Embedded, "passage"))
	}
	if r.Skipped > 0 {
		fmt.Fprintf(&b, "; %s without text skipped", count(r.Skipped, "file"))
	}
	if r.Ignored > 0 {
		fmt.Fprintf(&b, "; %s left out by ignore files", ignoredCount(r.Ignored))
	}
	if r.Pending > 0 {
		fmt.Fprintf(&b, "; searchable by words, %s still to be embedded", count(r.Pending, "passage"))
		if r.background {
			b.WriteString(" in the background")
		}
	}
	fmt.Fprintf(&b, " (%.1f s)", r.Seconds)
	return b.String()
}

// ignoredCount tells how many files and folders were left out.
func ignoredCount(n int) string {
	if n == 1 {
		return "1 file or folder"
	}
	return fmt.Sprintf("%d files or folders", n)
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
	bar := newProgress(p.stderr)
	done, err := p.embedAll(ctx, store, p.config.Data, bar.show)
	bar.finish()
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	return p.print(count(done, "passage") + " embedded\n")
}
