package picture

import (
	"fmt"

	"github.com/bwmarrin/discordgo"
)

const (
	embedWidth   = 520
	embedPadding = 14
	fieldGap     = 10
	fieldsARow   = 3
)

// embed draws a panel with a coloured bar.
func (c *column) embed(e *discordgo.MessageEmbed) {
	if e == nil {
		return
	}
	width := min(c.width, embedWidth)
	from := c.y
	in := &column{sheet: c.sheet, x: c.x + embedPadding + 4, y: c.y + embedPadding - 2, width: width - 2*embedPadding - 4}
	c.behind(func() { in.embedded(e) }, func() { c.panel(from, width, in.y+embedPadding-2-from, e.Color) })
	c.y = in.y + embedPadding - 2
}

// panel draws the box of an embed or a card.
func (c *column) panel(y, width, height, colour int) {
	bar := colourEdge
	if colour > 0 {
		bar = fmt.Sprintf("#%06x", colour&0xffffff)
	}
	c.box(c.x, y, width, height, 5, bar)
	c.box(c.x+4, y, width-4, height, 5, colourPanel)
}

func (c *column) embedded(e *discordgo.MessageEmbed) {
	small := style{colour: colourDim}
	if e.Author != nil {
		c.lines([]span{{e.Author.Name, style{bold: true, colour: colourStrong}}}, faceSmall)
		c.y += 4
	}
	if e.Title != "" {
		title := style{bold: true, colour: colourStrong}
		if e.URL != "" {
			title.colour = colourLink
		}
		c.lines(c.inline(e.Title, title), faceHeadings[2])
		c.y += 3
	}
	c.markdown(e.Description, face{14, 20})
	c.fields(e.Fields)
	if e.Footer != nil && e.Footer.Text != "" {
		c.y += 8
		c.lines([]span{{e.Footer.Text, small}}, faceSmall)
	}
}

// fields draws the fields, those that may stand side by side in rows of three.
func (c *column) fields(fields []*discordgo.MessageEmbedField) {
	for len(fields) > 0 {
		n := 1
		for fields[0].Inline && n < len(fields) && n < fieldsARow && fields[n].Inline {
			n++
		}
		c.y += fieldGap
		c.fieldRow(fields[:n])
		fields = fields[n:]
	}
}

func (c *column) fieldRow(row []*discordgo.MessageEmbedField) {
	share := (c.width + fieldGap) / len(row)
	bottom := c.y
	for i, f := range row {
		in := &column{sheet: c.sheet, x: c.x + i*share, y: c.y, width: share - fieldGap}
		in.lines(c.inline(f.Name, style{bold: true, colour: colourStrong}), face{13, 19})
		in.markdown(f.Value, face{13, 19})
		bottom = max(bottom, in.y)
	}
	c.y = bottom
}
