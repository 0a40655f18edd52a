package sqlitestore

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

func TestQuantizedVectorsKeepTheirDirection(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	kinds := map[string]func() float64{
		"gaussian": random.NormFloat64,
		"uniform":  func() float64 { return random.Float64()*2 - 1 },
		"positive": random.Float64,
		"sparse":   func() float64 { return float64(random.IntN(8) / 7) },
	}
	for kind, draw := range kinds {
		for _, dimensions := range []int{2, 64, 384, 512, 1536} {
			for range 20 {
				given, read := make([]float32, dimensions), make([]float32, dimensions)
				for i := range given {
					given[i] = float32(draw())
				}
				given[0] = 1
				var e encoder
				e.quantize(given)
				d := decoder{rest: string(e.bytes)}
				d.dequantize(read)
				if err := d.end(); err != nil {
					t.Fatal(err)
				}
				var dot, gg, rr float64
				for i := range given {
					g, r := float64(given[i]), float64(read[i])
					dot, gg, rr = dot+g*r, gg+g*g, rr+r*r
				}
				if lost := 1 - dot/math.Sqrt(gg*rr); lost > 1e-4 {
					t.Errorf("%s vector of %d dimensions loses %g of its cosine", kind, dimensions, lost)
				}
				if math.Abs(math.Sqrt(rr/gg)-1) > 1e-6 {
					t.Errorf("%s vector of %d dimensions changes its length by the factor %g", kind, dimensions, math.Sqrt(rr/gg))
				}
			}
		}
	}
}

func TestMeanHasADirection(t *testing.T) {
	for _, test := range []struct {
		vectors [][]float32
		want    []float32
	}{
		{nil, nil},
		{[][]float32{{0, 0}}, nil},
		{[][]float32{{1, 0}, {-1, 0}}, nil},
		{[][]float32{{3, 4}}, []float32{.6, .8}},
		{[][]float32{{1, 0}, {0, 1}}, []float32{math.Sqrt2 / 2, math.Sqrt2 / 2}},
	} {
		if got := mean(test.vectors); !slices.Equal(got, test.want) {
			t.Errorf("mean(%v) = %v, want %v", test.vectors, got, test.want)
		}
	}
}

func TestChecksumCoversContentAndPlace(t *testing.T) {
	chunk := corpus.Chunk{Start: 2, End: 6, Text: "text", Section: "s", Sentences: []corpus.Span{{Start: 2, End: 6}}}
	row := encodeChunk(7, &chunk)
	if got, err := decodeChunk(7, row); err != nil || !reflect.DeepEqual(got, chunk) {
		t.Fatalf("decodeChunk = %+v, %v, want %+v", got, err, chunk)
	}
	if _, err := decodeChunk(8, row); !errors.Is(err, errDamaged) {
		t.Errorf("in the place of another chunk: %v, want errDamaged", err)
	}
	for i := range row {
		damaged := slices.Clone(row)
		damaged[i] ^= 4
		if _, err := decodeChunk(7, damaged); !errors.Is(err, errDamaged) {
			t.Errorf("with byte %d changed: %v, want errDamaged", i, err)
		}
		if _, err := decodeChunk(7, row[:i]); !errors.Is(err, errDamaged) {
			t.Errorf("cut to %d bytes: %v, want errDamaged", i, err)
		}
	}
}

// FuzzDecode feeds content with a right checksum to everything that decodes.
func FuzzDecode(f *testing.F) {
	chunk := corpus.Chunk{Start: 1, End: 5, Text: "text", Sentences: []corpus.Span{{Start: 1, End: 5}}}
	st := state{State: retrieval.State{Model: "m", Roots: []string{"/a", "/b"}}, next: 9}
	doc := corpus.Document{Path: "p", Sections: []corpus.Section{{Title: "t", Level: 1, End: 4}}}
	h := head{first: 1, chunks: 2, title: "t", audience: []string{"a"}}
	for _, row := range [][]byte{encodeChunk(1, &chunk), st.encode(), encodeMore(&doc), h.encode()} {
		f.Add(row[:len(row)-sumLength])
	}
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, content []byte) {
		seal := func(place string) []byte {
			e := encoder{bytes: slices.Clone(content)}
			return e.sealed(place)
		}
		new(state).decode(seal("state"))
		decodeHead("", seal(""))
		decodeDocument(head{}, seal(""))
		decodeLabels(content)
		got, err := decodeChunk(1, seal(chunkPlace(1)))
		if err != nil {
			return
		}
		again, err := decodeChunk(1, encodeChunk(1, &got))
		if err != nil || !reflect.DeepEqual(got, again) {
			t.Errorf("%+v became %+v, %v", got, again, err)
		}
	})
}
