package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/beir"
	"footnote/retrieval/sqlitestore"
)

// beirReport is the shape of a measurement that scripts rely on.
type beirReport struct {
	beir.Metrics
	Queries   int `json:"queries"`
	Documents int `json:"documents"`
	// IndexSeconds is the time for reading and embedding the corpus, the
	// others are those of single queries while all cores are at work.
	IndexSeconds float64 `json:"index_seconds"`
	QueryMedian  float64 `json:"query_p50_ms"`
	QueryP95     float64 `json:"query_p95_ms"`
}

func (p *program) evalBEIR(ctx context.Context, dir string) (err error) {
	set, err := beir.Open(dir)
	if err != nil {
		return err
	}
	temporary, err := os.MkdirTemp("", "footnote-eval-")
	if err != nil {
		return fmt.Errorf("making a temporary folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temporary)) }()
	store, err := sqlitestore.Open(ctx, temporary, sqlitestore.Write)
	if err != nil {
		return err
	}
	indexed, err := p.indexRoots(ctx, store, temporary, []string{set.Corpus}, indexOptions{wait: true})
	if err != nil {
		return errors.Join(err, store.Close())
	}
	for _, f := range indexed.Faults {
		p.notice("%s", f.text)
	}
	e, err := p.newEngine(ctx, store, temporary)
	if err != nil {
		return err
	}
	defer e.Close()
	rankings, times, err := rankAll(ctx, e.searcher, set.Queries)
	if err != nil {
		return err
	}
	report := beirReport{Metrics: beir.Evaluate(set.Queries, rankings, set.Judgements), Queries: len(set.Queries),
		Documents: indexed.Documents, IndexSeconds: indexed.Seconds,
		QueryMedian: milliseconds(quantile(times, .5)), QueryP95: milliseconds(quantile(times, .95))}
	if p.json {
		return p.printJSON(report)
	}
	return p.print(beirPage(p.style, report))
}

// rankAll ranks the documents for every query.
func rankAll(ctx context.Context, searcher *retrieval.Searcher, queries []beir.Query) (rankings [][]string, times []time.Duration, err error) {
	type ranked struct {
		documents []string
		took      time.Duration
	}
	err = inOrder(ctx, len(queries), func(ctx context.Context, i int) (ranked, error) {
		started := time.Now()
		documents, err := rank(ctx, searcher, queries[i].Text)
		if err != nil {
			return ranked{}, fmt.Errorf("query %s: %w", queries[i].ID, err)
		}
		return ranked{documents, time.Since(started)}, nil
	}, func(r ranked) error {
		rankings, times = append(rankings, r.documents), append(times, r.took)
		return nil
	})
	return rankings, times, err
}

// rank lists documents by their best passage. It asks for more passages until
// there are enough documents for every measure, or no more passages.
func rank(ctx context.Context, searcher *retrieval.Searcher, text string) ([]string, error) {
	for k := beir.Depth; ; k *= 4 {
		result, err := searcher.Retrieve(ctx, retrieval.Query{Text: text, K: k})
		if err != nil {
			return nil, err
		}
		var documents []string
		seen := map[string]bool{}
		for _, p := range result.Passages {
			if !seen[p.Document] {
				seen[p.Document] = true
				documents = append(documents, p.Document)
			}
		}
		if len(documents) >= beir.Depth || len(result.Passages) < k {
			return documents, nil
		}
	}
}

func quantile(times []time.Duration, q float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	return sorted[int(q*float64(len(sorted)-1)+.5)]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
