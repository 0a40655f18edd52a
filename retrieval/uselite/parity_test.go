package uselite

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"slices"
	"testing"
)

// referenceFile holds texts with what TensorFlow.js makes of them. It lies
// beside the repository, where it is there at all.
const referenceFile = "../../../shared/eval/use-lite/reference.jsonl"

// minCosine is how near the vectors must be to those of the reference.
const minCosine = .999

type reference struct {
	Text      string    `json:"text"`
	Tokens    []uint16  `json:"token_ids"`
	Embedding []float32 `json:"embedding"`
}

func references(t *testing.T) []reference {
	t.Helper()
	f, err := os.Open(referenceFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no reference embeddings at %s", referenceFile)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []reference
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r reference
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("the reference is empty")
	}
	return all
}

func TestReference(t *testing.T) {
	m := newModel(t)
	all := references(t)
	lowest, sum := 1.0, 0.0
	for _, r := range all {
		if got := m.tokenizer.tokens(nil, r.Text, new(lattice)); !slices.Equal(got, r.Tokens) {
			t.Errorf("tokens of %.60q:\n got %v\nwant %v", r.Text, got, r.Tokens)
		}
		v, err := m.EmbedQuery(context.Background(), r.Text)
		if err != nil {
			t.Fatal(err)
		}
		c := cosine(v, r.Embedding)
		if c < minCosine {
			t.Errorf("vector of %.60q has a cosine of %.6f with the reference, want at least %v", r.Text, c, minCosine)
		}
		lowest, sum = min(lowest, c), sum+c
	}
	t.Logf("lowest cosine %.6f, mean %.6f", lowest, sum/float64(len(all)))
}

func newModel(t testing.TB) *Model {
	t.Helper()
	m, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	return ab / math.Sqrt(aa*bb)
}
