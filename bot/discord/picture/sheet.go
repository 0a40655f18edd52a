package picture

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The colours.
const (
	colourBack    = "#1f2128"
	colourPanel   = "#2a2d36"
	colourRaised  = "#3a3e4a"
	colourSunk    = "#16181d"
	colourEdge    = "#444957"
	colourText    = "#e3e5ea"
	colourStrong  = "#ffffff"
	colourDim     = "#a9aebb"
	colourLink    = "#72b7f5"
	colourMention = "#b9c3ff"
	colourAccent  = "#4a62c8"
	colourGood    = "#2c7d53"
	colourBad     = "#b0404a"
)

// A sheet is what is being drawn: pieces of SVG, the later over the earlier.
type sheet struct {
	pieces []string
	names  map[string]string
	now    time.Time
}

// A column is a part of a sheet that is filled from its top; y is where it goes
// on.
type column struct {
	*sheet
	x, y, width int
}

// within is the column with a distance kept on the left and on the right.
func (c *column) within(left, right int) *column {
	return &column{sheet: c.sheet, x: c.x + left, y: c.y, width: c.width - left - right}
}

func (s *sheet) add(format string, args ...any) {
	s.pieces = append(s.pieces, fmt.Sprintf(format, args...))
}

// box draws a rectangle with round corners.
func (s *sheet) box(x, y, width, height, radius int, fill string) {
	s.add(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d" fill="%s"/>`, x, y, width, height, radius, fill)
}

// outline is box with an edge.
func (s *sheet) outline(x, y, width, height, radius int, fill, edge string) {
	s.add(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d" fill="%s" stroke="%s"/>`, x, y, width, height, radius, fill, edge)
}

func (s *sheet) rule(x1, y1, x2, y2 int, colour string) {
	s.add(`<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="%s"/>`, x1, y1, x2, y2, colour)
}

// chevron draws the mark of a menu.
func (s *sheet) chevron(x, y int, up bool) {
	from, to := y-3, y+3
	if up {
		from, to = to, from
	}
	s.add(`<path d="M%d %d L%d %d L%d %d" fill="none" stroke="%s" stroke-width="2"/>`, x-6, from, x, to, x+6, from, colourDim)
}

// behind draws something below all that draw draws, since the size of a box is
// known only when its contents are.
func (s *sheet) behind(draw, back func()) {
	from := len(s.pieces)
	draw()
	contents := slices.Clone(s.pieces[from:])
	s.pieces = s.pieces[:from]
	back()
	s.pieces = append(s.pieces, contents...)
}

// svg is the finished picture.
func (s *sheet) svg(title, about string, width, height int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img" `+
		`aria-labelledby="title about" font-family="sans-serif">`+"\n", width, height)
	fmt.Fprintf(&b, "<title id=\"title\">%s</title>\n<desc id=\"about\">%s</desc>\n", escape(title), escape(about))
	fmt.Fprintf(&b, `<rect width="%d" height="%d" rx="10" fill="%s"/>`+"\n", width, height, colourBack)
	for _, piece := range s.pieces {
		b.WriteString(piece)
		b.WriteByte('\n')
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// escape makes a text fit for XML. Characters that XML does not have, and those
// that turn the direction of what follows, become marks of replacement.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\t' || r == '\n':
			b.WriteByte(' ')
		case r < ' ' || r == 0xfffe || r == 0xffff || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
