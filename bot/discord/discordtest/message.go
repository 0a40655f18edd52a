package discordtest

import (
	"slices"
	"strings"
	"time"
)

// Flags of messages.
const (
	FlagSuppressEmbeds = 1 << 2
	FlagHasThread      = 1 << 5
	FlagEphemeral      = 1 << 6
	FlagLoading        = 1 << 7
	FlagComponentsV2   = 1 << 15
)

// A Message is a message as it is at one moment. Its embeds and components are
// shared with the server: they are to be read only.
type Message struct {
	ID, ChannelID, GuildID string
	Author                 User
	Content                string
	Embeds, Components     []Object
	Attachments            []Attachment
	Flags                  int
	// Reply is the ID of the message that this one answers; "" for none.
	Reply string
	// Nonce is what the bot gave to make sending idempotent.
	Nonce string
	// Interaction is the ID of the interaction that this answers; "" for none.
	Interaction string
	// OnlyFor is the ID of the user who alone sees an ephemeral message.
	OnlyFor string
	Created time.Time
	// Edits are the times at which the bot or the user edited it.
	Edits   []time.Time
	Deleted bool
	// Mentions are the IDs of the users whom the message pinged when it came.
	Mentions []string
	// Reactions are the IDs of those who reacted, by emoji.
	Reactions map[string][]string

	kind    int
	more    Object // what else Discord tells of it
	changed []*signal
}

// An Attachment is a file of a message.
type Attachment struct {
	ID, Name, ContentType string
	Data                  []byte
}

// Ephemeral reports whether one user alone sees the message.
func (m Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Loading reports whether the message is deferred and has nothing to show yet.
func (m Message) Loading() bool { return m.Flags&FlagLoading != 0 }

// AllText returns every text that the message shows, a line each: the content,
// the embeds, and the components with all that is in them.
func (m Message) AllText() string {
	var lines []string
	if m.Content != "" {
		lines = append(lines, m.Content)
	}
	for _, part := range [][]Object{m.Embeds, m.Components} {
		for _, o := range part {
			lines = appendTexts(lines, o)
		}
	}
	return strings.Join(lines, "\n")
}

// shownKeys are the keys of embeds and components whose strings people see, in
// the order in which they are read.
var shownKeys = []string{"author", "title", "name", "label", "content", "description", "value", "text",
	"placeholder", "fields", "footer", "component", "components", "accessory", "options", "items"}

func appendTexts(lines []string, value any) []string {
	switch v := value.(type) {
	case string:
		if v != "" {
			lines = append(lines, v)
		}
	case []any:
		for _, item := range v {
			lines = appendTexts(lines, item)
		}
	case []Object:
		for _, item := range v {
			lines = appendTexts(lines, item)
		}
	case Object:
		_, choice := v["label"]
		for _, key := range shownKeys {
			if inner, ok := v[key]; ok && !(key == "value" && choice) { // a choice's value is not shown
				lines = appendTexts(lines, inner)
			}
		}
	}
	return lines
}

// A Control is a button, a menu or a text input.
type Control struct {
	// Type is 2 for a button, 3 for a menu of texts, 4 for a text input.
	Type                 int
	CustomID, Label, URL string
	Disabled             bool
	// Options are what a menu offers.
	Options []Choice
}

// A Choice is what an autocomplete or a menu offers.
type Choice struct {
	Name string
	// Value is what comes back.
	Value any
}

// Controls returns the buttons and menus of the message, in order.
func (m Message) Controls() []Control { return controls(m.Components) }

func controls(components []Object) []Control {
	var all []Control
	walk(components, func(o Object) {
		kind := number(o["type"])
		if kind < 2 || kind > 8 {
			return
		}
		c := Control{Type: kind, CustomID: text(o["custom_id"]), Label: text(o["label"]), URL: text(o["url"])}
		c.Disabled, _ = o["disabled"].(bool)
		for _, option := range objects(o["options"]) {
			c.Options = append(c.Options, Choice{Name: text(option["label"]), Value: option["value"]})
		}
		all = append(all, c)
	})
	return all
}

// walk visits the components and what is in them.
func walk(components []Object, visit func(Object)) {
	for _, o := range components {
		visit(o)
		walk(objects(o["components"]), visit)
		for _, key := range []string{"accessory", "component"} {
			if inner, ok := o[key].(Object); ok {
				walk([]Object{inner}, visit)
			}
		}
	}
}

// snapshot returns the message as it is now.
func (m *Message) snapshot() Message {
	copied := *m
	copied.Edits = slices.Clone(m.Edits)
	return copied
}

// text, number and objects read decoded JSON; what is of another type is the
// zero value.
func text(value any) string {
	s, _ := value.(string)
	return s
}

func number(value any) int {
	switch n := value.(type) {
	case float64:
		return int(n)
	case int:
		return n
	}
	return 0
}

func objects(value any) []Object {
	switch list := value.(type) {
	case []Object:
		return list
	case []any:
		var all []Object
		for _, item := range list {
			if o, ok := item.(Object); ok {
				all = append(all, o)
			}
		}
		return all
	}
	return nil
}
