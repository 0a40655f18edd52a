package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"footnote/retrieval"
	"footnote/retrieval/chromemstore"
	"footnote/retrieval/postings"
	"footnote/retrieval/snowball"
)

// The text index is saved beside the store as a cache, in a file of its own
// and a note on what it holds. Chunk IDs are never used twice within a store,
// so what was saved stays right when the store is written to; what is missing
// is added by Index.Refresh.
const (
	textCacheName = "postings.bin"
	textNoteName  = "postings.json"
)

// A textNote says what a saved text index holds.
type textNote struct {
	// Generation is that of the store it was made from.
	Generation int64            `json:"generation"`
	Held       retrieval.Ranges `json:"held"`
}

func (n textNote) stamp() string { return fmt.Sprint(n.Generation, n.Held) }

// openTextIndex opens the text index that was saved in the folder, or an empty
// one: whatever is wrong with the saved one, Refresh makes it anew.
func openTextIndex(ctx context.Context, store retrieval.StoreReader, dir string, analyzer retrieval.Analyzer) (*postings.Index, retrieval.Ranges) {
	empty := postings.New(analyzer)
	if dir == "" {
		return empty, nil
	}
	data, err := os.ReadFile(filepath.Join(dir, textNoteName))
	if err != nil {
		return empty, nil
	}
	var note textNote
	state, err := store.State(ctx)
	// A note from a later time than the store's is about another store.
	if err != nil || json.Unmarshal(data, &note) != nil || note.Generation > state.Generation {
		return empty, nil
	}
	saved, err := postings.Open(filepath.Join(dir, textCacheName), note.stamp(), analyzer)
	if err != nil {
		return empty, nil
	}
	return saved, note.Held
}

// saveTextIndex saves the text index of all that the store holds, unless it is
// saved already. Only the process that writes the store may call it.
func saveTextIndex(ctx context.Context, store retrieval.StoreReader, dir string) error {
	text, held := openTextIndex(ctx, store, dir, snowball.New())
	live, err := liveChunks(ctx, store)
	if err != nil {
		return err
	}
	if len(held.Without(live)) == 0 && len(live.Without(held)) == 0 && len(live) > 0 {
		return nil
	}
	index := retrieval.NewIndex(withoutVectors{store}, text, held, chromemstore.New())
	if _, err := index.Refresh(ctx); err != nil {
		return err
	}
	state, err := store.State(ctx)
	if err != nil {
		return fmt.Errorf("reading the state of the index: %w", err)
	}
	note := textNote{Generation: state.Generation, Held: live}
	if err := text.Save(filepath.Join(dir, textCacheName), note.stamp()); err != nil {
		return fmt.Errorf("saving the text index: %w", err)
	}
	data, err := json.Marshal(note)
	if err != nil {
		return fmt.Errorf("saving the text index: %w", err)
	}
	// A note that is cut short, or older than the file, is not believed.
	if err := os.WriteFile(filepath.Join(dir, textNoteName), data, 0o600); err != nil {
		return fmt.Errorf("saving the text index: %w", err)
	}
	return nil
}

func liveChunks(ctx context.Context, store retrieval.StoreReader) (retrieval.Ranges, error) {
	documents, err := store.Documents(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing the documents of the index: %w", err)
	}
	ranges := make([]retrieval.Range, len(documents))
	for i, d := range documents {
		ranges[i] = retrieval.Range{First: d.First, End: d.First + retrieval.ChunkID(d.Chunks)}
	}
	return retrieval.MakeRanges(ranges), nil
}

// forgetTextIndex removes what was saved. It comes before a store is begun
// anew: its chunks will have the IDs of others.
func forgetTextIndex(dir string) error {
	for _, name := range []string{textNoteName, textCacheName} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing the saved text index: %w", err)
		}
	}
	return nil
}

// withoutVectors hides the vectors of a store: filling a text index needs
// none.
type withoutVectors struct{ retrieval.StoreReader }

func (withoutVectors) VectorsIn(context.Context, retrieval.ChunkID, retrieval.ChunkID) iter.Seq2[retrieval.VectorEntry, error] {
	return func(func(retrieval.VectorEntry, error) bool) {}
}
