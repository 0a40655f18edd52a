package main

import (
	"context"
	"fmt"
	"time"

	"footnote/retrieval/openaiembed"
)

// embeddings examines the server of the embeddings.
func (x *examination) embeddings(ctx context.Context) error {
	if !x.config.Embeddings.On() {
		x.about = "embeddings"
		return x.ok("model", "the embedded one, offline")
	}
	x.about = "embeddings " + named(x.config.Embeddings.Endpoint)
	embedder, err := openaiembed.New(ctx, x.remoteEmbeddings())
	if err != nil {
		return x.failed(ctx, "reached", err)
	}
	if err := x.ok("reached", "yes, vectors have %d dimensions", embedder.Model().Dimensions); err != nil {
		return err
	}
	if name := embedder.Model().Name; x.indexed != "" && x.indexed != name {
		return x.fault("index", "footnote index --rebuild", "it was made by %s, and the server now gives vectors of %s", x.indexed, name)
	}
	if on, err := x.batch(ctx, embedder); err != nil || !on {
		return err
	}
	started := time.Now()
	if _, err := embedder.EmbedQuery(ctx, "How long does a question take?"); err != nil {
		return x.failed(ctx, "question", err)
	}
	return x.ok("question", "embedded after %s", seconds(time.Since(started)))
}

// likeness is the least cosine of two vectors of the same text: servers round,
// and compute batches otherwise than single texts.
const likeness = 0.99

// batch asks for several vectors at once, and for the first and the last once
// more alone: they must be the same.
func (x *examination) batch(ctx context.Context, embedder *openaiembed.Embedder) (on bool, err error) {
	texts := make([]string, 16)
	for i := range texts {
		texts[i] = fmt.Sprintf("Sentence number %d is about %s.", i, []string{"owls", "boilers", "trams", "lighthouses"}[i%4])
	}
	together, err := embedder.EmbedDocuments(ctx, texts)
	if err != nil {
		return false, x.failed(ctx, "batch", err)
	}
	for _, i := range []int{0, len(texts) - 1} {
		alone, err := embedder.EmbedDocuments(ctx, texts[i:i+1])
		if err != nil {
			return false, x.failed(ctx, "batch", err)
		}
		if cosine := dot(alone[0], together[i]); cosine < likeness {
			return false, x.fault("batch", "set FOOTNOTE_EMBEDDINGS_BATCH=1, and footnote index --rebuild",
				"a text alone gets another vector than among %d (cosine %.2f): the server mixes up their order", len(texts), cosine)
		}
	}
	return true, x.ok("batch", "%d texts at once, in their order", len(texts))
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
