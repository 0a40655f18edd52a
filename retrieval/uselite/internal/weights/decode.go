package weights

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"unsafe"
)

// Decode reads the file that Encode writes. The integers of the result share
// the memory of file. The checksum is not looked at: see Verify.
func Decode(file string) (*Model, error) {
	if len(file) < headerSize || file[:len(magic)] != magic {
		return nil, errors.New("this is no file of weights, or one of another version")
	}
	d := decoder{file: file, offset: headerSize}
	m := New()
	m.Pieces = d.pieces()
	m.Embedding = d.ints(Vocabulary * EmbeddingSize)
	m.EmbeddingScales = d.floats(Vocabulary)
	m.Timing = d.floats(MaxTokens * EmbeddingSize)
	for i := range m.Layers {
		l := &m.Layers[i]
		l.AttentionGains = d.floats(l.QueryKeyValue.Inputs)
		l.FeedForwardGains = d.floats(l.FeedForward1.Inputs)
	}
	for _, x := range m.matrices() {
		x.Panels = d.ints(x.Inputs * x.Outputs)
		x.Scales = d.floats(x.Outputs)
		x.Bias = d.floats(x.Outputs)
	}
	if d.err == nil && d.offset != len(file) {
		d.err = fmt.Errorf("%d bytes too many", len(file)-d.offset)
	}
	if d.err != nil {
		return nil, fmt.Errorf("reading the weights: %w", d.err)
	}
	return m, nil
}

// Verify compares the file with its checksum.
func Verify(file string) error {
	if len(file) < headerSize || file[:len(magic)] != magic {
		return errors.New("this is no file of weights, or one of another version")
	}
	sum := sha256.Sum256([]byte(file[headerSize:]))
	if file[len(magic):][:len(sum)] != string(sum[:]) {
		return errors.New("the weights differ from their checksum")
	}
	return nil
}

// A decoder reads sections until the first error.
type decoder struct {
	file   string
	offset int
	err    error
}

// section returns the next section. If want is not negative, it must be of that
// length.
func (d *decoder) section(want int) string {
	const lengthSize = 8
	if d.err != nil {
		return ""
	}
	if len(d.file)-d.offset < alignment {
		d.err = fmt.Errorf("the file ends at byte %d", len(d.file))
		return ""
	}
	n := binary.LittleEndian.Uint64([]byte(d.file[d.offset:][:lengthSize]))
	start := d.offset + alignment
	if n > uint64(len(d.file)-start) || want >= 0 && n != uint64(want) {
		d.err = fmt.Errorf("the section at byte %d has %d bytes, want %d", d.offset, n, want)
		return ""
	}
	end := start + int(n)
	d.offset = end + padding(end)
	return d.file[start:end]
}

func (d *decoder) ints(n int) []int8 {
	s := d.section(n)
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(s))), len(s))
}

func (d *decoder) floats(n int) []float32 {
	s := d.section(4 * n)
	x := make([]float32, len(s)/4)
	for i := range x {
		x[i] = math.Float32frombits(uint32(s[4*i]) | uint32(s[4*i+1])<<8 | uint32(s[4*i+2])<<16 | uint32(s[4*i+3])<<24)
	}
	return x
}

func (d *decoder) pieces() []Piece {
	texts, lengths := d.section(-1), d.section(-1)
	ids, scores := d.section(2*len(lengths)), d.floats(len(lengths))
	if d.err != nil {
		return nil
	}
	pieces := make([]Piece, len(lengths))
	for i := range pieces {
		n := int(lengths[i])
		if n == 0 || n > len(texts) {
			d.err = fmt.Errorf("piece %d has %d bytes of %d", i, n, len(texts))
			return nil
		}
		id := uint16(ids[2*i]) | uint16(ids[2*i+1])<<8
		pieces[i] = Piece{Text: texts[:n], ID: id, Score: scores[i]}
		if id >= Vocabulary || i > 0 && pieces[i-1].Text >= pieces[i].Text {
			d.err = fmt.Errorf("piece %d, %q of identity %d, is out of order or range", i, pieces[i].Text, id)
			return nil
		}
		texts = texts[n:]
	}
	return pieces
}
