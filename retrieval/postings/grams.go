package postings

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// boundary stands in a gram for everything between two words.
const boundary = ' '

// gramsOf calls yield for each 4-gram of a text: four characters in a row, in
// lower case and without diacritics, where all that lies between two words is
// one character, as are both ends. In scripts that are written without spaces
// a gram is two characters.
func gramsOf(text string, yield func(gram uint64)) {
	w := gramWriter{yield: yield}
	w.push(boundary)
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			w.push(asciiGram[b])
			i++
			continue
		}
		i += w.decomposed(text[i:])
	}
	w.push(boundary)
}

// A gramWriter holds the last four characters, 16 bits each.
type gramWriter struct {
	yield func(gram uint64)
	last  uint64
	n     int
}

// decomposed pushes the characters that the first one of a text is made of. It
// drops marks, except those that are vowels: they have combining class 0.
func (w *gramWriter) decomposed(text string) int {
	p := norm.NFKD.PropertiesString(text)
	size := p.Size()
	if size == 0 { // a broken or cut-off encoding
		_, size = utf8.DecodeRuneInString(text)
		w.push(boundary)
		return size
	}
	if p.CCC() != 0 {
		return size
	}
	d := p.Decomposition()
	if d == nil {
		d = []byte(text[:size])
	}
	for len(d) > 0 {
		r, n := utf8.DecodeRune(d)
		if p := norm.NFKD.Properties(d); p.CCC() == 0 {
			w.push(gramRune(r))
		}
		d = d[n:]
	}
	return size
}

// push puts a character behind the others. The last 16 bits of a character
// tell it from all that are likely to stand beside it.
func (w *gramWriter) push(r rune) {
	if wide(r) {
		w.pushWide(r)
		return
	}
	if r == boundary && uint16(w.last) == boundary {
		return
	}
	if wide(rune(uint16(w.last))) {
		w.last, w.n = boundary, 1
		if r == boundary {
			return
		}
	}
	w.last = w.last<<16 | uint64(uint16(r))
	if w.n++; w.n >= 4 {
		w.yield(w.last)
	}
}

// pushWide is push for a character of a script without spaces.
func (w *gramWriter) pushWide(r rune) {
	if before := rune(uint16(w.last)); wide(before) {
		w.yield(uint64(before)<<16 | uint64(uint16(r)))
	} else if before != boundary {
		w.push(boundary)
	}
	w.last, w.n = uint64(uint16(r)), 0
}

// wide reports whether a character is of a script that is written without
// spaces.
func wide(r rune) bool {
	return r >= 0x0e00 && (r < 0x1100 || // Thai, Lao, Tibetan, Myanmar
		r < 0x1200 || // Jamo
		r >= 0x1780 && r < 0x1800 || // Khmer
		r >= 0x2e80 && r < 0xa000 || // Kana, Han
		r >= 0xac00 && r < 0xd7b0 || // Hangul
		r >= 0xf900 && r < 0xfb00 || // Han, compatibility forms
		r >= 0x20000)
}

var asciiGram = func() (table [utf8.RuneSelf]rune) {
	for b := range table {
		table[b] = gramRune(rune(b))
	}
	return table
}()

// gramRune is what a character is in a gram.
func gramRune(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r > 0xffff && unicode.IsSymbol(r) {
		return unicode.ToLower(r)
	}
	return boundary
}

// hashOf is the FNV-1a hash of a term.
func hashOf(term string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(term) {
		h = (h ^ uint64(term[i])) * 1099511628211
	}
	return h
}
