package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"footnote/retrieval/uselite/internal/weights"
	"footnote/retrieval/uselite/kernel"
)

// reserved is how many entries at the head of the vocabulary are no pieces:
// the unknown, and marks of the model's training.
const reserved = 6

func convert(s *source) (*weights.Model, error) {
	if len(s.vocabulary) < reserved || len(s.vocabulary) > weights.Vocabulary {
		return nil, fmt.Errorf("the vocabulary has %d entries", len(s.vocabulary))
	}
	c := converter{source: s}
	n := c.network()
	if c.err != nil {
		return nil, c.err
	}
	m := weights.New()
	m.Pieces = pieces(s.vocabulary)
	m.Timing = n.timing
	m.Embedding, m.EmbeddingScales = quantizeRows(n.embedding, weights.EmbeddingSize)
	n.calibrate(m.Pieces)
	for i := range m.Layers {
		from, to := &n.layers[i], &m.Layers[i]
		to.AttentionGains, to.FeedForwardGains = from.attentionGains, from.feedForwardGains
		c.quantize(&to.QueryKeyValue, &from.queryKeyValue)
		c.quantize(&to.Attention, &from.attention)
		c.quantize(&to.FeedForward1, &from.feedForward1)
		c.quantize(&to.FeedForward2, &from.feedForward2)
	}
	c.quantize(&m.Output, &n.output)
	return m, c.err
}

// pieces sorts the vocabulary. Where a text stands in it twice, the model's own
// tokenizer knows the later.
func pieces(vocabulary []vocabularyEntry) []weights.Piece {
	byText := map[string]weights.Piece{}
	for i, e := range vocabulary[reserved:] {
		text := strings.ReplaceAll(e.text, "▁", " ")
		byText[text] = weights.Piece{Text: text, ID: uint16(reserved + i), Score: e.score}
	}
	all := make([]weights.Piece, 0, len(byText))
	for _, p := range byText {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b weights.Piece) int { return cmp.Compare(a.Text, b.Text) })
	return all
}

// quantizeRows rounds rows of numbers, each with a scale of its own.
func quantizeRows(values []float32, width int) ([]int8, []float32) {
	rounded := make([]int8, len(values))
	scales := make([]float32, len(values)/width)
	for i := range scales {
		scales[i] = quantize(rounded[i*width:][:width], values[i*width:][:width])
	}
	return rounded, scales
}

// A converter turns tensors into the model's parts until the first error.
type converter struct {
	source *source
	err    error
}

func (c *converter) tensor(name string) tensor {
	t, ok := c.source.tensors[name]
	if !ok && c.err == nil {
		c.err = fmt.Errorf("there is no tensor %q", name)
	}
	return t
}

func (c *converter) linear(kernel, bias string) linear {
	k, b := c.tensor(kernel), c.tensor(bias)
	if c.err != nil {
		return linear{}
	}
	d := k.shape[len(k.shape)-2:]
	return linear{inputs: d[0], outputs: d[1], weights: slices.Clone(k.values), bias: slices.Clone(b.values)}
}

func (c *converter) network() *network {
	n := &network{timing: c.timing(), embedding: slices.Clone(c.tensor("Embeddings_en").values)}
	// The graph adds the embedding to the sum of embedding and timing.
	for i := range n.embedding {
		n.embedding[i] *= 2
	}
	for i := range n.layers {
		n.layers[i] = c.layer(fmt.Sprintf("Layer_%d/", i), i == 0)
	}
	n.output = c.linear("hidden_layers/tanh_layer_0/weights", "hidden_layers/tanh_layer_0/bias")
	return n
}

func (c *converter) layer(name string, first bool) networkLayer {
	attention := name + "MultiheadAttention/"
	l := networkLayer{
		queryKeyValue: c.linear(attention+"qkv/kernel", attention+"qkv/bias"),
		attention:     c.linear(attention+"output/kernel", attention+"output/bias"),
		feedForward1:  c.linear(name+"FFN/conv1", name+"FFN/conv1/bias"),
		feedForward2:  c.linear(name+"FFN/conv2", name+"FFN/conv2/bias"),
	}
	scaling := c.tensor(attention + "mul/y")
	c.foldNormalization(&l.queryKeyValue, name)
	c.foldNormalization(&l.feedForward1, name+"FFN/")
	if first {
		l.attention = stack(l.attention, c.linear(name+"dense/kernel", name+"dense/bias"))
	}
	if c.err == nil {
		queries := slices.Repeat(scaling.values, l.queryKeyValue.outputs/3)
		l.queryKeyValue.scaleOutputs(0, queries)
		l.equalize()
	}
	return l
}

// foldNormalization makes the gain and offset of the normalisation before x
// part of x: W(g*n + o) + b = (W*g)n + (Wo + b).
func (c *converter) foldNormalization(x *linear, name string) {
	gain, offset := c.tensor(name+"layer_norm/layer_norm_scale"), c.tensor(name+"layer_norm/layer_norm_bias")
	if c.err != nil {
		return
	}
	for o := range x.outputs {
		sum := float64(x.bias[o])
		for i := range x.inputs {
			w := &x.weights[i*x.outputs+o]
			sum += float64(*w) * float64(offset.values[i])
			*w *= gain.values[i]
		}
		x.bias[o] = float32(sum)
	}
}

// stack makes one map of the inputs of a and of b, side by side, that gives the
// sum of what the two give.
func stack(a, b linear) linear {
	add(a.bias, b.bias, 1)
	return linear{inputs: a.inputs + b.inputs, outputs: a.outputs, weights: append(a.weights, b.weights...), bias: a.bias}
}

func (c *converter) quantize(m *kernel.Matrix, l *linear) {
	if l.inputs != m.Inputs || l.outputs != m.Outputs || len(l.bias) != l.outputs {
		c.err = fmt.Errorf("a layer maps %d to %d, want %d to %d", l.inputs, l.outputs, m.Inputs, m.Outputs)
		return
	}
	*m = l.quantized()
}

// timing is the sine and then the cosine of the position times each frequency.
func (c *converter) timing() []float32 {
	t := c.tensor("Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1")
	var rows []float32
	for position := range weights.MaxTokens {
		for _, wave := range []func(float64) float64{math.Sin, math.Cos} {
			for _, frequency := range t.values {
				rows = append(rows, float32(wave(float64(float32(position)*frequency))))
			}
		}
	}
	return rows
}
