package claims

import (
	"regexp"
	"strings"
	"unicode"
)

// What stands in a line of a chat beside words. The order matters.
var (
	struck    = regexp.MustCompile(`~~[^~]+~~`) // taken back
	link      = regexp.MustCompile(`!?\[([^\[\]]*)\]\(\s*<?[^()\s]*>?(?:\s+"[^"]*")?\s*\)`)
	emoticon  = regexp.MustCompile(`<a?:\w{1,40}:\d{1,25}>|:[a-z0-9_+-]{2,32}:`)
	mention   = regexp.MustCompile(`<(?:@[!&]?|#|/[^<>\n]{1,60}:|t:|id:)[^<>\s]{1,60}>|@everyone\b|@here\b`)
	address   = regexp.MustCompile(`<?\bhttps?://[^\s<>]+>?`)
	marker    = regexp.MustCompile(`\\?\[\s*\^?\d{1,3}\s*\\?\]`)
	code      = regexp.MustCompile("`+([^`]*)`+")
	emphasis  = regexp.MustCompile(`\*{1,3}([^*\n]+)\*{1,3}`)
	underline = regexp.MustCompile(`(^|[^\pL\pN_])_{1,3}([^_\n]+)_{1,3}($|[^\pL\pN_])`)
	escape    = regexp.MustCompile(`\\([\\*_~|>#` + "`" + `\[\]()-])`)
)

// plain is a line without Markdown, mentions, addresses, markers of footnotes
// and emoji.
func plain(line string) string {
	for _, gone := range []*regexp.Regexp{struck, mention} {
		line = gone.ReplaceAllString(line, " ")
	}
	line = link.ReplaceAllString(line, "$1")
	for _, gone := range []*regexp.Regexp{address, emoticon, marker} {
		line = gone.ReplaceAllString(line, " ")
	}
	line = strings.ReplaceAll(line, "||", "")
	line = code.ReplaceAllString(line, "$1")
	line = emphasis.ReplaceAllString(line, "$1")
	line = underline.ReplaceAllString(line, "$1$2$3")
	line = escape.ReplaceAllString(line, "$1")
	line = oneLine(strings.Map(spoken, line))
	for _, mark := range []string{".", ",", "!", "?", ";", ":"} {
		line = strings.ReplaceAll(line, " "+mark, mark)
	}
	return strings.TrimLeft(line, ",;:.!?)–—- ")
}

// spoken drops emoji and what cannot be seen.
func spoken(r rune) rune {
	switch {
	case r == '\t', r == '\n':
		return ' '
	case r == '°':
		return r
	case r == '\u200c': // joins letters in some scripts
		return r
	case unicode.Is(unicode.So, r), unicode.Is(unicode.Sk, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r),
		unicode.Is(unicode.Co, r), r >= 0xfe00 && r <= 0xfe0f, r == unicode.ReplacementChar:
		return ' '
	}
	return r
}
