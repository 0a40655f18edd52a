package openaiembed

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/sashabaranov/go-openai"

	"footnote/retrieval"
)

// An Embedder asks a server for vectors. It is safe for concurrent use.
type Embedder struct {
	config     Config
	client     *openai.Client
	dimensions int
	// batch is how many texts the server takes at once, as far as is known.
	batch  atomic.Int64
	recent *recent
	outage outage
}

var _ retrieval.Embedder = (*Embedder)(nil)

// New returns an embedder after it has asked the server for a first vector,
// to know its length. An error of type *Error says what is wrong there.
func New(ctx context.Context, config Config) (*Embedder, error) {
	e, err := newEmbedder(config)
	if err != nil {
		return nil, err
	}
	vectors, err := e.passages().request(ctx, []string{probe})
	if err != nil {
		return nil, err
	}
	e.dimensions = len(vectors[0])
	return e, nil
}

// probe is a text that every model has a vector for.
const probe = "The quick brown fox jumps over the lazy dog."

// ErrOtherModel is returned by NewFor.
var ErrOtherModel = errors.New("the vectors of the index were made by another model or other settings")

// NewFor returns an embedder for an index whose vectors bear the name, without
// asking the server, so that a server that is down keeps nobody from searching
// by words. It fails with ErrOtherModel where the configuration would make
// other vectors.
func NewFor(config Config, name string) (*Embedder, error) {
	e, err := newEmbedder(config)
	if err != nil {
		return nil, err
	}
	rest := strings.TrimPrefix(name, e.title()+"/")
	number, _, _ := strings.Cut(rest, "/")
	e.dimensions, err = strconv.Atoi(number)
	asked := e.config.Dimensions
	if err != nil || e.dimensions <= 0 || e.Model().Name != name || asked != 0 && asked != e.dimensions {
		return nil, ErrOtherModel
	}
	return e, nil
}

func newEmbedder(config Config) (*Embedder, error) {
	config, err := config.complete()
	if err != nil {
		return nil, err
	}
	client := openai.DefaultConfig(config.APIKey)
	client.BaseURL = config.BaseURL
	client.HTTPClient = newTransport(config)
	e := &Embedder{config: config, client: openai.NewClientWithConfig(client), dimensions: config.Dimensions, recent: newRecent(recentQueries)}
	e.batch.Store(int64(config.BatchSize))
	return e, nil
}

// Model describes the vectors. The name does not tell the server: the same
// model makes the same vectors wherever it runs, up to rounding, and an index
// moves with its documents from a machine to another. It tells the length, by
// which another model behind the same name is mostly noticed.
func (e *Embedder) Model() retrieval.EmbeddingModel {
	return retrieval.EmbeddingModel{
		Name:        fmt.Sprintf("%s/%d/%s", e.title(), e.dimensions, e.settings()),
		Dimensions:  e.dimensions,
		PerSentence: e.config.PerSentence,
	}
}

// title is the model's name; a server of Ollama's kind adds the tag that it
// assumes where none is given.
func (e *Embedder) title() string { return strings.TrimSuffix(e.config.Model, ":latest") }

// version changes when this package makes other vectors of the same texts.
const version = 1

// settings stands for all else that changes vectors.
func (e *Embedder) settings() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %q %q %d %t", version, *e.config.QueryPrefix, *e.config.DocumentPrefix,
		e.config.MaxInput, e.config.PerSentence))
	return fmt.Sprintf("%x", sum[:5])
}

// EmbedQuery returns the vector of a question, within the time limit for
// questions. A vector of a question asked lately costs nothing, and while the
// server does not answer, most questions do not wait for it.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embedding a question: %w", err)
	}
	text = clip(text, e.config.MaxInput)
	if strings.TrimSpace(text) == "" {
		return make([]float32, e.dimensions), nil
	}
	if vector, ok := e.recent.get(text); ok {
		return vector, nil
	}
	if err := e.outage.now(); err != nil {
		return nil, err
	}
	started := time.Now()
	limited, cancel := context.WithTimeout(ctx, e.config.QueryTimeout)
	defer cancel()
	vectors, _, err := e.queries().embed(limited, []string{text})
	if err != nil {
		return nil, e.noteOutage(err, time.Since(started))
	}
	e.recent.put(text, vectors[0])
	return vectors[0], nil
}

// EmbedDocuments returns one vector a text, in order. Equal texts are sent
// once, and those that the cache holds not at all.
func (e *Embedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embedding documents: %w", err)
	}
	vectors := make([][]float32, len(texts))
	places := map[string][]int{}
	var wanted []string
	for i, text := range texts {
		text = clip(text, e.config.MaxInput)
		if strings.TrimSpace(text) == "" {
			vectors[i] = make([]float32, e.dimensions)
			continue
		}
		if places[text] == nil {
			wanted = append(wanted, text)
		}
		places[text] = append(places[text], i)
	}
	made, err := e.passages().embedAll(ctx, wanted)
	if err != nil {
		return nil, err
	}
	for i, text := range wanted {
		for _, place := range places[text] {
			vectors[place] = append([]float32(nil), made[i]...)
		}
	}
	return vectors, nil
}

// fault makes an error of this embedder's server.
func (e *Embedder) fault(kind Kind, detail string, cause error) *Error {
	return &Error{Kind: kind, Server: e.config.place(), Model: e.config.Model, Detail: detail, Err: cause}
}
