package pdf

import (
	"math"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/responses"
	"golang.org/x/text/unicode/norm"
)

// A box is where something stands on a page, in points; up is more.
type box struct {
	left, bottom, right, top float64
}

func (b box) width() float64  { return b.right - b.left }
func (b box) height() float64 { return b.top - b.bottom }

// join is the least box that holds both.
func (b box) join(c box) box {
	return box{min(b.left, c.left), min(b.bottom, c.bottom), max(b.right, c.right), max(b.top, c.top)}
}

// apart is how far two boxes stand from each other, side by side; it is less
// than 0 if they overlap.
func (b box) apart(c box) float64 { return max(c.left-b.right, b.left-c.right) }

// overlap is how much of the lower of two boxes stands beside the other, from
// 0 to 1.
func (b box) overlap(c box) float64 {
	shared := min(b.top, c.top) - max(b.bottom, c.bottom)
	least := min(b.height(), c.height())
	if least <= 0 {
		if shared >= 0 {
			return 1
		}
		return 0
	}
	return max(shared, 0) / least
}

// turned is the box as it stands when the page is turned so that text of that
// direction is upright.
func (b box) turned(quarters int) box {
	switch quarters {
	case 1: // read downwards
		return box{-b.top, b.left, -b.bottom, b.right}
	case 2:
		return box{-b.right, -b.top, -b.left, -b.bottom}
	case 3: // read upwards
		return box{b.bottom, -b.right, b.top, -b.left}
	}
	return b
}

// A font is what is known of how text is set.
type font struct {
	size               float64
	bold, italic, mono bool
}

// fontOf understands what PDFium tells of a font. Its weight is an estimate.
func fontOf(f responses.FontInformation) font {
	const fixedPitch, italic = 1 << 0, 1 << 6
	name := strings.ToLower(f.Name)
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(name, part) {
				return true
			}
		}
		return false
	}
	size := f.RenderedSize
	if math.IsNaN(size) || size < .1 || size > 2000 {
		size = 10
	}
	return font{
		size:   size,
		bold:   f.Weight >= 600 || has("bold", "black", "heavy", "cmbx", "sfbx", "demi"),
		italic: f.Flags&italic != 0 || has("italic", "oblique", "-ital", "cmti", "sfti"),
		mono:   f.Flags&fixedPitch != 0 || has("mono", "nimbusmon", "courier", "typewriter", "cmtt", "sftt", "lmtt", "consol", "inconsolata", "menlo"),
	}
}

// A glyph is a character in its place.
type glyph struct {
	box
	font
	char    rune
	angle   float64 // clockwise, in radians
	stretch int
}

// quarters is how many quarters of a turn the glyph is turned by.
func (g glyph) quarters() int {
	if math.IsNaN(g.angle) || math.IsInf(g.angle, 0) {
		return 0
	}
	return ((int(math.Round(g.angle/(math.Pi/2))) % 4) + 4) % 4
}

// baseline estimates where the line stands that a character is written on.
func baseline(char rune, b box, size float64) (at float64, sure bool) {
	switch {
	case strings.ContainsRune("-–—−*'\"’‘“”^~°·•", char):
		return b.bottom - .3*size, false
	case strings.ContainsRune("gjpqyçşţQ,;()[]{}|/_$@§µρφχψβγζημξрудщцфЩЦД", char):
		return b.bottom + .2*size, false
	case unicode.In(char, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return b.bottom + .08*size, true
	case unicode.IsLetter(char) || unicode.IsDigit(char):
		return b.bottom, true
	}
	return b.bottom, false
}

// spelled is what a character is written as: ligatures and forms of letters are
// resolved, and what cannot be seen is left out.
func spelled(char rune) string {
	switch {
	case char == hyphenSign || char == '\u2010' || char == '\u2011' || char == '\u00ad':
		return "-"
	case char < ' ' || char == unicode.ReplacementChar || char == '\ufeff' || char == '\u200b' || char == '\ufffe':
		return ""
	case 0xfb00 <= char && char <= 0xfb4f, 0xfb50 <= char && char <= 0xfdff, 0xfe70 <= char && char <= 0xfeff,
		0x2e80 <= char && char <= 0x2fdf, 0xf900 <= char && char <= 0xfaff:
		return norm.NFKC.String(string(char))
	case 0xf000 <= char && char <= 0xf0ff:
		return symbol(char)
	case unicode.Is(unicode.Co, char):
		return ""
	}
	return string(char)
}

// hyphenSign is what PDFium gives for a hyphen at the end of a line.
const hyphenSign = '\x02'

// symbol is a character of a font of symbols, of which only the marks of lists
// mean anything without the font.
func symbol(char rune) string {
	switch char & 0xff {
	case 0xb7, 0xa7, 0xa8, 0x6c, 0x6e, 0x71, 0x75, 0x76, 0xd8, 0xfc:
		return "•"
	}
	return ""
}
