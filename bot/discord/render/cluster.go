package render

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// A style is a set of kinds of markup.
type style uint8

const (
	bold style = 1 << iota
	italic
	struck
	code
	// ticked is code that holds a backquote.
	ticked

	plain style = 0
)

// A cut says how good it is to cut behind a cluster.
type cut uint8

const (
	inWord cut = iota
	behindWord
	behindSentence
)

// A cluster is a piece of a line that is never cut: a character with what
// belongs to it, a link, a marker.
type cluster struct {
	// out is what is sent, escaped.
	out    string
	style  style
	cut    cut
	space  bool
	marker bool
}

// longestCluster bounds a character with all its accents, in UTF-16 units.
const longestCluster = 64

// size is how many characters a text has as Discord counts them, at most:
// UTF-16 units are never fewer than code points.
func size(text string) int {
	n := 0
	for _, r := range text {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// cutText returns the beginning of a text that has at most max characters, cut
// between clusters, and whether anything is left out.
func cutText(text string, max int) (string, bool) {
	n, state, rest := 0, -1, text
	for rest != "" {
		var c string
		c, rest, _, state = uniseg.StepString(rest, state)
		if n += size(c); n > max {
			return text[:len(text)-len(rest)-len(c)], true
		}
	}
	return text, false
}

// excerpt is the beginning of a text from outside on one line, cut behind a
// word where there is one near.
func excerpt(text string, max int) string {
	text = oneLine(text)
	short, cut := cutText(text, max-1)
	if !cut {
		return text
	}
	if whole, left := cutText(text, max); !left {
		return whole
	}
	if at := strings.LastIndexByte(short, ' '); at > len(short)/2 {
		short = short[:at]
	}
	return strings.TrimRight(short, " ,;:–—-") + "…"
}

// emojiName is what Discord shows as an emoji. The beginning of an address is
// broken where it stands alone: what follows might complete it.
var emojiName = regexp.MustCompile(`^:[\w+-]{2,}:`)

// literal makes clusters of a text so that it is shown as it stands.
func literal(text string, s style) []cluster {
	if s&code != 0 {
		return verbatim(text, s)
	}
	return clustersOf(unping(text), s, func(c, rest string) string {
		if isSpace(c) {
			return " "
		}
		switch c[0] {
		case '\\', '*', '_', '~', '`', '|', '<':
			return `\` + c
		case ':':
			if emojiName.MatchString(rest) || strings.HasPrefix(rest, "://") {
				return `\` + c
			}
		}
		return c
	})
}

// verbatim makes clusters of code. A run of backquotes is broken by gaps, so
// that it cannot end the code.
func verbatim(text string, s style) []cluster {
	if s&code != 0 && strings.Contains(text, "`") {
		s |= ticked
	}
	text = unping(text)
	for strings.Contains(text, "``") {
		text = strings.ReplaceAll(text, "``", "`"+gap+"`")
	}
	return clustersOf(text, s, func(c, _ string) string { return c })
}

// clustersOf cuts a text. escape is given each cluster with the text that
// begins with it.
func clustersOf(text string, s style, escape func(c, rest string) string) []cluster {
	var out []cluster
	state := -1
	for text != "" {
		c, rest, boundaries, next := uniseg.StepString(text, state)
		if size(c) > longestCluster {
			c = bounded(c)
			rest, boundaries, next = text[len(c):], 0, -1
		}
		one := cluster{style: s, space: isSpace(c), out: escape(c, text)}
		switch {
		case rest == "" || boundaries&uniseg.MaskLine == uniseg.LineDontBreak:
		case boundaries&uniseg.MaskSentence != 0:
			one.cut = behindSentence
		default:
			one.cut = behindWord
		}
		out = append(out, one)
		text, state = rest, next
	}
	return out
}

// bounded is the beginning of a cluster that is too long.
func bounded(c string) string {
	n := 0
	for i, r := range c {
		if n += max(1, utf16.RuneLen(r)); n > longestCluster {
			return c[:i]
		}
	}
	return c
}

func isSpace(c string) bool {
	r, width := utf8.DecodeRuneInString(c)
	return width == len(c) && unicode.IsSpace(r)
}

// join finishes the clusters of a line: it settles the style of spaces, what
// may be parted, and what would become a link by standing together.
func join(clusters []cluster) []cluster {
	clusters = slices.CompactFunc(clusters, func(a, b cluster) bool {
		return a.space && b.space && (a.style|b.style)&code == 0
	})
	for i := range clusters {
		c := &clusters[i]
		if c.space && c.style&code == 0 {
			c.style &= styleAt(clusters, i, -1) & styleAt(clusters, i, +1)
		}
		if i == 0 {
			continue
		}
		before := &clusters[i-1]
		switch {
		case c.marker || c.space && markerFollows(clusters[i:]):
			before.cut = inWord // a marker stays with its statement
		case before.space && i > 1 && clusters[i-2].marker:
			before.cut = behindSentence
		case before.cut == inWord && (before.space && !c.space || before.marker && !punctuation(c.out)):
			before.cut = behindWord
		}
		if c.out == "(" && strings.HasSuffix(before.out, "]") {
			c.out = `\(`
		}
	}
	return clusters
}

func punctuation(out string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(out, `\`))
	return unicode.IsPunct(r)
}

// styleAt is the style of the nearest cluster in a direction that is no space,
// without code.
func styleAt(clusters []cluster, i, step int) style {
	for i += step; i >= 0 && i < len(clusters); i += step {
		if !clusters[i].space {
			return clusters[i].style &^ (code | ticked)
		}
	}
	return plain
}

func markerFollows(clusters []cluster) bool {
	for _, c := range clusters {
		if !c.space {
			return c.marker
		}
	}
	return false
}

// trimmed is a line's clusters without blanks at its ends.
func trimmed(clusters []cluster) []cluster {
	for len(clusters) > 0 && clusters[0].space {
		clusters = clusters[1:]
	}
	for len(clusters) > 0 && clusters[len(clusters)-1].space {
		clusters = clusters[:len(clusters)-1]
	}
	return clusters
}
