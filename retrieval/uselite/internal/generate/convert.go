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
	m := weights.New()
	m.Pieces = pieces(s.vocabulary)
	c.embedding(m)
	m.Timing = c.timing()
	for i := range m.Layers {
		c.layer(&m.Layers[i], fmt.Sprintf("Layer_%d/", i), i == 0)
	}
	c.dense(&m.Output, c.linear("hidden_layers/tanh_layer_0/weights", "hidden_layers/tanh_layer_0/bias"))
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

// A linear is a linear map by input and then by output, with its bias.
type linear struct {
	inputs, outputs int
	weights, bias   []float32
}

func (c *converter) linear(kernel, bias string) linear {
	k, b := c.tensor(kernel), c.tensor(bias)
	if c.err != nil {
		return linear{}
	}
	d := k.shape[len(k.shape)-2:]
	return linear{d[0], d[1], slices.Clone(k.values), slices.Clone(b.values)}
}

func (c *converter) layer(l *weights.Layer, name string, first bool) {
	attention := name + "MultiheadAttention/"
	qkv := c.linear(attention+"qkv/kernel", attention+"qkv/bias")
	output := c.linear(attention+"output/kernel", attention+"output/bias")
	up := c.linear(name+"FFN/conv1", name+"FFN/conv1/bias")
	down := c.linear(name+"FFN/conv2", name+"FFN/conv2/bias")
	scaling := c.tensor(attention + "mul/y")
	if c.err != nil {
		return
	}
	c.foldNormalization(&qkv, name)
	scaleQueries(&qkv, scaling.values[0])
	c.foldNormalization(&up, name+"FFN/")
	if first {
		output = stack(output, c.linear(name+"dense/kernel", name+"dense/bias"))
	}
	c.dense(&l.QueryKeyValue, qkv)
	c.dense(&l.Attention, output)
	c.dense(&l.FeedForward1, up)
	c.dense(&l.FeedForward2, down)
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

// scaleQueries multiplies the first third of the outputs.
func scaleQueries(x *linear, factor float32) {
	for o := range x.outputs / 3 {
		for i := range x.inputs {
			x.weights[i*x.outputs+o] *= factor
		}
		x.bias[o] *= factor
	}
}

// stack makes one map of the inputs of a and of b, side by side, that gives the
// sum of what the two give.
func stack(a, b linear) linear {
	for o := range a.bias {
		a.bias[o] += b.bias[o]
	}
	return linear{a.inputs + b.inputs, a.outputs, append(a.weights, b.weights...), a.bias}
}

// dense quantises x, each output with a scale of its own.
func (c *converter) dense(m *kernel.Matrix, x linear) {
	if c.err != nil {
		return
	}
	if x.inputs != m.Inputs || x.outputs != m.Outputs || len(x.bias) != x.outputs {
		c.err = fmt.Errorf("a layer maps %d to %d, want %d to %d", x.inputs, x.outputs, m.Inputs, m.Outputs)
		return
	}
	m.Scales, m.Bias = make([]float32, x.outputs), x.bias
	quantized := make([]int8, len(x.weights))
	column, rounded := make([]float32, x.inputs), make([]int8, x.inputs)
	for o := range x.outputs {
		for i := range column {
			column[i] = x.weights[i*x.outputs+o]
		}
		m.Scales[o] = quantize(rounded, column)
		for i, q := range rounded {
			quantized[i*x.outputs+o] = q
		}
	}
	m.Panels = kernel.Pack(quantized, x.inputs, x.outputs)
}

// embedding quantises the vectors of the tokens. They are doubled: the graph
// adds the embedding to the sum of embedding and timing.
func (c *converter) embedding(m *weights.Model) {
	t := c.tensor("Embeddings_en")
	m.Embedding = make([]int8, len(t.values))
	m.EmbeddingScales = make([]float32, len(t.values)/weights.EmbeddingSize)
	for i := range m.EmbeddingScales {
		row := i * weights.EmbeddingSize
		m.EmbeddingScales[i] = 2 * quantize(m.Embedding[row:][:weights.EmbeddingSize], t.values[row:][:weights.EmbeddingSize])
	}
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
