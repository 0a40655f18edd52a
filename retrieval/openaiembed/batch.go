package openaiembed

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
)

// A role embeds texts as what they are, questions or documents.
type role struct {
	*Embedder
	prefix string
	// cache is nil where vectors are not kept.
	cache Cache
	// documents says what the texts are: one that no vector can be had for gets
	// a zero vector, and the log may tell which. Questions are not written
	// down.
	documents bool
}

func (e *Embedder) queries() role { return role{Embedder: e, prefix: *e.config.QueryPrefix} }

func (e *Embedder) passages() role {
	return role{Embedder: e, prefix: *e.config.DocumentPrefix, cache: e.config.Cache, documents: true}
}

// embedAll embeds any number of different texts, none of them empty.
func (r role) embedAll(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	var wanted []int
	for i, text := range texts {
		if vectors[i] = r.cached(text); vectors[i] == nil {
			wanted = append(wanted, i)
		}
	}
	for len(wanted) > 0 {
		places := wanted[:min(len(wanted), int(r.batch.Load()))]
		wanted = wanted[len(places):]
		batch := make([]string, len(places))
		for i, place := range places {
			batch[i] = texts[place]
		}
		made, _, err := r.embed(ctx, batch)
		if err != nil {
			return nil, err
		}
		for i, place := range places {
			vectors[place] = made[i]
		}
	}
	return vectors, nil
}

// embed asks for a batch, and again for its parts where it is refused or takes
// too long. Whole tells that it was not. Only when all parts pass at once was
// it the size that the server minds, and not one of the texts: then later
// batches are smaller from the start.
func (r role) embed(ctx context.Context, texts []string) (vectors [][]float32, whole bool, err error) {
	vectors, err = r.request(ctx, texts)
	if err == nil {
		r.keep(texts, vectors)
		return vectors, true, nil
	}
	size := partsAfter(err, len(texts))
	switch {
	case size == 0:
		return nil, false, err
	case size == len(texts):
		vector, err := r.shortened(ctx, texts[0], err)
		return [][]float32{vector}, false, err
	}
	allWhole := true
	for part := range slices.Chunk(texts, size) {
		made, whole, err := r.embed(ctx, part)
		if err != nil {
			return nil, false, err
		}
		vectors, allWhole = append(vectors, made...), allWhole && whole
	}
	if allWhole && int64(size) < r.batch.Load() {
		r.batch.Store(int64(size))
		r.config.Logger.InfoContext(ctx, "the server takes smaller batches of embeddings", "texts", size)
	}
	return vectors, false, nil
}

// partsAfter is how many of n texts to ask for at once after an error; 0 if
// there is no sense in asking again. Waiting for a slow answer costs much, so
// then the parts are much smaller.
func partsAfter(err error, n int) int {
	var fault *Error
	switch {
	case !errors.As(err, &fault):
		return 0
	case fault.Kind == Refused:
		return (n + 1) / 2
	case fault.Kind == Slow && n > 1:
		return (n + 7) / 8
	default:
		return 0
	}
}

// leastText is as short as texts are made, in bytes.
const leastText = 64

// shortened asks for the vector of the beginning of a text that was refused:
// most servers mind the length of a text. Some cannot embed certain texts at
// all; where the server embeds others, such a text gets a zero vector, so that
// one passage does not hold up all others: it is found by its words.
func (r role) shortened(ctx context.Context, text string, refused error) ([]float32, error) {
	for cut := text; len(cut) > leastText; {
		cut = clip(cut, len(cut)/2)
		vectors, err := r.request(ctx, []string{cut})
		if err == nil {
			r.config.Logger.WarnContext(ctx, "the server refused a text and was given its beginning to embed",
				"text", r.shown(text), "bytes", len(text), "embedded", len(cut), "error", refused)
			r.keep([]string{text}, vectors)
			return vectors[0], nil
		}
		if partsAfter(err, 1) == 0 {
			return nil, err
		}
		refused = err
	}
	if !r.documents {
		return nil, refused
	}
	if _, err := r.request(ctx, []string{probe}); err != nil {
		return nil, fmt.Errorf("embedding the text that begins %q: %w", beginning(text), refused)
	}
	r.config.Logger.WarnContext(ctx, "the server cannot embed a text, which will be found by its words only",
		"text", r.shown(text), "bytes", len(text), "error", refused)
	return make([]float32, r.dimensions), nil
}

// shown is what the log may tell of a text.
func (r role) shown(text string) string {
	if !r.documents {
		return "a question"
	}
	return beginning(text)
}

// key stands for the model and a text as it is sent.
func (r role) key(text string) [32]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%d\x00%s\x00%d\x00%s%s", version, r.title(), r.dimensions, r.prefix, text))
}

// cached returns nil where the cache has no vector that fits. It may have
// rounded the numbers.
func (r role) cached(text string) []float32 {
	if r.cache == nil {
		return nil
	}
	vector, ok := r.cache.Get(r.key(text))
	if !ok || len(vector) != r.dimensions || !normalize(vector) {
		return nil
	}
	return vector
}

// keep gives vectors to the cache. That it cannot take them is no reason to
// fail.
func (r role) keep(texts []string, vectors [][]float32) {
	if r.cache == nil {
		return
	}
	keys := make([][32]byte, len(texts))
	for i, text := range texts {
		keys[i] = r.key(text)
	}
	if err := r.cache.Put(keys, vectors); err != nil {
		r.config.Logger.Warn("embeddings cannot be kept for later", "error", err)
	}
}
