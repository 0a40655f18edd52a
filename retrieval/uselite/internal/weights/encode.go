package weights

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"
)

const (
	magic = "USELITE\x01"
	// headerSize is the magic number, the checksum and a filler.
	headerSize = 64
	alignment  = 64
)

// Encode returns the file that holds m.
func Encode(m *Model) ([]byte, error) {
	b := make([]byte, headerSize)
	copy(b, magic)
	b, err := appendPieces(b, m.Pieces)
	if err != nil {
		return nil, err
	}
	b = appendInts(b, m.Embedding)
	b = appendFloats(b, m.EmbeddingScales)
	b = appendFloats(b, m.Timing)
	for _, l := range m.Layers {
		b = appendFloats(b, l.AttentionGains)
		b = appendFloats(b, l.FeedForwardGains)
	}
	for _, x := range m.matrices() {
		b = appendInts(b, x.Panels)
		b = appendFloats(b, x.Scales)
		b = appendFloats(b, x.Bias)
	}
	sum := sha256.Sum256(b[headerSize:])
	copy(b[len(magic):], sum[:])
	if _, err := Decode(string(b)); err != nil {
		return nil, fmt.Errorf("the weights are not of the model's shape: %w", err)
	}
	return b, nil
}

// appendPieces writes the texts one after the other, then their lengths,
// identities and scores.
func appendPieces(b []byte, pieces []Piece) ([]byte, error) {
	var texts, lengths, ids []byte
	scores := make([]float32, len(pieces))
	for i, p := range pieces {
		if len(p.Text) == 0 || len(p.Text) > math.MaxUint8 {
			return nil, fmt.Errorf("piece %q has %d bytes, want 1 to %d", p.Text, len(p.Text), math.MaxUint8)
		}
		texts = append(texts, p.Text...)
		lengths = append(lengths, byte(len(p.Text)))
		ids = binary.LittleEndian.AppendUint16(ids, p.ID)
		scores[i] = p.Score
	}
	b = appendSection(b, texts)
	b = appendSection(b, lengths)
	b = appendSection(b, ids)
	return appendFloats(b, scores), nil
}

func appendSection(b, content []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(len(content)))
	b = append(b, make([]byte, padding(len(b)))...)
	b = append(b, content...)
	return append(b, make([]byte, padding(len(b)))...)
}

// padding is how many bytes the next multiple of the alignment is away.
func padding(offset int) int { return -offset & (alignment - 1) }

func appendFloats(b []byte, x []float32) []byte {
	content := make([]byte, 0, 4*len(x))
	for _, v := range x {
		content = binary.LittleEndian.AppendUint32(content, math.Float32bits(v))
	}
	return appendSection(b, content)
}

func appendInts(b []byte, x []int8) []byte {
	return appendSection(b, unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(x))), len(x)))
}
