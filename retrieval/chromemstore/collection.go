package chromemstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/philippgille/chromem-go"

	"footnote/retrieval"
)

// A collection holds the chunks of one audience: chromem their documents, and
// blocks the vectors that the documents refer to. Only the last block has room.
type collection struct {
	*chromem.Collection
	audience []string
	blocks   []*block
}

// A place is where a chunk's vector is.
type place struct {
	in    *collection
	block *block
	row   int
}

func (p place) vector() []float32 { return p.block.vector(p.row) }

// grow adds a row for a chunk, and leaves its vector to the caller.
func (c *collection) grow(id retrieval.ChunkID, dimensions int) place {
	last := c.last()
	if last == nil || len(last.ids) == cap(last.ids) {
		last = newBlock(c.Count(), dimensions)
		c.blocks = append(c.blocks, last)
	}
	last.ids = append(last.ids, id)
	return place{c, last, len(last.ids) - 1}
}

// shrink drops the last row.
func (c *collection) shrink() {
	last := c.last()
	last.ids = last.ids[:len(last.ids)-1]
	if len(last.ids) == 0 {
		c.blocks = slices.Delete(c.blocks, len(c.blocks)-1, len(c.blocks))
	}
}

func (c *collection) last() *block {
	if len(c.blocks) == 0 {
		return nil
	}
	return c.blocks[len(c.blocks)-1]
}

// refer makes chromem's document of a chunk refer to the vector at its place.
// AddDocuments would start a goroutine a document only to wait for a lock.
func (p place) refer(ctx context.Context, id retrieval.ChunkID) error {
	name := strconv.FormatUint(uint64(id), 10)
	return p.in.AddDocument(ctx, chromem.Document{ID: name, Embedding: p.vector()})
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
	c := &collection{Collection: made, audience: slices.Clone(audience)}
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
