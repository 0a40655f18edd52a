package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A wideEncoding writes a sign with two bytes. The signs that are in use stand
// together in its tables, the commonest first: text that is read wrongly falls
// anywhere.
type wideEncoding struct {
	encoding encoding.Encoding
	name     string
	// common reports whether a sign is one of those in use, by its first byte.
	common func(lead byte) bool
	script func(r rune) bool
}

// wideEncodings are tried in this order. All of Korean looks like Chinese in
// use, so that a later one must be clearly better.
var wideEncodings = []wideEncoding{
	{korean.EUCKR, "EUC-KR", within(0xb0, 0xc8), isHangul},
	{simplifiedchinese.GB18030, "GB 18030", within(0xb0, 0xd7), isHan},
	{japanese.EUCJP, "EUC-JP", within(0xa4, 0xa5, 0xb0, 0xcf), isJapanese},
	{japanese.ShiftJIS, "Shift JIS", within(0x82, 0x83, 0x88, 0x97), isJapanese},
	{traditionalchinese.Big5, "Big5", within(0xa4, 0xc6), isHan},
}

// within reports whether a byte is in one of some ranges.
func within(ranges ...byte) func(byte) bool {
	return func(b byte) bool {
		for i := 0; i+1 < len(ranges); i += 2 {
			if ranges[i] <= b && b <= ranges[i+1] {
				return true
			}
		}
		return false
	}
}

func isHan(r rune) bool      { return unicode.Is(unicode.Han, r) }
func isHangul(r rune) bool   { return unicode.Is(unicode.Hangul, r) }
func isJapanese(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) }

// wideSample is how many bytes tell a wide encoding.
const wideSample = 16 << 10

// decodeWide reads text of which each sign takes two bytes; ok is false if it is
// none.
func decodeWide(data []byte) (text, name string, ok bool) {
	sample := data[:min(len(data), wideSample)]
	best, most := -1, 0.85 // of all signs
	for i, e := range wideEncodings {
		if share := e.share(sample, len(sample) < len(data)); share > most {
			best, most = i, share+.05
		}
	}
	if best < 0 {
		return "", "", false
	}
	text, err := wideEncodings[best].encoding.NewDecoder().String(string(data))
	return text, wideEncodings[best].name, err == nil
}

// share is how many of the signs outside of ASCII are letters in use of the
// encoding's script, from 0 to 1; 0 if the data is not written so.
func (e wideEncoding) share(data []byte, cut bool) float64 {
	letters, common, kana := 0, 0, 0
	decoder := e.encoding.NewDecoder()
	var out [utf8.UTFMax * 2]byte
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.RuneError, 0
		for n = 2; n <= 4 && i+n <= len(data); n++ { // GB 18030 and EUC-JP have longer ones
			decoder.Reset()
			size, used, err := decoder.Transform(out[:], data[i:i+n], true)
			if first, width := utf8.DecodeRune(out[:size]); err == nil && used == n && width == size && first != utf8.RuneError {
				r = first
				break
			}
		}
		switch {
		case r == utf8.RuneError && cut && i+4 > len(data):
			i = len(data)
			continue
		case r == utf8.RuneError || unicode.Is(unicode.Co, r):
			return 0
		case unicode.IsLetter(r):
			letters++
			if n == 2 && e.common(data[i]) && e.script(r) {
				common++
			}
			if unicode.In(r, unicode.Hiragana) {
				kana++
			}
		}
		i += n
	}
	if letters < 8 || e.script('あ') && kana*10 < letters {
		return 0
	}
	return float64(common) / float64(letters)
}

// scriptPages are encodings of one byte a letter whose script serves few
// languages, so that the letters alone tell them.
var scriptPages = []struct {
	charmap *charmap.Charmap
	// often are letters that make up much of any text.
	often string
}{
	{charmap.Windows1253, "αοιετσνηυρπκλμάέίό"},
	{charmap.Windows1255, "יוהלאמרתבנש"},
	{charmap.Windows1256, "اليمونتربةع"},
	{charmap.ISO8859_6, "اليمونتربةع"},
}

// decodeScript reads text in a script that is neither Latin nor Cyrillic; ok is
// false if it is none.
func decodeScript(data []byte) (text, name string, ok bool) {
	sample := data[:min(len(data), wideSample)]
	best, most := -1, 0.6 // of all letters outside of ASCII
	for i, page := range scriptPages {
		letters, often, latin := 0, 0, 0
		for _, c := range sample {
			switch r := page.charmap.DecodeByte(c); {
			case c < utf8.RuneSelf:
				if unicode.IsLetter(r) {
					latin++
				}
			case r == utf8.RuneError:
				letters += 10
			case !unicode.IsLetter(r):
			case strings.ContainsRune(page.often, r):
				often++
				fallthrough
			default:
				letters++
			}
		}
		if share := float64(often) / float64(max(letters, latin, 40)); share > most {
			best, most = i, share
		}
	}
	if best < 0 {
		return "", "", false
	}
	return decodeWith(scriptPages[best].charmap, data), scriptPages[best].charmap.String(), true
}
