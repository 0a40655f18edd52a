package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"footnote/corpus"
)

// A Searcher finds the passages that answer a question. It is safe for
// concurrent use.
type Searcher struct {
	index    *Index
	store    StoreReader
	text     TextIndex
	vectors  VectorStore
	embedder Embedder
	analyzer Analyzer
	weigher  weigher
}

// NewSearcher returns a searcher over an index and the parts that it is made
// of. Without an embedder (nil) it searches by text alone.
func NewSearcher(index *Index, store StoreReader, text TextIndex, vectors VectorStore, embedder Embedder, analyzer Analyzer) *Searcher {
	return &Searcher{index: index, store: store, text: text, vectors: vectors, embedder: embedder, analyzer: analyzer, weigher: newWeigher()}
}

// WithBackground returns a searcher that also knows how common words are in
// English at large, which helps with small corpora.
func (s *Searcher) WithBackground(b Background) *Searcher {
	with := *s
	with.weigher.background = b
	return &with
}

const (
	// textDepth and denseDepth are how many candidates each way of searching
	// gives. They are deep, so that the scores are fused over nearly all
	// candidates that matter and not over the tops of lists.
	textDepth  = 500
	denseDepth = 200
	// rerankDepth is how many of the fused candidates are read and looked at
	// closely.
	rerankDepth = 50
)

// Retrieve returns the best passages for a query, best first. A query without
// a word in it finds nothing, which is no error. Nor is it one that the query
// cannot be embedded, as long as the context has not ended: then the result is
// what the words find, and Degraded tells why. A query for one document that
// the index does not hold, or that the asker may not see, gives ErrNotFound:
// which of the two is not told.
func (s *Searcher) Retrieve(ctx context.Context, query Query) (Result, error) {
	if query.K <= 0 {
		query.K = DefaultK
	}
	if query.Document != "" {
		return s.retrieveFrom(ctx, query)
	}
	return s.retrieve(ctx, query, Range{})
}

// retrieve searches the chunks of a range; the zero Range is all.
func (s *Searcher) retrieve(ctx context.Context, query Query, within Range) (Result, error) {
	result := Result{Query: query}
	if _, err := s.index.Refresh(ctx); err != nil {
		return result, err
	}
	found, err := s.gather(ctx, query, within)
	if err != nil {
		return result, err
	}
	result.Terms = s.weigher.weigh(query, found.text.Terms, s.text.Len())
	result.Vector, result.Degraded = found.vector, found.degraded
	candidates := fuse(found)
	passages, err := s.read(ctx, candidates[:min(len(candidates), max(rerankDepth, 2*query.K))])
	if err != nil {
		return result, err
	}
	matcher := NewMatcher(s.analyzer, result.Terms)
	top := passages[:min(len(passages), rerankDepth)]
	if err := s.rerank(ctx, matcher, found.vector, top); err != nil {
		return result, err
	}
	sinkBelow(top, passages[len(top):])
	passages = mergeNeighbours(passages)
	result.Passages = passages[:min(len(passages), query.K)]
	result.Answerable = answerability(matcher, query.whole(), result.Passages, found.vector != nil)
	return result, nil
}

// found is what the ways of searching gave for a query.
type found struct {
	text   TextResult
	vector []float32 // nil when the embedding takes no part
	// degraded is why it takes none although it should.
	degraded error
	dense    map[ChunkID]float32
	floor    float32 // cosine of an average chunk
	// best are the best scores of all chunks, where only some were searched.
	best struct {
		words, grams float64
		dense        float32
	}
}

// gather searches a range by text and by meaning at the same time. Those that
// only the text index finds are looked up too, so that every candidate has its
// true cosine.
func (s *Searcher) gather(ctx context.Context, query Query, within Range) (found, error) {
	var f found
	var nearest []VectorHit
	var similar map[ChunkID]float32
	embedded := make(chan []float32, 1)
	err := together(ctx, func(ctx context.Context) error {
		defer close(embedded)
		vector, err := s.embed(ctx, query.whole())
		embedded <- vector
		if err != nil && ctx.Err() != nil {
			return err
		}
		if f.degraded = err; vector == nil || !within.all() {
			return nil
		}
		if nearest, err = s.vectors.Nearest(ctx, vector, denseDepth, query.Audience); err != nil {
			return fmt.Errorf("searching the vectors: %w", err)
		}
		return nil
	}, func(ctx context.Context) (err error) {
		if f.text, err = s.text.Search(ctx, TextQuery{Text: query.whole(), K: textDepth, Audience: query.Audience, Within: within}); err != nil {
			return fmt.Errorf("searching the text index: %w", err)
		}
		if f.vector = <-embedded; f.vector == nil {
			return nil
		}
		if similar, err = s.vectors.Similarities(ctx, f.vector, lookedUp(f.text.Hits, within)); err != nil {
			return fmt.Errorf("looking up vectors: %w", err)
		}
		return nil
	})
	if err != nil {
		return found{}, err
	}
	f.dense = make(map[ChunkID]float32, len(similar)+len(nearest))
	maps.Copy(f.dense, similar)
	for _, h := range nearest {
		f.dense[h.ID] = h.Cosine
	}
	f.floor = s.index.averageCosine(f.vector)
	return f, s.findBest(ctx, &f, query, within)
}

// embed returns no vector when the embedding should take no part: there is no
// model, nothing is embedded, or the model does not know the language.
func (s *Searcher) embed(ctx context.Context, text string) ([]float32, error) {
	if s.embedder == nil || s.vectors.Len() == 0 {
		return nil, nil
	}
	model := s.embedder.Model()
	if model.Name != s.index.Model() || !model.Understands(corpus.DetectLanguage(text)) {
		return nil, nil
	}
	if deadline, ok := ctx.Deadline(); ok {
		// An embedder that does not answer leaves time to do without it.
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Until(deadline)/2)
		defer cancel()
	}
	vector, err := s.embedder.EmbedQuery(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("embedding the question: %w", err)
	}
	return vector, nil
}

// A candidate is a chunk that may become a passage.
type candidate struct {
	id    ChunkID
	score float64
	parts Parts
}

// read fetches the candidates' chunks. Those that have been deleted since they
// were found are left out.
func (s *Searcher) read(ctx context.Context, candidates []candidate) ([]Passage, error) {
	ids := make([]ChunkID, len(candidates))
	byID := make(map[ChunkID]candidate, len(candidates))
	for i, c := range candidates {
		ids[i] = c.id
		byID[c.id] = c
	}
	chunks, err := s.store.Chunks(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading passages: %w", err)
	}
	passages := make([]Passage, len(chunks))
	for i, c := range chunks {
		passages[i] = Passage{
			Chunk: c.ID, Document: c.Document, Title: c.Title, Section: c.Section, Language: c.Language,
			Start: c.Start, End: c.End, Text: c.Text, Sentences: c.Sentences,
			Score: byID[c.ID].score, Parts: byID[c.ID].parts,
		}
	}
	return passages, nil
}

// sinkBelow lowers the scores of rest below those of top, keeping their order.
func sinkBelow(top, rest []Passage) {
	if len(top) == 0 || len(rest) == 0 {
		return
	}
	low := top[len(top)-1].Score
	shift := low - rest[0].Score
	for i := range rest {
		rest[i].Score += min(0, shift)
	}
}

func byScore(a, b Passage) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Chunk, b.Chunk))
}

func sortPassages(passages []Passage) { slices.SortStableFunc(passages, byScore) }
