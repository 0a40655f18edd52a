package retrievaltest

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"footnote/retrieval"
)

// storeModel changes a store at random beside a map of what it should hold,
// and compares them. It empties one store again and again: opening a new one
// waits for the disk.
func storeModel(t *testing.T, open func(t *testing.T) (retrieval.Store, func() retrieval.Store)) {
	opened, reopen := open(t)
	x := &store{Store: opened, open: reopen}
	rapid.Check(t, func(r *rapid.T) {
		x.t = r
		x.remove(documentIDs...)
		x.must(x.SetModel(r.Context(), tiny))
		m := storeState{docs: map[string]retrieval.Indexed{}, vectors: map[retrieval.ChunkID]retrieval.ChunkVectors{}}
		for range rapid.IntRange(1, 8).Draw(r, "rounds") {
			m.change(r, x)
			m.compare(x)
			if r.Failed() {
				r.FailNow()
			}
		}
	})
}

// storeState is what a store should hold.
type storeState struct {
	docs    map[string]retrieval.Indexed
	vectors map[retrieval.ChunkID]retrieval.ChunkVectors
}

func (m *storeState) change(r *rapid.T, x *store) {
	switch rapid.SampledFrom([]string{"apply", "apply", "embed", "reopen"}).Draw(r, "change") {
	case "apply":
		put := rapid.SliceOfN(rapid.Custom(drawIndexed), 0, 4).Draw(r, "put")
		deleted := rapid.SliceOfN(rapid.SampledFrom(documentIDs), 0, 3).Draw(r, "deleted")
		x.must(x.Apply(x.t.Context(), put, deleted))
		for _, id := range deleted {
			delete(m.docs, id)
		}
		for _, in := range put {
			m.docs[in.Document.ID] = in
		}
	case "embed":
		limit := rapid.IntRange(0, 5).Draw(r, "limit")
		chunks, err := x.Unembedded(x.t.Context(), limit)
		x.must(err)
		vectors := tinyVectors(chunks)
		x.must(x.PutVectors(x.t.Context(), vectors))
		for _, v := range vectors {
			m.vectors[v.ID] = v
		}
	case "reopen":
		x.reopen()
	}
}

var documentIDs = []string{"a", "b", "c", "d", "e"}

func drawIndexed(r *rapid.T) retrieval.Indexed {
	texts := rapid.SliceOfN(rapid.SampledFrom([]string{"One. Two.", "Three.", "", "Four and five."}), 0, 4)
	in := Indexed(rapid.SampledFrom(documentIDs).Draw(r, "id"), texts.Draw(r, "texts")...)
	in.Document.Audience = drawAudience(r)
	in.Document.Title = fmt.Sprint("Title ", rapid.IntRange(0, 3).Draw(r, "title"))
	return in
}

func (m *storeState) compare(x *store) {
	var docs []retrieval.Indexed
	for _, id := range slices.Sorted(maps.Keys(m.docs)) {
		docs = append(docs, m.docs[id])
	}
	x.wantHeld(docs...)
	var vectors []retrieval.ChunkVectors
	for _, c := range x.everyChunk() {
		if v, ok := m.vectors[c.ID]; ok {
			vectors = append(vectors, v)
		}
	}
	x.wantVectors(vectors)
	x.wantCounts(len(docs), len(x.everyChunk()), len(vectors))
}
