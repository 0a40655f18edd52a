package picture

import "github.com/bwmarrin/discordgo"

const (
	inputHeight  = 46
	choiceHeight = 34
)

// draw draws the line that a command is typed in, and above it what can be
// chosen.
func (t Typed) draw(c *column) {
	if len(t.Choices) > 0 {
		c.choices(t.Heading, t.Choices)
		c.y += 8
	}
	c.outline(c.x, c.y, c.width, inputHeight, 9, colourPanel, colourEdge)
	baseline := c.y + inputHeight/2 + 5
	x := c.x + 16
	name := "/" + t.Command
	c.label(x, baseline, faceBody.size, "start", name, style{bold: true, colour: colourStrong})
	x += measure(name, faceBody.size, style{bold: true}) + 12
	for i, o := range t.Options {
		x = c.option(o, x, i == len(t.Options)-1) + 10
	}
	c.y += inputHeight
}

// option draws a parameter with its value and returns where it ends.
func (c *column) option(o Option, x int, cursor bool) int {
	most := c.x + c.width - 16 - x
	named := measure(o.Name, 14, style{})
	value := shorten(o.Value, 14, most-named-38, style{})
	wide := named + measure(value, 14, style{}) + 38
	edge := colourEdge
	if cursor {
		edge = colourAccent
	}
	c.outline(x, c.y+8, wide, inputHeight-16, 6, colourSunk, edge)
	c.box(x+1, c.y+9, named+18, inputHeight-18, 5, colourRaised)
	baseline := c.y + inputHeight/2 + 5
	c.label(x+10, baseline, 14, "start", o.Name, style{colour: colourDim})
	typed := []span{{value, style{colour: colourStrong}}}
	if cursor {
		typed = append(typed, span{"|", style{colour: colourLink}})
	}
	c.write(x+named+26, baseline, 14, typed)
	return x + wide
}

func (c *column) choices(heading string, list []Choice) {
	from := c.y
	in := c.within(16, 16)
	c.behind(func() {
		in.y += 8
		if heading != "" {
			in.lines([]span{{heading, style{bold: true, colour: colourDim}}}, face{12, 24})
		}
		for i, choice := range list {
			if i == 0 {
				c.box(c.x+6, in.y, c.width-12, choiceHeight, 6, colourRaised)
			}
			in.choice(choice)
		}
		c.y = in.y + 8
	}, func() { c.outline(c.x, from, c.width, c.y-from, 9, colourPanel, colourEdge) })
}

func (c *column) choice(choice Choice) {
	baseline := c.y + choiceHeight/2 + 5
	name := shorten(choice.Name, 14, c.width, style{})
	c.label(c.x, baseline, 14, "start", name, style{colour: colourStrong})
	if choice.About != "" {
		at := max(170, measure(name, 14, style{})+16)
		c.label(c.x+at, baseline, 13, "start", shorten(choice.About, 13, c.width-at, style{}), style{colour: colourDim})
	}
	c.y += choiceHeight
}

const (
	formWidth   = 460
	formPadding = 22
)

// draw draws a form in the middle.
func (f Form) draw(c *column) {
	from := c.y
	x := c.x + (c.width-formWidth)/2
	at := &column{sheet: c.sheet, x: x, y: c.y, width: formWidth}
	in := at.within(formPadding, formPadding)
	c.behind(func() {
		in.y += formPadding
		in.lines([]span{{f.Modal.Title, style{bold: true, colour: colourStrong}}}, faceHeadings[1])
		for _, row := range f.Modal.Components {
			f.row(in, row)
		}
		in.y += 20
		in.formButtons(f)
		c.y = in.y + formPadding
	}, func() { c.outline(x, from, formWidth, c.y-from, 12, colourPanel, colourEdge) })
}

func (f Form) row(c *column, component discordgo.MessageComponent) {
	switch it := settled(component).(type) {
	case discordgo.ActionsRow:
		for _, inner := range it.Components {
			f.row(c, inner)
		}
	case discordgo.TextInput:
		c.y += 12
		c.lines([]span{{it.Label, style{bold: true, colour: colourText}}}, face{13, 20})
		c.y += 4
		c.input(it, f.Values[it.CustomID])
	}
}

// input draws the box of a text, with what was typed or what it asks for.
func (c *column) input(it discordgo.TextInput, typed string) {
	height := 42
	if it.Style == discordgo.TextInputParagraph {
		height = 96
	}
	shown := span{it.Placeholder, style{colour: colourDim}}
	if typed == "" {
		typed = it.Value
	}
	if typed != "" {
		shown = span{typed, style{colour: colourText}}
	}
	c.outline(c.x, c.y, c.width, height, 7, colourSunk, colourEdge)
	in := c.within(menuPadding, menuPadding)
	in.y += 10
	in.lines([]span{shown}, face{14, 20})
	c.y += height
}

func (c *column) formButtons(f Form) {
	submit := discordgo.Button{Label: f.Submit, Style: discordgo.PrimaryButton}
	cancel := discordgo.Button{Label: f.Cancel, Style: discordgo.SecondaryButton}
	x := c.x + c.width - buttonWidth(submit)
	c.button(submit, x, c.y, buttonWidth(submit))
	x -= buttonWidth(cancel) + buttonGap
	c.button(cancel, x, c.y, buttonWidth(cancel))
	c.y += buttonHeight
}
