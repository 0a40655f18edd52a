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
		m := storeState{}
		for range rapid.IntRange(1, 8).Draw(r, "rounds") {
			m.change(r, x)
			m.compare(x)
			if r.Failed() {
				r.FailNow()
			}
		}
	})
}

// storeState is what a store should hold, by the documents' IDs.
type storeState map[string]*shelved

// A shelved document knows which of its chunks have vectors.
type shelved struct {
	retrieval.Indexed
	embedded []bool
}

// embeddedKeys adds what names the chunks of a document that have vectors.
func (m storeState) embeddedKeys(id string, into map[string]bool) {
	held := m[id]
	if held == nil {
		return
	}
	for i, c := range held.Chunks {
		if held.embedded[i] {
			into[held.Document.Title+"\n"+c.Text] = true
		}
	}
}

// put is what Apply does with a document.
func (m storeState) put(in retrieval.Indexed) {
	known := map[string]bool{}
	m.embeddedKeys(in.Document.ID, known)
	m.embeddedKeys(in.Was, known)
	delete(m, in.Was)
	next := &shelved{Indexed: in, embedded: make([]bool, len(in.Chunks))}
	for i, c := range in.Chunks {
		next.embedded[i] = known[in.Document.Title+"\n"+c.Text]
	}
	m[in.Document.ID] = next
}

func (m storeState) change(r *rapid.T, x *store) {
	switch rapid.SampledFrom([]string{"apply", "apply", "embed", "reopen"}).Draw(r, "change") {
	case "apply":
		put := rapid.SliceOfN(rapid.Custom(drawIndexed), 0, 4).Draw(r, "put")
		deleted := rapid.SliceOfN(rapid.SampledFrom(documentIDs), 0, 3).Draw(r, "deleted")
		x.must(x.Apply(x.t.Context(), put, deleted))
		for _, id := range deleted {
			delete(m, id)
		}
		for _, in := range put {
			m.put(in)
		}
	case "embed":
		limit := rapid.IntRange(0, 5).Draw(r, "limit")
		chunks, err := x.Unembedded(x.t.Context(), limit)
		x.must(err)
		x.must(x.PutVectors(x.t.Context(), tinyVectors(chunks)))
		for _, c := range chunks {
			m[c.Document].embedded[c.Number] = true
		}
	case "reopen":
		x.reopen()
	}
}

var documentIDs = []string{"a", "b", "c", "d", "e"}

func drawIndexed(r *rapid.T) retrieval.Indexed {
	texts := rapid.SliceOfN(rapid.SampledFrom([]string{"One. Two.", "Three.", "", "Four and five."}), 0, 4)
	in := Indexed(rapid.SampledFrom(documentIDs).Draw(r, "id"), texts.Draw(r, "texts")...)
	in.Was = rapid.SampledFrom([]string{"", "", "a", "b"}).Draw(r, "was")
	in.Document.Audience = drawAudience(r)
	in.Document.Title = fmt.Sprint("Title ", rapid.IntRange(0, 3).Draw(r, "title"))
	return in
}

func (m storeState) compare(x *store) {
	var docs []retrieval.Indexed
	for _, id := range slices.Sorted(maps.Keys(m)) {
		docs = append(docs, m[id].Indexed)
	}
	x.wantHeld(docs...)
	var embedded []retrieval.StoredChunk
	for _, c := range x.everyChunk() {
		if m[c.Document].embedded[c.Number] {
			embedded = append(embedded, c)
		}
	}
	x.wantVectors(tinyVectors(embedded))
	x.wantCounts(len(docs), len(x.everyChunk()), len(embedded))
}
