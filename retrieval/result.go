package retrieval

import "footnote/corpus"

// A Query asks a Searcher.
type Query struct {
	Text string
	// Topic is text that the query leans on, such as the question before a
	// follow-up. Its words count for less.
	Topic string
	// K is how many passages are wanted; 0 means DefaultK.
	K int
	// Audience holds the labels of the asker.
	Audience Audience
	// Document is the ID of the one document that is searched; "" searches all.
	Document string
}

// DefaultK is how many passages a search returns when it is not told.
const DefaultK = 10

// whole is all that is searched for.
func (q Query) whole() string {
	if q.Topic == "" {
		return q.Text
	}
	return q.Text + "\n" + q.Topic
}

// A Passage is a stretch of a document that was found, one chunk or several
// neighbouring ones merged.
type Passage struct {
	// Chunk is the best of the chunks that the passage is made of.
	Chunk ChunkID
	// Document is the document's ID.
	Document string
	Title    string
	// Section is the title of the nearest heading above the passage.
	Section  string
	Language string
	// Start and End are byte offsets into the document's text, and Text is
	// what stands there.
	Start, End int
	Text       string
	// Sentences are the sentences that may be quoted, as byte offsets into the
	// document's text.
	Sentences []corpus.Span
	// Vectors has one vector a sentence where the model makes such, else nil.
	Vectors [][]float32
	// Score orders passages; it is comparable within one result only.
	Score float64
	// Parts tells what Score was made of.
	Parts Parts
}

// Sentence returns the text of the i-th sentence.
func (p Passage) Sentence(i int) string {
	s := p.Sentences[i]
	return p.Text[s.Start-p.Start : s.End-p.Start]
}

// Parts are the parts of a passage's score, each about 0 to 1.
type Parts struct {
	// Words and Grams are BM25 over that of the best hit.
	Words float64 `json:"words"`
	Grams float64 `json:"grams"`
	// Dense is the cosine above that of an average chunk, over that of the
	// best hit; 0 where the embedding took no part.
	Dense float64 `json:"dense"`
	// Coverage is the share of the query's words, weighted by IDF, that stand
	// in the passage.
	Coverage float64 `json:"coverage"`
	// Proximity is the same for the sentence that covers most.
	Proximity float64 `json:"proximity"`
	// Pairs is the share of neighbouring words of the query that stand close
	// together in the passage.
	Pairs float64 `json:"pairs"`
	// Cosine is half the similarity of the nearest sentence and half that of
	// the average one.
	Cosine float64 `json:"cosine"`
}

// A Result is what a Searcher found.
type Result struct {
	Query    Query
	Passages []Passage
	// Terms are the words of the query that were looked for.
	Terms []Term
	// Vector is the query's embedding, nil when it took no part.
	Vector []float32
	// Degraded is why the query could not be embedded, so that it was searched
	// for by words alone; nil when nothing failed.
	Degraded error
	// Answerable says how probable it is that the passages answer the query.
	Answerable Answerability
}

// Answerability is a calibrated probability with its reasons.
type Answerability struct {
	// Probability is between 0 and 1.
	Probability float64
	// Reasons explain it in plain words, the weightiest first.
	Reasons []string
}
