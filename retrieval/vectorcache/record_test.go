package vectorcache

import (
	"bytes"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestEveryHalf(t *testing.T) {
	for i := range 1 << 16 {
		f := fromHalf(uint16(i))
		if f != f {
			if back := toHalf(f); back&0x7c00 != 0x7c00 || back&0x3ff == 0 {
				t.Fatalf("%#x is no number, and comes back as %#x", i, back)
			}
			continue
		}
		if back := toHalf(f); back != uint16(i) {
			t.Fatalf("%#x is %v and comes back as %#x", i, f, back)
		}
	}
	for h, want := range map[uint16]float32{0x3c00: 1, 0xc000: -2, 0x0001: 1.0 / (1 << 24), 0x7bff: 65504, 0x3555: 0.333251953125} {
		if got := fromHalf(h); got != want {
			t.Errorf("%#x is %v, want %v", h, got, want)
		}
	}
}

// Rounding goes to the nearest, and to an even one where two are as near.
func TestToHalfIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float32Range(-65504, 65504).Draw(t, "number")
		h := toHalf(f)
		off := math.Abs(float64(f) - float64(fromHalf(h)))
		for _, other := range []uint16{h - 1, h + 1} {
			if other&0x7c00 == 0x7c00 || other&0x8000 != h&0x8000 {
				continue
			}
			if d := math.Abs(float64(f) - float64(fromHalf(other))); d < off || d == off && h&1 == 1 {
				t.Fatalf("%v became %v; %v is nearer or even", f, fromHalf(h), fromHalf(other))
			}
		}
	})
}

// FuzzScan: whatever a file holds, what is found in it was written as it is
// read.
func FuzzScan(f *testing.F) {
	whole := appendRecord(appendRecord([]byte(magic), [32]byte{1}, []float32{1, -0.5}), [32]byte{2}, []float32{0.25})
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add([]byte(magic + "\x00\x00\x00\x00\xff\xff\xff\xff"))
	f.Add([]byte("something else entirely"))
	f.Add([]byte(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		last := int64(len(magic))
		end, err := scan(bytes.NewReader(data), func(key [keySize]byte, at int64, dimensions int) {
			if at != last {
				t.Fatalf("a record at %d, want %d", at, last)
			}
			last = at + recordSize(dimensions)
			record := data[at:last]
			found, vector, err := decodeRecord(record)
			if err != nil || found != key || len(vector) != dimensions {
				t.Fatalf("a record that was found cannot be read: %v", err)
			}
			for _, x := range vector {
				if x != x {
					return // there are many ways to write one that is no number
				}
			}
			if again := appendRecord(nil, key, vector); !bytes.Equal(again, record) {
				t.Fatalf("% x is read and written as % x", record, again)
			}
		})
		if err != nil || end > int64(len(data)) || end != 0 && end != last {
			t.Fatalf("it ends at %d of %d, the last record at %d; %v", end, len(data), last, err)
		}
	})
}
