package openaiembed_test

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/openaiembed"
	"footnote/retrieval/openaiembed/internal/fakeserver"
)

const base = "http://embeddings.test/v1"

// config is one for the server, asked without a network.
func config(server http.Handler) openaiembed.Config {
	return openaiembed.Config{BaseURL: base, APIKey: "secret", Model: "nomic-embed-text", HTTPClient: fakeserver.Client(server)}
}

func newEmbedder(t testing.TB, c openaiembed.Config) *openaiembed.Embedder {
	t.Helper()
	e, err := openaiembed.New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func texts(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("text number %d, of harbours and boats", i)
	}
	return all
}

// checkVectors checks that each vector is that of its text.
func checkVectors(t *testing.T, e *openaiembed.Embedder, texts []string, vectors [][]float32) {
	t.Helper()
	if len(vectors) != len(texts) {
		t.Fatalf("%d vectors for %d texts", len(vectors), len(texts))
	}
	for i, v := range vectors {
		if len(v) != e.Model().Dimensions {
			t.Fatalf("vector %d has %d dimensions", i, len(v))
		}
		alone, err := e.EmbedDocuments(t.Context(), texts[i:i+1])
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(alone[0], v) {
			t.Fatalf("vector %d is another than that of its text alone", i)
		}
		if length := math.Sqrt(dot(v, v)); math.Abs(length-1) > 1e-5 {
			t.Fatalf("vector %d has length %v", i, length)
		}
	}
}

func dot(a, b []float32) (sum float64) {
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestEmbedDocuments(t *testing.T) {
	for name, server := range map[string]*fakeserver.Server{
		"Ollama": fakeserver.Ollama(), "llama.cpp": fakeserver.Llama(), "text-embeddings-inference": fakeserver.Inference(),
		"another order": {Models: map[string]int{"nomic-embed-text": 32}, After: func(a *fakeserver.Answer) { slices.Reverse(a.Data) }},
	} {
		t.Run(name, func(t *testing.T) {
			e := newEmbedder(t, config(server))
			all := texts(150)
			vectors, err := e.EmbedDocuments(t.Context(), all)
			if err != nil {
				t.Fatal(err)
			}
			checkVectors(t, e, all, vectors)
		})
	}
}

func TestEmptyTextsAreNotSent(t *testing.T) {
	server := fakeserver.Ollama()
	e := newEmbedder(t, config(server))
	asked := len(server.Requests())
	vectors, err := e.EmbedDocuments(t.Context(), []string{"", " \n\t"})
	if err != nil {
		t.Fatal(err)
	}
	query, err := e.EmbedQuery(t.Context(), " ")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range append(vectors, query) {
		if !slices.Equal(v, make([]float32, 64)) {
			t.Errorf("the vector of an empty text is %v", v)
		}
	}
	if none, err := e.EmbedDocuments(t.Context(), nil); len(none) != 0 || err != nil {
		t.Errorf("no texts: %v, %v", none, err)
	}
	if n := len(server.Requests()); n != asked {
		t.Errorf("the server was asked %d times", n-asked)
	}
}

func TestEqualTextsAreSentOnce(t *testing.T) {
	server := fakeserver.Ollama()
	e := newEmbedder(t, config(server))
	vectors, err := e.EmbedDocuments(t.Context(), []string{"a boat", "", "a boat", "a crane", "a boat"})
	if err != nil {
		t.Fatal(err)
	}
	last := server.Requests()[len(server.Requests())-1]
	if want := []string{"search_document: a boat", "search_document: a crane"}; !slices.Equal(last.Input, want) {
		t.Errorf("sent %q, want %q", last.Input, want)
	}
	vectors[0][0] = 99 // they must not share memory
	if vectors[2][0] == 99 || !slices.Equal(vectors[2], vectors[4]) {
		t.Error("the vectors of equal texts are not equal, or one and the same")
	}
}

func TestQuestionsAreRemembered(t *testing.T) {
	server := fakeserver.Ollama()
	e := newEmbedder(t, config(server))
	first, err := e.EmbedQuery(t.Context(), "Where is the harbour?")
	if err != nil {
		t.Fatal(err)
	}
	kept := slices.Clone(first)
	first[0] = 99
	asked := len(server.Requests())
	again, err := e.EmbedQuery(t.Context(), "Where is the harbour?")
	if err != nil || !slices.Equal(again, kept) || len(server.Requests()) != asked {
		t.Errorf("asked %d times more, %v", len(server.Requests())-asked, err)
	}
	if last := server.Requests()[asked-1]; !slices.Equal(last.Input, []string{"search_query: Where is the harbour?"}) {
		t.Errorf("sent %q", last.Input)
	}
}

// A batch size that the server does not take is found out once.
func TestSmallerBatchesAreRemembered(t *testing.T) {
	server := fakeserver.Inference()
	server.MaxTexts = 10
	e := newEmbedder(t, config(server))
	if _, err := e.EmbedDocuments(t.Context(), texts(64)); err != nil {
		t.Fatal(err)
	}
	before := len(server.Requests())
	if _, err := e.EmbedDocuments(t.Context(), texts(64)); err != nil {
		t.Fatal(err)
	}
	for _, r := range server.Requests()[before:] {
		if len(r.Input) != 8 {
			t.Errorf("then asked for %d texts at once", len(r.Input))
		}
	}
}

// One text that is too long costs no other its place in a large batch.
func TestTextsThatAreTooLongAreShortened(t *testing.T) {
	server := fakeserver.Llama()
	e := newEmbedder(t, config(server))
	all := texts(64)
	long := strings.Repeat("The harbour of Lindvik has a crane. ", 200)
	all[37] = long
	vectors, err := e.EmbedDocuments(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	checkVectors(t, e, all, vectors)
	if near, err := e.EmbedDocuments(t.Context(), []string{long[:1000]}); err != nil || dot(near[0], vectors[37]) < .99 {
		t.Errorf("the vector is not that of the beginning: %v", err)
	}
	before := len(server.Requests())
	if _, err := e.EmbedDocuments(t.Context(), texts(64)); err != nil || len(server.Requests()) != before+1 {
		t.Errorf("%d requests for a batch after a long text, %v", len(server.Requests())-before, err)
	}
	if _, err := e.EmbedQuery(t.Context(), long); err != nil {
		t.Errorf("a long question: %v", err)
	}
}

// A text that the model cannot embed holds up no other.
func TestTextsThatCannotBeEmbedded(t *testing.T) {
	server := fakeserver.Ollama()
	server.Poison = "xyzzy"
	e := newEmbedder(t, config(server))
	all := texts(20)
	all[7] = "xyzzy in front of a long text. " + strings.Repeat("The crane was built by Marta. ", 100)
	all[11] = "xyzzy"
	vectors, err := e.EmbedDocuments(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range vectors {
		if zero := slices.Equal(v, make([]float32, 64)); zero != (i == 7 || i == 11) {
			t.Errorf("vector %d is zero: %v", i, zero)
		}
	}
	if _, err := e.EmbedQuery(t.Context(), "xyzzy"); kindOf(err) != openaiembed.Refused {
		t.Errorf("a question that cannot be embedded: %v", err)
	}
}
