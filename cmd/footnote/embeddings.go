package main

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"sync/atomic"

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
		QueryPrefix: e.QueryPrefix, DocumentPrefix: e.DocumentPrefix, BatchSize: e.Batch, Logger: p.log,
		HTTPClient: &http.Client{CheckRedirect: stay}}
}

// stay keeps requests from being sent on: documents and key are for the server
// of the settings only.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

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
	return &telling{Embedder: remote, tell: func(err error) {
		mend := ""
		if fault := new(openaiembed.Error); errors.As(err, &fault) && fault.Kind == openaiembed.WrongDimensions {
			mend = ", with: footnote index --rebuild"
		}
		p.notice("%v%s. Passages are found by their words only", err, mend)
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

// A telling embedder tells of the first failure of several in a row. What
// becomes of the question is the searcher's business.
type telling struct {
	retrieval.Embedder
	tell func(error)

	failing atomic.Bool
}

// EmbedQuery embeds the question, or fails as the embedder does.
func (t *telling) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vector, err := t.Embedder.EmbedQuery(ctx, text)
	switch {
	case err == nil:
		t.failing.Store(false)
	case !errors.Is(err, context.Canceled) && !t.failing.Swap(true):
		t.tell(err)
	}
	return vector, err
}
