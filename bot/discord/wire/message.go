package wire

import (
	"encoding/json"

	"github.com/bwmarrin/discordgo"
)

// Flags of messages that the bot sets.
const (
	// SuppressEmbeds keeps links from being previewed. It hides a message's own
	// embeds too.
	SuppressEmbeds = 1 << 2
	// Ephemeral shows a reply to an interaction to its user alone.
	Ephemeral = 1 << 6
	// ComponentsV2 makes the components the whole of a message: it has neither
	// content nor embeds.
	ComponentsV2 = 1 << 15
)

// A Message is the whole of a message: what an edit leaves empty is cleared.
// Nothing in it ever pings anyone.
type Message struct {
	// Content has at most 2,000 characters.
	Content    string
	Embeds     []*discordgo.MessageEmbed
	Components []discordgo.MessageComponent
	Flags      int
	// Reply is the ID of the message in the same channel that this one answers;
	// "" for none. An edit has none.
	Reply string
	// Nonce makes sending again what was sent already harmless, for a few
	// minutes; at most 25 characters.
	Nonce string
	// Files are uploaded with the message.
	Files []File
}

// A File is a file that is uploaded with a message.
type File struct {
	Name, ContentType string
	Data              []byte
}

// V2 reports whether the components are the whole of the message.
func (m Message) V2() bool { return m.Flags&ComponentsV2 != 0 }

// MarshalJSON gives what Discord's API takes, for new messages and for edits.
func (m Message) MarshalJSON() ([]byte, error) {
	body := map[string]any{
		"allowed_mentions": map[string]any{"parse": []string{}, "replied_user": false},
		"components":       append([]discordgo.MessageComponent{}, m.Components...),
	}
	if !m.V2() {
		body["content"] = m.Content
		body["embeds"] = append([]*discordgo.MessageEmbed{}, m.Embeds...)
	}
	if m.Flags != 0 {
		body["flags"] = m.Flags
	}
	if m.Reply != "" {
		body["message_reference"] = map[string]any{"message_id": m.Reply, "fail_if_not_exists": false}
	}
	if m.Nonce != "" {
		body["nonce"], body["enforce_nonce"] = m.Nonce, true
	}
	if len(m.Files) > 0 {
		var list []map[string]any
		for i, f := range m.Files {
			list = append(list, map[string]any{"id": i, "filename": f.Name})
		}
		body["attachments"] = list
	}
	return json.Marshal(body)
}

// Kinds of responses to an interaction, the first thing it is answered with.
const (
	RespondMessage      = 4 // with a message
	RespondDeferred     = 5 // with a message that comes later
	RespondDeferredEdit = 6 // with an edit, later, of the message it came from
	RespondEdit         = 7 // with an edit of the message it came from
	RespondChoices      = 8 // to an autocomplete
	RespondModal        = 9 // with a form
)

// A Response is the first answer to an interaction.
type Response struct {
	Kind int `json:"type"`
	// Data is a Message, a Deferral, Choices, a Modal, or nil.
	Data any `json:"data,omitempty"`
}

// A Deferral says how the message that comes later will be shown.
type Deferral struct {
	// Flags is Ephemeral or 0: it cannot be changed afterwards.
	Flags int `json:"flags,omitempty"`
}

// Choices answer an autocomplete: at most 25.
type Choices struct {
	Choices []Choice `json:"choices"`
}

// A Choice is one suggestion: Name is shown, Value comes back. Each has at
// most 100 characters.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// A Modal is a form: a title of at most 45 characters and one to five rows with
// a text input each.
type Modal struct {
	CustomID   string                       `json:"custom_id"`
	Title      string                       `json:"title"`
	Components []discordgo.MessageComponent `json:"components"`
}
