package syncer

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"footnote/corpus"
	"footnote/corpus/sources"
	"footnote/retrieval"
)

// Options are what a Syncer works with.
type Options struct {
	Registry *sources.Registry
	// Roots are the files and folders that are indexed without a name.
	Roots func(ctx context.Context) ([]string, error)
	// Open opens a source to be read once. An Origin may have the methods Close
	// and Left.
	Open func(ctx context.Context, opening Opening) (sources.Origin, error)
	// Store opens the index to write to. Only one process can at a time.
	Store func(ctx context.Context) (retrieval.Store, error)
	// Embed gives all chunks of the store the vectors that they lack.
	Embed func(ctx context.Context, store retrieval.Store, progress func(retrieval.Progress)) error
	// Rest is called before a store is closed to which something was written.
	Rest func(ctx context.Context, store retrieval.Store) error
	// Watch calls changed when something below the paths does, until ctx ends;
	// nil watches nothing.
	Watch func(ctx context.Context, paths []string, changed func()) error
	// Busy reports whether an error of Store says that another process writes.
	Busy func(error) bool
	// Version changes when documents may be read in another way than before.
	Version string
	// Progress is told of every step; nil tells nobody.
	Progress func(source string, progress retrieval.Progress)
	Logger   *slog.Logger
}

// An Opening is a source that is about to be read.
type Opening struct {
	sources.Entry
	// Dir is the folder that it may keep what it needs again in.
	Dir string
	// Memory knows files that are as they were.
	Memory corpus.Memory
}

// left is an Origin that knows what it passed over.
type left interface{ Left() (skipped, ignored int) }

// A Syncer makes an index equal to its sources. It is safe for concurrent use.
type Syncer struct {
	Options
	writer writer
	// embedding lets one go on at a time.
	embedding sync.Mutex

	mu sync.Mutex
	// locks has one for each source, running what is going on.
	locks   map[string]*sync.Mutex
	running map[string]retrieval.Progress
	// wakes tell the schedule that a source changed.
	wakes chan string
	// last are the states of the source without a name, which are not kept.
	last State
}

// State is that of a source.
type State = sources.State

// New returns a Syncer.
func New(o Options) *Syncer {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Progress == nil {
		o.Progress = func(string, retrieval.Progress) {}
	}
	s := &Syncer{Options: o, locks: map[string]*sync.Mutex{}, running: map[string]retrieval.Progress{}, wakes: make(chan string, mostWakes)}
	s.writer = writer{open: o.Store, rest: o.Rest}
	return s
}

// Unnamed is the name of the files and folders that are indexed without one.
const Unnamed = ""

// An Outcome tells what a sync of one source did.
type Outcome struct {
	Source string
	retrieval.Report
	// Skipped counts what holds no text, Ignored what the source leaves out.
	Skipped, Ignored int
	// Documents and Passages count what is known of the source now.
	Documents, Passages int
	// Problem says why the source could not be read; nil if it could.
	Problem error
	Took    time.Duration
}

// Errors of a Syncer, besides those of a sources.Registry.
var (
	// ErrEmpty is returned when nothing could be read of a source that is to be
	// added.
	ErrEmpty = errors.New("there is nothing in it that can be read")
	// ErrUnreachable is in the chain of an Outcome's Problem.
	ErrUnreachable = errors.New("the source could not be read")
)

// lock keeps a source from being synced twice at the same time.
func (s *Syncer) lock(name string) (unlock func()) {
	s.mu.Lock()
	held := s.locks[name]
	if held == nil {
		held = &sync.Mutex{}
		s.locks[name] = held
	}
	s.mu.Unlock()
	held.Lock()
	return held.Unlock
}

// show notes how far a source is.
func (s *Syncer) show(name string) func(retrieval.Progress) {
	return func(p retrieval.Progress) {
		s.mu.Lock()
		s.running[name] = p
		s.mu.Unlock()
		s.Progress(name, p)
	}
}

// ended takes a source off the list of those that are under way.
func (s *Syncer) ended(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.running, name)
}
