package retrieval_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

// asked is an embedder that notes what it is asked for, and may fail.
type asked struct {
	retrieval.Embedder
	texts []string
	calls int
	// fail, if set, is called before each batch.
	fail func(call int) error
}

func (a *asked) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	a.calls++
	if a.fail != nil {
		if err := a.fail(a.calls); err != nil {
			return nil, err
		}
	}
	a.texts = append(a.texts, texts...)
	return a.Embedder.EmbedDocuments(ctx, texts)
}

// long is a document of n chunks of one sentence.
func long(n int) corpus.Document {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "# Part %d\n\nSentence number %d stands all alone.\n\n", i, i)
	}
	return file("long.md", b.String())
}

func TestEmbedGoesOnWhereItFailed(t *testing.T) {
	s := newShelf(t)
	s.splitter.MaxTokens = 15
	broken := errors.New("the model is out")
	embedder := &asked{Embedder: retrievaltest.NewEmbedder(8), fail: func(call int) error {
		if call == 2 {
			return broken
		}
		return nil
	}}
	var seen []retrieval.Progress
	indexer := retrieval.NewIndexer(s.store, embedder, s.splitter, func(p retrieval.Progress) { seen = append(seen, p) })
	report, err := indexer.Sync(t.Context(), stream(long(600)))
	if err != nil {
		t.Fatal(err)
	}
	seen = nil
	done, err := indexer.Embed(t.Context())
	if !errors.Is(err, broken) || done == 0 || done >= report.Chunks || s.state().Embedded != done {
		t.Fatalf("embedded %d of %d chunks and kept %d, %v", done, report.Chunks, s.state().Embedded, err)
	}
	rest, err := indexer.Embed(t.Context())
	if err != nil || done+rest != report.Chunks || s.state().Embedded != report.Chunks {
		t.Fatalf("then %d, and %d are embedded, %v", rest, s.state().Embedded, err)
	}
	sentences := slices.Clone(embedder.texts)
	slices.Sort(sentences)
	if twice := len(sentences) - len(slices.Compact(sentences)); twice > 0 {
		t.Errorf("%d sentences were embedded twice", twice)
	}
	last := seen[len(seen)-1]
	if seen[0].Total != report.Chunks || last != (retrieval.Progress{Stage: retrieval.StageEmbed, Done: rest, Total: rest}) {
		t.Errorf("the progress began with %+v and ended with %+v", seen[0], last)
	}
	if again, err := indexer.Embed(t.Context()); again != 0 || err != nil {
		t.Errorf("a third time embedded %d, %v", again, err)
	}
}

func TestEmbedStopsWhenCancelled(t *testing.T) {
	s := newShelf(t)
	s.splitter.MaxTokens = 15
	ctx, cancel := context.WithCancel(t.Context())
	embedder := &asked{Embedder: retrievaltest.NewEmbedder(8), fail: func(call int) error {
		if call == 2 {
			cancel()
		}
		return nil
	}}
	indexer := retrieval.NewIndexer(s.store, embedder, s.splitter, nil)
	if _, err := indexer.Sync(ctx, stream(long(600))); err != nil {
		t.Fatal(err)
	}
	done, err := indexer.Embed(ctx)
	if !errors.Is(err, context.Canceled) || done == 0 || s.state().Embedded != done {
		t.Errorf("embedded %d and kept %d, %v", done, s.state().Embedded, err)
	}
}

func TestEmbedThrowsAwayTheVectorsOfAnotherModel(t *testing.T) {
	s := newShelf(t, town()...)
	all := s.state().Chunks
	for _, embedder := range []retrieval.Embedder{
		retrievaltest.NewEmbedder(16),
		retrievaltest.NewEmbedderFor(retrieval.EmbeddingModel{Name: "same length, other vectors", Dimensions: 16, PerSentence: true}),
	} {
		s.search(retrieval.Query{Text: "harbour"})
		done, err := retrieval.NewIndexer(s.store, embedder, s.splitter, nil).Embed(t.Context())
		if err != nil || done != all || s.state().Model != embedder.Model().Name || s.state().Embedded != all {
			t.Errorf("embedded %d of %d: %+v, %v", done, all, s.state(), err)
		}
		// The searcher still has the old model, whose vectors are gone.
		if r := s.search(retrieval.Query{Text: "harbour boats"}); r.Vector != nil || r.Passages[0].Document != "harbour.md" {
			t.Errorf("with another model's vectors: vector %v, passages of %s", r.Vector, found(r))
		}
	}
}

func TestEmbedLeavesOutLanguagesTheModelDoesNotKnow(t *testing.T) {
	model := retrieval.EmbeddingModel{Name: "english", Dimensions: 8, Languages: []string{"en"}, PerSentence: true}
	embedder := &asked{Embedder: retrievaltest.NewEmbedderFor(model)}
	s := newShelfFor(t, embedder, town()...)
	for _, text := range embedder.texts {
		if strings.Contains(text, "Leuchtturm") {
			t.Errorf("the model was asked for %q", text)
		}
	}
	if state := s.state(); state.Embedded != state.Chunks {
		t.Errorf("%d of %d chunks are done", state.Embedded, state.Chunks)
	}
	if r := s.search(retrieval.Query{Text: "Leuchtturm"}); !strings.HasPrefix(found(r), "leuchtturm.txt") || r.Passages[0].Vectors != nil {
		t.Errorf("found %q, with %d vectors", found(r), len(r.Passages[0].Vectors))
	}
}

// A model that is at its best on single sentences gets these, another one
// whole chunks with their title and heading in front.
func TestEmbedTakesSentencesOrChunks(t *testing.T) {
	for perSentence, want := range map[bool][]string{
		true:  {"Red ones.", "Green ones."},
		false: {"Fruit\nApples\nRed ones. Green ones."},
	} {
		embedder := &asked{Embedder: retrievaltest.NewEmbedderFor(
			retrieval.EmbeddingModel{Name: "m", Dimensions: 8, PerSentence: perSentence})}
		d := file("a.txt", "Red ones. Green ones.")
		d.Title, d.Sections = "Fruit", []corpus.Section{{Title: "Apples", Start: 0, End: len(d.Text)}}
		s := newShelfFor(t, embedder)
		chunk := corpus.Chunk{End: len(d.Text), Text: d.Text, Section: "Apples", Sentences: []corpus.Span{{Start: 0, End: 9}, {Start: 10, End: 21}}}
		if err := s.store.Apply(t.Context(), []retrieval.Indexed{{Document: d, Chunks: []corpus.Chunk{chunk}}}, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := retrieval.NewIndexer(s.store, embedder, s.splitter, nil).Embed(t.Context()); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(embedder.texts, want) {
			t.Errorf("per sentence %v: embedded %q, want %q", perSentence, embedder.texts, want)
		}
	}
}

// short is an embedder that loses vectors.
type short struct{ retrieval.Embedder }

func (s short) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	vectors, err := s.Embedder.EmbedDocuments(ctx, texts)
	return vectors[:len(vectors)-1], err
}

func TestEmbedRefusesTooFewVectors(t *testing.T) {
	s := newShelf(t)
	indexer := retrieval.NewIndexer(s.store, short{retrievaltest.NewEmbedder(8)}, s.splitter, nil)
	if _, err := indexer.Sync(t.Context(), stream(town()...)); err != nil {
		t.Fatal(err)
	}
	if _, err := indexer.Embed(t.Context()); err == nil || !strings.Contains(err.Error(), "the model gave") || s.state().Embedded != 0 {
		t.Errorf("got %v, and %d chunks are embedded", err, s.state().Embedded)
	}
}
