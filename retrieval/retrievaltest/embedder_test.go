package retrievaltest_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"footnote/retrieval/retrievaltest"
)

func Example() {
	embedder := retrievaltest.NewEmbedder(64)
	vectors, err := embedder.EmbedDocuments(context.Background(), []string{"boats in the harbour", "", "harbour boats"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(vectors), len(vectors[0]), dot(vectors[0], vectors[2]) > .5, dot(vectors[1], vectors[1]))
	// Output: 3 64 true 0
}

func dot(a, b []float32) (sum float64) {
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestEmbedder(t *testing.T) {
	vectors, err := retrievaltest.NewEmbedder(256).EmbedDocuments(t.Context(), []string{
		"the harbour master counts boats",
		"boats counted in the harbour by its master",
		"quarterly revenue rose sharply",
		"The HARBOUR; master, counts (boats)!",
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range vectors {
		if length := math.Sqrt(dot(v, v)); math.Abs(length-1) > 1e-6 {
			t.Errorf("vector %d has length %g, want 1", i, length)
		}
	}
	similar, other, same := dot(vectors[0], vectors[1]), dot(vectors[0], vectors[2]), dot(vectors[0], vectors[3])
	if similar < .5 || math.Abs(other) > .3 || same < 1-1e-6 {
		t.Errorf("cosines are %.2f with shared words, %.2f without, %.2f with the same words", similar, other, same)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := retrievaltest.NewEmbedder(8).EmbedQuery(ctx, "x"); err == nil {
		t.Error("a cancelled context is no error")
	}
}
