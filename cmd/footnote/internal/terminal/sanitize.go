package terminal

import (
	"strings"
	"unicode/utf8"
)

// Sanitize makes text safe to show: control characters other than line feed
// and tab, and bytes that are no UTF-8, become U+FFFD; line ends become line
// feeds.
func Sanitize(text string) string {
	if clean(text) {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var b strings.Builder
	for _, r := range text {
		if control(r) {
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Line is Sanitize for what must stay on one line: white space becomes single
// blanks.
func Line(text string) string {
	return Sanitize(strings.Join(strings.Fields(text), " "))
}

func clean(text string) bool {
	for _, r := range text {
		if control(r) || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// control reports the characters that terminals act upon: C0 and C1, where the
// single U+009B starts a sequence as well as ESC [ does.
func control(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r <= 0x9f
}
