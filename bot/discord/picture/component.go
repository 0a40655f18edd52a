package picture

import (
	"github.com/bwmarrin/discordgo"
)

// component draws a component of any kind; open is the menu that is opened.
func (c *column) component(component discordgo.MessageComponent, open string) {
	switch it := settled(component).(type) {
	case discordgo.ActionsRow:
		c.row(it, open)
	case discordgo.TextDisplay:
		c.markdown(it.Content, faceBody)
	case discordgo.Separator:
		c.separator(it)
	case discordgo.Section:
		c.section(it, open)
	case discordgo.Container:
		c.container(it, open)
	}
}

// settled is a component by value: they come by value and by pointer.
func settled(component discordgo.MessageComponent) discordgo.MessageComponent {
	switch it := component.(type) {
	case *discordgo.ActionsRow:
		return *it
	case *discordgo.Button:
		return *it
	case *discordgo.SelectMenu:
		return *it
	case *discordgo.TextInput:
		return *it
	case *discordgo.TextDisplay:
		return *it
	case *discordgo.Separator:
		return *it
	case *discordgo.Section:
		return *it
	case *discordgo.Container:
		return *it
	}
	return component
}

const (
	cardWidth   = 600
	cardPadding = 16
)

// container draws a card around components.
func (c *column) container(card discordgo.Container, open string) {
	width := min(c.width, cardWidth)
	from := c.y
	in := &column{sheet: c.sheet, x: c.x + cardPadding + 4, y: c.y + cardPadding, width: width - 2*cardPadding - 4}
	c.behind(func() {
		for i, inner := range card.Components {
			if i > 0 {
				in.y += 8
			}
			in.component(inner, open)
		}
	}, func() {
		colour := 0
		if card.AccentColor != nil {
			colour = *card.AccentColor
		}
		c.panel(from, width, in.y+cardPadding-from, colour)
	})
	c.y = in.y + cardPadding
}

func (c *column) separator(s discordgo.Separator) {
	gap := 3
	if s.Spacing != nil && *s.Spacing == discordgo.SeparatorSpacingSizeLarge {
		gap = 10
	}
	c.y += gap
	if s.Divider == nil || *s.Divider {
		c.rule(c.x, c.y, c.x+c.width, c.y, colourEdge)
	}
	c.y += gap
}

// section draws texts with a button beside them.
func (c *column) section(s discordgo.Section, open string) {
	in := c.within(0, 0)
	button, ok := settled(s.Accessory).(discordgo.Button)
	if ok {
		wide := buttonWidth(button)
		in = c.within(0, wide+12)
		c.button(button, c.x+c.width-wide, c.y, wide)
	}
	for _, inner := range s.Components {
		in.component(inner, open)
	}
	c.y = max(in.y, c.y+buttonHeight)
}
