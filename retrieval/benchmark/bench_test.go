package benchmark

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/philippgille/chromem-go"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/postings"
	"footnote/retrieval/snowball"
	"footnote/retrieval/sqlitestore"
	"footnote/retrieval/uselite"
)

var (
	chunks = flag.Int("chunks", 2000, "the size of the corpus, in chunks of about 600 bytes")
	data   = flag.String("data", "", "a folder to keep the corpus in for the next run; by default it is made anew")
)

const postingsName, stamp = "postings.bin", "benchmark"

// corpusFolder returns a folder that holds the store and the saved text index.
func corpusFolder(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	if *data != "" {
		dir = filepath.Join(*data, strconv.Itoa(*chunks))
	}
	if _, err := os.Stat(filepath.Join(dir, postingsName)); err == nil {
		return dir
	} else if !errors.Is(err, fs.ErrNotExist) {
		b.Fatal(err)
	}
	must(b, makeCorpus(b.Context(), dir))
	return dir
}

func makeCorpus(ctx context.Context, dir string) error {
	store, err := sqlitestore.Open(ctx, dir, sqlitestore.Write)
	if err != nil {
		return err
	}
	defer store.Close()
	g := newGenerator(1)
	documents := max(1, *chunks/chunksPerDoc)
	for first := 0; first < documents; first += 100 {
		var batch []retrieval.Indexed
		for i := first; i < min(first+100, documents); i++ {
			batch = append(batch, g.document(i))
		}
		if err := store.Apply(ctx, batch, nil); err != nil {
			return err
		}
	}
	if err := embedAll(ctx, store, g); err != nil {
		return err
	}
	text := postings.New(snowball.New())
	if _, err := retrieval.NewIndex(store, text, nil, chromemstore.New()).Refresh(ctx); err != nil {
		return err
	}
	if err := text.Save(filepath.Join(dir, postingsName), stamp); err != nil {
		return err
	}
	return store.Close()
}

func embedAll(ctx context.Context, store retrieval.Store, g *generator) error {
	model, err := uselite.New()
	if err != nil {
		return err
	}
	if err := store.SetModel(ctx, model.Model()); err != nil {
		return err
	}
	for {
		pending, err := store.Unembedded(ctx, 1000)
		if err != nil || len(pending) == 0 {
			return err
		}
		vectors := make([]retrieval.ChunkVectors, len(pending))
		for i, c := range pending {
			vectors[i] = g.vectors(c)
		}
		if err := store.PutVectors(ctx, vectors); err != nil {
			return err
		}
	}
}

// An engine is an opened index with all that searches it.
type engine struct {
	store    *sqlitestore.Store
	index    *retrieval.Index
	searcher *retrieval.Searcher
	embedder embedder
}

// openEngine opens an index as the program does at start.
func openEngine(ctx context.Context, dir string, mode sqlitestore.Mode) (*engine, error) {
	store, err := sqlitestore.Open(ctx, dir, mode)
	if err != nil {
		return nil, err
	}
	analyzer := snowball.New()
	text, err := postings.Open(filepath.Join(dir, postingsName), stamp, analyzer)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	e := &engine{store: store}
	vectors := chromemstore.New()
	e.index = retrieval.NewIndex(store, text, text.Chunks(), vectors)
	if _, err := e.index.Refresh(ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if e.embedder.Embedder, err = uselite.New(); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	e.searcher = retrieval.NewSearcher(e.index, store, text, vectors, &e.embedder, analyzer)
	return e, nil
}

// BenchmarkSearch measures whole hybrid searches, and in turn with them bare
// queries of chromem-go on the same vectors.
func BenchmarkSearch(b *testing.B) {
	ctx := b.Context()
	g := newGenerator(2)
	e, err := openEngine(ctx, corpusFolder(b), sqlitestore.Read)
	must(b, err)
	defer e.store.Close()
	e.embedder.centers = g.centers
	bare, err := bareChromem(ctx, e.store)
	must(b, err)
	questions, err := someQuestions(ctx, e.store, g)
	must(b, err)
	var alone, hybrid []time.Duration
	var allocated uint64
	for i := 0; b.Loop(); i++ {
		question := questions[i%len(questions)]
		vector, err := e.embedder.EmbedQuery(ctx, question)
		must(b, err)
		alone = append(alone, timed(func() { _, err = bare.QueryEmbedding(ctx, vector, 20, nil, nil) }))
		must(b, err)
		before := memory()
		hybrid = append(hybrid, timed(func() { _, err = e.searcher.Retrieve(ctx, retrieval.Query{Text: question}) }))
		must(b, err)
		allocated += memory().TotalAlloc - before.TotalAlloc
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(milliseconds(quantile(alone, .5)), "chromem-p50-ms")
	b.ReportMetric(milliseconds(quantile(alone, .95)), "chromem-p95-ms")
	b.ReportMetric(milliseconds(quantile(hybrid, .5)), "hybrid-p50-ms")
	b.ReportMetric(milliseconds(quantile(hybrid, .95)), "hybrid-p95-ms")
	b.ReportMetric(float64(quantile(hybrid, .5))/float64(quantile(alone, .5)), "p50-ratio")
	b.ReportMetric(float64(allocated)/float64(len(hybrid))/1024, "KiB/search")
}

// bareChromem fills a collection of chromem-go with the vectors of the store.
func bareChromem(ctx context.Context, store retrieval.StoreReader) (*chromem.Collection, error) {
	refuse := func(context.Context, string) ([]float32, error) { return nil, errors.New("takes no texts") }
	bare, err := chromem.NewDB().CreateCollection("bare", nil, refuse)
	if err != nil {
		return nil, err
	}
	for entry, err := range store.VectorsIn(ctx, 0, retrieval.ChunkID(1<<32-1)) {
		if err != nil {
			return nil, err
		}
		doc := chromem.Document{ID: fmt.Sprint(entry.ID), Embedding: slices.Clone(entry.Vector)}
		if err := bare.AddDocument(ctx, doc); err != nil {
			return nil, err
		}
	}
	return bare, nil
}

// someQuestions asks for what stands in chunks from all over the store.
func someQuestions(ctx context.Context, store retrieval.StoreReader, g *generator) ([]string, error) {
	var ids []retrieval.ChunkID
	for range 500 {
		ids = append(ids, retrieval.ChunkID(1+g.IntN(*chunks)))
	}
	found, err := store.Chunks(ctx, ids)
	questions := make([]string, len(found))
	for i, c := range found {
		questions[i] = g.question(c.Text)
	}
	return questions, err
}

// BenchmarkOpen measures opening an index, and the heap that it then takes
// over the bytes of its vectors and texts. The text index is a mapped file,
// and SQLite's pages lie outside of the heap.
func BenchmarkOpen(b *testing.B) {
	ctx, dir := b.Context(), corpusFolder(b)
	var times []time.Duration
	var taken uint64
	for b.Loop() {
		before := settled()
		start := time.Now()
		e, err := openEngine(ctx, dir, sqlitestore.Read)
		times = append(times, time.Since(start))
		must(b, err)
		taken = settled() - before
		runtime.KeepAlive(e)
		must(b, e.store.Close())
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(milliseconds(quantile(times, .5)), "open-ms")
	b.ReportMetric(float64(taken)/(1<<20), "heap-MiB")
	b.ReportMetric(float64(taken)/float64(*chunks*(4*dimensions+chunkBytes)), "heap-ratio")
	b.ReportMetric(size(b, filepath.Join(dir, postingsName)), "mapped-MiB")
	b.ReportMetric(size(b, filepath.Join(dir, "index.db")), "store-MiB")
}

func size(b *testing.B, path string) float64 {
	info, err := os.Stat(path)
	must(b, err)
	return float64(info.Size()) / (1 << 20)
}

// BenchmarkSearchable measures the time until 1.5 MB of text in files are
// found by their words.
func BenchmarkSearchable(b *testing.B) {
	ctx, folder := b.Context(), b.TempDir()
	g := newGenerator(3)
	for written, n := 0, 0; written < 1_500_000; n++ {
		doc := g.document(n).Document
		must(b, os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.txt", n)), []byte(doc.Text), 0o600))
		written += len(doc.Text)
	}
	var times []time.Duration
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "data")
		var err error
		times = append(times, timed(func() { err = indexByWords(ctx, dir, folder) }))
		must(b, err)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(milliseconds(quantile(times, .5)), "searchable-ms")
}

func indexByWords(ctx context.Context, dir, folder string) error {
	store, err := sqlitestore.Open(ctx, dir, sqlitestore.Write)
	if err != nil {
		return err
	}
	defer store.Close()
	files := corpus.Files{Roots: []string{folder}}
	if _, err := retrieval.NewIndexer(store, nil, corpus.Splitter{}, nil).Sync(ctx, files.Documents(ctx)); err != nil {
		return err
	}
	text := postings.New(snowball.New())
	if _, err := retrieval.NewIndex(store, text, nil, chromemstore.New()).Refresh(ctx); err != nil {
		return err
	}
	found, err := text.Search(ctx, retrieval.TextQuery{Text: "the", K: 1})
	if err == nil && len(found.Terms)+len(found.Hits) == 0 {
		err = errors.New("nothing is found")
	}
	return err
}

// BenchmarkRefresh measures how long taking over a change takes, of one
// document or of the vectors of one, when there are many others.
func BenchmarkRefresh(b *testing.B) {
	ctx, dir := b.Context(), b.TempDir()
	must(b, makeCorpus(ctx, dir))
	e, err := openEngine(ctx, dir, sqlitestore.Write)
	must(b, err)
	defer e.store.Close()
	g := newGenerator(4)
	measure := func(b *testing.B, change func() error) {
		var times []time.Duration
		for b.Loop() {
			must(b, change())
			times = append(times, timed(func() { _, err = e.index.Refresh(ctx) }))
			must(b, err)
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(milliseconds(quantile(times, .5)), "refresh-ms")
	}
	b.Run("none", func(b *testing.B) { measure(b, func() error { return nil }) })
	b.Run("document", func(b *testing.B) {
		measure(b, func() error { return e.store.Apply(ctx, []retrieval.Indexed{g.document(0)}, nil) })
	})
	b.Run("vectors", func(b *testing.B) {
		measure(b, func() error {
			if err := e.store.Apply(ctx, []retrieval.Indexed{g.document(0)}, nil); err != nil {
				return err
			}
			if _, err := e.index.Refresh(ctx); err != nil {
				return err
			}
			return embedAll(ctx, e.store, g)
		})
	})
}

func timed(work func()) time.Duration {
	start := time.Now()
	work()
	return time.Since(start)
}

// settled is the size of the heap after garbage is gone, that of pools too.
func settled() uint64 {
	runtime.GC()
	runtime.GC()
	return memory().HeapAlloc
}

func memory() (stats runtime.MemStats) {
	runtime.ReadMemStats(&stats)
	return stats
}

func quantile(times []time.Duration, q float64) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[int(q*float64(len(sorted)-1)+.5)]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
