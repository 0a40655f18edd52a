package terminal

import (
	"strings"
	"unicode/utf8"
)

// Sanitize makes text safe to show: control characters other than line feed
// and tab, marks that turn the direction of writing round, and bytes that are
// no UTF-8, become U+FFFD; line ends become line feeds.
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
// single U+009B starts a sequence as well as ESC [ does, and the overrides,
// embeddings and isolates of bidirectional text, which can make a quote read
// otherwise than it stands.
func control(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r <= 0x9f ||
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
