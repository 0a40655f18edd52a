package retrievaltest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

// rich is a document that has everything.
func rich() retrieval.Indexed {
	in := Indexed("briefs/über rich.md", "First one. Second one.", "Third – über alles.", "")
	doc := &in.Document
	doc.Author, doc.Publisher, doc.Date, doc.URL = "A. Author", "The Publisher", "2024-05-06", "https://example.org/x?y=1"
	doc.Source, doc.Version = "handbook", "2.1"
	doc.Links = []corpus.Link{{Start: 3, URL: "https://example.org/x#3"}, {Start: 12}}
	doc.Audience = []string{"staff", "board"}
	doc.Sections = []corpus.Section{{Start: 0, End: 10}, {Title: "A heading", Level: 2, Start: 10, End: len(doc.Text)}}
	doc.Pages = []corpus.Page{{Label: "iv"}, {Label: "1", Start: 12}}
	in.Chunks[0].Section, in.Chunks[1].Section = "", "A heading"
	return in
}

func storeEmpty(t *testing.T, x *store) {
	x.wantHeld()
	s := x.state()
	if s.Model != "" || len(s.Roots) != 0 || s.Embedded != 0 {
		t.Errorf("State of an empty store = %+v", s)
	}
	if _, err := x.Document(t.Context(), "none"); !errors.Is(err, retrieval.ErrNotFound) {
		t.Errorf("Document of an empty store = %v, want ErrNotFound", err)
	}
	chunks, err := x.Chunks(t.Context(), []retrieval.ChunkID{1, 2})
	if err != nil || len(chunks) != 0 {
		t.Errorf("Chunks of an empty store = %v, %v", chunks, err)
	}
	chunks, err = x.Unembedded(t.Context(), 10)
	if err != nil || len(chunks) != 0 {
		t.Errorf("Unembedded of an empty store = %v, %v", chunks, err)
	}
	vectors, err := x.SentenceVectors(t.Context(), []retrieval.ChunkID{1})
	if err != nil || len(vectors) != 0 {
		t.Errorf("SentenceVectors of an empty store = %v, %v", vectors, err)
	}
	x.must(x.Apply(t.Context(), nil, nil))
	x.must(x.Apply(t.Context(), nil, []string{"none"}))
	x.must(x.SetRoots(t.Context(), nil))
}

func storeDocuments(t *testing.T, x *store) {
	first, last := Indexed("a", "Only one chunk."), Indexed("z", "One chunk.", "Another.")
	x.put(last, rich())
	x.put(first)
	x.wantHeld(first, rich(), last)
	x.must(x.SetRoots(t.Context(), []string{"/one", "/two words"}))
	x.reopen()
	x.wantHeld(first, rich(), last)
	x.wantEqual("roots", x.state().Roots, []string{"/one", "/two words"})
	x.must(x.SetRoots(t.Context(), []string{"/three"}))
	x.wantEqual("roots", x.state().Roots, []string{"/three"})
}

func storeOddDocuments(t *testing.T, x *store) {
	empty := retrieval.Indexed{Document: corpus.Document{ID: "0 empty"}}
	zero := Indexed("1 zero \x00 byte", "before \x00 after")
	broken := Indexed("2 broken \xff", "\xfe\xff")
	overlapping := Indexed("3 overlapping", strings.Repeat("long ", 400_000))
	overlapping.Chunks = append(overlapping.Chunks, corpus.Chunk{Start: 5, End: 10, Text: "long "})
	sourced := Indexed("4 sourced", "without pages")
	sourced.Document.Source = "handbook"
	x.put(overlapping, broken, zero, empty, sourced)
	x.reopen()
	x.wantHeld(empty, zero, broken, overlapping, sourced)
	if err := x.Apply(t.Context(), []retrieval.Indexed{{}}, nil); err == nil {
		t.Error("a document without an ID is stored")
	}
}

func storeChunks(t *testing.T, x *store) {
	x.put(rich(), Indexed("b", "One.", "Two.", "Three."))
	all := x.everyChunk()
	if len(all) != 6 || all[0].ID < 1 {
		t.Fatalf("chunks have the IDs %v, want six from 1 on", chunkIDs(all))
	}
	wanted := []retrieval.ChunkID{all[5].ID, all[0].ID, 9999, all[3].ID, all[0].ID}
	got, err := x.Chunks(t.Context(), wanted)
	x.must(err)
	x.wantEqual("chunks", got, []retrieval.StoredChunk{all[5], all[0], all[3], all[0]})
	got, err = x.Chunks(t.Context(), nil)
	if err != nil || len(got) != 0 {
		t.Errorf("Chunks of no IDs = %v, %v", got, err)
	}
}

func chunkIDs(chunks []retrieval.StoredChunk) []retrieval.ChunkID {
	ids := make([]retrieval.ChunkID, len(chunks))
	for i, c := range chunks {
		ids[i] = c.ID
	}
	return ids
}

func storeChunksIn(t *testing.T, x *store) {
	x.put(rich(), Indexed("b", "One.", "Two.", "Three."))
	all := x.everyChunk()
	seq := x.ChunksIn(t.Context(), all[1].ID, all[4].ID)
	x.wantEqual("a range", collect(x, seq), all[1:4])
	x.wantEqual("the range a second time", collect(x, seq), all[1:4])
	x.wantEqual("an empty range", collect(x, x.ChunksIn(t.Context(), all[2].ID, all[2].ID)), []retrieval.StoredChunk{})
	x.wantEqual("a backward range", collect(x, x.ChunksIn(t.Context(), all[3].ID, all[1].ID)), []retrieval.StoredChunk{})
	for range 20 { // what a loop holds must be let go when it is left
		for c, err := range x.ChunksIn(t.Context(), 0, lastID) {
			x.must(err)
			x.wantEqual("the first", c, all[0])
			break
		}
	}
	x.put(Indexed("c", "Still writable."))
}

func storeReplace(t *testing.T, x *store) {
	b := Indexed("b", "Stays as it is.")
	x.put(rich(), b)
	changed := Indexed("briefs/über rich.md", "Other text.", "In other chunks.")
	x.put(changed)
	x.wantHeld(b, changed)
	grown := Indexed("b", "Now longer.", "By a chunk.")
	x.put(grown, Indexed("b", "first of two"), grown)
	x.reopen()
	x.wantHeld(grown, changed)
}

func storeDelete(t *testing.T, x *store) {
	a, b, c := Indexed("a", "A."), Indexed("b", "B1.", "B2."), Indexed("c", "C.")
	x.put(a, b, c)
	x.remove("b", "none", "b")
	x.wantHeld(a, c)
	if _, err := x.Document(t.Context(), "b"); !errors.Is(err, retrieval.ErrNotFound) {
		t.Errorf("Document of a deleted one = %v, want ErrNotFound", err)
	}
	x.remove("a", "c")
	x.reopen()
	x.wantHeld()
	x.put(b)
	x.wantHeld(b)
}

func storePutAndDelete(t *testing.T, x *store) {
	a, b := Indexed("a", "A."), Indexed("b", "B.")
	x.put(a, Indexed("gone", "G."))
	x.must(x.Apply(t.Context(), []retrieval.Indexed{b}, []string{"gone"}))
	x.wantHeld(a, b)
	changed := Indexed("a", "Both deleted and put.")
	x.must(x.Apply(t.Context(), []retrieval.Indexed{changed}, []string{"a"}))
	x.wantHeld(changed, b)
}

func storeIDs(t *testing.T, x *store) {
	used := map[retrieval.ChunkID]bool{}
	last := retrieval.ChunkID(0)
	for i := range 6 {
		x.put(Indexed("changing", "One.", "Two.", strings.Repeat("x", i)), Indexed("other", "O."))
		for _, id := range chunkIDs(x.everyChunk()) {
			if used[id] || id <= last {
				t.Fatalf("chunk ID %d is used again or does not rise", id)
			}
			used[id], last = true, max(last, id)
		}
		if i%2 == 0 {
			x.remove("changing", "other")
		}
		x.reopen()
	}
}

func storeGeneration(t *testing.T, x *store) {
	last := x.state()
	steps := []struct {
		name     string
		run      func() error
		contents bool // whether documents change
	}{
		{"put", func() error { return x.Apply(t.Context(), []retrieval.Indexed{Indexed("a", "A.")}, nil) }, true},
		{"put again", func() error { return x.Apply(t.Context(), []retrieval.Indexed{Indexed("a", "A.")}, nil) }, true},
		{"roots", func() error { return x.SetRoots(t.Context(), []string{"/r"}) }, false},
		{"model", func() error { return x.SetModel(t.Context(), tiny) }, false},
		{"vectors", func() error { return x.PutVectors(t.Context(), tinyVectors(x.everyChunk())) }, false},
		{"delete", func() error { return x.Apply(t.Context(), nil, []string{"a"}) }, true},
	}
	for _, step := range steps {
		x.must(step.run())
		now := x.state()
		if now.Generation <= last.Generation {
			t.Errorf("Generation is %d after %s, was %d", now.Generation, step.name, last.Generation)
		}
		if want := last.Contents; step.contents && now.Contents != now.Generation || !step.contents && now.Contents != want {
			t.Errorf("Contents is %d after %s, was %d, with a Generation of %d", now.Contents, step.name, want, now.Generation)
		}
		x.reopen()
		if again := x.state(); again.Generation != now.Generation || again.Contents != now.Contents {
			t.Errorf("the state is %+v after opening again, was %+v", again, now)
		}
		last = now
	}
}

func storeAtomic(t *testing.T, x *store) {
	a := Indexed("a", "A.")
	x.put(a)
	before := x.state()
	wrong := Indexed("wrong", "Text.")
	wrong.Chunks[0].Text = "Not what stands there."
	beyond := Indexed("beyond", "Text.")
	beyond.Chunks[0].End = 1000
	outside := Indexed("outside", "One.", "Two.")
	outside.Chunks[1].Sentences[0] = corpus.Span{Start: 0, End: 4}
	for _, bad := range []retrieval.Indexed{wrong, beyond, outside} {
		if err := x.Apply(t.Context(), []retrieval.Indexed{Indexed("b", "B."), bad}, []string{"a"}); err == nil {
			t.Errorf("document %q with a chunk that is not its own is stored", bad.Document.ID)
		}
	}
	x.wantHeld(a)
	x.wantEqual("state", x.state(), before)
	if ids := chunkIDs(x.everyChunk()); !slices.Equal(ids, []retrieval.ChunkID{1}) {
		t.Errorf("chunks have the IDs %v, want 1", ids)
	}
}
