package retrieval_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

// Within one document that is found which is found of it in all, in the same
// order.
func TestRetrieveFromOneDocument(t *testing.T) {
	var briefs []corpus.Document
	for d, err := range library.All() {
		if err != nil {
			t.Fatal(err)
		}
		briefs = append(briefs, d)
	}
	s := newShelf(t, briefs...)
	for _, text := range []string{"Which countries use social media in diplomacy?", "Who organized the forum in Astana?", "cybersecurity challenges", "ministry"} {
		all := s.search(retrieval.Query{Text: text, K: 1000})
		for _, d := range briefs {
			var want []retrieval.ChunkID
			for _, p := range all.Passages[:40] { // those that are looked at closely
				if p.Document == d.ID {
					want = append(want, p.Chunk)
				}
			}
			result := s.search(retrieval.Query{Text: text, K: 1000, Document: d.ID})
			checkResult(t, s, result)
			var got []retrieval.ChunkID
			for _, p := range result.Passages {
				if p.Document != d.ID {
					t.Fatalf("%q in %s finds %s", text, d.ID, p.Document)
				}
				got = append(got, p.Chunk)
			}
			// Of one document more is looked at closely than of it in all.
			got = slices.DeleteFunc(got, func(id retrieval.ChunkID) bool { return !slices.Contains(want, id) })
			if len(want) == 0 || !slices.Equal(got, want) {
				t.Errorf("%q in %s finds chunks %v, in all %v", text, d.ID, got, want)
			}
		}
	}
}

// However much better other documents are, the list is filled from the one.
func TestRetrieveFillsTheListFromOneDocument(t *testing.T) {
	var documents []corpus.Document
	for i := range 800 { // more than any way of searching looks at
		documents = append(documents, file(fmt.Sprintf("crane%03d.txt", i), "The crane in the harbour was built by Marta Olsen."))
	}
	var b strings.Builder
	for i := range 12 {
		fmt.Fprintf(&b, "## Part %d\n\n%sThere is a harbour.\n\n", i, strings.Repeat("So it goes on and on, more or less. ", 40))
	}
	documents = append(documents, file("long.md", b.String()))
	s := newShelf(t, documents...)
	for _, embedder := range []retrieval.Embedder{s.embedder, nil} {
		s.searcher = retrieval.NewSearcher(s.index, s.store, s.text, s.vectors, embedder, analyzer)
		result := s.search(retrieval.Query{Text: "Who built the crane in the harbour?", K: 10, Document: "long.md"})
		checkResult(t, s, result)
		if got := found(result); got != strings.TrimSpace(strings.Repeat("long.md ", 10)) {
			t.Errorf("found %s", got)
		}
		if result.Answerable.Probability > .5 {
			t.Errorf("answerable with %.2f, from a document without a crane", result.Answerable.Probability)
		}
	}
}

// A document that the asker may not see is as unknown as one that is none.
func TestRetrieveFromADocumentThatIsHidden(t *testing.T) {
	s := newShelf(t, append(town(), file("secret.txt", "The harbour has a secret crane.", "red"), corpus.Document{ID: "empty.txt"})...)
	tests := []struct {
		document string
		audience retrieval.Audience
		want     int // passages, or -1 for ErrNotFound
	}{
		{"secret.txt", nil, -1},
		{"secret.txt", retrieval.Audience{"blue"}, -1},
		{"secret.txt", retrieval.Audience{"blue", "red"}, 1},
		{"none.txt", retrieval.Audience{"red"}, -1},
		{"harbour.md", nil, 1},
		{"empty.txt", nil, 0},
	}
	for _, test := range tests {
		query := retrieval.Query{Text: "the crane in the harbour", Audience: test.audience, Document: test.document}
		result, err := s.searcher.Retrieve(t.Context(), query)
		switch {
		case test.want < 0:
			if !errors.Is(err, retrieval.ErrNotFound) || len(result.Passages) > 0 || strings.Contains(err.Error(), "red") {
				t.Errorf("%s for %q: found %q, %v, want ErrNotFound", test.document, test.audience, found(result), err)
			}
		case err != nil || len(result.Passages) < test.want || test.want == 0 && len(result.Passages) > 0:
			t.Errorf("%s for %q: found %q, %v", test.document, test.audience, found(result), err)
		}
	}
}

// betweenTimes does something before the text is searched.
type betweenTimes struct {
	retrieval.TextIndex
	do func()
}

func (b betweenTimes) Search(ctx context.Context, query retrieval.TextQuery) (retrieval.TextResult, error) {
	b.do()
	return b.TextIndex.Search(ctx, query)
}

// A document that is replaced, or goes, while it is searched.
func TestRetrieveFromADocumentThatChanges(t *testing.T) {
	for _, test := range []struct {
		name string
		then []corpus.Document
		want string // the text found, "" for none
		err  error
	}{
		{"replaced", []corpus.Document{file("news.txt", "The crane was painted red.")}, "painted red", nil},
		{"now for others", []corpus.Document{file("news.txt", "The crane was built.", "red")}, "", retrieval.ErrNotFound},
		{"deleted", nil, "", retrieval.ErrNotFound},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShelf(t, append(town(), file("news.txt", "The crane was built."))...)
			var once sync.Once
			text := betweenTimes{s.text, func() { once.Do(func() { s.fill(append(town(), test.then...)...) }) }}
			s.searcher = retrieval.NewSearcher(s.index, s.store, text, s.vectors, s.embedder, analyzer)
			result, err := s.searcher.Retrieve(t.Context(), retrieval.Query{Text: "the crane", Document: "news.txt"})
			if !errors.Is(err, test.err) {
				t.Fatalf("got %v, want %v", err, test.err)
			}
			if test.want == "" && len(result.Passages) > 0 || test.want != "" && !strings.Contains(result.Passages[0].Text, test.want) {
				t.Errorf("found %+v", result.Passages)
			}
		})
	}
}

func TestRetrieveFromOneDocumentWhileTheIndexChanges(t *testing.T) {
	news := func(i int) []corpus.Document {
		return append(town(), file("news.txt", fmt.Sprintf("Harbour news number %d.", i)))
	}
	s := newShelfFor(t, retrievaltest.NewEmbedder(16), news(-1)...)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 20 {
				result, err := s.searcher.Retrieve(t.Context(), retrieval.Query{Text: "harbour news", Document: "news.txt"})
				if err != nil || found(result) != "news.txt" {
					t.Errorf("found %q, %v", found(result), err)
				}
			}
		})
	}
	for i := range 10 {
		s.fill(news(i)...)
	}
	group.Wait()
}
