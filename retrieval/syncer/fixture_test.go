package syncer_test

import (
	"context"
	"errors"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/corpus"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/syncer"
)

// A desk is a syncer over sources that a test fills.
type desk struct {
	*syncer.Syncer
	t        *testing.T
	dir      string
	registry *sources.Registry

	mu     sync.Mutex
	shelfs map[string]*shelf
	roots  []string
}

// A shelf is what a source holds: texts by the names of documents.
type shelf struct {
	texts  map[string]string
	labels map[string][]string
	// down is set when it cannot be reached, broken when it cannot be opened.
	down   bool
	broken error
	// during is called while it is read.
	during func()
}

func newDesk(t *testing.T) *desk {
	d := &desk{t: t, dir: filepath.Join(t.TempDir(), "data"), shelfs: map[string]*shelf{}}
	var err error
	if d.registry, err = sources.Open(d.dir, nil); err != nil {
		t.Fatal(err)
	}
	d.Syncer = d.open(nil)
	return d
}

// open returns a syncer over the same folder.
func (d *desk) open(change func(*syncer.Options)) *syncer.Syncer {
	options := syncer.Options{Registry: d.registry, Open: d.origin,
		Store: func(ctx context.Context) (retrieval.Store, error) {
			return sqlitestore.Open(ctx, d.dir, sqlitestore.Write)
		},
		Embed: func(ctx context.Context, store retrieval.Store, show func(retrieval.Progress)) error {
			_, err := retrieval.NewIndexer(store, retrievaltest.NewEmbedder(16), corpus.Splitter{}, show).Embed(ctx)
			return err
		},
		Busy: func(err error) bool { return errors.As(err, new(*sqlitestore.LockedError)) },
	}
	if change != nil {
		change(&options)
	}
	return syncer.New(options)
}

// shelf is that of a source.
func (d *desk) shelf(name string) *shelf {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shelfs[name] == nil {
		d.shelfs[name] = &shelf{texts: map[string]string{}, labels: map[string][]string{}}
	}
	return d.shelfs[name]
}

func (d *desk) origin(_ context.Context, o syncer.Opening) (sources.Origin, error) {
	s := d.shelf(o.Name)
	d.mu.Lock()
	defer d.mu.Unlock()
	return s, s.broken
}

// Documents implements sources.Origin.
func (s *shelf) Documents(context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		if s.during != nil {
			s.during()
		}
		if s.down {
			yield(corpus.Document{}, &corpus.Fault{Path: "shelf", Kind: corpus.Unread, Err: errors.New("no answer")})
			return
		}
		var names []string
		for name := range s.texts {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			doc, err := corpus.Read(name, []byte(s.texts[name]))
			doc.ID, doc.Path, doc.Audience = name, "shelf/"+name, s.labels[name]
			doc.Hash = doc.ContentHash()
			if !yield(doc, err) {
				return
			}
		}
	}
}

// Left implements what a Syncer asks of an Origin.
func (s *shelf) Left() (skipped, ignored int) { return 2, 3 }

// set gives a source some documents, "name: text".
func (d *desk) set(source string, documents ...string) {
	s := d.shelf(source)
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(s.texts)
	for _, document := range documents {
		name, text, _ := strings.Cut(document, ": ")
		s.texts[name] = text
	}
}

func (d *desk) add(name string, labels ...string) syncer.Outcome {
	d.t.Helper()
	out, err := d.Add(d.t.Context(), sources.Source{Name: name, Kind: sources.Website, Location: "https://example.org/" + name, Audience: labels}, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func (d *desk) sync(name string, confirm bool) syncer.Outcome {
	d.t.Helper()
	out, err := d.Sync(d.t.Context(), name, confirm)
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

// held lists the documents of the index with their audience.
func (d *desk) held() string {
	d.t.Helper()
	store, err := sqlitestore.Open(d.t.Context(), d.dir, sqlitestore.Read)
	if err != nil {
		d.t.Fatal(err)
	}
	defer store.Close()
	documents, err := store.Documents(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	var list []string
	for _, doc := range documents {
		list = append(list, strings.TrimSuffix(doc.ID+" "+strings.Join(doc.Audience, ","), " "))
	}
	return strings.Join(list, "; ")
}

func (d *desk) want(held string) {
	d.t.Helper()
	if got := d.held(); got != held {
		d.t.Errorf("the index holds %q, want %q", got, held)
	}
}

// state is that of a source.
func (d *desk) state(name string) syncer.State {
	d.t.Helper()
	e, err := d.registry.Find(d.t.Context(), name)
	if err != nil {
		d.t.Fatal(err)
	}
	return e.State
}
