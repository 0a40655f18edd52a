package precomputed_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/precomputed"
)

// counting is a model of two dimensions that counts what it is asked.
type counting struct {
	name  string
	asked []string
}

func (c *counting) Model() retrieval.EmbeddingModel {
	return retrieval.EmbeddingModel{Name: c.name, Dimensions: 2}
}

func (c *counting) EmbedDocuments(_ context.Context, texts []string) ([][]float32, error) {
	c.asked = append(c.asked, texts...)
	var vectors [][]float32
	for _, t := range texts {
		vectors = append(vectors, []float32{float32(len(t)), .1})
	}
	return vectors, nil
}

func (c *counting) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return []float32{float32(len(text)), .1}, nil
}

func compute(t *testing.T, texts ...string) *precomputed.Vectors {
	t.Helper()
	v, err := precomputed.Compute(t.Context(), &counting{name: "m"}, texts)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestOnlyUnknownTextsAreEmbedded(t *testing.T) {
	model := &counting{name: "m"}
	e := precomputed.NewEmbedder(model, compute(t, "one", "three", "one", ""))
	got, err := e.EmbedDocuments(t.Context(), []string{"three", "unknown", "one", "", "x"})
	if err != nil {
		t.Fatal(err)
	}
	if want := "[[5 0.1] [7 0.1] [3 0.1] [0 0.1] [1 0.1]]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if !slices.Equal(model.asked, []string{"unknown", "x"}) {
		t.Errorf("the model was asked for %q", model.asked)
	}
}

func TestVectorsOfAnotherModelAreNotUsed(t *testing.T) {
	model := &counting{name: "another"}
	e := precomputed.NewEmbedder(model, compute(t, "one"))
	if _, err := e.EmbedDocuments(t.Context(), []string{"one"}); err != nil || len(model.asked) != 1 {
		t.Errorf("the model was asked for %q, %v", model.asked, err)
	}
}

func TestEncodeAndDecode(t *testing.T) {
	v := compute(t, "b", "a", "c")
	data := v.Encode()
	back, err := precomputed.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if back.Model() != "m" || back.Len() != 3 || !bytes.Equal(back.Encode(), data) {
		t.Errorf("decoded as %s with %d", back.Model(), back.Len())
	}
	if !bytes.Equal(compute(t, "c", "b", "a", "a").Encode(), data) {
		t.Error("the order of the texts changes the encoded form")
	}
	for n := range data {
		if _, err := precomputed.Decode(data[:n]); err == nil {
			t.Errorf("the first %d bytes pass for the whole", n)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("m\n\x01\x00\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte("m\n\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := precomputed.Decode(data)
		if err == nil {
			v.Lookup("text")
		}
	})
}

func Example() {
	ctx := context.Background()
	model := &counting{name: "m"}
	ahead, _ := precomputed.Compute(ctx, model, []string{"a text known beforehand"})
	file := ahead.Encode()

	known, _ := precomputed.Decode(file)
	vectors, _ := precomputed.NewEmbedder(model, known).EmbedDocuments(ctx, []string{"a text known beforehand"})
	fmt.Println(vectors, len(model.asked))
	// Output: [[23 0.1]] 1
}
