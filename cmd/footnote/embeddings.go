package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/openaiembed"
	"footnote/retrieval/uselite"
	"footnote/retrieval/vectorcache"
)

// embeddingsFolder holds vectors that a server was asked for, beside the index.
const embeddingsFolder = "embeddings"

func (p *program) remoteEmbeddings() openaiembed.Config {
	e := p.config.Embeddings
	return openaiembed.Config{BaseURL: e.URL, APIKey: e.Key.Reveal(), Model: e.Model, Dimensions: e.Dimensions,
		QueryPrefix: e.QueryPrefix, DocumentPrefix: e.DocumentPrefix, BatchSize: e.Batch, Logger: p.log}
}

// embeddedBy reports whether vectors that bear the name of a model are those
// that the settings ask for.
func (p *program) embeddedBy(name string) (bool, error) {
	if p.config.Embeddings.On() {
		_, err := openaiembed.NewFor(p.remoteEmbeddings(), name)
		if errors.Is(err, openaiembed.ErrOtherModel) {
			return false, nil
		}
		return err == nil, err
	}
	model, err := uselite.New()
	if err != nil {
		return false, err
	}
	return model.Model().Name == name, nil
}

// indexEmbedder is what the documents of the index in the folder dir are
// embedded by. A server is asked for a first vector.
func (p *program) indexEmbedder(ctx context.Context, dir string) (embedder retrieval.Embedder, done func() error, err error) {
	if !p.config.Embeddings.On() {
		model, err := uselite.New()
		return model, func() error { return nil }, err
	}
	cache, err := vectorcache.Open(filepath.Join(dir, embeddingsFolder), vectorcache.Options{Logger: p.log})
	if err != nil {
		return nil, nil, err
	}
	settings := p.remoteEmbeddings()
	settings.Cache = cache
	remote, err := openaiembed.New(ctx, settings)
	if err != nil {
		return nil, nil, errors.Join(err, cache.Close())
	}
	return remote, cache.Close, nil
}

// questionEmbedder is what questions to an index are embedded by, in the state
// that the index is in; nil where they can be searched by words only.
func (p *program) questionEmbedder(state retrieval.State, local *uselite.Model) (retrieval.Embedder, error) {
	same, err := p.embeddedBy(state.Model)
	switch {
	case err != nil:
		return nil, err
	case !same && state.Model != "":
		p.notice("the index was embedded by the model %s and the settings name %s: passages are found by their words only; to mend it: footnote index",
			state.Model, p.embeddingName(local))
		fallthrough
	case !same:
		return nil, nil
	case !p.config.Embeddings.On():
		return local, nil
	}
	remote, err := openaiembed.NewFor(p.remoteEmbeddings(), state.Model)
	if err != nil {
		return nil, err
	}
	return &optional{Embedder: remote, tell: func(err error) {
		p.notice("%v. Passages are found by their words only", err)
		p.log.Warn("question not embedded", "error", err)
	}}, nil
}

// embeddingName is the name of the model that the settings ask for.
func (p *program) embeddingName(local *uselite.Model) string {
	if p.config.Embeddings.On() {
		return p.config.Embeddings.Model
	}
	return local.Model().Name
}

// An optional embedder lets a question do without its vector when the server
// cannot give one: it is then searched for by words.
type optional struct {
	retrieval.Embedder
	tell func(error)

	mu   sync.Mutex
	rest time.Time // until then the server is left alone
}

// restTime is how long a server that failed is left alone.
const restTime = 30 * time.Second

// EmbedQuery returns no vector, and no error, when the server fails. It takes
// a quarter at most of the time that there is for the answer.
func (o *optional) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embedding the question: %w", err)
	}
	if o.resting() {
		return nil, nil
	}
	limited := ctx
	if end, ok := ctx.Deadline(); ok {
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeout(ctx, time.Until(end)/4)
		defer cancel()
	}
	vector, err := o.Embedder.EmbedQuery(limited, text)
	if err == nil || ctx.Err() != nil {
		return vector, err
	}
	o.failed(err)
	return nil, nil
}

func (o *optional) resting() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return time.Now().Before(o.rest)
}

// failed tells of the first failure of several at the same time.
func (o *optional) failed(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if time.Now().After(o.rest) {
		o.tell(err)
	}
	o.rest = time.Now().Add(restTime)
}
