package chromemstore

import (
	"context"
	"fmt"
	"strconv"
	"sync"

	"github.com/philippgille/chromem-go"

	"footnote/retrieval"
	"footnote/retrieval/uselite/kernel"
)

// A Store is a retrieval.VectorStore. It is safe for concurrent use.
type Store struct {
	db *chromem.DB

	mu          sync.RWMutex
	dimensions  int // 0 as long as nothing is held
	collections map[string]*collection
	held        map[retrieval.ChunkID]place
}

var _ retrieval.VectorStore = (*Store)(nil)

// New returns an empty store.
func New() *Store {
	return &Store{
		db:          chromem.NewDB(),
		collections: map[string]*collection{},
		held:        map[retrieval.ChunkID]place{},
	}
}

// Add implements retrieval.VectorStore.
func (s *Store) Add(ctx context.Context, entries []retrieval.VectorEntry) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	scales, err := s.scales(ctx, entries)
	if err != nil {
		return fmt.Errorf("add vectors: %w", err)
	}
	// From here on nothing fails for a reason in the entries or the context.
	ctx = context.WithoutCancel(ctx)
	for i, e := range entries {
		if err := s.put(ctx, e, scales[i]); err != nil {
			return fmt.Errorf("add vector of chunk %d: %w", e.ID, err)
		}
	}
	return nil
}

// scales returns the scales of the entries' vectors, or what is wrong with one.
func (s *Store) scales(ctx context.Context, entries []retrieval.VectorEntry) ([]float64, error) {
	scales, dimensions := make([]float64, len(entries)), s.dimensions
	for i, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		factor, err := scale(e.Vector, dimensions)
		if err != nil {
			return nil, fmt.Errorf("vector of chunk %d: %w", e.ID, err)
		}
		scales[i], dimensions = factor, len(e.Vector)
	}
	return scales, nil
}

func (s *Store) put(ctx context.Context, e retrieval.VectorEntry, factor float64) error {
	if factor == 0 {
		return s.remove(ctx, e.ID)
	}
	in, err := s.collection(e.Audience)
	if err != nil {
		return err
	}
	old, ok := s.held[e.ID]
	if ok && old.in == in {
		scaled(old.vector(), e.Vector, factor)
		return nil
	}
	at := in.grow(e.ID, len(e.Vector))
	scaled(at.vector(), e.Vector, factor)
	if err := at.refer(ctx, e.ID); err != nil {
		return err
	}
	if ok {
		if err := s.vacate(ctx, e.ID, old); err != nil {
			return err
		}
	}
	s.held[e.ID], s.dimensions = at, len(e.Vector)
	return nil
}

// Delete implements retrieval.VectorStore.
func (s *Store) Delete(ctx context.Context, ids []retrieval.ChunkID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("delete vectors: %w", err)
	}
	for _, id := range ids {
		if err := s.remove(ctx, id); err != nil {
			return fmt.Errorf("delete vector of chunk %d: %w", id, err)
		}
	}
	return nil
}

func (s *Store) remove(ctx context.Context, id retrieval.ChunkID) error {
	old, ok := s.held[id]
	if !ok {
		return nil
	}
	delete(s.held, id)
	if len(s.held) == 0 {
		s.dimensions = 0 // the next vectors may be another model's
	}
	return s.vacate(ctx, id, old)
}

// vacate takes a chunk out of its collection. The collection's last row moves
// into the gap, so that there are none to pass over. The collection goes with
// its last chunk, so that labels that come and go leave nothing behind.
func (s *Store) vacate(ctx context.Context, id retrieval.ChunkID, gap place) error {
	if err := gap.in.Delete(ctx, nil, nil, strconv.FormatUint(uint64(id), 10)); err != nil {
		return err
	}
	if gap.in.Count() == 0 {
		delete(s.collections, gap.in.Name)
		return s.db.DeleteCollection(gap.in.Name)
	}
	last := gap.in.last()
	row := len(last.ids) - 1
	if moved := last.ids[row]; moved != id {
		copy(gap.vector(), last.vector(row))
		gap.block.ids[gap.row] = moved
		s.held[moved] = gap
		if err := gap.refer(ctx, moved); err != nil {
			return err
		}
	}
	gap.in.shrink()
	return nil
}

// Len implements retrieval.VectorStore.
func (s *Store) Len() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.held)
}

// Similarities implements retrieval.VectorStore.
func (s *Store) Similarities(ctx context.Context, vector []float32, ids []retrieval.ChunkID) (map[retrieval.ChunkID]float32, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	query, err := s.query(ctx, vector)
	if err != nil {
		return nil, fmt.Errorf("similarities: %w", err)
	}
	similar := make(map[retrieval.ChunkID]float32, len(ids))
	for _, id := range ids {
		if at, ok := s.held[id]; ok {
			similar[id] = kernel.Dot(query, at.vector())
		}
	}
	return similar, nil
}

// query returns a copy of a query vector at length 1, or of the zero vector.
func (s *Store) query(ctx context.Context, vector []float32) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	factor, err := scale(vector, s.dimensions)
	if err != nil {
		return nil, fmt.Errorf("query vector: %w", err)
	}
	query := make([]float32, len(vector))
	scaled(query, vector, factor)
	return query, nil
}
