package corpus

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

var utf8BOM = []byte("\xef\xbb\xbf")

// decode makes text of a file's bytes. UTF-8 is returned as it is, its byte
// order mark included. The fault is nil, Doubtful, or Refused when there is no
// text.
func decode(data []byte) (string, *Fault) {
	if len(bytes.TrimSpace(bytes.TrimPrefix(data, utf8BOM))) == 0 {
		return "", refused("the file is empty")
	}
	if order := utf16Order(data); order != nil {
		text, fault := decodeUTF16(data, order)
		if fault == nil {
			fault = doubtful("is UTF-16; it was read, but places in it are those of its UTF-8 form; save it as UTF-8")
		}
		return text, fault
	}
	nuls := bytes.Count(data, []byte{0})
	if nuls*1000 > len(data) || binaryMagic(data) {
		return "", refused("this is no text file; convert it to text first")
	}
	if !utf8.Valid(data) {
		return decodeBroken(data)
	}
	text := string(data)
	if controls(text)*20 > len(text) {
		return "", refused("this is no text file; convert it to text first")
	}
	if nuls > 0 {
		return text, doubtful("holds %d NUL bytes, so it may be damaged; it was read as it stands", nuls)
	}
	return text, nil
}

// binaryMagic knows files that are no text though they may look like it.
func binaryMagic(data []byte) bool {
	for _, magic := range []string{"%PDF-", "{\\rtf", "%!PS"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	return false
}

// utf16Order returns the byte order of UTF-16, by its mark or by where the
// zero bytes of its Latin letters, blanks and line ends stand; nil if it is
// something else.
func utf16Order(data []byte) binary.ByteOrder {
	switch {
	case len(data) >= 4 && bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return nil // UTF-32
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return binary.BigEndian
	}
	sample := data[:min(len(data), 8192)&^1]
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	enough := len(sample) / 5
	switch {
	case len(sample) < 4:
		return nil
	case zeros[1] > enough && zeros[0]*50 < zeros[1]:
		return binary.LittleEndian
	case zeros[0] > enough && zeros[1]*50 < zeros[0]:
		return binary.BigEndian
	}
	return nil
}

func decodeUTF16(data []byte, order binary.ByteOrder) (string, *Fault) {
	var b strings.Builder
	b.Grow(len(data))
	var broken int
	for i := 0; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) {
			pair := rune(utf8.RuneError)
			if i+3 < len(data) {
				pair = utf16.DecodeRune(r, rune(order.Uint16(data[i+2:])))
			}
			if pair == utf8.RuneError {
				broken++
			} else {
				i += 2
			}
			r = pair
		}
		if i == 0 && r == '\ufeff' {
			continue
		}
		b.WriteRune(r)
	}
	text := b.String()
	switch {
	case strings.TrimSpace(text) == "":
		return "", refused("the file is empty")
	case broken*50 > len(data) || controls(text)*20 > len(text):
		return "", refused("this is no text file; convert it to text first")
	case broken > 0 || len(data)%2 == 1:
		return text, doubtful("its UTF-16 is damaged in places; save it as UTF-8")
	}
	return text, nil
}

// decodeBroken reads what is not valid UTF-8: another encoding, or UTF-8 with
// damage.
func decodeBroken(data []byte) (string, *Fault) {
	if text, name, ok := decodeWide(data); ok {
		return text, readAs(name)
	}
	good, bad, cut := surveyUTF8(data)
	if good > 0 && bad == 0 && cut > 0 {
		return string(data[:len(data)-cut]), doubtful("ends in the middle of a character, as a half-written file does; write it anew")
	}
	if good*4 > bad { // a few pairs of letters look like UTF-8 by chance
		text := decodeMixed(data)
		if controls(text)*20 > len(text) || bad*5 > len(data) {
			return "", refused("this is no text file, or in an encoding that is not known; save it as UTF-8")
		}
		return text, doubtful("mixes UTF-8 with %d bytes of another encoding, read as Windows-1252; save it as UTF-8", bad+cut)
	}
	if blanks(data)*100 < len(data) { // EBCDIC has them elsewhere
		return "", refused("this is no text file, or in an encoding that is not known; save it as UTF-8")
	}
	text, name, ok := decodeScript(data)
	if !ok {
		text, name = decodeSingleByte(data)
	}
	if controls(text)*20 > len(text) {
		return "", refused("this is no text file, or in an encoding that is not known; save it as UTF-8")
	}
	return text, readAs(name)
}

func readAs(name string) *Fault {
	return doubtful("is not UTF-8 and was read as %s; save it as UTF-8 if that is wrong", name)
}

// surveyUTF8 counts the characters of two and more bytes, the bytes that
// belong to no character, and the bytes of a character cut off at the end.
func surveyUTF8(data []byte) (good, bad, cut int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(data[i:])
		switch {
		case n > 1:
			good++
		case !utf8.FullRune(data[i:]):
			return good, bad, len(data) - i
		default:
			bad++
		}
		i += n
	}
	return good, bad, 0
}

// blanks counts the bytes that part words and lines.
func blanks(data []byte) (n int) {
	for _, c := range data {
		if c == ' ' || '\t' <= c && c <= '\r' {
			n++
		}
	}
	return n
}

// decodeMixed keeps the valid UTF-8 and takes every other byte for
// Windows-1252.
func decodeMixed(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			r = windows1252(data[i])
		}
		b.WriteRune(r)
		i += n
	}
	return b.String()
}

// codePages are the encodings of one byte a letter that are told apart, each
// with the languages it was made for.
var codePages = []struct {
	charmap   *charmap.Charmap
	languages string
}{
	{charmap.Windows1251, "ru uk bg be sr mk"},
	{charmap.KOI8R, "ru"},
	{charmap.KOI8U, "uk"},
	{charmap.CodePage866, "ru"},
	{charmap.Windows1250, "pl cs sk hu ro hr sl"},
	{charmap.ISO8859_2, "pl cs sk hu ro hr sl"},
	{charmap.Windows1254, "tr"},
	{charmap.Windows1257, "lv lt et"},
}

// unwestern are languages with letters that Windows-1252 lacks.
const unwestern = "pl cs sk hu ro hr sl lv lt tr"

// decodeSingleByte returns the reading of data that gives the most words of a
// language which is written so: Windows-1252, which holds Latin-1, or a code
// page.
func decodeSingleByte(data []byte) (text, name string) {
	sample := data[:min(len(data), 4*detectionSample)]
	best := charmap.Windows1252
	// Letters have no vote: what is read wrongly is full of odd ones.
	said, most, _, _ := tally(decodeWith(best, sample), false)
	if said == "tr" { // which is written with six other letters
		best = charmap.Windows1254
	}
	if !strings.Contains(unwestern, said) || said == "" {
		most = 1.1*most + 0.5 // the likeliest by far, so the others must be clearly better
	}
	for _, page := range codePages {
		language, votes, _, _ := tally(decodeWith(page.charmap, sample), false)
		if votes > most && strings.Contains(page.languages, language) {
			best, most = page.charmap, votes
		}
	}
	if best == charmap.Windows1250 || best == charmap.ISO8859_2 { // their commonest words are the same
		if highLetters(charmap.ISO8859_2, sample) > highLetters(charmap.Windows1250, sample) {
			best = charmap.ISO8859_2
		} else {
			best = charmap.Windows1250
		}
	}
	return decodeWith(best, data), best.String()
}

// highLetters counts the letters outside of ASCII.
func highLetters(page *charmap.Charmap, data []byte) (n int) {
	for _, c := range data {
		if c >= utf8.RuneSelf && unicode.IsLetter(page.DecodeByte(c)) {
			n++
		}
	}
	return n
}

func decodeWith(page *charmap.Charmap, data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		b.WriteRune(page.DecodeByte(c))
	}
	return b.String()
}

func windows1252(c byte) rune {
	return charmap.Windows1252.DecodeByte(c)
}

// controls counts the characters that do not occur in text.
func controls(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\v' || r == 0x1b:
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError:
			n++
		}
	}
	return n
}
