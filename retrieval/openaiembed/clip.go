package openaiembed

import (
	"strings"
	"unicode/utf8"
)

// clip returns at most n bytes of text, whole characters and, where that costs
// little, whole words.
func clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	text = text[:n]
	if space := strings.LastIndexAny(text, " \t\r\n"); space > n*3/4 {
		return text[:space]
	}
	return text
}

// beginning is as much of a text as tells which one it is.
func beginning(text string) string {
	const enough = 60
	if len(text) <= enough {
		return text
	}
	return clip(text, enough) + "…"
}
