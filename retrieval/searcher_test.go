package retrieval_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

func TestRetrieveFindsTheRightPlace(t *testing.T) {
	s := newShelf(t, town()...)
	tests := []struct{ query, document, section, text string }{
		{"Who built the crane?", "harbour.md", "The harbour", "Marta Olsen"},
		{"When did the windmill lose a sail?", "mill.md", "The windmill", "1987"},
		{"how many cars does the ferry carry", "harbour.md", "", "twelve cars"},
		{"Wann wurde der Leuchtturm gebaut?", "leuchtturm.txt", "", "1872"},
		{"winmdill sial", "mill.md", "The windmill", "windmill"}, // misspelt
	}
	for _, test := range tests {
		result := s.search(retrieval.Query{Text: test.query})
		if len(result.Passages) == 0 {
			t.Errorf("%q finds nothing", test.query)
			continue
		}
		p := result.Passages[0]
		if p.Document != test.document || test.section != "" && p.Section != test.section || !strings.Contains(p.Text, test.text) {
			t.Errorf("%q finds %s, %q: %q", test.query, p.Document, p.Section, p.Text)
		}
	}
}

// Odd questions get a sensible result: never an error, and nothing where there
// is no word to look for.
func TestRetrieveOddQuestions(t *testing.T) {
	s := newShelf(t, town()...)
	tests := []struct {
		name, query string
		none        bool
	}{
		{"empty", "", true},
		{"white space", " \t\r\n ", true},
		{"signs", "?!... --- ///", true},
		{"emoji", "🙂🙂 👩‍👩‍👧 🇳🇴", true},
		{"stop words", "what is the of and who was it", false},
		{"not UTF-8", "the \xff\xfe harbour \x80", false},
		{"zero bytes", "har\x00bour", false},
		{"Russian", "Кто построил маяк?", false},
		{"Chinese", "谁建造了灯塔?", false},
		{"100 kB of words", strings.Repeat("harbour crane windmill ", 100<<10/23), false},
		{"100 kB of different words", manyWords(100 << 10), false},
		{"100 kB without a space", strings.Repeat("x", 100<<10), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			result := s.search(retrieval.Query{Text: test.query, K: 3})
			if test.none && (len(result.Passages) > 0 || result.Answerable.Probability != 0 || len(result.Answerable.Reasons) == 0) {
				t.Errorf("found %q, answerable %+v", found(result), result.Answerable)
			}
			if p := result.Answerable.Probability; math.IsNaN(p) || p < 0 || p > 1 {
				t.Errorf("the probability is %v", p)
			}
			checkResult(t, s, result)
		})
	}
}

// manyWords is a text of different words, some of the town's among them.
func manyWords(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "word%x ", i)
		if i%1000 == 0 {
			b.WriteString("harbour windmill ")
		}
	}
	return b.String()
}

// checkResult checks what holds of every result.
func checkResult(t require, s *shelf, result retrieval.Result) {
	t.Helper()
	k := result.Query.K
	if k == 0 {
		k = retrieval.DefaultK
	}
	if len(result.Passages) > k {
		t.Fatalf("%d passages, asked for %d", len(result.Passages), k)
	}
	for i, p := range result.Passages {
		if i > 0 && p.Score > result.Passages[i-1].Score {
			t.Fatalf("passage %d has score %v after %v", i, p.Score, result.Passages[i-1].Score)
		}
		if math.IsNaN(p.Score) || math.IsInf(p.Score, 0) {
			t.Fatalf("passage %d has score %v", i, p.Score)
		}
		checkPassage(t, s, p, result.Query.Audience)
		for _, o := range result.Passages[:i] {
			if o.Document == p.Document && o.Start < p.End && p.Start < o.End && max(o.End, p.End)-min(o.Start, p.Start) <= 3000 {
				t.Fatalf("passages of %s overlap: %d to %d and %d to %d", p.Document, o.Start, o.End, p.Start, p.End)
			}
		}
	}
}

// checkPassage checks a passage against its document.
func checkPassage(t require, s *shelf, p retrieval.Passage, audience retrieval.Audience) {
	t.Helper()
	d, err := s.store.Document(t.Context(), p.Document)
	if err != nil {
		t.Fatal(err)
	}
	if !audience.Sees(d.Audience) {
		t.Fatalf("%s, which is for %q, was found for %q", d.ID, d.Audience, audience)
	}
	if p.Start < d.Body || p.End > len(d.Text) || d.Text[p.Start:p.End] != p.Text {
		t.Fatalf("%s at %d to %d is not %q", d.ID, p.Start, p.End, p.Text)
	}
	if p.Title != d.Title || p.Language != d.Language {
		t.Fatalf("title %q and language %q, want %q and %q", p.Title, p.Language, d.Title, d.Language)
	}
	end := p.Start
	for i, sentence := range p.Sentences {
		if sentence.Start < end || sentence.End <= sentence.Start || sentence.End > p.End {
			t.Fatalf("%s: sentence %d of %v in %d to %d is out of place", d.ID, i, p.Sentences, p.Start, p.End)
		}
		if p.Sentence(i) != d.Text[sentence.Start:sentence.End] {
			t.Fatalf("%s: sentence %d is not %q", d.ID, i, p.Sentence(i))
		}
		end = sentence.End
	}
	if p.Vectors != nil && len(p.Vectors) != len(p.Sentences) {
		t.Fatalf("%s: %d vectors for %d sentences", d.ID, len(p.Vectors), len(p.Sentences))
	}
}

func TestRetrieveGivesAsManyAsWanted(t *testing.T) {
	var documents []corpus.Document
	for i := range 150 {
		documents = append(documents, file(fmt.Sprintf("%03d.txt", i), fmt.Sprintf("Boat number %d lies in the harbour.", i)))
	}
	s := newShelf(t, documents...)
	for asked, want := range map[int]int{-1: retrieval.DefaultK, 0: retrieval.DefaultK, 1: 1, 7: 7, 60: 60, 149: 149, 1000: 150} {
		if got := len(s.search(retrieval.Query{Text: "boat in the harbour", K: asked}).Passages); got != want {
			t.Errorf("asked for %d, got %d, want %d", asked, got, want)
		}
	}
}

func TestRetrieveIsDeterministic(t *testing.T) {
	var documents []corpus.Document
	for i := range 40 { // equal scores abound
		documents = append(documents, file(fmt.Sprintf("%02d.txt", i), "Boats lie in the harbour. "+strings.Repeat("So it is. ", i%3)))
	}
	query := retrieval.Query{Text: "boats in the harbour", K: 30}
	want := newShelf(t, documents...).search(query)
	for range 5 {
		if got := newShelf(t, documents...).search(query); !reflect.DeepEqual(got, want) {
			t.Fatalf("found %s, and before %s", found(got), found(want))
		}
	}
}

// The embedding takes part when there are vectors of the model and the model
// knows the question's language.
func TestRetrieveLeavesTheEmbeddingOut(t *testing.T) {
	english := retrievaltest.NewEmbedderFor(retrieval.EmbeddingModel{Name: "english", Dimensions: 16, Languages: []string{"en"}, PerSentence: true})
	s := newShelfFor(t, english, town()...)
	unembedded := newShelf(t)
	indexer := retrieval.NewIndexer(unembedded.store, english, unembedded.splitter, nil)
	if _, err := indexer.Sync(t.Context(), stream(town()...)); err != nil {
		t.Fatal(err)
	}
	without := retrieval.NewSearcher(s.index, s.store, s.text, s.vectors, nil, analyzer)
	tests := []struct {
		name, query string
		searcher    *retrieval.Searcher
		takesPart   bool
	}{
		{"English", "When was the windmill on the hill built, and by whom?", s.searcher, true},
		{"no language to be told", "windmill", s.searcher, true},
		{"German", "Wann wurde der Leuchtturm auf der Klippe gebaut und von wem?", s.searcher, false},
		{"Russian", "Когда была построена мельница на холме?", s.searcher, false},
		{"nothing embedded", "When was the windmill built?", unembedded.searcher, false},
		{"no model", "When was the windmill built?", without, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			result, err := test.searcher.Retrieve(t.Context(), retrieval.Query{Text: test.query})
			if err != nil {
				t.Fatal(err)
			}
			if (result.Vector != nil) != test.takesPart {
				t.Errorf("the embedding takes part: %v", !test.takesPart)
			}
			for _, p := range result.Passages {
				if !test.takesPart && (p.Parts.Dense != 0 || p.Parts.Cosine != 0 || p.Vectors != nil) {
					t.Errorf("%s has parts %+v", p.Document, p.Parts)
				}
			}
		})
	}
}

// What was written by another process is found by the next question.
func TestRetrieveSeesWhatIsWritten(t *testing.T) {
	s := newShelf(t, town()...)
	other := newView(s.store, s.embedder)
	for i := range 3 {
		name := fmt.Sprintf("news%d.txt", i)
		s.fill(file(name, "A whale was seen off the coast."))
		result, err := other.searcher.Retrieve(t.Context(), retrieval.Query{Text: "whale"})
		if err != nil || found(result) != name {
			t.Errorf("found %q, %v; want %s", found(result), err, name)
		}
	}
}

func TestRetrieveWhileTheIndexChanges(t *testing.T) {
	s := newShelf(t, town()...)
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for j := range 20 {
				result, err := s.searcher.Retrieve(t.Context(), retrieval.Query{Text: fmt.Sprintf("harbour windmill number %d", i*j)})
				if err != nil || len(result.Passages) == 0 {
					t.Errorf("found %q, %v", found(result), err)
				}
			}
		})
	}
	for i := range 10 {
		s.fill(append(town(), file("new.txt", fmt.Sprintf("Harbour news number %d.", i)))...)
	}
	group.Wait()
}

// broken fails at embedding questions.
type broken struct{ retrieval.Embedder }

var errBroken = errors.New("the model is out")

func (broken) EmbedQuery(context.Context, string) ([]float32, error) { return nil, errBroken }

// When the question cannot be embedded, its words are searched for.
func TestRetrieveWithoutTheModel(t *testing.T) {
	s := newShelf(t, town()...)
	searcher := retrieval.NewSearcher(s.index, s.store, s.text, s.vectors, broken{s.embedder}, analyzer)
	byWords := retrieval.NewSearcher(s.index, s.store, s.text, s.vectors, nil, analyzer)
	query := retrieval.Query{Text: "Who built the crane?"}
	got, err := searcher.Retrieve(t.Context(), query)
	if err != nil || !errors.Is(got.Degraded, errBroken) || !strings.Contains(got.Degraded.Error(), "embedding the question") {
		t.Fatalf("degraded by %v, %v", got.Degraded, err)
	}
	want, err := byWords.Retrieve(t.Context(), query)
	if err != nil || want.Degraded != nil {
		t.Fatalf("without a model: degraded by %v, %v", want.Degraded, err)
	}
	if got.Degraded = nil; !reflect.DeepEqual(got, want) {
		t.Errorf("found %s, and %s without a model", found(got), found(want))
	}
	if whole := s.search(query); whole.Degraded != nil || whole.Vector == nil {
		t.Errorf("with the model: degraded by %v", whole.Degraded)
	}
}

// hanging waits for the end of the context, as a server may that is down.
type hanging struct{ retrieval.Embedder }

func (hanging) EmbedQuery(ctx context.Context, _ string) ([]float32, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// A model that does not answer leaves time to search by words.
func TestRetrieveWithoutAnAnswerOfTheModel(t *testing.T) {
	s := newShelf(t, town()...)
	searcher := retrieval.NewSearcher(s.index, s.store, s.text, s.vectors, hanging{s.embedder}, analyzer)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	result, err := searcher.Retrieve(ctx, retrieval.Query{Text: "Who built the crane?"})
	if err != nil || !errors.Is(result.Degraded, context.DeadlineExceeded) || !strings.HasPrefix(found(result), "harbour.md") {
		t.Errorf("found %q, degraded by %v, %v", found(result), result.Degraded, err)
	}
}

func TestRetrieveEndsWithItsContext(t *testing.T) {
	s := newShelf(t, town()...)
	searcher := retrieval.NewSearcher(s.index, s.store, s.text, s.vectors, hanging{s.embedder}, analyzer)
	ctx, cancel := context.WithCancel(t.Context())
	stop := time.AfterFunc(10*time.Millisecond, cancel)
	defer stop.Stop()
	if result, err := searcher.Retrieve(ctx, retrieval.Query{Text: "harbour"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled while the model is asked: degraded by %v, %v", result.Degraded, err)
	}
	if _, err := s.searcher.Retrieve(ctx, retrieval.Query{Text: "harbour"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
}

// A follow-up is searched for together with what it leans on.
func TestRetrieveWithTopic(t *testing.T) {
	s := newShelf(t, town()...)
	const text, topic = "And who built it?", "Where is the crane of the harbour?"
	if got := found(s.search(retrieval.Query{Text: text, Topic: topic})); !strings.HasPrefix(got, "harbour.md") {
		t.Errorf("with its topic, %q finds %s", text, got)
	}
	alone, both := s.search(retrieval.Query{Text: text}), s.search(retrieval.Query{Text: text, Topic: topic})
	if len(both.Terms) <= len(alone.Terms) {
		t.Errorf("the terms are %v with the topic, %v without", both.Terms, alone.Terms)
	}
}
