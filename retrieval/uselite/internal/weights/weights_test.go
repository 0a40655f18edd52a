package weights

import (
	"os"
	"strings"
	"testing"
)

// TestRoundTrip decodes the embedded file and encodes it again.
func TestRoundTrip(t *testing.T) {
	b, err := os.ReadFile("../../weights.bin")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Decode(string(b))
	if err != nil {
		t.Fatal(err)
	}
	again, err := Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(b) {
		t.Error("decoding and encoding changes the file")
	}
	if err := Verify(string(again)); err != nil {
		t.Error(err)
	}
}

func TestEncodeRefuses(t *testing.T) {
	tests := map[string]struct {
		pieces []Piece
		want   string
	}{
		"other shape": {nil, "shape"},
		"empty piece": {[]Piece{{Text: ""}}, "0 bytes"},
		"long piece":  {[]Piece{{Text: strings.Repeat("a", 256)}}, "256 bytes"},
	}
	for name, test := range tests {
		m := New()
		m.Pieces = test.pieces
		if _, err := Encode(m); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, test.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	b, err := os.ReadFile("../../weights.bin")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(64), uint64(1<<63))
	f.Add(uint32(64), uint64(5))
	f.Add(uint32(0), uint64(0))
	f.Fuzz(func(t *testing.T, offset uint32, value uint64) {
		// Overwrites eight bytes near the head, where the lengths are.
		at := int(offset) % 100_000
		changed := []byte(string(b[:200_000]))
		for i := range 8 {
			changed[at+i] = byte(value >> (8 * i))
		}
		if _, err := Decode(string(changed)); err == nil {
			t.Error("a file cut short decodes without an error")
		}
	})
}
