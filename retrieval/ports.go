package retrieval

import (
	"context"
	"errors"
	"iter"

	"footnote/corpus"
)

// A ChunkID names a chunk within one index. The Store hands them out in rising
// order, starting at 1, and never uses one twice.
type ChunkID uint32

// An EmbeddingModel says what an Embedder makes.
type EmbeddingModel struct {
	// Name changes whenever the vectors of the same text would. Vectors of
	// different names are never compared.
	Name string
	// Dimensions is the length of a vector.
	Dimensions int
	// Languages lists the ISO 639-1 codes the model understands; nil is all.
	Languages []string
	// PerSentence is set when the model is at its best on single sentences, so
	// that a chunk gets a vector for each of its sentences.
	PerSentence bool
}

// An Embedder turns texts into vectors of length 1. An empty text gives a zero
// vector. It is safe for concurrent use.
type Embedder interface {
	Model() EmbeddingModel
	// EmbedDocuments returns one vector a text, in order.
	EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error)
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// A VectorStore holds one vector a chunk and finds the nearest. Implementations
// pass retrievaltest.VectorStore.
type VectorStore interface {
	// Add adds entries, or replaces those of the same ID. It keeps no slice of
	// theirs. A chunk with a zero vector cannot be found and is not held. A
	// vector that is not finite or not as long as those held is an error, here
	// and below. What returns an error has changed nothing.
	Add(ctx context.Context, entries []VectorEntry) error
	// Delete removes chunks; unknown IDs are no error.
	Delete(ctx context.Context, ids []ChunkID) error
	// Nearest returns up to k visible chunks of the highest cosine similarity,
	// best first, equal ones by rising ID. An empty store, k of 0 or a zero
	// vector gives none.
	Nearest(ctx context.Context, vector []float32, k int, audience Audience) ([]VectorHit, error)
	// Similarities returns the cosine of each of the given chunks that the
	// store holds, whoever may see it; the others are left out.
	Similarities(ctx context.Context, vector []float32, ids []ChunkID) (map[ChunkID]float32, error)
	// Len is the number of chunks held.
	Len() int
}

// A VectorEntry is a chunk's vector, as a VectorStore takes it.
type VectorEntry struct {
	ID       ChunkID
	Vector   []float32
	Audience []string
}

// A VectorHit is a chunk found by its vector.
type VectorHit struct {
	ID     ChunkID
	Cosine float32
}

// A TextIndex finds chunks by words and by character 4-grams. Implementations
// pass retrievaltest.TextIndex.
type TextIndex interface {
	// Add adds entries, or replaces those of the same ID. They are found by
	// the next Search.
	Add(ctx context.Context, entries []TextEntry) error
	// Delete removes chunks; unknown IDs are no error.
	Delete(ctx context.Context, ids []ChunkID) error
	Search(ctx context.Context, query TextQuery) (TextResult, error)
	// Len is the number of chunks held.
	Len() int
}

// A TextEntry is a chunk as a TextIndex takes it.
type TextEntry struct {
	ID ChunkID
	// Context is indexed in front of Text: the title and the nearest heading.
	Context  string
	Text     string
	Language string
	Audience []string
}

// A TextQuery asks a TextIndex.
type TextQuery struct {
	Text string
	// K is how many chunks are wanted by words, and how many by 4-grams.
	K        int
	Audience Audience
	// Within holds the chunks that may be found; the zero Range is all. Scores
	// are those of a search in all.
	Within Range
}

// A TextResult is what a TextIndex found.
type TextResult struct {
	// Hits is the union of the K best by words and the K best by 4-grams, each
	// with both scores, by falling Words, then Grams, then rising ID.
	Hits []TextHit
	// IdealWords and IdealGrams are what a chunk would score that holds every
	// term of the query, so that Words/IdealWords is on a fixed scale.
	IdealWords, IdealGrams float64
	// Terms are the query's words, stop words left out, with their weights.
	Terms []Term
}

// A TextHit is a chunk found by its text. Scores are BM25.
type TextHit struct {
	ID           ChunkID
	Words, Grams float64
}

// A Term is a word of a query as it is matched.
type Term struct {
	// Surface is the word as it stands in the query.
	Surface string
	// Forms are the index terms it matches, one for each language of the index
	// that treats it differently.
	Forms []string
	// DocumentFrequency counts the chunks that hold one of the forms.
	DocumentFrequency int
	// IDF is the weight of the word: ln(1 + (N - df + .5) / (df + .5)).
	IDF float64
	// Frame is set by a Searcher for words that questions are built with and
	// that say little of what is asked, such as "called" or "mean".
	Frame bool
	// Deed is set by a Searcher for the word behind "who": what was done.
	Deed bool
}

// An Analyzer turns text into the terms that are matched.
// It is safe for concurrent use.
type Analyzer interface {
	// Version changes whenever the terms of the same text would.
	Version() string
	// Terms calls yield for each word of text in order, with the word's place
	// and its term in the language; stop is set for stop words. An unknown
	// language is analysed without stemming.
	Terms(text, language string, yield func(token Token) bool)
	// Languages lists the ISO 639-1 codes that are stemmed.
	Languages() []string
}

// A Token is a word as an Analyzer sees it.
type Token struct {
	corpus.Span
	Term string
	Stop bool
}

// ErrNotFound is returned for a document or chunk that the index does not hold.
var ErrNotFound = errors.New("not in the index")

// A Store keeps documents, chunks and vectors durably, in transactions. It is
// the only truth: text index and vector store are filled from it. Any number of
// processes may read while one writes. Implementations pass
// retrievaltest.Store.
type Store interface {
	StoreReader
	StoreWriter
	Close() error
}

// A StoreReader reads a Store. Each call sees one state of the store.
type StoreReader interface {
	// State is cheap; a changed Generation means that something was written,
	// by this process or another.
	State(ctx context.Context) (State, error)
	// Documents returns every document without its text, by rising ID.
	Documents(ctx context.Context) ([]StoredDocument, error)
	// Document returns one document with its text, or ErrNotFound.
	Document(ctx context.Context, id string) (StoredDocument, error)
	// Chunks returns the chunks in the order of ids; unknown ones are left out.
	Chunks(ctx context.Context, ids []ChunkID) ([]StoredChunk, error)
	// ChunksIn yields the chunks with first <= ID < end, by rising ID.
	ChunksIn(ctx context.Context, first, end ChunkID) iter.Seq2[StoredChunk, error]
	// VectorsIn yields the mean vectors with first <= ID < end, by rising ID.
	// Vector is of length 1 and valid only until the next is yielded.
	VectorsIn(ctx context.Context, first, end ChunkID) iter.Seq2[VectorEntry, error]
	// SentenceVectors returns the vectors of the chunks' sentences, in the
	// order of the sentences; chunks without vectors are left out.
	SentenceVectors(ctx context.Context, ids []ChunkID) (map[ChunkID][][]float32, error)
	// Unembedded returns up to limit chunks that have no vectors yet, by
	// rising ID.
	Unembedded(ctx context.Context, limit int) ([]StoredChunk, error)
}

// A StoreWriter writes a Store. A call is one transaction: it happens whole or
// not at all, and has reached the disk when it returns.
type StoreWriter interface {
	// Apply puts and deletes documents with all that belongs to them. A put of
	// an ID that is held replaces it. A chunk that equals one of the document
	// that is replaced, in its text, sentences and section, under the same title
	// and language, has the vectors of that one.
	Apply(ctx context.Context, put []Indexed, deleted []string) error
	// PutVectors stores the vectors of chunks' sentences and their normalised
	// mean. Chunks that are gone are passed over.
	PutVectors(ctx context.Context, vectors []ChunkVectors) error
	// SetModel stamps the store with the model of its vectors; another name
	// than the one it bears deletes every vector.
	SetModel(ctx context.Context, model EmbeddingModel) error
	// SetRoots records what the store was made from.
	SetRoots(ctx context.Context, roots []string) error
}

// State sums up a Store.
type State struct {
	// Generation rises with every write.
	Generation int64
	// Contents is the Generation of the last Apply: as long as it stays, so do
	// the documents and chunks.
	Contents int64
	// Model is the name of the model of the vectors; "" before the first.
	Model string
	// Roots are the paths the store was last made from.
	Roots []string
	// Documents, Chunks and Embedded count what is held; Embedded counts
	// chunks that have vectors.
	Documents, Chunks, Embedded int
}

// Indexed is a document with its chunks, as a Store takes it.
type Indexed struct {
	Document corpus.Document
	Chunks   []corpus.Chunk
	// Was is the ID that the document had before, if it had another: it
	// replaces that one.
	Was string
}

// A StoredDocument is a document as a Store gives it, with the range of its
// chunks: First, First+1, ... First+Chunks-1.
type StoredDocument struct {
	corpus.Document
	First  ChunkID
	Chunks int
}

// A StoredChunk is a chunk as a Store gives it, with what searching needs to
// know of its document.
type StoredChunk struct {
	corpus.Chunk
	ID ChunkID
	// Document is the document's ID.
	Document string
	// Number is the chunk's place in its document, from 0.
	Number   int
	Title    string
	Language string
	Audience []string
}

// ChunkVectors are the vectors of a chunk's sentences, in their order.
type ChunkVectors struct {
	ID        ChunkID
	Sentences [][]float32
}
