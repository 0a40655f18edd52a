package corpus

import (
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"
)

func utf16Bytes(s string, bigEndian, mark bool) []byte {
	var out []byte
	if mark {
		s = "\ufeff" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		if bigEndian {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func encodeWith(t *testing.T, page *charmap.Charmap, s string) []byte {
	t.Helper()
	out, err := page.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	const (
		ascii   = "The mill was built in 1788 and it stands on the river.\n"
		french  = "L’été à Besançon est très chaud : 35 € pour une chambre, c'est élevé.\n"
		russian = "Мельница была построена в 1788 году, и она стоит на реке, которая течёт на север.\n"
		polish  = "Młyn został zbudowany w 1788 roku i stoi nad rzeką, która płynie na północ, ale już się nie obraca.\n"
		emoji   = "Clef 𝄞 and 🎻 are beyond the first plane.\n"
	)
	tests := []struct {
		name  string
		data  []byte
		want  string
		fault string // part of the message; "" for none
		kind  FaultKind
	}{
		{"UTF-8", []byte(ascii + french + russian), ascii + french + russian, "", 0},
		{"UTF-8 with a mark", []byte("\ufeff" + french), "\ufeff" + french, "", 0},
		{"carriage returns", []byte("one\r\ntwo\r\n"), "one\r\ntwo\r\n", "", 0},
		{"form feeds", []byte("page one\fpage two\n"), "page one\fpage two\n", "", 0},
		{"UTF-16 with a mark", utf16Bytes(french+emoji, false, true), french + emoji, "is UTF-16", Doubtful},
		{"UTF-16, the other order", utf16Bytes(french+emoji, true, true), french + emoji, "is UTF-16", Doubtful},
		{"UTF-16 without a mark", utf16Bytes(ascii, false, false), ascii, "is UTF-16", Doubtful},
		{"UTF-16 without a mark, the other order", utf16Bytes(ascii, true, false), ascii, "is UTF-16", Doubtful},
		{"UTF-16, half of a character", utf16Bytes(ascii, false, true)[:41], ascii[:19], "damaged", Doubtful},
		{"Windows-1252", encodeWith(t, charmap.Windows1252, french), french, "Windows 1252", Doubtful},
		{"Windows-1251", encodeWith(t, charmap.Windows1251, russian), russian, "Windows 1251", Doubtful},
		{"KOI8-R", encodeWith(t, charmap.KOI8R, russian), russian, "KOI8-R", Doubtful},
		{"Windows-1250", encodeWith(t, charmap.Windows1250, polish), polish, "Windows 1250", Doubtful},
		{"mixed", append([]byte(french), encodeWith(t, charmap.Windows1252, french)...), french + french, "mixes UTF-8 with 9 bytes", Doubtful},
		{"cut in a character", []byte(french + "é")[:len(french)+1], french, "half-written", Doubtful},
		{"a few NUL bytes", []byte(strings.Repeat(ascii, 40) + "\x00"), strings.Repeat(ascii, 40) + "\x00", "1 NUL byte", Doubtful},
		{"nothing", nil, "", "empty", Refused},
		{"blanks", []byte(" \r\n\t"), "", "empty", Refused},
		{"only a mark", []byte("\ufeff"), "", "empty", Refused},
		{"only a mark of UTF-16", []byte{0xff, 0xfe}, "", "empty", Refused},
		{"a picture", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x08\x06\x9f\xe2"), "", "no text file", Refused},
		{"PDF", []byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n"), "", "no text file", Refused},
		{"noise", []byte(strings.Repeat("\x01\x9d\x02\x8f\x03a", 50)), "", "no text file", Refused},
		{"UTF-32", []byte("\xff\xfe\x00\x00a\x00\x00\x00b\x00\x00\x00"), "", "no text file", Refused},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, fault := decode(tt.data)
			if got != tt.want {
				t.Errorf("text = %q, want %q", got, tt.want)
			}
			switch {
			case fault == nil && tt.fault != "":
				t.Errorf("no fault, want one with %q", tt.fault)
			case fault != nil && (tt.fault == "" || !strings.Contains(fault.Error(), tt.fault) || fault.Kind != tt.kind):
				t.Errorf("fault %d %q, want kind %d with %q", fault.Kind, fault.Error(), tt.kind, tt.fault)
			}
		})
	}
}

func TestDecodeKeepsUTF8(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("aZ é\r\n\t\f“ß中я🎻\ufeff"))).Draw(t, "text")
		text, fault := decode([]byte(s))
		if fault == nil && text != s {
			t.Errorf("%q became %q", s, text)
		}
		if fault != nil && strings.TrimSpace(strings.TrimPrefix(s, "\ufeff")) != "" {
			t.Errorf("%q: %v", s, fault)
		}
	})
}

func TestDecodeUTF16(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := "A" + rapid.StringOf(rapid.RuneFrom([]rune("aZ é\r\n“ß中я🎻"))).Draw(t, "text")
		if text, _ := decode(utf16Bytes(s, rapid.Bool().Draw(t, "big"), true)); text != s {
			t.Errorf("%q became %q", s, text)
		}
	})
}
