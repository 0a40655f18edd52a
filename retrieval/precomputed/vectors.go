package precomputed

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"

	"footnote/retrieval"
)

// Vectors are the vectors of some texts by one model, known by the texts'
// hashes. They are safe for concurrent use.
type Vectors struct {
	model      string
	dimensions int
	count      int
	// hashes and values are parts of the encoded form: count hashes in rising
	// order, then as many vectors.
	hashes, values []byte
}

const hashSize = 16

func hashOf(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:hashSize]
}

// Compute embeds the texts.
func Compute(ctx context.Context, embedder retrieval.Embedder, texts []string) (*Vectors, error) {
	texts = slices.Clone(texts)
	slices.SortFunc(texts, func(a, b string) int { return bytes.Compare(hashOf(a), hashOf(b)) })
	texts = slices.Compact(texts)
	embedded, err := embedder.EmbedDocuments(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("embedding %d texts ahead of time: %w", len(texts), err)
	}
	model := embedder.Model()
	v := &Vectors{model: model.Name, dimensions: model.Dimensions, count: len(texts)}
	for i, text := range texts {
		if len(embedded[i]) != v.dimensions {
			return nil, fmt.Errorf("the model %s gave a vector of %d dimensions and promised %d", v.model, len(embedded[i]), v.dimensions)
		}
		v.hashes = append(v.hashes, hashOf(text)...)
		for _, x := range embedded[i] {
			v.values = binary.LittleEndian.AppendUint32(v.values, math.Float32bits(x))
		}
	}
	return v, nil
}

// Encode gives the form that Decode takes. Equal Vectors have equal forms.
func (v *Vectors) Encode() []byte {
	b := append([]byte(v.model), '\n')
	b = binary.LittleEndian.AppendUint32(b, uint32(v.dimensions))
	b = binary.LittleEndian.AppendUint32(b, uint32(v.count))
	return slices.Concat(b, v.hashes, v.values)
}

// Decode takes what Encode gave and keeps it: data must not be changed
// afterwards. It costs next to nothing.
func Decode(data []byte) (*Vectors, error) {
	model, rest, ok := bytes.Cut(data, []byte("\n"))
	if !ok || len(rest) < 8 {
		return nil, errors.New("the precomputed vectors are cut short")
	}
	v := &Vectors{model: string(model), dimensions: int(binary.LittleEndian.Uint32(rest)), count: int(binary.LittleEndian.Uint32(rest[4:]))}
	rest = rest[8:]
	hashes := v.count * hashSize
	if hashes > len(rest) || len(rest)-hashes != 4*v.count*v.dimensions {
		return nil, errors.New("the precomputed vectors are cut short")
	}
	v.hashes, v.values = rest[:hashes], rest[hashes:]
	return v, nil
}

// Model is the name of the model that made the vectors.
func (v *Vectors) Model() string { return v.model }

// Len is the number of texts.
func (v *Vectors) Len() int { return v.count }

// Lookup returns the vector of a text.
func (v *Vectors) Lookup(text string) ([]float32, bool) {
	want := hashOf(text)
	hash := func(i int) []byte { return v.hashes[i*hashSize : (i+1)*hashSize] }
	i := sort.Search(v.count, func(i int) bool { return bytes.Compare(hash(i), want) >= 0 })
	if i == v.count || !bytes.Equal(hash(i), want) {
		return nil, false
	}
	vector := make([]float32, v.dimensions)
	for d := range vector {
		vector[d] = math.Float32frombits(binary.LittleEndian.Uint32(v.values[4*(i*v.dimensions+d):]))
	}
	return vector, true
}
