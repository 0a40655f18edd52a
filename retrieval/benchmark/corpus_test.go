package benchmark

import (
	"context"
	"fmt"
	"hash/maphash"
	"math"
	"math/rand/v2"
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval"
)

const (
	vocabularySize = 200_000
	chunkBytes     = 600
	chunksPerDoc   = 10
	dimensions     = 512
	clusters       = 1000
)

// commonWords are the most frequent words of English, which a made-up
// vocabulary lacks.
var commonWords = strings.Fields(`the of and to a in that is was he for it with as his on be at by I this had not
	are but from or have an they which one you were all her she there would their we him been has when who will`)

// A generator makes text whose words are as frequent as in a language, and
// vectors that lie in clusters. What it makes depends on its seed alone.
type generator struct {
	*rand.Rand
	zipf       *rand.Zipf
	vocabulary []string
	centers    [][]float32
}

func newGenerator(seed uint64) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(7, 7))}
	g.vocabulary = append(g.vocabulary, commonWords...)
	for len(g.vocabulary) < vocabularySize {
		g.vocabulary = append(g.vocabulary, g.newWord())
	}
	for range clusters {
		g.centers = append(g.centers, g.near(make([]float32, dimensions), 1))
	}
	g.Rand = rand.New(rand.NewPCG(7, seed))
	g.zipf = rand.NewZipf(g.Rand, 1.07, 3, vocabularySize-1)
	return g
}

// newWord makes a word of syllables.
func (g *generator) newWord() string {
	const onsets, vowels, codas = "bcdfghklmnprstvw", "aeiou", "nrstlm"
	var b strings.Builder
	for range 1 + g.IntN(4) {
		b.WriteByte(onsets[g.IntN(len(onsets))])
		b.WriteByte(vowels[g.IntN(len(vowels))])
		if g.IntN(2) == 0 {
			b.WriteByte(codas[g.IntN(len(codas))])
		}
	}
	return b.String()
}

func (g *generator) word() string { return g.vocabulary[g.zipf.Uint64()] }

// words returns n words, the first with a capital.
func (g *generator) words(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = g.word()
	}
	text := strings.Join(all, " ")
	return string(unicode.ToUpper(rune(text[0]))) + text[1:]
}

// document makes a document with its chunks.
func (g *generator) document(number int) retrieval.Indexed {
	doc := corpus.Document{ID: fmt.Sprintf("folder/document-%06d.txt", number), Title: g.words(4), Language: "en"}
	doc.Path, doc.Hash = "/"+doc.ID, fmt.Sprintf("%064x", g.Uint64())
	var text strings.Builder
	chunks := make([]corpus.Chunk, chunksPerDoc)
	for i := range chunks {
		c := &chunks[i]
		c.Start, c.Section = text.Len(), g.words(3)
		for text.Len()-c.Start < chunkBytes {
			start := text.Len()
			text.WriteString(g.words(14 + g.IntN(20)))
			text.WriteString(".")
			c.Sentences = append(c.Sentences, corpus.Span{Start: start, End: text.Len()})
			text.WriteString(" ")
		}
		c.End = text.Len()
		doc.Sections = append(doc.Sections, corpus.Section{Title: c.Section, Level: 1, Start: c.Start, End: c.End})
	}
	doc.Text = text.String()
	for i := range chunks {
		chunks[i].Text = doc.Text[chunks[i].Start:chunks[i].End]
	}
	return retrieval.Indexed{Document: doc, Chunks: chunks}
}

// question asks for some words of a document, the rarer ones first of all, as
// people do.
func (g *generator) question(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	asked := []string{"What", "is", "the"}
	for n := 4 + g.IntN(5); n > 0; n-- {
		first, second := words[g.IntN(len(words))], words[g.IntN(len(words))]
		if len(second) > len(first) {
			first = second
		}
		asked = append(asked, first)
	}
	return strings.Join(asked, " ") + "?"
}

// near returns a vector of length 1 around a center.
func (g *generator) near(center []float32, noise float64) []float32 {
	vector := make([]float32, len(center))
	scale, sum := float32(noise/math.Sqrt(float64(len(center)))), float32(0)
	for i := range vector {
		vector[i] = center[i] + scale*float32(g.NormFloat64())
		sum += vector[i] * vector[i]
	}
	scale = float32(1 / math.Sqrt(float64(sum)))
	for i := range vector {
		vector[i] *= scale
	}
	return vector
}

// vectors makes a vector for each sentence of a chunk; those of a document are
// of one cluster.
func (g *generator) vectors(c retrieval.StoredChunk) retrieval.ChunkVectors {
	v := retrieval.ChunkVectors{ID: c.ID}
	center := g.centers[(int(c.ID)/chunksPerDoc)%clusters]
	for range c.Sentences {
		v.Sentences = append(v.Sentences, g.near(center, 1))
	}
	return v
}

// An embedder takes the time of the embedded model over a question, and then
// gives a vector out of the clusters of the corpus, to which the model's would
// bear no relation.
type embedder struct {
	retrieval.Embedder
	centers [][]float32
}

var seed = maphash.MakeSeed()

func (e embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if _, err := e.Embedder.EmbedQuery(ctx, text); err != nil {
		return nil, err
	}
	hash := maphash.String(seed, text)
	g := generator{Rand: rand.New(rand.NewPCG(hash, 1))}
	return g.near(e.centers[hash%clusters], .7), nil
}
