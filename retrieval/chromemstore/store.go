package chromemstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/philippgille/chromem-go"

	"footnote/retrieval"
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

// A collection holds the chunks of one audience.
type collection struct {
	*chromem.Collection
	audience []string
}

// A place is where a chunk's vector is. The vector is the one that the
// collection holds, so that it is in memory once.
type place struct {
	in     *collection
	vector []float32
}

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
	units, dimensions, err := s.normalized(ctx, entries)
	if err != nil {
		return fmt.Errorf("add vectors: %w", err)
	}
	// From here on nothing fails for a reason in the entries or the context.
	ctx = context.WithoutCancel(ctx)
	for i, e := range entries {
		if err := s.put(ctx, e, units[i]); err != nil {
			return fmt.Errorf("add vector of chunk %d: %w", e.ID, err)
		}
	}
	s.dimensions = dimensions
	return nil
}

// normalized returns copies of the entries' vectors of length 1, nil for zero
// vectors. Chromem would divide by the length of zero and keep what it is given.
func (s *Store) normalized(ctx context.Context, entries []retrieval.VectorEntry) ([][]float32, int, error) {
	units, dimensions := make([][]float32, len(entries)), s.dimensions
	for i, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		unit, err := normalize(e.Vector, dimensions)
		if err != nil {
			return nil, 0, fmt.Errorf("vector of chunk %d: %w", e.ID, err)
		}
		units[i], dimensions = unit, len(e.Vector)
	}
	return units, dimensions, nil
}

func (s *Store) put(ctx context.Context, e retrieval.VectorEntry, unit []float32) error {
	if unit == nil {
		return s.remove(ctx, e.ID)
	}
	in, err := s.collection(e.Audience)
	if err != nil {
		return err
	}
	if old, ok := s.held[e.ID]; ok && old.in != in {
		if err := s.remove(ctx, e.ID); err != nil {
			return err
		}
	}
	// AddDocuments would start a goroutine a document only to wait for the
	// same lock.
	if err := in.AddDocument(ctx, chromem.Document{ID: name(e.ID), Embedding: unit}); err != nil {
		return err
	}
	s.held[e.ID] = place{in, unit}
	return nil
}

// collection returns the collection of an audience, a new one if need be.
func (s *Store) collection(audience []string) (*collection, error) {
	if len(audience) > 1 {
		audience = slices.Clone(audience)
		slices.Sort(audience)
		audience = slices.Compact(audience)
	}
	key := collectionName(audience)
	if c, ok := s.collections[key]; ok {
		return c, nil
	}
	made, err := s.db.CreateCollection(key, nil, refuseToEmbed)
	if err != nil {
		return nil, fmt.Errorf("create collection: %w", err)
	}
	c := &collection{made, slices.Clone(audience)}
	s.collections[key] = c
	return c, nil
}

// collectionName is one-to-one; it is not empty, which chromem would refuse.
func collectionName(audience []string) string {
	var name strings.Builder
	name.WriteString("audience")
	for _, label := range audience {
		name.WriteByte(' ')
		name.WriteString(strconv.Quote(label))
	}
	return name.String()
}

// refuseToEmbed stands in for chromem's default, which would send the text to
// a company.
func refuseToEmbed(context.Context, string) ([]float32, error) {
	return nil, errors.New("chromemstore takes vectors, not texts")
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
	if len(s.held) == 0 {
		s.dimensions = 0 // the next vectors may be another model's
	}
	return nil
}

// remove deletes a chunk, and its collection with the last one, so that labels
// that come and go leave nothing behind.
func (s *Store) remove(ctx context.Context, id retrieval.ChunkID) error {
	old, ok := s.held[id]
	if !ok {
		return nil
	}
	delete(s.held, id)
	if err := old.in.Delete(ctx, nil, nil, name(id)); err != nil {
		return err
	}
	if old.in.Count() > 0 {
		return nil
	}
	delete(s.collections, old.in.Name)
	return s.db.DeleteCollection(old.in.Name)
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
			similar[id] = dot(query, at.vector)
		}
	}
	return similar, nil
}

// query returns a query vector at length 1, or zero as it is.
func (s *Store) query(ctx context.Context, vector []float32) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	unit, err := normalize(vector, s.dimensions)
	if err != nil {
		return nil, fmt.Errorf("query vector: %w", err)
	}
	if unit == nil {
		return vector, nil
	}
	return unit, nil
}

// dot adds up in the order that chromem does, so that both give one number.
func dot(a, b []float32) float32 {
	var sum float32
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// normalize returns a copy of length 1, or nil for a zero vector.
func normalize(vector []float32, dimensions int) ([]float32, error) {
	if dimensions != 0 && len(vector) != dimensions {
		return nil, fmt.Errorf("has %d dimensions, want %d", len(vector), dimensions)
	}
	var sum float64
	for _, x := range vector {
		sum += float64(x) * float64(x)
	}
	switch {
	case math.IsNaN(sum) || math.IsInf(sum, 0):
		return nil, errors.New("holds a number that is not finite")
	case sum == 0:
		return nil, nil
	}
	unit, scale := make([]float32, len(vector)), 1/math.Sqrt(sum)
	for i, x := range vector {
		unit[i] = float32(float64(x) * scale)
	}
	return unit, nil
}

// name is a chunk's name in chromem, and parse its reverse.
func name(id retrieval.ChunkID) string { return strconv.FormatUint(uint64(id), 10) }

func parse(name string) (retrieval.ChunkID, error) {
	n, err := strconv.ParseUint(name, 10, 32)
	return retrieval.ChunkID(n), err
}

// compareHits is the order of hits: falling cosine, then rising ID.
func compareHits(a, b retrieval.VectorHit) int {
	return cmp.Or(cmp.Compare(b.Cosine, a.Cosine), cmp.Compare(a.ID, b.ID))
}
