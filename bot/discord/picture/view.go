package picture

import (
	"time"

	"footnote/bot/discord/wire"
)

// A View is a part of a conversation.
type View struct {
	// Title names the picture, and About says what it shows, for those who do
	// not see it.
	Title, About string
	// Parts stand one below another.
	Parts []Part
	// Names tells what channels, roles and people are called, by their IDs.
	Names map[string]string
	// Now is what times are told from that stand in messages as how long ago
	// they are.
	Now time.Time
}

// A Part is a Said, a Typed or a Form.
type Part interface {
	draw(c *column)
}

// A Said is a message, with who said it.
type Said struct {
	Author string
	// App marks a message of a program.
	App bool
	// Above stands over the message, in small: what it answers.
	Above   string
	Message wire.Message
	// Open is the custom_id of the menu that is shown opened; "" is none.
	Open string
}

// A Typed is a command that is being typed.
type Typed struct {
	// Command is its name, without the slash.
	Command string
	// Options are those that were typed; the last one has the cursor.
	Options []Option
	// Heading stands over the choices.
	Heading string
	// Choices are what can be chosen next; the first is marked.
	Choices []Choice
}

// An Option is one parameter of a command with its value.
type Option struct{ Name, Value string }

// A Choice is one line of what can be chosen: a suggestion, or a parameter and
// what it is for.
type Choice struct{ Name, About string }

// A Form is a form to fill in.
type Form struct {
	Modal wire.Modal
	// Values is what was typed into it, by custom_id.
	Values map[string]string
	// Cancel and Submit are what the buttons below say.
	Cancel, Submit string
}

// The measures of a picture, in pixels.
const (
	pictureWidth = 720
	margin       = 18
	avatarRadius = 19
	gutter       = 54 // from the margin to the text
	betweenParts = 22
)

// Draw draws a view.
func Draw(view View) []byte {
	s := &sheet{names: view.Names, now: view.Now}
	c := &column{sheet: s, x: margin, y: margin, width: pictureWidth - 2*margin}
	for i, p := range view.Parts {
		if i > 0 {
			c.y += betweenParts
		}
		p.draw(c)
	}
	return s.svg(view.Title, view.About, pictureWidth, c.y+margin)
}
