package sqlitestore

import (
	"encoding/binary"
	"hash/crc32"
	"math"
)

// A row's content is one value: numbers as varints, strings with their length
// in front, and a checksum at the end. That is smaller and faster than a column
// for each, and the checksum covers it all.

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sumLength is the length of a checksum.
const sumLength = 4

// An encoder makes the content of a row.
type encoder struct {
	bytes []byte
}

func (e *encoder) number(n int) { e.bytes = binary.AppendUvarint(e.bytes, uint64(n)) }

func (e *encoder) float(f float32) {
	e.bytes = binary.LittleEndian.AppendUint32(e.bytes, math.Float32bits(f))
}

func (e *encoder) text(s string) {
	e.number(len(s))
	e.bytes = append(e.bytes, s...)
}

func (e *encoder) texts(all []string) {
	e.number(len(all))
	for _, s := range all {
		e.text(s)
	}
}

// sealed returns the content with its checksum. The place is what names the
// row, so that content in the wrong row is found out as well.
func (e *encoder) sealed(place string) []byte {
	return binary.LittleEndian.AppendUint32(e.bytes, checksum(e.bytes, place))
}

func checksum(content []byte, place string) uint32 {
	return crc32.Update(crc32.Checksum([]byte(place), castagnoli), castagnoli, content)
}

// A decoder reads what an encoder made. After a fault it gives zero values, so
// that callers check for one at the end alone. Strings share its memory.
type decoder struct {
	rest  string
	fault bool
}

// unseal checks and removes the checksum.
func unseal(row []byte, place string) (*decoder, error) {
	n := len(row) - sumLength
	if n < 0 || checksum(row[:n], place) != binary.LittleEndian.Uint32(row[n:]) {
		return nil, errDamaged
	}
	return &decoder{rest: string(row[:n])}, nil
}

func (d *decoder) number() int {
	var n uint64
	for i := 0; i < len(d.rest) && i < binary.MaxVarintLen64; i++ {
		b := d.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			d.rest = d.rest[i+1:]
			return int(n)
		}
	}
	d.fault = true
	return 0
}

func (d *decoder) float() float32 {
	s := d.take(4)
	if s == "" {
		return 0
	}
	return math.Float32frombits(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

func (d *decoder) text() string { return d.take(d.number()) }

func (d *decoder) take(n int) string {
	if n < 0 || n > len(d.rest) {
		d.fault, d.rest = true, ""
		return ""
	}
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}

// count reads how many things follow, each of at least one byte.
func (d *decoder) count() int {
	n := d.number()
	if n < 0 || n > len(d.rest) {
		d.fault = true
		return 0
	}
	return n
}

// texts returns nil for none.
func (d *decoder) texts() []string {
	n := d.count()
	if n == 0 {
		return nil
	}
	all := make([]string, n)
	for i := range all {
		all[i] = d.text()
	}
	return all
}

// end tells whether all was read and nothing is left.
func (d *decoder) end() error {
	if d.fault || d.rest != "" {
		return errDamaged
	}
	return nil
}
