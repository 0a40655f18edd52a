package picture

import (
	"strings"

	"github.com/bwmarrin/discordgo"
)

const (
	buttonHeight = 32
	buttonGap    = 8
	buttonSize   = 14
	menuWidth    = 440
	menuHeight   = 40
	menuPadding  = 12
)

// row draws buttons side by side, or a menu.
func (c *column) row(r discordgo.ActionsRow, open string) {
	x := c.x
	for i, inner := range r.Components {
		switch it := settled(inner).(type) {
		case discordgo.Button:
			wide := buttonWidth(it)
			if i > 0 && x+wide > c.x+c.width {
				x, c.y = c.x, c.y+buttonHeight+buttonGap
			}
			c.button(it, x, c.y, wide)
			x += wide + buttonGap
		case discordgo.SelectMenu:
			c.menu(it, it.CustomID == open && open != "")
		}
	}
	if x > c.x {
		c.y += buttonHeight
	}
}

// buttonText is what stands on a button.
func buttonText(b discordgo.Button) string {
	text := b.Label
	if b.Emoji != nil && b.Emoji.ID == "" {
		text = strings.TrimSpace(b.Emoji.Name + " " + text)
	}
	if b.Style == discordgo.LinkButton {
		text += " ↗"
	}
	return text
}

func buttonWidth(b discordgo.Button) int {
	return max(2*buttonHeight-12, measure(buttonText(b), buttonSize, style{})+24)
}

func (c *column) button(b discordgo.Button, x, y, wide int) {
	fill := colourRaised
	switch b.Style {
	case discordgo.PrimaryButton, 0:
		fill = colourAccent
	case discordgo.SuccessButton:
		fill = colourGood
	case discordgo.DangerButton:
		fill = colourBad
	}
	if b.Disabled {
		c.add(`<g opacity="0.45">`)
	}
	c.box(x, y, wide, buttonHeight, 7, fill)
	c.label(x+wide/2, y+buttonHeight/2+5, buttonSize, "middle", buttonText(b), style{colour: colourStrong})
	if b.Disabled {
		c.add(`</g>`)
	}
}

// menu draws a menu, closed or with its options below it.
func (c *column) menu(m discordgo.SelectMenu, open bool) {
	width := min(c.width, menuWidth)
	shown, chosen := c.chosen(m)
	colour := colourDim
	if chosen {
		colour = colourText
	}
	c.outline(c.x, c.y, width, menuHeight, 7, colourSunk, colourEdge)
	c.label(c.x+menuPadding, c.y+menuHeight/2+5, 14, "start", shorten(shown, 14, width-4*menuPadding, style{}), style{colour: colour})
	c.chevron(c.x+width-20, c.y+menuHeight/2, open)
	c.y += menuHeight
	if open {
		c.y += 4
		c.options(m.Options, width)
	}
}

// chosen is what a closed menu shows, and whether that was chosen.
func (c *column) chosen(m discordgo.SelectMenu) (string, bool) {
	var names []string
	for _, o := range m.Options {
		if o.Default {
			names = append(names, o.Label)
		}
	}
	for _, v := range m.DefaultValues {
		name, known := c.names[v.ID]
		if !known {
			name = v.ID
		}
		names = append(names, name)
	}
	switch {
	case len(names) > 0:
		return strings.Join(names, ", "), true
	case m.Placeholder != "":
		return m.Placeholder, false
	}
	return "Make a selection", false
}

// options draws the list below an opened menu; the first is pointed at.
func (c *column) options(list []discordgo.SelectMenuOption, width int) {
	from := c.y
	c.behind(func() {
		for i, o := range list {
			height := 36
			if o.Description != "" {
				height = 50
			}
			if i == 0 {
				c.box(c.x, c.y, width, height, 7, colourRaised)
			}
			room := width - 2*menuPadding
			c.label(c.x+menuPadding, c.y+22, 14, "start", shorten(o.Label, 14, room, style{}), style{colour: colourStrong})
			if o.Description != "" {
				c.label(c.x+menuPadding, c.y+40, faceSmall.size, "start", shorten(o.Description, faceSmall.size, room, style{}),
					style{colour: colourDim})
			}
			c.y += height
		}
	}, func() { c.outline(c.x, from, width, c.y-from, 7, colourPanel, colourEdge) })
}
