package render

import (
	"regexp"
	"strings"
	"unicode"
)

// gap is a space without width, which breaks what must not be recognised.
const gap = "\u200b"

// clean takes out of a text what is not seen and could hide or join something,
// and makes every line break a "\n".
func clean(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n")
	flag := false
	return strings.Map(func(r rune) rune {
		tag := r >= 0xE0020 && r <= 0xE007F
		flag = r == '🏴' || flag && tag
		switch {
		case r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			return '\n'
		case r == '\n', r == '\t':
			return r
		case tag && flag: // the flags of England, Scotland and Wales
			return r
		case unicode.Is(unicode.Cf, r) && !shaping(r), unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
}

// shaping reports whether an invisible character belongs to a script or an
// emoji, or is visible after all.
func shaping(r rune) bool {
	switch r {
	case 0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0x06DD, 0x070F, 0x08E2:
		return true
	}
	return r >= 0x0600 && r <= 0x0605
}

// invisible reports whether Discord might skip a character when it looks for
// mentions. It is strict: nothing shows that it does.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || unicode.IsControl(r) && r != '\n'
}

// pinging matches what Discord takes for something else than text: mentions of
// people, roles, channels and commands, emoji of a server, times, sounds.
var pinging = regexp.MustCompile(`^(?i:@(?:everyone|here)|<(?:@|#|id:|t:|sound:|a?:\w+:|/[^<>:\n]+:\s*\d))`)

// invitation matches addresses that Discord takes for invitations and gifts even
// where they are no links.
const invitation = `(?i:discord(?:app)?(?:\.gg|\.gift|\.new|\.com/(?:invite|gifts?|template|billing))\b)`

var (
	inviting      = regexp.MustCompile(`^` + invitation)
	invitesWithin = regexp.MustCompile(invitation)
)

// unping breaks what looks like a mention or an invitation with a gap.
func unping(text string) string {
	if !strings.ContainsAny(text, "@<dD") {
		return text
	}
	bare, at := bared(text)
	var b strings.Builder
	done := 0
	for i := 0; i < len(bare); i++ {
		width := 0
		switch c := bare[i]; {
		case (c == '@' || c == '<') && pinging.MatchString(bare[i:]):
			width = 1
		case (c == 'd' || c == 'D') && inviting.MatchString(bare[i:]):
			width = len("discord")
		}
		if width > 0 {
			end := at[i+width-1] + 1
			b.WriteString(text[done:end])
			b.WriteString(gap)
			done = end
		}
	}
	b.WriteString(text[done:])
	return b.String()
}

// bared returns the text without invisible characters, and where each of its
// bytes stands in the text.
func bared(text string) (string, []int) {
	var b strings.Builder
	var at []int
	for i, r := range text {
		if invisible(r) {
			continue
		}
		b.WriteString(string(r))
		for j := range len(string(r)) {
			at = append(at, i+j)
		}
	}
	return b.String(), at
}

// visible reports whether there is anything to see in a text.
func visible(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.IsMark(r) && !invisible(r)
	})
}

// oneLine is a text from outside without line breaks and runs of blanks.
func oneLine(text string) string {
	return strings.Join(strings.Fields(clean(text)), " ")
}

// label is a text from outside where Discord reads no Markdown: at most max
// characters, on one line, and never empty.
func label(text string, max int) string {
	text = unping(oneLine(text))
	if short, cut := cutText(text, max); cut {
		short, _ = cutText(text, max-1)
		text = strings.TrimSpace(short) + "…"
	}
	if !visible(text) {
		return "–"
	}
	return text
}

// Name is a text from outside as the name of something, such as a thread: at
// most max characters on one line, in which nothing looks like a mention.
func Name(text string, max int) string { return label(text, max) }

// quotedShown is how much of what somebody typed is shown to them again, in
// characters.
const quotedShown = 80

// Quoted is the beginning of a text from outside, for a sentence of the bot's
// own: as it stands, without a link, a mention or Markdown.
func Quoted(text string) string {
	return newScribe(Options{}, nil).outside("", excerpt(text, quotedShown), plain).text()
}
