package picture

import (
	"fmt"
	"strings"
)

// A style is how characters look.
type style struct {
	bold, italic, underline, strike, mono bool
	colour                                string
}

// A span is a text in one style.
type span struct {
	text string
	style
}

// A glyph is a character in its style.
type glyph struct {
	r rune
	style
}

func glyphs(spans []span) []glyph {
	var all []glyph
	for _, s := range spans {
		for _, r := range s.text {
			all = append(all, glyph{r, s.style})
		}
	}
	return all
}

// wrap breaks spans into lines that are no wider than a number of pixels: at
// spaces, between wide characters, and inside a word that has no room at all.
func wrap(spans []span, size, most int) [][]span {
	all := glyphs(spans)
	var lines [][]span
	for len(all) > 0 {
		n := fits(all, size, most)
		lines = append(lines, joined(all[:n]))
		all = all[n:]
	}
	return lines
}

// fits is how many of the characters go into one line, at least one.
func fits(all []glyph, size, most int) int {
	total, best := 0, 0
	for i, g := range all {
		if i > 0 && (wide(g.r) || wide(all[i-1].r)) {
			best = i
		}
		total += width(g.r, g.style) * size
		switch {
		case g.r == ' ':
			best = i + 1
		case total <= most*100 || i == 0:
		case best > 0:
			return best
		default:
			return i
		}
	}
	return len(all)
}

// joined puts characters of one style together again.
func joined(all []glyph) []span {
	var spans []span
	var text strings.Builder
	for i, g := range all {
		text.WriteRune(g.r)
		if i == len(all)-1 || all[i+1].style != g.style {
			spans = append(spans, span{text.String(), g.style})
			text.Reset()
		}
	}
	return spans
}

// shorten cuts a text that is wider than a number of pixels.
func shorten(text string, size, most int, s style) string {
	if measure(text, size, s) <= most {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && measure(string(runes)+"…", size, s) > most {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// write draws a line of text; y is its baseline.
func (s *sheet) write(x, y, size int, line []span) {
	var b strings.Builder
	for _, sp := range line {
		b.WriteString(sp.tspan())
	}
	s.add(`<text x="%d" y="%d" font-size="%d" fill="%s" xml:space="preserve" style="white-space:pre">%s</text>`,
		x, y, size, colourText, b.String())
}

// label draws a text of one style; anchor is start, middle or end.
func (s *sheet) label(x, y, size int, anchor, text string, st style) {
	s.add(`<text x="%d" y="%d" font-size="%d" text-anchor="%s">%s</text>`, x, y, size, anchor, span{text, st}.tspan())
}

func (s span) tspan() string {
	var b strings.Builder
	attribute := func(set bool, name, value string) {
		if set {
			fmt.Fprintf(&b, ` %s="%s"`, name, value)
		}
	}
	attribute(s.colour != "", "fill", s.colour)
	attribute(s.bold, "font-weight", "bold")
	attribute(s.italic, "font-style", "italic")
	attribute(s.mono, "font-family", "monospace")
	attribute(s.underline && !s.strike, "text-decoration", "underline")
	attribute(s.strike, "text-decoration", "line-through")
	if b.Len() == 0 {
		return escape(s.text)
	}
	return fmt.Sprintf("<tspan%s>%s</tspan>", b.String(), escape(s.text))
}
