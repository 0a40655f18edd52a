package picture

import (
	"strings"
	"unicode"
)

// widths are those of characters, in hundredths of the size: a little more than
// the widest of the usual fonts has.
var widths = []struct {
	characters string
	width      int
}{
	{"ijlIJ'", 30},
	{" .,:;/\\|", 34},
	{"-ft()[]!r", 42},
	{"*?sz\"`_c", 55},
	{"ABCRVXZK", 71},
	{"DGHNOQU&", 79},
	{"w#+<=>^~M", 87},
	{"m@%W", 100},
}

// Widths of characters that stand in no list, in hundredths of the size.
const (
	widthMono  = 61
	widthOther = 65
	widthAlien = 78 // a letter of another alphabet
	widthWide  = 105
	widthEmoji = 130
)

// width is that of a character, in hundredths of the size.
func width(r rune, s style) int {
	switch {
	case invisible(r):
		return 0
	case emoji(r):
		return widthEmoji
	case wide(r):
		return widthWide
	case s.mono:
		return widthMono
	}
	w := widthOf(r)
	if s.bold {
		w += w / 10
	}
	return w
}

func widthOf(r rune) int {
	for _, class := range widths {
		if strings.ContainsRune(class.characters, r) {
			return class.width
		}
	}
	switch {
	case r >= 0x2010 && r <= 0x206f || r >= 0x2190:
		return widthWide // dashes, marks, arrows
	case r >= 0x370 || r > 0x7f && unicode.IsUpper(r):
		return widthAlien
	}
	return widthOther
}

func invisible(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) || r >= 0xfe00 && r <= 0xfe0f
}

func emoji(r rune) bool { return r >= 0x1f000 && r <= 0x1faff || r >= 0x2600 && r <= 0x27bf }

func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60
}

// measure is the width of a text in pixels, rounded up.
func measure(text string, size int, s style) int {
	total := 0
	for _, r := range text {
		total += width(r, s)
	}
	return (total*size + 99) / 100
}
