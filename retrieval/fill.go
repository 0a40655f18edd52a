package retrieval

import (
	"context"
	"fmt"
	"iter"
)

const (
	// textBatch and vectorBatch are how many chunks are handed at once to a
	// text index, which likes to have many, and to a vector store.
	textBatch   = 4096
	vectorBatch = 1024
)

// refreshText adds before it deletes, so that a changed document is never
// missing; searching drops what the store no longer holds.
func (x *Index) refreshText(ctx context.Context, live Ranges) error {
	fresh := live.Without(x.texts)
	take := func(to *TextEntry, c StoredChunk) bool {
		*to = TextEntry{ID: c.ID, Context: c.Context(c.Title), Text: c.Text, Language: c.Language, Audience: c.Audience}
		return fresh.contains(c.ID)
	}
	for _, r := range fresh.hull() {
		read := func(ctx context.Context) iter.Seq2[StoredChunk, error] { return x.store.ChunksIn(ctx, r.First, r.End) }
		if err := inBatches(ctx, textBatch, read, take, x.text.Add); err != nil {
			return fmt.Errorf("filling the text index: %w", err)
		}
	}
	if gone := x.texts.With(x.begun).Without(live).IDs(); len(gone) > 0 {
		if err := x.text.Delete(ctx, gone); err != nil {
			return fmt.Errorf("deleting chunks from the text index: %w", err)
		}
	}
	x.texts = live
	return nil
}

func (x *Index) refreshVectors(ctx context.Context, live Ranges) error {
	missing := live.Without(x.embedded)
	var found Ranges
	take := func(to *VectorEntry, e VectorEntry) bool {
		if !missing.contains(e.ID) {
			return false
		}
		found = found.append(Range{e.ID, e.ID + 1})
		x.centroid.add(e.Vector)
		// The vector of the batch before is done with.
		to.ID, to.Vector, to.Audience = e.ID, append(to.Vector[:0], e.Vector...), e.Audience
		return true
	}
	for _, r := range missing.hull() {
		read := func(ctx context.Context) iter.Seq2[VectorEntry, error] { return x.store.VectorsIn(ctx, r.First, r.End) }
		if err := inBatches(ctx, vectorBatch, read, take, x.vectors.Add); err != nil {
			return fmt.Errorf("filling the vector store: %w", err)
		}
	}
	if gone := x.embedded.With(x.begun).Without(live).IDs(); len(gone) > 0 {
		if err := x.vectors.Delete(ctx, gone); err != nil {
			return fmt.Errorf("deleting vectors from the vector store: %w", err)
		}
	}
	x.embedded = x.embedded.With(found).Without(x.embedded.Without(live))
	return nil
}

// inBatches adds what is read in batches, and reads on meanwhile. take puts a
// row into a place of a batch, which holds what an earlier batch had there, and
// tells whether the row is wanted.
func inBatches[From, To any](ctx context.Context, size int, read func(context.Context) iter.Seq2[From, error],
	take func(*To, From) bool, add func(context.Context, []To) error) error {
	const batches = 2 // one is filled, one is added
	filled, free := make(chan []To), make(chan []To, batches)
	for range batches {
		free <- nil
	}
	return together(ctx, func(ctx context.Context) error {
		for batch := range filled {
			if err := add(ctx, batch); err != nil {
				return err
			}
			free <- batch
		}
		return nil
	}, func(ctx context.Context) error {
		defer close(filled)
		return fillBatches(ctx, size, read(ctx), take, filled, free)
	})
}

// fillBatches sends batches of rows to filled and takes emptied ones from free.
func fillBatches[From, To any](ctx context.Context, size int, rows iter.Seq2[From, error], take func(*To, From) bool,
	filled chan<- []To, free <-chan []To) error {
	batch := (<-free)[:0]
	for row, err := range rows {
		if err != nil {
			return err
		}
		if batch = grown(batch); !take(&batch[len(batch)-1], row) {
			batch = batch[:len(batch)-1]
		}
		if len(batch) < size {
			continue
		}
		select {
		case filled <- batch:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case batch = <-free:
			batch = batch[:0]
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if len(batch) > 0 {
		select {
		case filled <- batch:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// grown returns the batch with one more place, which keeps what was there.
func grown[T any](batch []T) []T {
	if len(batch) < cap(batch) {
		return batch[:len(batch)+1]
	}
	var none T
	return append(batch, none)
}
