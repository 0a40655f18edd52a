package picture

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"footnote/bot/discord/wire"
)

// privateNote stands below what only one user sees.
const privateNote = "Only you can see this"

// draw draws a message with its author.
func (m Said) draw(c *column) {
	in := c.within(gutter, 0)
	if m.Above != "" {
		c.add(`<path d="M%d %d v-4 q0 -5 5 -5 h%d" fill="none" stroke="%s" stroke-width="2"/>`,
			c.x+avatarRadius, c.y+17, gutter-avatarRadius-10, colourEdge)
		above := shorten(m.Above, faceSmall.size, in.width, style{})
		in.lines([]span{{above, style{colour: colourDim}}}, faceSmall)
		in.y += 4
	}
	c.avatar(m.Author, in.y, m.App)
	in.author(m.Author, m.App)
	in.message(m.Message, m.Open)
	c.y = max(in.y, c.y+2*avatarRadius)
}

// avatar draws a circle with the first letter of a name.
func (c *column) avatar(name string, y int, app bool) {
	fill := colourRaised
	if app {
		fill = colourAccent
	}
	first, _ := utf8.DecodeRuneInString(name)
	c.add(`<circle cx="%d" cy="%d" r="%d" fill="%s"/>`, c.x+avatarRadius, y+avatarRadius, avatarRadius, fill)
	c.label(c.x+avatarRadius, y+avatarRadius+6, 17, "middle", string(first), style{bold: true, colour: colourStrong})
}

// author draws a name and, for a program, the tag that says so.
func (c *column) author(name string, app bool) {
	bold := style{bold: true, colour: colourStrong}
	c.label(c.x, c.y+15, faceBody.size, "start", name, bold)
	if app {
		at := c.x + measure(name, faceBody.size, bold) + 8
		c.box(at, c.y+2, 34, 16, 4, colourAccent)
		c.label(at+17, c.y+14, 10, "middle", "APP", style{bold: true, colour: colourStrong})
	}
	c.y += faceBody.line + 1
}

// message draws what a message holds.
func (c *column) message(m wire.Message, open string) {
	if m.Content != "" {
		c.markdown(m.Content, faceBody)
	}
	for _, e := range m.Embeds {
		c.y += 6
		c.embed(e)
	}
	for _, f := range m.Files {
		c.y += 6
		c.file(f)
	}
	if len(m.Components) > 0 {
		c.y += 4
	}
	for _, component := range m.Components {
		c.y += 6
		c.component(component, open)
	}
	if m.Flags&wire.Ephemeral != 0 {
		c.y += 8
		c.lines([]span{{privateNote, style{colour: colourDim}}}, faceSmall)
	}
}

// file draws a file that is attached.
func (c *column) file(f wire.File) {
	in := c.within(14, 14)
	c.outline(c.x, c.y, min(c.width, 400), 54, 8, colourPanel, colourEdge)
	name := shorten(f.Name, 14, min(in.width, 360), style{})
	c.label(in.x, c.y+23, 14, "start", name, style{colour: colourLink})
	c.label(in.x, c.y+42, faceSmall.size, "start", fileSize(len(f.Data)), style{colour: colourDim})
	c.y += 54
}

func fileSize(n int) string {
	if n < 1024 {
		return fmt.Sprint(n, " bytes")
	}
	return strings.Replace(fmt.Sprintf("%.1f KB", float64(n)/1024), ".0 ", " ", 1)
}
