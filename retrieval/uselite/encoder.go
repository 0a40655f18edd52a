package uselite

import (
	"math"

	"footnote/retrieval/uselite/internal/weights"
	"footnote/retrieval/uselite/kernel"
)

// An encoder turns tokens into vectors: a transformer of two layers, the mean
// over the tokens, a dense layer. It is safe for concurrent use.
type encoder struct {
	path  *kernel.Path
	model *weights.Model
}

// A workspace is the memory that encoding needs, kept from batch to batch.
type workspace struct {
	input       kernel.Activations
	hidden      []float32
	projected   []float32
	attended    []float32
	probability []float32
	pooled      []float32
}

// sized returns a slice of n numbers that keeps nothing of what it held.
func sized(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n)
	}
	return (*s)[:n]
}

// encode returns the vectors of sentences, one after the other. Each has between
// one and weights.MaxTokens tokens. The result does not depend on what else is
// in the batch; it is valid until the next call with the same workspace.
func (e *encoder) encode(ws *workspace, sentences [][]uint16) []float32 {
	total := 0
	for _, s := range sentences {
		total += len(s)
	}
	hidden := sized(&ws.hidden, total*weights.HiddenSize)
	first, second := &e.model.Layers[0], &e.model.Layers[1]

	// The first layer's input is kept where its output will be.
	embedded := e.embed(hidden[:total*weights.EmbeddingSize], sentences)
	attended := e.attend(ws, first, embedded, sentences)
	attended = beside(&ws.projected, attended, embedded, weights.EmbeddingSize)
	e.project(ws, first, hidden, attended, kernel.Store)
	e.feedForward(ws, first, hidden)

	attended = e.attend(ws, second, hidden, sentences)
	e.project(ws, second, hidden, attended, kernel.Add)
	e.feedForward(ws, second, hidden)

	return e.output(ws, hidden, sentences)
}

// embed looks the tokens up and adds the timing signal.
func (e *encoder) embed(dst []float32, sentences [][]uint16) []float32 {
	const size = weights.EmbeddingSize
	row := dst
	for _, sentence := range sentences {
		for position, id := range sentence {
			scale := e.model.EmbeddingScales[id]
			timing := e.model.Timing[position*size:][:size]
			for i, q := range e.model.Embedding[int(id)*size:][:size] {
				row[i] = float32(float32(q)*scale) + timing[i]
			}
			row = row[size:]
		}
	}
	return dst
}

// beside puts the rows of a and of b, each width long, side by side.
func beside(dst *[]float32, a, b []float32, width int) []float32 {
	rows := sized(dst, len(a)+len(b))
	for i := 0; i < len(a); i += width {
		copy(rows[2*i:], a[i:][:width])
		copy(rows[2*i+width:], b[i:][:width])
	}
	return rows
}

// project maps what attention found into hidden.
func (e *encoder) project(ws *workspace, l *weights.Layer, hidden, attended []float32, mode kernel.Mode) {
	e.path.Quantize(&ws.input, attended, l.Attention.Inputs)
	e.path.MatMul(hidden, &ws.input, &l.Attention, mode)
}

// feedForward adds the feed-forward network's result to hidden.
func (e *encoder) feedForward(ws *workspace, l *weights.Layer, hidden []float32) {
	rows := len(hidden) / weights.HiddenSize
	inner := sized(&ws.projected, rows*weights.FeedForwardSize)
	e.path.QuantizeNormalized(&ws.input, hidden, l.FeedForwardGains)
	e.path.MatMul(inner, &ws.input, &l.FeedForward1, kernel.StoreReLU)
	e.path.Quantize(&ws.input, inner, weights.FeedForwardSize)
	e.path.MatMul(hidden, &ws.input, &l.FeedForward2, kernel.Add)
}

// output is the tanh layer over the mean of each sentence's tokens, at length 1.
func (e *encoder) output(ws *workspace, hidden []float32, sentences [][]uint16) []float32 {
	const size = weights.HiddenSize
	pooled := sized(&ws.pooled, len(sentences)*size)
	for i, sentence := range sentences {
		tokens := len(sentence)
		shares := sized(&ws.probability, tokens)
		for j := range shares {
			shares[j] = 1 / float32(tokens)
		}
		e.path.Mix(pooled[i*size:][:size], shares, hidden, size)
		hidden = hidden[tokens*size:]
	}
	result := sized(&ws.projected, len(pooled))
	e.path.Quantize(&ws.input, pooled, size)
	e.path.MatMul(result, &ws.input, &e.model.Output, kernel.Store)
	kernel.Tanh(result)
	for i := range sentences {
		v := result[i*size:][:size]
		var square [1]float32
		e.path.Dots(square[:], v, v, size)
		inverse := 1 / float32(math.Sqrt(float64(square[0])))
		for j := range v {
			v[j] *= inverse
		}
	}
	return result
}
