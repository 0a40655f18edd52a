package uselite

import (
	"footnote/retrieval/uselite/internal/weights"
	"footnote/retrieval/uselite/kernel"
)

// attend gives, for each token, what the heads of a layer gather from the
// tokens of its own sentence.
func (e *encoder) attend(ws *workspace, l *weights.Layer, x []float32, sentences [][]uint16) []float32 {
	m := &l.QueryKeyValue
	rows := len(x) / m.Inputs
	projected := sized(&ws.projected, rows*m.Outputs)
	e.path.QuantizeNormalized(&ws.input, x, l.AttentionGains)
	e.path.MatMul(projected, &ws.input, m, kernel.Store)

	size := m.Outputs / 3
	attended := sized(&ws.attended, rows*size)
	probability := sized(&ws.probability, weights.MaxTokens)
	row := 0
	for _, sentence := range sentences {
		s := sentenceRows{projected[row*m.Outputs:][:len(sentence)*m.Outputs], size, len(sentence)}
		e.attendSentence(attended[row*size:][:len(sentence)*size], s, probability)
		row += len(sentence)
	}
	return attended
}

// sentenceRows are the queries, keys and values of a sentence's tokens, side by
// side.
type sentenceRows struct {
	rows         []float32
	size, tokens int
}

// from returns the rows from the head's part of token's query (0), key (1) or
// value (2).
func (s sentenceRows) from(token, which, head int) []float32 {
	return s.rows[token*s.stride()+which*s.size+head*s.width():]
}

func (s sentenceRows) stride() int { return 3 * s.size }

// width is that of a head.
func (s sentenceRows) width() int { return s.size / weights.Heads }

func (e *encoder) attendSentence(dst []float32, s sentenceRows, probability []float32) {
	const query, key, value = 0, 1, 2
	probability = probability[:s.tokens]
	for head := range weights.Heads {
		keys, values := s.from(0, key, head), s.from(0, value, head)
		for i := range s.tokens {
			e.path.Dots(probability, s.from(i, query, head)[:s.width()], keys, s.stride())
			e.path.Softmax(probability)
			e.path.Mix(dst[i*s.size+head*s.width():][:s.width()], probability, values, s.stride())
		}
	}
}
