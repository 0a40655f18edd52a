package picture

import "strings"

// A face is a size of text with the height of its lines, in pixels.
type face struct{ size, line int }

// baseline is where letters stand, from the top of their line.
func (f face) baseline() int { return f.size + (f.line-f.size)/3 }

var (
	faceBody     = face{15, 21}
	faceSmall    = face{12, 17}
	faceCode     = face{13, 18}
	faceHeadings = []face{{21, 30}, {18, 26}, {16, 24}}
)

const (
	blankHeight = 11
	quoteIndent = 14
	itemIndent  = 22
	codePadding = 9
)

// markdown draws a text, at a size that its headings and small lines vary.
func (c *column) markdown(text string, body face) {
	for _, b := range blocks(text) {
		from := c.y
		at := c
		if b.quoted {
			at = c.within(quoteIndent, 0)
		}
		at.block(b, body)
		c.y = at.y
		if b.quoted {
			c.box(c.x, from, 4, c.y-from, 2, colourEdge)
		}
	}
}

func (c *column) block(b block, body face) {
	switch b.kind {
	case blank:
		c.y += blankHeight
	case heading:
		c.y += 4
		c.lines(c.inline(b.text, style{bold: true, colour: colourStrong}), faceHeadings[b.level-1])
		c.y += 3
	case subtext:
		c.lines(c.inline(b.text, style{colour: colourDim}), faceSmall)
	case item:
		in := c.within(itemIndent*(1+min(b.level, 4)), 0)
		c.label(in.x-6, in.y+body.baseline(), body.size, "end", b.mark, style{colour: colourText})
		in.lines(in.inline(b.text, style{}), body)
		c.y = in.y
	case code:
		c.code(b.text)
	default:
		c.lines(c.inline(b.text, style{}), body)
	}
}

// lines draws spans, broken to the width of the column.
func (c *column) lines(spans []span, f face) {
	for _, line := range wrap(spans, f.size, c.width) {
		c.write(c.x, c.y+f.baseline(), f.size, line)
		c.y += f.line
	}
}

// code draws text as it stands, in a box.
func (c *column) code(text string) {
	c.y += 4
	from := c.y
	in := c.within(codePadding, codePadding)
	c.behind(func() {
		in.y += codePadding
		for line := range strings.SplitSeq(text, "\n") {
			if line == "" {
				in.y += faceCode.line
			}
			in.lines([]span{{line, style{mono: true}}}, faceCode)
		}
		c.y = in.y + codePadding
	}, func() { c.outline(c.x, from, c.width, c.y-from, 6, colourSunk, colourEdge) })
	c.y += 4
}
