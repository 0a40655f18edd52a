package postings

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"footnote/retrieval"
)

// An Index is a retrieval.TextIndex in memory, or on a mapped file with what
// was changed since in memory. It is safe for concurrent use; searches never
// wait.
type Index struct {
	analyzer retrieval.Analyzer
	// known holds the languages that analyzer stems.
	known map[string]bool

	writing  sync.Mutex
	snapshot atomic.Pointer[snapshot]
}

var _ retrieval.TextIndex = (*Index)(nil)

// New returns an empty Index in memory.
func New(analyzer retrieval.Analyzer) *Index {
	x := &Index{analyzer: analyzer, known: map[string]bool{}}
	for _, code := range analyzer.Languages() {
		x.known[code] = true
	}
	x.snapshot.Store(newSnapshot(nil))
	return x
}

// Len is the number of chunks held.
func (x *Index) Len() int { return x.snapshot.Load().live }

// Chunks are the IDs of the chunks held.
func (x *Index) Chunks() retrieval.Ranges {
	s := x.snapshot.Load()
	defer runtime.KeepAlive(s)
	var ranges []retrieval.Range
	for _, o := range living(s.parts) {
		if n := len(ranges); n > 0 && ranges[n-1].End == o.id {
			ranges[n-1].End++
			continue
		}
		ranges = append(ranges, retrieval.Range{First: o.id, End: o.id + 1})
	}
	return ranges
}

// Add adds entries, or replaces those of the same ID.
func (x *Index) Add(ctx context.Context, entries []retrieval.TextEntry) error {
	entries = lastOfEach(entries)
	if len(entries) == 0 {
		return ctx.Err()
	}
	built, err := buildAll(ctx, x.analyzer, entries)
	if err != nil {
		return fmt.Errorf("index %d chunks: %w", len(entries), err)
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	parts := x.snapshot.Load().without(func(yield func(retrieval.ChunkID) bool) {
		for _, e := range entries {
			if !yield(e.ID) {
				return
			}
		}
	})
	for _, s := range built {
		parts = append(parts, newPart(s))
	}
	return x.publish(parts)
}

// Delete removes chunks; unknown IDs are no error.
func (x *Index) Delete(ctx context.Context, ids []retrieval.ChunkID) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	return x.publish(x.snapshot.Load().without(slices.Values(ids)))
}

// publish lets searches see parts, merged where there are too many.
func (x *Index) publish(parts []part) error {
	parts, err := mergeSome(parts)
	if err != nil {
		return fmt.Errorf("merge segments: %w", err)
	}
	x.snapshot.Store(newSnapshot(parts))
	return nil
}

// lastOfEach sorts entries by ID and keeps the last one of each.
func lastOfEach(entries []retrieval.TextEntry) []retrieval.TextEntry {
	byID := func(a, b retrieval.TextEntry) int { return cmp.Compare(a.ID, b.ID) }
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, byID)
	kept := sorted[:0]
	for i, e := range sorted {
		if i+1 == len(sorted) || sorted[i+1].ID != e.ID {
			kept = append(kept, e)
		}
	}
	return kept
}
