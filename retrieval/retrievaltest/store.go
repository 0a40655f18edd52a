package retrievaltest

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"footnote/corpus"
	"footnote/retrieval"
)

// Store runs the conformance suite of retrieval.Store. Open returns an empty
// store, arranges its clean-up, and returns a function that closes the store
// and opens what it kept; nil when it keeps nothing.
func Store(t *testing.T, open func(t *testing.T) (retrieval.Store, func() retrieval.Store)) {
	tests := []struct {
		name string
		run  func(t *testing.T, x *store)
	}{
		{"Empty", storeEmpty},
		{"Documents", storeDocuments},
		{"OddDocuments", storeOddDocuments},
		{"Chunks", storeChunks},
		{"ChunksIn", storeChunksIn},
		{"Replace", storeReplace},
		{"Delete", storeDelete},
		{"PutAndDeleteAtOnce", storePutAndDelete},
		{"IDsAreNeverUsedTwice", storeIDs},
		{"Generation", storeGeneration},
		{"WholeOrNotAtAll", storeAtomic},
		{"Vectors", storeVectors},
		{"VectorsOfOddChunks", storeOddVectors},
		{"VectorsFollowTheirChunks", storeVectorsFollow},
		{"Unembedded", storeUnembedded},
		{"Model", storeModelChange},
		{"FaultyVectors", storeFaultyVectors},
		{"LoopsMayUseTheStore", storeNested},
		{"Cancelled", storeCancelled},
		{"Concurrent", storeConcurrent},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			opened, reopen := open(t)
			test.run(t, &store{Store: opened, t: t, open: reopen})
		})
	}
	t.Run("RandomChanges", func(t *testing.T) { storeModel(t, open) })
}

// A tester is a *testing.T or, in random tests, a *rapid.T.
type tester interface {
	rapid.TB
	Context() context.Context
}

// store is a store under test; faults end the test.
type store struct {
	retrieval.Store
	t    tester
	open func() retrieval.Store
}

// reopen closes the store and opens it again, if it keeps anything.
func (x *store) reopen() {
	if x.open != nil {
		x.Store = x.open()
	}
}

func (x *store) must(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *store) put(docs ...retrieval.Indexed) {
	x.t.Helper()
	x.must(x.Apply(x.t.Context(), docs, nil))
}

func (x *store) remove(ids ...string) {
	x.t.Helper()
	x.must(x.Apply(x.t.Context(), nil, ids))
}

func (x *store) state() retrieval.State {
	x.t.Helper()
	state, err := x.State(x.t.Context())
	x.must(err)
	return state
}

// document reads a document that must be held.
func (x *store) document(id string) retrieval.StoredDocument {
	x.t.Helper()
	doc, err := x.Document(x.t.Context(), id)
	x.must(err)
	return doc
}

// everyChunk reads all chunks, by rising ID.
func (x *store) everyChunk() []retrieval.StoredChunk {
	x.t.Helper()
	return collect(x, x.ChunksIn(x.t.Context(), 0, lastID))
}

const lastID = retrieval.ChunkID(1<<32 - 1)

func collect[T any](x *store, seq iter.Seq2[T, error]) (all []T) {
	x.t.Helper()
	for item, err := range seq {
		x.must(err)
		all = append(all, item)
	}
	return all
}

// wantCounts checks what State counts.
func (x *store) wantCounts(documents, chunks, embedded int) {
	x.t.Helper()
	s := x.state()
	if s.Documents != documents || s.Chunks != chunks || s.Embedded != embedded {
		x.t.Errorf("State counts %d documents, %d chunks, %d embedded, want %d, %d, %d",
			s.Documents, s.Chunks, s.Embedded, documents, chunks, embedded)
	}
}

// wantHeld checks that exactly these documents are held, whole.
func (x *store) wantHeld(want ...retrieval.Indexed) {
	x.t.Helper()
	docs, err := x.Documents(x.t.Context())
	x.must(err)
	if len(docs) != len(want) {
		x.t.Fatalf("%d documents are held, want %d", len(docs), len(want))
	}
	chunks := 0
	for i, in := range want {
		whole := x.document(in.Document.ID)
		x.wantEqual("document "+in.Document.ID, whole.Document, in.Document)
		whole.Text = ""
		x.wantEqual("document in the list", docs[i], whole)
		x.wantEqual("chunks of "+in.Document.ID, collect(x, x.ChunksIn(x.t.Context(), docs[i].First, docs[i].First+retrieval.ChunkID(docs[i].Chunks))), expected(docs[i], in))
		chunks += len(in.Chunks)
	}
	if got := len(x.everyChunk()); got != chunks {
		x.t.Errorf("%d chunks are held, want %d", got, chunks)
	}
	if s := x.state(); s.Documents != len(want) || s.Chunks != chunks {
		x.t.Errorf("State counts %d documents and %d chunks, want %d and %d", s.Documents, s.Chunks, len(want), chunks)
	}
}

func (x *store) wantEqual(what string, got, want any) {
	x.t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		x.t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// expected is how the chunks of a document are to be read.
func expected(doc retrieval.StoredDocument, in retrieval.Indexed) (chunks []retrieval.StoredChunk) {
	for i, c := range in.Chunks {
		chunks = append(chunks, retrieval.StoredChunk{
			Chunk:    c,
			ID:       doc.First + retrieval.ChunkID(i),
			Document: in.Document.ID,
			Number:   i,
			Title:    in.Document.Title,
			Language: in.Document.Language,
			Audience: in.Document.Audience,
		})
	}
	return chunks
}

// Indexed makes a document whose chunks are the given texts, two spaces apart.
// Each chunk is one sentence, or one for each part that ends in a full stop
// and a space.
func Indexed(id string, texts ...string) retrieval.Indexed {
	in := retrieval.Indexed{Document: corpus.Document{
		ID:       id,
		Path:     id + ".txt",
		Title:    "Title of " + id,
		Language: "en",
		Text:     strings.Join(texts, "  "),
		Hash:     fmt.Sprintf("%x", len(id)+len(texts)),
	}}
	at := 0
	for _, text := range texts {
		c := corpus.Chunk{Start: at, End: at + len(text), Text: text, Section: "Section"}
		for part := range strings.SplitAfterSeq(text, ". ") {
			c.Sentences = append(c.Sentences, corpus.Span{Start: at, End: at + len(strings.TrimRight(part, " "))})
			at += len(part)
		}
		in.Chunks = append(in.Chunks, c)
		at += len("  ")
	}
	return in
}
