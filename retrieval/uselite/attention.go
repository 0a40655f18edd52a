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
	e.path.QuantizeNormalized(&ws.input, x, m.Inputs)
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

// part returns the head's part of token's query (0), key (1) or value (2).
func (s sentenceRows) part(token, which, head int) []float32 {
	width := s.size / weights.Heads
	return s.rows[token*3*s.size+which*s.size+head*width:][:width]
}

func (e *encoder) attendSentence(dst []float32, s sentenceRows, probability []float32) {
	const query, key, value = 0, 1, 2
	clear(dst)
	width := s.size / weights.Heads
	probability = probability[:s.tokens]
	for head := range weights.Heads {
		for i := range s.tokens {
			q := s.part(i, query, head)
			for j := range probability {
				probability[j] = e.path.Dot(q, s.part(j, key, head))
			}
			e.path.Softmax(probability)
			gathered := dst[i*s.size+head*width:][:width]
			for j, p := range probability {
				e.path.AddScaled(gathered, s.part(j, value, head), p)
			}
		}
	}
}
